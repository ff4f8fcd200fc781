"""The client against a server of this machine; every reply here is made by hand."""

from __future__ import annotations

import gzip
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import Asked, Server, by_request, moved, reply

from reading_list.store.pace import Pace
from reading_list.store.web import Failure, Reply, Web, agent_of, each, today
from reading_list.store.wire import Wire

HERE = "http://papers.example.org"


@pytest.fixture
def web(server: Server) -> Iterator[Web]:
    with Web("me@example.org", 20, wire=Wire(gateway=server.address)) as client:
        yield client


def in_time(server: Server, seconds: float) -> Web:
    return Web("me@example.org", seconds, wire=Wire(gateway=server.address))


def kind_of(found: Reply | Failure) -> str:
    return found.kind if isinstance(found, Failure) else str(found.status)


def test_a_reply_comes_back_whole(server: Server, web: Web) -> None:
    server.routes["papers.example.org/a?b=1"] = reply('{"title": "Ä"}')
    found = web.get(f"{HERE}/a?b=1", accept="application/json")
    assert found == Reply(f"{HERE}/a?b=1", 200, '{"title": "Ä"}'.encode())
    (asked,) = server.asked
    assert asked.headers["accept"] == "application/json"
    assert asked.headers["user-agent"].startswith("reading-list")
    assert "mailto:me@example.org" in asked.headers["user-agent"]
    assert not {"cookie", "authorization", "referer"} & asked.headers.keys()


def test_an_error_is_an_answer_too(web: Web) -> None:
    assert kind_of(web.get(f"{HERE}/nothing")) == "404"


def test_redirects_are_followed_to_another_host(server: Server, web: Web) -> None:
    server.routes["papers.example.org/old"] = moved("//data.example.net/new", "301 Moved")
    server.routes["data.example.net/new"] = reply("there")
    assert web.get(f"{HERE}/old") == Reply("http://data.example.net/new", 200, b"there")


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/admin",
        "http://127.1/admin",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://localhost/",
        "http://printer.local/",
        "http://intranet/",
        "http://metadata.google.internal/",
        "http://user:secret@papers.example.org/",
        "http://papers.example.org:25/",
        "ftp://papers.example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://papers.example.org/",
    ],
)
def test_no_redirect_leads_inward_or_off_the_web(server: Server, web: Web, target: str) -> None:
    server.routes["papers.example.org/in"] = moved(target)
    assert kind_of(web.get(f"{HERE}/in")) in {"inward", "broken"}
    assert server.urls() == ["papers.example.org/in"]


def test_inward_addresses_are_refused_from_the_start(server: Server, web: Web) -> None:
    assert kind_of(web.get("http://127.0.0.1:8000/")) == "inward"
    assert kind_of(web.get("http://localhost:8000/")) == "inward"
    assert server.asked == []


