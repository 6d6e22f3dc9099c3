"""The links of a document: what they lead to, told so that nobody is led elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tui.board.content import safe
from tui.board.strips import Run
from watchers.archive.rows import StoredDocument
from watchers.document import Link

LONGEST = 4_000
MOST = 500
_IN_TEXT = re.compile(r"https?://[^\s<>\"'«»“”]+", re.I)
_BEHIND = ".,;:!?…"
_TRACKING = re.compile(
    r"(?i)^(?:utm_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|ref|ref_src|ref_url|cmpid|cmp|ocid|"
    r"ns_\w+|at_\w+|spm|smid|xtor|_ga|_hs\w+|mkt_tok|vero_id|wt\.\w+|guccounter|taid|traffic_source)$"
)
_UNITS = ("B", "KB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads, and what it is: `the original`, `picture`, `in the text`; `said` are its words."""

    href: str
    kind: str
    said: str = ""


def addresses(stored: StoredDocument) -> list[Address]:
    """Those of http and https, each once: the original, pictures and films, what the document links to, its text."""
    found: dict[str, Address] = {}
    for one in _all(stored):
        if is_web(one.href) and len(found) < MOST:
            held = found.get(one.href)
            found[one.href] = one if held is None else Address(one.href, held.kind, held.said or one.said)
    return list(found.values())


def is_web(address: str) -> bool:
    """Whether a browser may be given it."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and safe(address, LONGEST) == address


def _all(stored: StoredDocument) -> Iterator[Address]:
    document = stored.document
    if document.link:
        yield Address(document.link, "the original")
    if stored.uri.startswith(("http://", "https://")):
        yield Address(stored.uri, "where it came from")
    for media in document.media:
        yield Address(media.href, _media(media), safe(media.title or "", 200))
    for link in document.links:
        kind = "the page" if link.rel == "canonical" else _media(link) if link.type else link.rel or "link"
        yield Address(link.href, safe(kind, 60), safe(link.title or "", 200))
    for match in _IN_TEXT.finditer(document.text):
        yield Address(_ended(match.group()), "in the text")


def _ended(address: str) -> str:
    """Without the sentence's own signs behind it; a bracket stays where it was opened within."""
    address = address.rstrip(_BEHIND)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_BEHIND)
    return address


def _media(link: Link) -> str:
    """`picture, image/jpeg`."""
    kind = (link.type or "").partition("/")[0]
    word = {"image": "picture", "video": "film", "audio": "sound"}.get(kind, "media")
    return f"{word}, {link.type}" if link.type else word


def told(href: str) -> list[Run]:
    """The host in full, as it is asked for where it has letters beyond ASCII; parameters that only track are faint."""
    parts = urlsplit(href)
    host = parts.hostname or ""
    runs: list[Run] = [(f"{parts.scheme}://" if parts.scheme == "http" else "", "warn"), (safe(host), "strong")]
    if parts.port is not None:
        runs.append((f":{parts.port}", "warn"))
    if parts.username is not None:
        runs.append((" (a name before the host is hidden)", "warn"))
    if (asked := punycode(host)) != host:
        runs.append((f" ({asked})", "warn"))
    elif "xn--" in host:
        runs.append((f" ({safe(readable(host))})", "dim"))
    runs.append((parts.path if parts.path != "/" else "", "dim"))
    for number, each in enumerate(parts.query.split("&") if parts.query else ()):
        tracks = _TRACKING.match(each.partition("=")[0]) is not None
        runs.append((f"{'&' if number else '?'}{each}", "faint" if tracks else "dim"))
    if parts.fragment:
        runs.append((f"#{parts.fragment}", "dim"))
    return [run for run in runs if run[0]]


def punycode(host: str) -> str:
    """The host as it is asked for; as it stands where it cannot be written so."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def readable(host: str) -> str:
    """The host as it is meant to be read."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host
