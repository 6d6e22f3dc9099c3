"""Which IP addresses belong to the public internet; the rest is a person's own network, or nobody's."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NOT_PUBLIC = tuple(
    map(
        ip_network,
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
        "2001::/23 2001:db8::/32 2002::/16 3fff::/20".split(),
    )
)
"""From the registries of special-purpose addresses (RFC 6890 and its followers)."""
_GLOBAL = ip_network("2000::/3")
_TRANSLATED = ip_network("64:ff9b::/96")
"""IPv4 as networks without IPv4 reach it (RFC 6052): the last four bytes decide."""


def is_public(address: str) -> bool:
    """False for whatever is no address at all, too."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if inside := ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None):
            ip = inside
        elif ip not in _GLOBAL:
            return False
    return not any(ip in network for network in _NOT_PUBLIC)


def is_own(host: str) -> bool:
    """Whether a host by its spelling alone is not of the public internet, `0x7f.1` and `localhost` as much as `::1`."""
    if host.rstrip(".").rpartition(".")[2] == "localhost":
        return True
    try:
        literal = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return False
    return not is_public(literal)
