"""What AP WebFeeds says around the NITF of a story: an Atom entry with AP's own management and content metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchers.reading.stamps import instant
from watchers.reading.story import Story
from watchers.reading.xml import attribute, child, first_of, local, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARK = re.compile(r"<(?:\w+:)?ContentMetadata\b|xmlns:apcm\s*=")


def is_feed(head: str) -> bool:
    """Whether the beginning of an Atom feed is that of one whose entries hold AP's metadata and NITF."""
    return bool(_MARK.search(head)) and bool(re.search(r"<(?:\w+:)?nitf\b", head))


def around(nitf: Element) -> Story:
    """What the entry says that a story stands in; nothing for one that stands in none."""
    entry = next((each for each in nitf.iterancestors() if local(each) == "entry"), None)
    if entry is None:
        return Story()
    told, managed = first_of(entry, "contentmetadata"), first_of(entry, "newsmanagement")
    priority = child(told, "priority") if told is not None else None
    return Story(
        headline=_of(told, "headline") or _of(entry, "title"),
        byline=_of(told, "byline"),
        dateline=_of(told, "dateline"),
        slugline=_of(told, "slugline"),
        copyright=_of(told, "copyright") or _of(entry, "rights"),
        ednote=_of(managed, "editorialnote") or _of(managed, "editorsnote"),
        guid=_of(entry, "id"),
        version=_of(managed, "managementsequencenumber"),
        status=_of(managed, "publishingstatus"),
        urgency=attribute(priority, "Numeric") or words(priority),
        first_created=instant(_of(managed, "firstcreated") or _of(entry, "published")),
        version_created=instant(_of(entry, "updated")),
        issued=instant(_of(entry, "updated")),
        embargo=instant(_of(managed, "releasedatetime"))
        if "embargo" in _of(managed, "publishingstatus").lower()
        else None,
    )


def _of(element: Element | None, name: str) -> str:
    return words(child(element, name)) if element is not None else ""
