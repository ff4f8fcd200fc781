"""Polite HTTP for look-ups and link checks; builds never come here.

One client per command: it says who it is and whom to write to, waits its turn at each host, heeds
`Retry-After`, follows redirects itself and looks at every step of them, keeps replies for a day,
and ends with the command's one deadline. Whatever goes wrong is a value.
"""

from __future__ import annotations

import os
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, Self, TypeAlias

from reading_list.store.pace import Pace, retry_after
from reading_list.store.replies import Kept, Replies
from reading_list.store.wire import Answer, Trouble, TroubleKind, Wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

CONTACT = "READING_LIST_CONTACT"
_REDIRECTS = 8
_TRIES = 3
_BUSY = frozenset({429, 502, 503, 504})
_LARGEST = 4_000_000  # bytes of a reply
_LONGEST = 30.0  # seconds for one request, however much time the command has

FailureKind: TypeAlias = TroubleKind | Literal["over", "busy", "loop"]


class Reply(NamedTuple):
    """An answer: the address that it came from in the end, its status and its body."""

    url: str
    status: int
    body: bytes


class Failure(NamedTuple):
    """No answer, and why.

    `network`: nobody there. `unknown`: no host of that name. `inward`: refused here, as the
    address is none of the public web. `late`: the host is too slow. `over`: the command's time is,
    which says nothing about the host. `large`, `broken`: an answer that is
    none. `busy`: the host asks to come back later. `loop`: too many redirects.
    """

    url: str
    kind: FailureKind
    message: str


class Web:
    """The client. It is to be closed; threads may share it."""

    def __init__(
        self,
        contact: str,
        seconds: float,
        cache: Path | None = None,
        *,
        wire: Wire | None = None,
        pace: Pace | None = None,
        is_fresh: bool = False,
    ) -> None:
        self._wire = wire or Wire()
        self._pace = pace or Pace(is_patient=self._wire.gateway is None)
        self._agent = agent_of(os.environ.get(CONTACT) or contact)
        self._until = time.monotonic() + seconds
        self._replies = Replies(cache)
        self._is_fresh = is_fresh

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._replies.close()

    @property
    def is_over(self) -> bool:
        """Whether the command's time is over."""
        return time.monotonic() >= self._until

    def get(self, url: str, accept: str = "*/*", limit: int = _LARGEST) -> Reply | Failure:
        """The reply to a request; one that came within the last day is not asked for again."""
        if not self._is_fresh and (kept := self._replies.get(url, accept)):
            return Reply(kept.address, 200, kept.body)
        found = self._followed("GET", url, accept, limit)
        if isinstance(found, Reply) and found.status == 200:
            self._replies.put(url, accept, Kept(found.url, found.body))
        return found

    def forget(self, url: str, accept: str = "*/*") -> None:
        """Ask anew the next time: the reply was no answer, such as a challenge for people."""
        self._replies.forget(url, accept)

    def probe(self, url: str) -> Reply | Failure:
        """The status of an address, without its body.

        HEAD first; whatever is no success is asked again with GET, as many servers answer HEAD
        with an error.
        """
        found = self._followed("HEAD", url, "*/*", 0)
        if isinstance(found, Reply) and found.status < 400:
            return found
        if isinstance(found, Failure) and found.kind not in {"broken", "late", "loop"}:
            return found
        return self._followed("GET", url, "*/*", 0)

    def _followed(self, method: str, url: str, accept: str, limit: int) -> Reply | Failure:
        """Where a request ends after its redirects, each of which is checked like the first."""
        here, seen = url, set()
        for _ in range(_REDIRECTS + 1):
            if here in seen:
                break
            seen.add(here)
            answer = self._patient(method, here, accept, limit)
            if isinstance(answer, Failure):
                return answer._replace(url=url)
            target = answer.headers.get("location", "")
            if answer.status not in {301, 302, 303, 307, 308} or not target:
                return Reply(here, answer.status, answer.body)
            there = _joined(here, target)
            if there is None:
                return Failure(url, "broken", "the server redirects to no address")
            here = there
        return Failure(url, "loop", "the server redirects in circles")

    def _patient(self, method: str, url: str, accept: str, limit: int) -> Answer | Failure:
        """An answer, after waiting for as long as a busy server asks and the time allows."""
        host = host_of(url)
        wait = 0.0
        for attempt in range(_TRIES):
            # A turn that comes too late is not waited for.
            if self.is_over or not self._pace.wait(host, self._until):
                return Failure(url, "over", "the time is over")
            headers = {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": "gzip"}
            until = min(self._until, time.monotonic() + _LONGEST)
            try:
                answer = self._wire.send(method, url, headers, until, limit)
            except Trouble as trouble:
                if trouble.kind == "late" and time.monotonic() >= self._until:
                    return Failure(url, "over", "the time is over")
                return Failure(url, trouble.kind, str(trouble))
            self._pace.hear(host, answer.headers)
            asked = retry_after(answer.headers, time.time())
            if answer.status not in _BUSY or (asked is None and answer.status != 429):
                return answer
            wait = asked if asked is not None else 2.0 ** (attempt + 1)
            if time.monotonic() + wait >= self._until:
                break
            self._pace.hold(host, wait)
        return Failure(url, "busy", f"{host} asks to come back in {wait:.0f} seconds")


def each(
    work: Callable[[str], Reply | Failure], urls: Iterable[str], threads: int
) -> Iterator[tuple[str, Reply | Failure]]:
    """The addresses with what `work` finds of each, as it comes; `threads` are at work at once.

    Addresses of one host follow one another, in the order given.
    """
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(host_of(url), []).append(url)
    ready: SimpleQueue[tuple[str, Reply | Failure | BaseException]] = SimpleQueue()
    stopped: list[bool] = []

    def one_host(own: list[str]) -> None:
        for url in own:
            if stopped:
                return
            try:
                ready.put((url, work(url)))
            except BaseException as error:  # raised again where it is waited for
                ready.put((url, error))

    pool = ThreadPoolExecutor(threads, thread_name_prefix="web")
    try:
        for own in by_host.values():
            pool.submit(one_host, own)
        for _ in range(sum(map(len, by_host.values()))):
            url, found = ready.get()
            if isinstance(found, BaseException):
                raise found
            yield url, found
    finally:
        stopped.append(True)
        pool.shutdown(wait=True, cancel_futures=True)


def agent_of(contact: str) -> str:
    """The User-Agent: program, version, and whom to write to, as the services ask for it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        program = f"reading-list/{version('reading-list')}"
    except PackageNotFoundError:  # run from a checkout
        program = "reading-list"
    plain = "".join(char for char in contact if " " <= char <= "~" and char not in "()<>\\")[:200]
    if "@" in plain and "/" not in plain:
        plain = f"mailto:{plain.removeprefix('mailto:')}"
    return program + (f" ({plain.strip()})" if plain.strip() else "")


def today() -> str:
    """The day, as records write it; SOURCE_DATE_EPOCH sets it, as in builds that are repeated."""
    from datetime import UTC, datetime

    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(fixed) if fixed.isdecimal() and len(fixed) < 12 else time.time()
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


@lru_cache(maxsize=10_000)
def host_of(url: str) -> str:
    """The host of an address, empty where it has none."""
    import httpx2

    try:
        return httpx2.URL(url).host.lower()
    except (httpx2.InvalidURL, ValueError):
        return ""


def _joined(here: str, target: str) -> str | None:
    """The address that a redirect leads to, without fragment."""
    import httpx2

    try:
        return str(httpx2.URL(here).join(target).copy_with(fragment=None))
    except (httpx2.InvalidURL, ValueError, UnicodeError):
        return None
