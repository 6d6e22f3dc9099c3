"""Which documents are versions of one story, and which of them is the later one. Pure; knows no archive.

A wire's telegrams bear no identity: their numbers begin anew each day, and their sluglines say `1st Ld-Writethru`,
`(UPDATE 2)`, `2. Zusammenfassung`. Two of them are one story where service, day and the bare slugline are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from watchers.document import Document
from watchers.leads import added, bare, is_advisory, is_correction, is_marked, notice_of

__all__ = [
    "Edition", "edition_of", "is_advisory", "is_correction", "is_later", "is_sure", "is_usable", "likeness",
    "may_follow", "notice_of",
]  # fmt: skip

TELEGRAMS = frozenset({"iptc7901", "anpa"})
FEEDS = frozenset({"rss", "atom", "jsonfeed"})
_WITH_IDENTITY = FEEDS | {"nitf", "newsml1", "newsml-g2", "ninjs", "xml", "email"}
_NUMBER = re.compile(r"\s*(?:v|ver|version|rev|revision)?[\s.]*(?P<number>\d{1,18})(?:[.,]\d+)?\s*", re.I)
_OF_NEWSML_1 = re.compile(r"(?P<story>urn:newsml:[^:]+:\d{8}[^:]*:.+):\d{1,9}[NUA]?", re.I)
"""NewsML 1.2, 5.3: a public identifier ends with the revision, and `U` or `A` where it is an update."""
_WITH_VERSION = re.compile(r"(?P<story>tag:[^:]+:newsml_\w+):(?P<version>\d{1,9})", re.I)
"""Reuters ends a guid with the version; elsewhere the last number may be the story's own."""
_LONG_ID = re.compile(r"[A-Za-z]{2,6} \d{6}-\d+(?:-\d+)*")
_SERVICE = re.compile(r"[A-Za-z]+|\d[A-Z]{2}")
_WEAK = re.compile(r".{1,4}|\d{1,7}")
"""Ids too short to be the same story on another day, or in another feed."""
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a story: `story` is the same for all of them, `created` is when its provider made this one."""

    story: str
    version: int | None = None
    created: datetime | None = None


def edition_of(document: Document) -> Edition | None:
    """None for what bears no identity: a text, a page, a table, a telegram without slugline or day."""
    if document.format in TELEGRAMS:
        story = _of_telegram(document)
    elif document.format in _WITH_IDENTITY:
        story = _of_guid(document)
    else:
        return None
    created = document.updated or document.published if document.format in FEEDS else document.version_created
    return Edition(story, _number(document.version), created) if story else None


def is_later(one: Edition | None, other: Edition | None) -> bool:
    """Whether `one`, which came in later than `other`, is the later version too: by number, else by time, else so."""
    if one is None or other is None:
        return True
    if one.version is not None and other.version is not None and one.version != other.version:
        return one.version > other.version
    if one.created is not None and other.created is not None:
        return one.created >= other.created
    return True


def is_sure(document: Document) -> bool:
    """Whether its provider gave the story an id; telegrams only have a slugline, which two stories may share."""
    return document.format not in TELEGRAMS


def may_follow(one: Document, other: Document) -> bool:
    """Whether two of one `story` are indeed: of telegrams one says that it is a lead, a kill or the like, or the
    headlines are alike.
    """
    return _is_marked(one) or _is_marked(other) or likeness(_head(one), _head(other)) >= _ALIKE


def likeness(one: str, other: str) -> float:
    """How many of the words of the shorter title the other one has, 0 to 1."""
    first, second = (frozenset(re.findall(r"[^\W_]{3,}", bare(title))) for title in (one, other))
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def is_usable(document: Document) -> bool:
    """Whether its provider lets it be used; so it is where nothing is said."""
    return document.status in {None, "usable"}


def _of_telegram(document: Document) -> str | None:
    guid = document.guid or ""
    if _LONG_ID.fullmatch(guid):
        return f"{document.format}:{guid}"
    day = document.version_created or document.published
    slug = bare(document.slugline or "")
    if day is None or not slug:
        return None
    service = _SERVICE.match(guid)
    part = added(document.slugline or "") or added(document.headline or "")
    told = (document.format, service[0].lower() if service else "", slug, day.date().isoformat(), part)
    return ":".join(each for each in told if each)


def _of_guid(document: Document) -> str | None:
    guid = (document.guid or document.uri or "").strip()
    if document.format == "newsml1":
        component = guid.partition("#")[2]
        guid = guid.partition("#")[0]
        guid = document.uri or ((found := _OF_NEWSML_1.fullmatch(guid)) and found["story"]) or guid
        guid = f"{guid}#{component}" if component else guid
    elif (found := _WITH_VERSION.fullmatch(guid)) and found["version"] == document.version:
        guid = found["story"]
    if _WEAK.fullmatch(guid):
        return f"{guid}:{_around(document)}"
    return guid or None


def _around(document: Document) -> str:
    """What a short id is one of: a feed's entries, a wire's stories of one day."""
    if document.feed is not None:
        return document.feed.link or document.feed.title or ""
    day = document.first_created or document.version_created
    return day.date().isoformat() if day else ""


def _number(version: str | None) -> int | None:
    """`3`, `v3`, `3.0`; None for what has no order of its own, a date or a digest."""
    found = _NUMBER.fullmatch(version or "")
    return int(found["number"]) if found else None


def _is_marked(document: Document) -> bool:
    if document.version is not None or not is_usable(document):
        return True
    return is_marked(document.slugline or "", document.headline or "")


def _head(document: Document) -> str:
    return document.headline or document.text[:120]
