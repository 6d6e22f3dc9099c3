"""Rich text (Microsoft RTF 1.9.1): its words in their code pages, without pictures and what fields are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.given import Given
from watchers.reading.properties import Properties, document_of, web_links
from watchers.reading.rtfgroups import Groups


def read(given: Given) -> Iterator[Document]:
    """The document of a rich text; notes stand below the text."""
    groups = Groups()
    if not groups.hear(given.content):
        raise UnreadableError(given.name, "Its groups are nested too deeply.", "Save its text as .txt in the folder.")
    info = {key: "".join(words).strip() for key, words in groups.info.items()}
    said = Properties(
        title=info.get("title", ""),
        author=info.get("author", ""),
        keywords=info.get("keywords", ""),
        created=_instant(groups.times.get("creatim", {}), given),
        modified=_instant(groups.times.get("revtim", {}), given),
    )
    links = web_links(groups.linked)
    yield document_of(given, groups.text(), "rtf", said, links, tuple(groups.warnings))


def _instant(parts: dict[str, int], given: Given) -> datetime | None:
    """\\yr2026\\mo11\\dy18\\hr9\\min30, whose zone is not known and taken for UTC."""
    try:
        instant = datetime(parts["yr"], parts["mo"], parts["dy"], parts.get("hr", 0), parts.get("min", 0), tzinfo=UTC)
    except (KeyError, ValueError, OverflowError):
        return None
    return instant if instant.year >= 1985 and instant.date() <= given.received.date() else None
