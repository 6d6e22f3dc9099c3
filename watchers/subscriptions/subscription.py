"""One feed as a person wants it; what it brought and how it fares is kept elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Subscription:
    """`address` identifies it, as subscribed; `name` is shown, "" leaves it to the feed's own title.

    `home` is the region it reports from after ISO 3166, `agency` who publishes it, `page` the page it belongs to. A
    paused feed is not fetched; a muted one is, and kept, but not shown until then. `every` overrules its own rhythm.
    `password_env` and `headers_env` name environment variables, `keyring` a service of the keyring: no secret itself.
    """

    address: str
    name: str = ""
    tags: tuple[str, ...] = ()
    home: str | None = None
    agency: str | None = None
    page: str | None = None
    paused: bool = False
    muted_until: datetime | None = None
    full_text: bool = False
    every: timedelta | None = None
    user: str | None = None
    password_env: str | None = None
    keyring: str | None = None
    headers_env: tuple[tuple[str, str], ...] = ()
    allow_private: bool = False

    def muted(self, now: datetime) -> bool:
        """Whether its documents are not shown at an instant."""
        return self.muted_until is not None and now < self.muted_until
