from __future__ import annotations

import pytest

from reading_list.store.addresses import (
    Inward,
    Resolver,
    Unreachable,
    is_public,
    refuse_inward_name,
)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"],
)
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 10.1.2.3 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 192.168.0.1 100.64.0.1
    192.0.2.1 198.18.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0
    fc00::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
    2002:c0a8:1:: 2001:db8::1 nonsense 1.2.3""".split(),
)
def test_private_and_strange_addresses_are_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "host",
    "localhost LOCALHOST. a.localhost router intranet x.local x.internal 127.0.0.1 [::1] 0 127.1"
    " 2130706433 0x7f000001 1.0x7f x.home.arpa".split(),
)
def test_names_that_lead_inward_are_refused(host: str) -> None:
    with pytest.raises(Inward):
        refuse_inward_name(host)


@pytest.mark.parametrize("host", ["doi.org", "xn--bcher-kva.example", "93.184.215.14", "a.b.c."])
def test_other_names_pass(host: str) -> None:
    refuse_inward_name(host)


def test_one_inward_address_among_many_refuses_all() -> None:
    resolver = Resolver(lambda host, port: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(Inward, match=r"10\.0\.0\.1"):
        resolver.addresses("a.example.org", 443, 1)


def test_addresses_come_once_and_in_order() -> None:
    resolver = Resolver(lambda host, port: ["93.184.215.15", "93.184.215.14", "93.184.215.15"])
    assert resolver.addresses("a.example.org", 443, 1) == ["93.184.215.15", "93.184.215.14"]


def test_a_name_without_address_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        Resolver(lambda host, port: []).addresses("a.example.org", 443, 1)
