"""How the fetcher behaves: limits for one exchange, for a host, and for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Manners:
    """`seconds` bound a whole exchange, from its first look-up to the last byte, redirects included.

    `connect_seconds` bound look-up and connection, then the TLS handshake; `silent_seconds` a wait for the next byte.
    `largest` bounds a body, packed and unpacked; `room` all bodies on their way together: the largest gives way.
    `proxy` is an http:// address, with user and password where it wants them; names are then looked up by the proxy,
    and whether they are private is its business. `authorities` is a PEM file trusted beside the system's authorities.
    """

    seconds: float = 25.0
    connect_seconds: float = 10.0
    silent_seconds: float = 15.0
    largest: int = 15 * 2**20
    room: int = 28 * 2**20
    hops: int = 5
    at_once: int = 64
    per_host: int = 2
    spacing: float = 0.5
    kept_seconds: float = 30.0
    proxy: str = field(default="", repr=False)
    authorities: Path | None = None
