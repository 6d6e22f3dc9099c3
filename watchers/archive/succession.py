"""What a report is to the versions that are kept of its story. Decides; no SQL."""

from __future__ import annotations

from dataclasses import dataclass

from watchers.archive.finding import Held
from watchers.document import Document, Report
from watchers.editions import FEEDS, TELEGRAMS, Edition, is_later, is_usable


@dataclass(frozen=True, slots=True)
class Place:
    """`newest`: the provider has said nothing later; `shown`: the document shows it from now on."""

    newest: bool
    shown: bool


def is_same(report: Report, held: Held) -> bool:
    """Whether a version says what the report says, and whether the same may be done with it."""
    if held.document is None or held.title != report.title or held.document.text != report.document.text:
        return False
    return _terms(report.document) == _terms(held.document)


def lifts(report: Report, edition: Edition, status: str | None, newest: Held) -> bool:
    """Whether a usable version of a story that was killed or withheld came provably later, be it word for word."""
    if status in {None, "usable"} or not is_usable(report.document):
        return False
    ordered = edition.version is not None and newest.edition.version is not None
    dated = edition.created is not None and newest.edition.created is not None
    return (ordered or dated) and not is_later(newest.edition, edition)


def place(report: Report, edition: Edition, shown: Held, newest: Held) -> Place:
    """The newest that may be used is shown; where none may, the newest. A kill leaves what it kills on show."""
    usable = is_usable(report.document)
    follows = usable >= shown.usable and (usable > shown.usable or is_later(edition, shown.edition))
    return Place(is_later(edition, newest.edition), follows)


def _terms(document: Document) -> tuple[object, ...]:
    """What may change while the words stay; telegrams say their embargo in words, whose day hangs on the receipt."""
    told = (document.status or "usable", document.urgency, document.slugline, document.ednote)
    version = None if document.format in FEEDS else document.version
    return (*told, version, None if document.format in TELEGRAMS else document.embargo)
