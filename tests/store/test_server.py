"""The server: what a browser of this machine gets, and what nobody gets."""

from __future__ import annotations

import http.client
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store import server as module
from reading_list.store.server import Server

PAGE = b"<!DOCTYPE html><html><head><title>t</title></head><body>home</body></html>"
SECONDS = 20


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    files = {
        "index.html": PAGE,
        "404.html": PAGE.replace(b"home", b'lost <a href="years.html">years</a>'),
        "papers/a.html": PAGE.replace(b"home", b"paper"),
        "papers/a.bib": b"@misc{a}\n",
        "assets/site.css": b"a {}",
        "assets/site.js": b"1;",
        "search/worker.mjs": b"1;",
        "data.json": b"{}",
        "feed.atom": b"<feed/>",
        "icon.svg": b"<svg/>",
        "note.md": b"# x",
        "blob": b"\0",
        "tar.tar.gz": b"\0",
        "caf\xe9 \U0001f600.html": PAGE,
    }
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    (tmp_path / "secret.txt").write_text("secret")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "linked").symlink_to(tmp_path)
    os.mkfifo(site / "pipe")
    return site


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with closing(Server(site, 0)) as server:
        yield server


def port_of(server: Server) -> int:
    return int(server.url.rpartition(":")[2].rstrip("/"))


def asked(
    server: Server, path: str, method: str = "GET", **headers: str
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port_of(server), timeout=SECONDS)
    with closing(connection):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        return answer, answer.read()


def raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=SECONDS) as sent:
        sent.sendall(request)
        return sent.recv(65536)


class Stream:
    """An open stream of events."""

    def __init__(self, server: Server) -> None:
        self.connection = HTTPConnection("127.0.0.1", port_of(server), timeout=SECONDS)
        self.connection.request("GET", "/.reading-list/events")
        self.answer = self.connection.getresponse()

    def next(self) -> dict[str, object]:
        end = time.monotonic() + SECONDS  # comments that keep a stream open come for ever
        while (line := self.answer.readline()) and time.monotonic() < end:
            if line.startswith(b"data: "):
                return json.loads(line[6:])  # type: ignore[no-any-return]
        raise EOFError


def test_pages_get_the_script_and_the_files_stay_as_they_are(server: Server, site: Path) -> None:
    answer, body = asked(server, "/")
    assert answer.status == 200
    assert b"/.reading-list/live.js" in body
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.getheader("Access-Control-Allow-Origin") is None
    assert (site / "index.html").read_bytes() == PAGE
    assert asked(server, "/?q=1#x")[1] == body
    assert b"paper" in asked(server, "/papers/a.html")[1]
    assert b"paper" in asked(server, "/papers/a")[1]
    assert b"home" in asked(server, "/caf%C3%A9%20%F0%9F%98%80.html")[1]


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("papers/a.bib", "application/x-bibtex"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
        ("search/worker.mjs", "text/javascript; charset=utf-8"),
        ("data.json", "application/json; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("note.md", "text/markdown; charset=utf-8"),
        ("blob", "application/octet-stream"),
        ("tar.tar.gz", "application/octet-stream"),
    ],
)
def test_a_file_has_its_type_and_its_bytes(
    server: Server, site: Path, path: str, type: str
) -> None:
    answer, body = asked(server, f"/{path}")
    assert answer.getheader("Content-Type") == type
    assert body == (site / path).read_bytes()


def test_a_lost_address_gets_the_lists_own_page(server: Server) -> None:
    answer, body = asked(server, "/papers/none.html")
    assert answer.status == 404
    assert b'lost <a href="/years.html">' in body
    assert b"/.reading-list/live.js" in body


def test_before_the_first_build_there_is_a_page_that_waits_for_it(tmp_path: Path) -> None:
    with closing(Server(tmp_path / "none", 0)) as server:
        answer, body = asked(server, "/")
    assert answer.status == 404
    assert b"Not built yet" in body
    assert b"/.reading-list/live.js" in body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/papers/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/papers/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/papers//a.html",
        "/%2fetc/passwd",
        "/link.txt",
        "/linked/secret.txt",
        "/pipe",
        "/papers",
        "/papers/",
        "/index.html%00.txt",
        "/%00",
        "/.reading-list/live.py",
        "/.reading-list/../server.py",
        "/" + "a" * 5000,
        "/%ff%fe",
    ],
)
def test_nothing_outside_the_site_is_given(server: Server, path: str) -> None:
    answer, body = asked(server, path)
    assert answer.status == 404
    assert b"secret" not in body
    assert b"root:" not in body


def test_the_script_is_given(server: Server) -> None:
    answer, body = asked(server, "/.reading-list/live.js")
    assert answer.getheader("Content-Type") == "text/javascript; charset=utf-8"
    assert b"EventSource" in body
    assert asked(server, "/.reading-list/live.css")[0].status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "", "[::1]"])
def test_a_name_that_a_stranger_lets_lead_here_is_refused(server: Server, host: str) -> None:
    for path in ("/", "/.reading-list/events", "/.reading-list/live.js"):
        answer, body = asked(server, path, Host=host.format(port=port_of(server)))
        assert answer.status == 421
        assert b"home" not in body


