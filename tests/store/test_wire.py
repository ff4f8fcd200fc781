from __future__ import annotations

import ssl
import subprocess
import threading
import time
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store import addresses
from reading_list.store.addresses import Resolver
from reading_list.store.wire import Trouble, Wire


@pytest.mark.parametrize(
    "value", ["example.org:80", "10.0.0.1:80", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "x"]
)
def test_a_gateway_is_on_this_machine(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("READING_LIST_GATEWAY", value)
    with pytest.raises(ProjectError, match="READING_LIST_GATEWAY") as caught:
        Wire()
    assert caught.value.exit_code == 2


def test_the_environment_names_a_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READING_LIST_GATEWAY", "127.0.0.1:8080")
    assert Wire().gateway == ("127.0.0.1", 8080)
    monkeypatch.delenv("READING_LIST_GATEWAY")
    assert Wire().gateway is None


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve the name itself, behind the back of the check."""
    asked: list[str] = []

    def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return []

    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with pytest.raises(Trouble) as caught:
        Wire(Resolver(lookup)).send("GET", "http://a.example.org/", {}, time.monotonic() + 2, 10)
    assert caught.value.kind == "network"
    assert asked == ["a.example.org"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for secure.example.org, signed by itself."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    try:
        made = subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=secure.example.org",
             "-addext", "subjectAltName=DNS:secure.example.org", "-keyout", "-", "-out", "-"],
            capture_output=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not installed")
    file.write_bytes(made.stdout)
    return file


@pytest.mark.parametrize(
    ("host", "is_trusted", "expected"),
    [
        ("secure.example.org", True, "200"),
        ("secure.example.org", False, "certificate"),
        ("other.example.org", True, "certificate"),
    ],
)
def test_tls_is_checked_for_the_name_though_an_address_is_connected_to(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, host: str, is_trusted: bool, expected: str
) -> None:
    import socket

    monkeypatch.setattr(addresses, "is_public", lambda address: True)
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(certificate)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        try:
            with inside.wrap_socket(connection, server_side=True) as stream:
                stream.recv(4096)
                stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        except OSError:
            connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    context = ssl.create_default_context(cafile=str(certificate) if is_trusted else None)
    wire = Wire(Resolver(lambda name, port: ["127.0.0.1"]), context=context)
    url = f"https://{host}:{listening.getsockname()[1]}/"
    try:
        got = str(wire.send("GET", url, {}, time.monotonic() + 5, 100).status)
    except Trouble as trouble:
        got = str(trouble).lower()
    assert expected in got
    thread.join(5)
    listening.close()
