"""Who may come in: decided from the head of a request, before anything is read of it or started for it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST = 16
"""Characters of a token: fewer can be guessed."""


@dataclass(frozen=True, slots=True)
class Call:
    """The head of a request; `given` is the token it brings, `cookie` what a visitor was given for one.

    `origin` is None where the header is missing.
    """

    host: str
    origin: str | None = None
    given: str = ""
    cookie: str = ""
    socket: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """With an HTTP status and a sentence."""

    status: int
    told: str


@dataclass(frozen=True, slots=True)
class Door:
    """`names` are the host names by which one comes here; with a `token`, any plain address of this machine too."""

    names: frozenset[str]
    token: str = ""

    def refusal(self, call: Call) -> Refusal | None:
        """None for those who may come in."""
        if not self._knows(call.host):
            return Refusal(421, "This wirewatch is not called by that name. Start it with --name for another one.")
        if (call.origin is not None or call.socket) and not _same(call.origin, call.host):
            return Refusal(403, "Another page may not open this board.")
        if self.token and not self.opens(call.given) and not _alike(call.cookie, self.cookie):
            return Refusal(401, "This board is opened with a token: follow the link that wirewatch serve has printed.")
        return None

    def opens(self, given: str) -> bool:
        """Whether that is the token; it takes the same time whatever is given."""
        return bool(self.token) and _alike(given, self.token)

    @property
    def cookie(self) -> str:
        """What stands in a visitor's cookie: follows from the token, which does not follow from it."""
        return hmac.digest(self.token.encode(), b"wirewatch visitor", "sha256").hex() if self.token else ""

    def _knows(self, host: str) -> bool:
        name = _name(host)
        return name in self.names or bool(self.token and name and is_address(name))


def door(host: str, token: str, names: frozenset[str]) -> Door:
    """For what is served at an address; `names` are further ones."""
    local = is_local(host)
    own = OWN_NAMES if local or is_wild(host) else frozenset({host.lower()})
    return Door(own | {name.lower() for name in names}, token)


def is_local(host: str) -> bool:
    """Whether only this machine reaches it."""
    if host.lower() == "localhost":
        return True
    return is_address(host) and ip_address(host).is_loopback


def is_wild(host: str) -> bool:
    """Whether it means every address of this machine."""
    return is_address(host) and ip_address(host).is_unspecified


def is_address(name: str) -> bool:
    """Whether it is a plain address, which no name server can point elsewhere."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def new_token() -> str:
    """Of 192 random bits."""
    return secrets.token_urlsafe(24)


def _alike(one: str, other: str) -> bool:
    """In constant time, whatever their lengths."""
    return hmac.compare_digest(_hash(one), _hash(other))


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _name(host: str) -> str:
    """Without its port, in lower case; "" for what is no name."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _same(origin: str | None, host: str) -> bool:
    """Whether a page of this very host and port asks."""
    scheme, _, place = (origin or "").partition("://")
    return scheme in {"http", "https"} and bool(host) and place.lower() == host.lower()