def test_localhost_is_a_name_of_ours(server: Server) -> None:
    assert asked(server, "/", Host=f"LocalHost:{port_of(server)}")[0].status == 200


def test_requests_that_are_none_are_refused(server: Server) -> None:
    host = f"Host: 127.0.0.1:{port_of(server)}\r\n\r\n".encode()
    assert b"400" in raw(server, b"GET http://127.0.0.1/secret HTTP/1.1\r\n" + host).split(b"\n")[0]
    assert b"400" in raw(server, b"\x16\x03\x01 x y z\r\n\r\n")[:400]
    assert raw(server, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        answer, _ = asked(server, "/", method)
        assert answer.status == 405
        assert answer.getheader("Allow") == "GET, HEAD"


def test_head_is_get_without_its_body(server: Server) -> None:
    answer, body = asked(server, "/", "HEAD")
    assert body == b""
    assert answer.getheader("Content-Length") == str(len(asked(server, "/")[1]))


def test_the_same_bytes_are_not_sent_again_and_others_are(server: Server, site: Path) -> None:
    answer, _ = asked(server, "/assets/site.css")
    mark = answer.getheader("ETag") or ""
    assert answer.getheader("Cache-Control") == "no-cache"
    again, body = asked(server, "/assets/site.css", If_None_Match=f'"x", {mark}')
    assert (again.status, body) == (304, b"")
    (site / "assets" / "site.css").write_bytes(b"b {}")
    changed, body = asked(server, "/assets/site.css", If_None_Match=mark)
    assert (changed.status, body) == (200, b"b {}")


def test_connections_are_kept(server: Server) -> None:
    with closing(HTTPConnection("127.0.0.1", port_of(server), timeout=SECONDS)) as connection:
        for path in ("/", "/none", "/assets/site.css"):
            connection.request("GET", path)
            kept = connection.sock
            connection.getresponse().read()
            assert connection.sock is kept


def test_every_page_hears_of_builds_and_problems(server: Server) -> None:
    one, two = Stream(server), Stream(server)
    assert one.answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
    first = one.next()
    assert first == two.next()
    assert first["problems"] == []
    assert f'data-version="{first["version"]}"'.encode() in asked(server, "/")[1]
    server.tell([{"message": "m"}], is_changed=False)
    for stream in (one, two):
        assert stream.next() == {"version": first["version"], "problems": [{"message": "m"}]}
    late = Stream(server)  # a page that is opened now shows it at once
    assert late.next()["problems"] == [{"message": "m"}]
    server.tell([], is_changed=True)
    changed = one.next()
    assert changed["version"] != first["version"]
    assert changed["problems"] == []
    assert f'data-version="{changed["version"]}"'.encode() in asked(server, "/")[1]


def test_a_page_of_an_earlier_server_is_out_of_date(site: Path) -> None:
    versions = set()
    for _ in range(2):
        with closing(Server(site, 0)) as server:
            versions.add(Stream(server).next()["version"])
    assert len(versions) == 2


def test_pages_that_went_away_keep_nobody(server: Server) -> None:
    streams = [Stream(server) for _ in range(50)]
    for stream in streams[:40]:
        stream.answer.close()
        stream.connection.close()
    # Whoever has not heard of the first state when the second comes hears of that alone.
    first = [stream.next()["version"] for stream in streams[40:]]
    server.tell([], is_changed=True)
    assert all(stream.next()["version"] not in first for stream in streams[40:])
    assert asked(server, "/")[0].status == 200


def test_a_port_that_somebody_has_is_said(server: Server, site: Path) -> None:
    with pytest.raises(ProjectError, match=r"cannot be had: address already in use") as caught:
        Server(site, port_of(server))
    assert caught.value.exit_code == 3
    assert "--port 0" in caught.value.hint


def test_only_this_machine_is_served(server: Server) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    with socket.socket() as other:  # another address of the same machine
        other.settimeout(5)
        assert other.connect_ex(("127.0.0.2", port_of(server))) != 0


def test_a_closed_server_is_gone_and_its_streams_end(site: Path) -> None:
    server = Server(site, 0)
    stream = Stream(server)
    stream.next()
    began = time.monotonic()
    server.close()
    assert time.monotonic() - began < SECONDS
    with pytest.raises((EOFError, http.client.HTTPException, OSError)):
        stream.next()
    with pytest.raises(OSError):
        asked(server, "/")


def test_a_server_that_was_killed_is_said(site: Path) -> None:
    server = Server(site, 0)
    server._process.kill()
    server._process.join()
    with pytest.raises(ProjectError, match="was ended"):
        server.check()
    with pytest.raises(ProjectError, match="was ended"):
        server.tell([], is_changed=True)
    server.close()


@pytest.mark.parametrize("name", ["w3m", "lynx"])
def test_a_browser_in_this_terminal_is_none(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", name)
    monkeypatch.setattr("webbrowser._tryorder", None)
    assert not module.open_browser("http://127.0.0.1:9/")
