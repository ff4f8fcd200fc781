"""Which computers may be asked: public ones, at the very address that was looked at.

Addresses to fetch come from lists and from strangers' servers. A name is resolved here and here
alone; what `Resolver` returns is connected to as it is, so that a second answer of the name
service (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias

Lookup: TypeAlias = Callable[[str, int], list[str]]

_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052
_6TO4 = ip_network("2002::/16")  # RFC 3056
_INWARD = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
    "onion",
)


class Unreachable(Exception):
    """No address was found for a host: the name is unknown, or there is no network.

    `is_unknown` is true where the name service said that there is no such name.
    """

    def __init__(self, message: str, *, is_unknown: bool = False) -> None:
        super().__init__(message)
        self.is_unknown = is_unknown


class Inward(Exception):
    """A host that is, or resolves to, a private or local address."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to a computer on the internet.

    Private, local, shared, reserved and multicast ones do not (IANA's special-purpose registries);
    an IPv4 address inside an IPv6 one (mapped, 6to4, NAT64) is judged as itself.
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _6TO4:
        return address.sixtofour
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def refuse_inward_name(host: str) -> None:
    """Raise Inward where the name alone says that the host is not on the internet."""
    name = host.strip("[]").rstrip(".").lower()
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        labels = name.split(".")
        inward = len(labels) < 2 or any(name == it or name.endswith(f".{it}") for it in _INWARD)
        if inward or labels[-1].isdecimal() or labels[-1].startswith("0x"):
            raise Inward(f"{host} is no host on the internet") from None
        return
    if not is_public(name):
        raise Inward(f"{host} is a private or local address")


class Resolver:
    """Turns a host into addresses that may be connected to."""

    def __init__(self, lookup: Lookup | None = None) -> None:
        self._lookup = lookup or _system_lookup

    def addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """The addresses of a host. Raises Inward if one of them is not public, else Unreachable."""
        refuse_inward_name(host)
        found = _within(seconds, lambda: self._lookup(host, port))
        if not found:
            raise Unreachable(f"{host} has no address")
        # One wrong address among right ones is a trick, not an accident.
        for address in found:
            if not is_public(address):
                raise Inward(f"{host} leads to {address}, a private or local address")
        return list(dict.fromkeys(found))


def _system_lookup(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(item[4][0]) for item in found]


def _within(seconds: float, work: Callable[[], list[str]]) -> list[str]:
    """What `work` returns if it does so in time: the name service of C has no limit of its own."""
    result: list[list[str] | OSError | UnicodeError] = []

    def run() -> None:
        try:
            result.append(work())
        except (OSError, UnicodeError) as error:
            result.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(seconds, 0.0))
    if not result:
        raise Unreachable("the name service does not answer")
    found = result[0]
    if isinstance(found, list):
        return found
    unknown = isinstance(found, socket.gaierror) and found.errno in _NO_SUCH_NAME
    raise Unreachable(f"the name is not found: {_reason(found)}", is_unknown=unknown)


_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


def _reason(error: OSError | UnicodeError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else "no name of a host"
