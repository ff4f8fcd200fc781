"""Serves a built site to this machine's browsers, and tells them when it was built again.

It runs in a process of its own, so that the one that builds has no threads when it starts workers.
Over a pipe it hears what the pages have to know; the end of the pipe ends it. A stranger's website
that is open in the same browser gets nothing from it: only requests that name this server as their
host are answered.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import stat
import threading
from email.utils import formatdate
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import MimeTypes
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import unquote_to_bytes

from reading_list.diagnostics import ProjectError
from reading_list.store import live

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

ADDRESS = "127.0.0.1"
MISSING = "404.html"
BREATH_SECONDS = 15  # so often a silent stream of events shows that both ends live
REQUEST_SECONDS = 60  # so long a connection may say nothing

# The machine's own tables of types differ: the same site has the same types everywhere.
_TYPES = MimeTypes()
for _ending, _type in {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}.items():
    _TYPES.add_type(_type, _ending)
_TEXTS = {"application/json", "application/xml", "application/atom+xml", "image/svg+xml"}


class State(NamedTuple):
    """What the pages have to know: another version after each build that changed the site."""

    version: str
    problems: list[dict[str, str]]


class Server:
    """A server in a process of its own, and this process's end of the pipe to it."""

    def __init__(self, site: Path, port: int) -> None:
        """Serve `site` from now on. Raises ProjectError where the port cannot be had."""
        import multiprocessing

        listening = _listen(port)
        self.url = f"http://{ADDRESS}:{listening.getsockname()[1]}/"
        # Another version after each start: a page of an earlier server is out of date.
        self._start = secrets.token_hex(4)
        self._builds = 0
        context = multiprocessing.get_context("fork")
        theirs, self._pipe = context.Pipe(duplex=False)
        arguments = (listening, str(site), theirs, self._pipe, self._state([]))
        self._process: BaseProcess = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        theirs.close()
        listening.close()

    def tell(self, problems: list[dict[str, str]], *, is_changed: bool) -> None:
        """Tell the pages what is wrong, and whether there is something new to see."""
        self._builds += is_changed
        try:
            self._pipe.send_bytes(json.dumps(self._state(problems)).encode())
        except OSError:
            self.check()

    def check(self) -> None:
        """Raises ProjectError when the process of the server has ended."""
        if not self._process.is_alive():
            raise ProjectError("the process that serves the pages was ended", "start it again")

    def close(self) -> None:
        """End the server."""
        self._pipe.close()
        self._process.join(2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _state(self, problems: list[dict[str, str]]) -> State:
        return State(f"{self._start}-{self._builds}", problems)


def open_browser(url: str) -> bool:
    """Show a page in the user's browser; False where there is none but in this terminal."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if getattr(browser, "name", "") in {"www-browser", "links", "elinks", "lynx", "w3m"}:
        return False
    return browser.open(url)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
        listening.listen(64)
    except OSError as error:
        listening.close()
        what = f"port {port} of {ADDRESS} cannot be had: {(error.strerror or str(error)).lower()}"
        raise ProjectError(what, "name another one with --port; --port 0 takes any") from error
    return listening


def _serve(
    listening: socket.socket, site: str, pipe: Connection, other_end: Connection, state: State
) -> None:
    """The life of the server's process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and closes the pipe
    other_end.close()
    server = _HTTPServer(listening, site, state)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    while True:
        try:
            server.change(State(*json.loads(pipe.recv_bytes())))
        except (EOFError, OSError):
            os._exit(0)  # streams of events that are still open are nobody's business any more


class _HTTPServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, listening: socket.socket, site: str, state: State) -> None:
        name = listening.getsockname()
        super().__init__(name, _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.server_name, self.server_port = name
        self.hosts = {f"{host}:{name[1]}" for host in (ADDRESS, "localhost")}
        if name[1] == 80:  # the only one that browsers leave out
            self.hosts |= {ADDRESS, "localhost"}
        self.site = os.path.realpath(site)
        self.state = state
        self.changed = threading.Condition()

    def change(self, state: State) -> None:
        """Tell every open stream of events."""
        with self.changed:
            self.state = state
            self.changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that went away is no matter."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "reading-list"
    sys_version = ""
    timeout = REQUEST_SECONDS
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    def do_GET(self) -> None:  # the name that the library calls
        """Answer with a file, the script, or the stream of events."""
        if self.headers.get("Host", "").lower() not in self._home.hosts:
            # Another name that leads here is how a stranger's website would read what we serve.
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This server has another name")
            return
        path = self.path.partition("?")[0].partition("#")[0]
        if not path.startswith("/"):
            self.send_error(HTTPStatus.BAD_REQUEST, "No path")
        elif path == live.EVENTS:
            self._stream()
        elif path.startswith(live.PREFIX):
            self._send_client(path.removeprefix(live.PREFIX))
        else:
            self._send_page(os.fsdecode(unquote_to_bytes(path)))

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """Refuse: there is nothing here that can be changed."""
        self.close_connection = True
        self.send_response(HTTPStatus.METHOD_NOT_ALLOWED)
        self.send_header("Allow", "GET, HEAD")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST  # noqa: N815

    def end_headers(self) -> None:
        """Every answer: its type is not guessed, and no other origin may use it."""
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    @property
    def _home(self) -> _HTTPServer:
        return cast("_HTTPServer", self.server)

    def _send_client(self, name: str) -> None:
        if name in live.CLIENT:
            self._send(HTTPStatus.OK, live.CLIENT[name], live.client_file(name))
        else:
            self.send_error(HTTPStatus.NOT_FOUND, "Not found")

    def _send_page(self, path: str) -> None:
        version = self._home.state.version
        place = _place_of(path)
        for name in (place, f"{place}.html") if place else ():
            content = _read(self._home.site, name)
            if content is not None:
                type = _type_of(name)
                if type.startswith("text/html"):
                    content = live.with_client(content, version)
                self._send(HTTPStatus.OK, type, content)
                return
        missing = _read(self._home.site, MISSING) or live.EMPTY_PAGE
        page = live.with_client(live.from_anywhere(missing), version)
        self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", page)

    def _send(self, status: HTTPStatus, type: str, content: bytes) -> None:
        """Answer; a browser that has these very bytes is told so."""
        mark = f'"{blake2b(content, digest_size=12).hexdigest()}"'
        known = (each.strip() for each in self.headers.get("If-None-Match", "").split(","))
        is_known = status == HTTPStatus.OK and mark in known
        self.send_response(HTTPStatus.NOT_MODIFIED if is_known else status)
        self.send_header("ETag", mark)
        self.send_header("Cache-Control", "no-cache")  # keep it, but ask before it is shown
        if not is_known:
            self.send_header("Content-Type", type)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if not is_known and self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        """Send the state, and again whenever it changes, until the browser goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        home, sent = self._home, None
        self.wfile.write(b"retry: 500\n\n")  # ms until a browser asks again for a lost stream
        while True:
            with home.changed:
                if home.state is sent:
                    home.changed.wait(BREATH_SECONDS)
                state = home.state
            self.wfile.write(b":\n\n" if state is sent else live.event(*state))
            sent = state

    def date_time_string(self, timestamp: float | None = None) -> str:
        """In the form of HTTP, whatever the locale."""
        return formatdate(timestamp, usegmt=True)


def _place_of(path: str) -> str:
    """A request's path as a file's below the site; empty for one that leads elsewhere."""
    parts = path.split("/")[1:]
    if parts[-1] == "":
        parts[-1] = "index.html"
    is_plain = all(part not in {"", ".", ".."} and "\0" not in part for part in parts)
    return "/".join(parts) if is_plain else ""


def _read(site: str, place: str) -> bytes | None:
    """The bytes of an ordinary file of the site; None where there is none. No link leads out."""
    target = os.path.join(site, place)
    if not os.path.realpath(target).startswith(f"{site}{os.sep}"):
        return None
    try:
        descriptor = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def _type_of(name: str) -> str:
    type, coding = _TYPES.guess_type(name)
    if type is None or coding is not None:
        return "application/octet-stream"
    return f"{type}; charset=utf-8" if type.startswith("text/") or type in _TEXTS else type
