"""What is asked of a server, and the three ways in which that ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal[
    "dns",
    "refused",
    "unreachable",
    "timeout",
    "tls",
    "too-large",
    "encoding",
    "redirects",
    "private",
    "scheme",
    "http",
    "protocol",
    "proxy",
]
"""Why nothing came; `scheme` is an address (or a header of the feed's settings) that cannot be asked for at all."""

FEEDS = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.3"
)
PAGES = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.5"
_PERMANENT = (301, 308)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a server gave to ask with again, kept to the byte (as Latin-1) and never interpreted."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One address to fetch; user, password and headers go to its own origin only, whatever it redirects to.

    A user in the address itself counts where `user` is empty.
    """

    address: str = field(repr=False)
    tokens: Tokens = Tokens()
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    allow_private: bool = False
    accept: str = FEEDS


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect: its status, the address that sent on, and the one it sent to; without user, password and fragment."""

    status: int
    came_from: str
    address: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What an answer says of asking again, all in seconds from its receipt and from 0 to a week.

    `max_age` and `expires` are what is left of the freshness; `expires` only where Cache-Control is silent on it.
    """

    max_age: int | None = None
    expires: int | None = None
    no_cache: bool = False
    no_store: bool = False
    retry_after: int | None = None
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer with its content encoding undone; `address` is where it came from after all redirects.

    `media_type` (lower case) and `charset` are the server's word, cleaned, "" where it gives none.
    `received` counts the bytes of the body as they came over the network.
    """

    content: bytes = field(repr=False)
    address: str
    status: int = 200
    media_type: str = ""
    charset: str = ""
    tokens: Tokens = Tokens()
    hops: tuple[Hop, ...] = ()
    hints: Hints = Hints()
    protocol: str = "HTTP/1.1"
    received: int = 0

    @property
    def moved(self) -> str | None:
        """Where the address has moved for good, by this one answer."""
        return moved(self.hops)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server has nothing newer than what the tokens stand for; keep these tokens from now on."""

    address: str
    tokens: Tokens
    hops: tuple[Hop, ...] = ()
    hints: Hints = Hints()
    protocol: str = "HTTP/1.1"

    @property
    def moved(self) -> str | None:
        """Where the address has moved for good, by this one answer."""
        return moved(self.hops)


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing came: `reason` is a sentence fit for a person, free of secrets and of the server's own bytes."""

    kind: Kind
    reason: str
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    hints: Hints = Hints()

    @property
    def retry_after(self) -> int | None:
        """Seconds that the server asks to be left alone, at most a week."""
        return self.hints.retry_after


Answer = Fetched | Unchanged | Failed


def moved(hops: tuple[Hop, ...]) -> str | None:
    """The end of the leading permanent redirects; one from https to http ends them, for it may be anybody's."""
    end = None
    for hop in hops:
        lowered = hop.came_from.startswith("https:") and not hop.address.startswith("https:")
        if hop.status not in _PERMANENT or lowered:
            return end
        end = hop.address
    return end
