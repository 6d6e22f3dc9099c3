"""The headers of a request: who asks, for what, with which tokens; secrets for the feed's own origin only."""

from __future__ import annotations

import re
from base64 import b64encode
from importlib import metadata

from watchers.sources.feeds.addresses import Address
from watchers.sources.feeds.answers import Asked
from watchers.sources.feeds.contents import ACCEPTED
from watchers.sources.feeds.troubles import FetchError

Headers = list[tuple[bytes, bytes]]
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]{0,8000}")
_OURS = frozenset(
    "host connection content-length transfer-encoding accept-encoding te trailer upgrade expect keep-alive range "
    "if-none-match if-modified-since proxy-authorization proxy-connection".split()
)
"""Headers that a feed's settings cannot set, because they carry the exchange itself."""


def agent() -> str:
    """Who asks: name, version, and the project's address where its metadata gives one."""
    try:
        about = metadata.metadata("wirewatch")
    except metadata.PackageNotFoundError:
        return "wirewatch"
    link = next((url.partition(",")[2].strip() for url in about.get_all("Project-URL") or []), "")
    return f"wirewatch/{about['Version']}" + (f" (+{link})" if link else "")


def headers(asked: Asked, at: Address, home: Address, login: tuple[str, str], agent: str) -> Headers:
    """For one hop `at` of what began at `home`. Raises FetchError where the feed's settings cannot be sent."""
    sent = {"User-Agent": agent, "Accept": asked.accept}
    if at.origin == home.origin:
        sent = _over(sent, _special(asked, login))
    ours = {"Host": at.authority, **sent, "Accept-Encoding": ACCEPTED}
    if asked.tokens.etag:
        ours["If-None-Match"] = asked.tokens.etag
    if asked.tokens.modified:
        ours["If-Modified-Since"] = asked.tokens.modified
    return [(name.encode("ascii"), _encoded(value)) for name, value in ours.items()]


def _special(asked: Asked, login: tuple[str, str]) -> dict[str, str]:
    for name, value in asked.headers.items():
        if not _NAME.fullmatch(name) or name.lower() in _OURS:
            raise FetchError("scheme", "The settings of this feed set a header that cannot be set.")
        if not _VALUE.fullmatch(value):
            raise FetchError("scheme", f"The value of the header {name} in the settings of this feed cannot be sent.")
    special = {name: value.strip() for name, value in asked.headers.items()}
    if not any(login):
        return special
    secret = b64encode(":".join(login).encode()).decode("ascii")
    return _over({"Authorization": f"Basic {secret}"}, special)


def _over(below: dict[str, str], above: dict[str, str]) -> dict[str, str]:
    """Both, the second where they name the same in any case of letters."""
    named = {name.lower() for name in above}
    return {name: value for name, value in below.items() if name.lower() not in named} | above


def _encoded(value: str) -> bytes:
    """Latin-1 gives tokens back to the byte; what a person wrote beyond it goes as UTF-8."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8")