def test_a_name_that_leads_inward_is_refused(server: Server) -> None:
    from reading_list.store.addresses import Resolver

    asked: list[str] = []

    def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14", "127.0.0.1"]

    with Web("", 5, wire=Wire(Resolver(lookup))) as client:
        found = client.get(f"http://rebound.example.org:{server.address[1]}/")
    assert kind_of(found) == "inward"
    assert asked == ["rebound.example.org"]
    assert server.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No second look-up: a name that changes its mind between check and use gains nothing."""
    import httpcore2

    from reading_list.store import addresses
    from reading_list.store.addresses import Resolver

    answers = iter([["203.0.113.7"], ["127.0.0.1"]])
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "203.0.113.7")
    connected: list[str] = []

    def connect(self: object, host: str, port: int, **options: object) -> object:
        connected.append(host)
        raise httpcore2.ConnectError("nobody there")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    with Web("", 5, wire=Wire(Resolver(lambda host, port: next(answers)))) as client:
        assert kind_of(client.get("http://rebound.example.org/")) == "network"
    assert connected == ["203.0.113.7"]


def test_circles_of_redirects_end(server: Server, web: Web) -> None:
    server.routes["papers.example.org/a"] = moved("/b")
    server.routes["papers.example.org/b"] = moved("/a")
    assert kind_of(web.get(f"{HERE}/a")) == "loop"
    assert len(server.asked) == 2


def test_endless_redirects_end(server: Server, web: Web) -> None:
    @by_request
    def on(asked: Asked) -> bytes:
        return moved(f"{asked.path}x")

    server.routes["papers.example.org"] = on
    assert kind_of(web.get(f"{HERE}/a")) == "loop"
    assert len(server.asked) < 12


def test_a_redirect_to_nowhere_is_an_answer(server: Server, web: Web) -> None:
    server.routes["papers.example.org/a"] = reply(status="302 Found")
    assert kind_of(web.get(f"{HERE}/a")) == "302"


def test_too_much_is_not_read(server: Server, web: Web) -> None:
    server.routes["papers.example.org/big"] = reply(b"x" * 50_000_000)
    began = time.monotonic()
    assert kind_of(web.get(f"{HERE}/big")) == "large"
    assert time.monotonic() - began < 5


def test_an_endless_answer_ends(server: Server, web: Web) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    server.routes["papers.example.org/endless"] = endless
    assert kind_of(web.get(f"{HERE}/endless")) == "large"


def test_a_small_answer_does_not_swell(server: Server, web: Web) -> None:
    bomb = gzip.compress(b"0" * 200_000_000, compresslevel=9)
    assert len(bomb) < 400_000
    server.routes["papers.example.org/bomb"] = reply(bomb, headers={"Content-Encoding": "gzip"})
    assert kind_of(web.get(f"{HERE}/bomb")) == "large"


def test_a_packed_answer_is_unpacked(server: Server, web: Web) -> None:
    body = gzip.compress(b"whole" * 1000)
    server.routes["papers.example.org/a"] = reply(body, headers={"Content-Encoding": "gzip"})
    found = web.get(f"{HERE}/a")
    assert isinstance(found, Reply) and found.body == b"whole" * 1000


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(b"a" * 9999, mtime=0)[:20], "gzip"), (b"no gzip", "gzip"), (b"x", "br")],
)
def test_what_cannot_be_unpacked_is_no_answer(
    server: Server, web: Web, body: bytes, encoding: str
) -> None:
    server.routes["papers.example.org/a"] = reply(body, headers={"Content-Encoding": encoding})
    assert kind_of(web.get(f"{HERE}/a")) == "broken"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 999999 What\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000,
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000,
        b"\x00" * 1000,
    ],
)
def test_a_broken_answer_is_none(server: Server, web: Web, raw: bytes) -> None:
    server.routes["papers.example.org/a"] = raw
    assert kind_of(web.get(f"{HERE}/a")) == "broken"


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: y", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_slow_drip_ends_with_the_deadline(server: Server, start: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.1)

    server.routes["papers.example.org/slow"] = drip
    began = time.monotonic()
    with in_time(server, 1.0) as client:
        assert kind_of(client.get(f"{HERE}/slow")) == "over"
    assert time.monotonic() - began < 3


def test_a_silent_server_ends_with_the_deadline(server: Server) -> None:
    silence = threading.Event()
    server.routes["papers.example.org/mute"] = lambda connection: silence.wait(5)
    began = time.monotonic()
    with in_time(server, 0.5) as client:
        assert kind_of(client.get(f"{HERE}/mute")) == "over"
        assert client.is_over
        assert kind_of(client.get(f"{HERE}/other")) == "over"
    assert time.monotonic() - began < 2
    silence.set()


def test_one_slow_host_does_not_take_all_the_time(
    server: Server, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reading_list.store import web as module

    monkeypatch.setattr(module, "_LONGEST", 0.3)
    silence = threading.Event()
    server.routes["papers.example.org/mute"] = lambda connection: silence.wait(5)
    assert kind_of(web.get(f"{HERE}/mute")) == "late"
    assert not web.is_over
    silence.set()


def test_a_busy_server_is_waited_for(server: Server, web: Web) -> None:
    @by_request
    def busy_once(asked: Asked) -> bytes:
        first = len(server.asked) == 1
        busy = reply(status="429 Too Many Requests", headers={"Retry-After": "1"})
        return busy if first else reply("at last")

    server.routes["papers.example.org/a"] = busy_once
    began = time.monotonic()
    assert web.get(f"{HERE}/a") == Reply(f"{HERE}/a", 200, b"at last")
    assert 0.9 < time.monotonic() - began < 5


def test_a_server_that_is_busy_for_too_long_is_not_waited_for(server: Server, web: Web) -> None:
    headers = {"Retry-After": "3600"}
    server.routes["papers.example.org/a"] = reply(status="503 Later", headers=headers)
    began = time.monotonic()
    found = web.get(f"{HERE}/a")
    assert isinstance(found, Failure) and found.kind == "busy"
    assert "3600 seconds" in found.message
    assert time.monotonic() - began < 2


def test_nobody_there_is_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = ("127.0.0.1", free.getsockname()[1])
    with Web("", 5, wire=Wire(gateway=address)) as client:
        assert kind_of(client.get(f"{HERE}/a")) == "network"


def test_an_unknown_name_is_told_from_a_dead_network() -> None:
    from reading_list.store.addresses import Resolver

    def no_such(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def no_answer(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with Web("", 5, wire=Wire(Resolver(no_such))) as client:
        assert kind_of(client.get("https://nowhere.example.org/")) == "unknown"
    with Web("", 5, wire=Wire(Resolver(no_answer))) as client:
        assert kind_of(client.get("https://nowhere.example.org/")) == "network"


def test_a_name_service_that_hangs_does_not_hang_us() -> None:
    from reading_list.store.addresses import Resolver

    def hang(host: str, port: int) -> list[str]:
        time.sleep(3)
        return []

    began = time.monotonic()
    with Web("", 0.5, wire=Wire(Resolver(hang))) as client:
        assert kind_of(client.get("https://slow.example.org/")) == "network"
    assert time.monotonic() - began < 2


def test_replies_are_kept_for_the_next_run(server: Server, tmp_path: Path) -> None:
    server.routes["papers.example.org/a"] = reply("kept")
    for fresh in (False, False, True):
        wire = Wire(gateway=server.address)
        with Web("", 5, cache=tmp_path / ".cache", wire=wire, is_fresh=fresh) as client:
            assert client.get(f"{HERE}/a") == Reply(f"{HERE}/a", 200, b"kept")
    assert len(server.asked) == 2
    assert (tmp_path / ".cache" / ".gitignore").read_text() == "*\n"


def test_errors_are_not_kept(server: Server, tmp_path: Path) -> None:
    for _ in range(2):
        with Web("", 5, cache=tmp_path, wire=Wire(gateway=server.address)) as client:
            assert kind_of(client.get(f"{HERE}/a")) == "404"
    assert len(server.asked) == 2


@pytest.mark.parametrize("damage", ["garbage", "schema", "folder", "link"])
def test_a_damaged_store_of_replies_does_not_matter(
    server: Server, tmp_path: Path, damage: str
) -> None:
    file = tmp_path / "replies.sqlite3"
    match damage:
        case "garbage":
            file.write_bytes(b"\x00garbage" * 1000)
        case "schema":
            sqlite3.connect(file).execute("CREATE TABLE reply_1 (other)").connection.close()
        case "folder":
            file.mkdir()
        case "link":
            file.symlink_to(tmp_path / "elsewhere")
    server.routes["papers.example.org/a"] = reply("fine")
    with Web("", 5, cache=tmp_path, wire=Wire(gateway=server.address)) as client:
        assert kind_of(client.get(f"{HERE}/a")) == "200"
    assert not (tmp_path / "elsewhere").exists()


def test_a_probe_reads_no_body(server: Server, web: Web) -> None:
    server.routes["papers.example.org/a"] = reply()
    assert kind_of(web.probe(f"{HERE}/a")) == "200"
    assert [asked.method for asked in server.asked] == ["HEAD"]


def test_a_probe_asks_again_where_head_is_refused(server: Server, web: Web) -> None:
    @by_request
    def no_head(asked: Asked) -> bytes:
        ok = reply(b"x" * 10_000_000)
        return reply(status="405 No") if asked.method == "HEAD" else ok

    server.routes["papers.example.org/a"] = no_head
    assert kind_of(web.probe(f"{HERE}/a")) == "200"
    assert [asked.method for asked in server.asked] == ["HEAD", "GET"]


def test_each_asks_hosts_at_once_and_one_host_in_turn(server: Server, web: Web) -> None:
    at_work: dict[str, int] = {}
    most: dict[str, int] = {"all": 0}
    lock = threading.Lock()

    @by_request
    def count(asked: Asked) -> bytes:
        with lock:
            at_work[asked.host] = at_work.get(asked.host, 0) + 1
            most[asked.host] = max(most.get(asked.host, 0), at_work[asked.host])
            most["all"] = max(most["all"], sum(at_work.values()))
        time.sleep(0.1)
        with lock:
            at_work[asked.host] -= 1
        return reply()

    hosts = [f"h{number}.example.org" for number in range(4)]
    server.routes.update(dict.fromkeys(hosts, count))
    urls = [f"http://{host}/{number}" for number in range(3) for host in hosts]
    found = dict(each(web.probe, urls, threads=4))
    assert found.keys() == set(urls)
    assert {kind_of(reply) for reply in found.values()} == {"200"}
    assert most.pop("all") > 1
    assert set(most.values()) == {1}


def test_a_bug_in_the_work_is_raised(web: Web) -> None:
    def fail(url: str) -> Reply:
        raise KeyError(url)

    with pytest.raises(KeyError):
        list(each(fail, [f"{HERE}/a"], threads=2))


def test_the_pace_is_kept(server: Server) -> None:
    waits: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        waits.append(round(seconds, 3))
        now[0] += seconds

    pace = Pace(clock=lambda: now[0], sleep=sleep)
    server.routes["export.arxiv.org"] = reply()
    with Web("", 60, wire=Wire(gateway=server.address), pace=pace) as client:
        for number in range(3):
            client.get(f"https://export.arxiv.org/{number}")
    assert waits == [3.0, 3.0]


@pytest.mark.parametrize(
    ("contact", "end"),
    [
        ("me@example.org", " (mailto:me@example.org)"),
        ("https://github.com/a/b", " (https://github.com/a/b)"),
        ("", ""),
        ("a\r\nX-Evil: 1", " (aX-Evil: 1)"),
        ("ü" * 10, ""),
    ],
)
def test_the_agent_names_a_contact_and_nothing_else(contact: str, end: str) -> None:
    agent = agent_of(contact)
    assert agent.startswith("reading-list")
    assert agent.endswith(end) and agent.isprintable() and agent.isascii()


def test_the_day_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert today() == "1970-01-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "nonsense")
    assert len(today()) == 10
