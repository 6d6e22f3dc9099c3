"""What stands above exported documents: what was asked, when, how many; and where each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tui.commands.export.paper import said
from watchers.archive.originals import Heading
from watchers.clean import clean_line


@dataclass(frozen=True, slots=True)
class About:
    """An export."""

    expression: str
    made: datetime
    documents: int

    @property
    def title(self) -> str:
        return clean_line(self.expression, 300) or "Every document"

    @property
    def line(self) -> str:
        count = "1 document" if self.documents == 1 else f"{self.documents:,} documents"
        return f"{count} · exported {said(self.made)} · wirewatch"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a table of contents; `file` is where the document is, where it has one of its own."""

    number: int
    title: str
    when: str
    file: str


def listed(headings: Iterator[Heading], ending: str) -> Iterator[Listed]:
    for each in headings:
        title = each.title or "(no headline)"
        yield Listed(each.document, title, said(each.received), file_name(each.document, ending))


def file_name(document: int, ending: str) -> str:
    """Of a document that has a file of its own."""
    return f"{document:06}{ending}"
