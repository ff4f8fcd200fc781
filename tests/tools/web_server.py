"""A server on 127.0.0.1 that answers for all of the web, with replies made by hand.

A reply is bytes, or a function that writes to the socket itself: so that a test can hang, drip,
lie about a length or never stop.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

Talker: TypeAlias = Callable[[socket.socket], None]
Route: TypeAlias = "bytes | Talker | Callable[[Asked], bytes | Talker]"


class Asked:
    """A request as it came in."""

    def __init__(self, head: str) -> None:
        lines = head.split("\r\n")
        self.method, self.path, _ = lines[0].split(" ", 2)
        self.headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        self.host = self.headers.get("host", "")
        self.url = f"{self.host}{self.path}"


def reply(
    body: bytes | str = b"",
    status: str = "200 OK",
    kind: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a whole reply."""
    raw = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": kind, "Content-Length": str(len(raw)), "Connection": "close"}
    lines = [f"{name}: {value}" for name, value in {**fields, **(headers or {})}.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + raw


def moved(target: str, status: str = "302 Found") -> bytes:
    return reply(status=status, headers={"Location": target})


class Server:
    """Routes by `host/path`, else by `host`; whatever else is asked for is not found."""

    def __init__(self) -> None:
        self.routes: dict[str, bytes | Callable[..., object]] = {}
        self.asked: list[Asked] = []
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._socket.settimeout(0.05)
        self.address = ("127.0.0.1", self._socket.getsockname()[1])
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def gateway(self) -> str:
        return f"127.0.0.1:{self.address[1]}"

    def urls(self) -> list[str]:
        return [asked.url for asked in self.asked]

    def close(self) -> None:
        self._ended.set()
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(4096)
                if not piece:
                    return
                head += piece
            asked = Asked(head.decode("latin-1"))
            self.asked.append(asked)
            route = self.routes.get(asked.url, self.routes.get(asked.host))
            if route is None:
                route = reply(b"{}", "404 Not Found")
            if callable(route) and getattr(route, "takes_request", False):
                route = route(asked)  # type: ignore[assignment]
            if isinstance(route, bytes):
                connection.sendall(route)
                connection.shutdown(socket.SHUT_WR)
            elif callable(route):
                route(connection)


def by_request(function: Callable[[Asked], object]) -> Callable[[Asked], object]:
    """Mark a route that looks at the request."""
    function.takes_request = True  # type: ignore[attr-defined]
    return function


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.close()
