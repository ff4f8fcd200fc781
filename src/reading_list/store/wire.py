"""The wire: one request to one checked address, with a limit on time and on size for all of it.

Every connection is made anew, goes to the address that `addresses` found public, and speaks TLS
with the name that was asked for. No proxy, cookie or credential of this machine is used.
"""

from __future__ import annotations

import os
import re
import time
import zlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from reading_list.diagnostics import ProjectError
from reading_list.store.addresses import Inward, Resolver, Unreachable, refuse_inward_name

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

    import httpcore2

GATEWAY = "READING_LIST_GATEWAY"
_STEP = 10.0  # seconds: the longest silence


TroubleKind: TypeAlias = Literal["network", "unknown", "inward", "late", "large", "broken"]


class Answer(NamedTuple):
    """What a server said; header names are in small letters, the body is unpacked."""

    status: int
    headers: dict[str, str]
    body: bytes


class Trouble(Exception):
    """A request without an answer.

    `kind` is `network` (nobody there), `unknown` (no such name), `inward` (refused here), `late`,
    `large` or `broken`.
    """

    def __init__(self, kind: TroubleKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Wire:
    """Sends requests. `gateway` (host, port) takes them all in plain HTTP, for tests.

    Without the argument the environment's READING_LIST_GATEWAY is asked; a list cannot set it,
    and it has to be on this machine.
    """

    def __init__(
        self,
        resolver: Resolver | None = None,
        gateway: tuple[str, int] | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        import_client()
        self._resolver = resolver or Resolver()
        self.gateway = gateway or _gateway_of(os.environ.get(GATEWAY, ""))
        self._given_context = context

    @cached_property
    def _context(self) -> ssl.SSLContext:
        if self._given_context is not None:
            return self._given_context
        import httpx2

        return httpx2.create_ssl_context(trust_env=False)

    def send(
        self, method: str, url: str, headers: dict[str, str], until: float, limit: int
    ) -> Answer:
        """One request, redirects not followed. Raises Trouble.

        `until` is a time of `time.monotonic`; of the body no more than `limit` bytes are read, and
        with a limit of 0 none.
        """
        import httpcore2
        import httpx2

        try:
            address = httpx2.URL(url)
        except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
            raise Trouble("broken", f"no address: {error}") from error
        self._check(address)
        scheme = b"http" if self.gateway else address.raw_scheme
        target = httpcore2.URL(
            scheme=scheme, host=address.raw_host, port=address.port, target=address.raw_path
        )
        sent: list[tuple[bytes | str, bytes | str]] = [
            ("Host", address.netloc.decode("ascii")),
            *headers.items(),
        ]
        backend = _backend_of(self._resolver, self.gateway, until)
        context = None if scheme == b"http" else self._context
        try:
            with (
                httpcore2.ConnectionPool(
                    ssl_context=context, max_keepalive_connections=0, network_backend=backend
                ) as pool,
                pool.stream(method, target, headers=sent) as response,
            ):
                answered = {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in response.headers
                }
                body = b""
                if limit and method != "HEAD":
                    pieces = _timed(response.iter_stream(), until)
                    body = _unpacked(pieces, answered.get("content-encoding", ""), limit)
                return Answer(response.status, answered, body)
        except Trouble:
            raise
        except Inward as error:
            raise Trouble("inward", str(error)) from error
        except Unreachable as error:
            raise Trouble("unknown" if error.is_unknown else "network", str(error)) from error
        except httpcore2.TimeoutException as error:
            raise Trouble("late", "no answer in time") from error
        except httpcore2.ConnectError as error:
            reason = re.sub(r"^\[Errno -?\d+\] ", "", str(error)).lower()
            raise Trouble("network", f"no connection: {reason}") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError) as error:
            raise Trouble("broken", f"the connection broke: {error}") from error
        except (OSError, ValueError, httpcore2.UnsupportedProtocol) as error:
            raise Trouble("broken", f"the request failed: {error}") from error

    def _check(self, address: Any) -> None:
        """Raise Trouble where an address must not be asked for, whatever its host leads to."""
        if address.scheme not in ("http", "https"):
            raise Trouble(
                "inward", f"{address.scheme or 'no scheme'}: only http and https are used"
            )
        if address.userinfo:
            raise Trouble("inward", "the address holds a user name or password")
        if address.port is not None and address.port < 1024 and address.port not in (80, 443):
            raise Trouble("inward", f"port {address.port} is none of the web's")
        try:
            refuse_inward_name(address.host)
        except Inward as error:
            raise Trouble("inward", str(error)) from error


def import_client() -> None:
    """Raise ProjectError where the HTTP client is not installed."""
    try:
        import httpcore2  # noqa: F401
        import httpx2  # noqa: F401
    except ImportError as error:
        raise ProjectError(
            "the HTTP client is not installed",
            "pip install 'reading-list[net]'; without it: reading-list add FILE.bib or - "
            "(BibTeX), check, build",
        ) from error


def _gateway_of(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    host, _, port = text.rpartition(":")
    if host != "127.0.0.1" or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ProjectError(
            f"{GATEWAY} is {text!r}", "it names a server of this machine, as 127.0.0.1:8080", 2
        )
    return host, int(port)


def _backend_of(
    resolver: Resolver, gateway: tuple[str, int] | None, until: float
) -> httpcore2.NetworkBackend:
    """What connects: to addresses that were checked, and never longer than `until`."""
    import httpcore2

    class Timed(httpcore2.NetworkStream):
        """A stream whose every step ends in time, however slowly the other side drips."""

        def __init__(self, inner: httpcore2.NetworkStream) -> None:
            self._inner = inner

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return self._inner.read(max_bytes, _left(until, httpcore2.ReadTimeout))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._inner.write(buffer, _left(until, httpcore2.WriteTimeout))

        def close(self) -> None:
            self._inner.close()

        def start_tls(
            self,
            ssl_context: ssl.SSLContext,
            server_hostname: str | None = None,
            timeout: float | None = None,
        ) -> httpcore2.NetworkStream:
            left = _left(until, httpcore2.ConnectTimeout)
            return Timed(self._inner.start_tls(ssl_context, server_hostname, left))

        def get_extra_info(self, info: str) -> Any:
            return self._inner.get_extra_info(info)

    class Backend(httpcore2.NetworkBackend):
        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[Any] | None = None,
        ) -> httpcore2.NetworkStream:
            plain = httpcore2.SyncBackend()
            left = _left(until, httpcore2.ConnectTimeout)
            if gateway:
                return Timed(plain.connect_tcp(*gateway, timeout=left))
            failure: Exception | None = None
            for address in resolver.addresses(host, port, left)[:4]:
                try:
                    left = _left(until, httpcore2.ConnectTimeout)
                    return Timed(plain.connect_tcp(address, port, timeout=left))
                except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                    failure = error
            raise failure or httpcore2.ConnectError("no address")

    return Backend()


def _left(until: float, late: type[Exception]) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise late("the time is over")
    return min(left, _STEP)


def _timed(pieces: Iterable[bytes], until: float) -> Iterator[bytes]:
    for piece in pieces:
        if time.monotonic() > until:
            raise Trouble("late", "the answer took too long")
        yield piece


def _unpacked(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body, unpacked step by step, so that a small answer cannot swell beyond the limit."""
    packed = encoding.strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise Trouble("broken", f"the answer is packed as {packed[:20]!r}, which was not asked for")
    machine = zlib.decompressobj(wbits=31) if packed in ("gzip", "x-gzip") else None
    body = bytearray()
    is_empty = True
    for piece in pieces:
        is_empty = is_empty and not piece
        try:
            body += machine.decompress(piece, limit + 1 - len(body)) if machine else piece
        except zlib.error as error:
            raise Trouble("broken", "the answer cannot be unpacked") from error
        if len(body) > limit or (machine and machine.unconsumed_tail):
            raise Trouble("large", f"the answer has more than {limit:,} bytes")
    if machine and not is_empty and not machine.eof:
        raise Trouble("broken", "the answer is cut short")
    return bytes(body)
