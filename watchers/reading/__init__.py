"""Bytes to documents, pure: told by content first, decoded once, cleaned last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchers.clean import clean_line
from watchers.document import Arrival, Document
from watchers.errors import UnreadableError
from watchers.reading.formats import ROOMS, WORDS, Format, reader
from watchers.reading.given import Columns, Given
from watchers.reading.sniff import sniff

_EMPTY = ("There is no text in the file.", "It is read as soon as something is written to it.")

_OF_PARTS = frozenset(["email", "mbox", "mhtml"])
"""Formats whose parts are decoded one by one."""


def read(arrival: Arrival, form: Format | None = None) -> tuple[Document, ...]:
    """The documents of an arrival, in its order; a `form` overrules the sniffing. Raises UnreadableError only."""
    return tuple(reading(arrival, form))


def reading(arrival: Arrival, form: Format | None = None) -> Iterator[Document]:
    """The same one by one, as they are asked for; the error comes after the documents that lie before it."""
    given = given_of(arrival)
    held: Document | None = None
    for document in documents(given, form):
        if held is not None:
            yield held
        held = document
    if held is not None:
        yield remarked(held, given.spare.remarks)


def given_of(arrival: Arrival) -> Given:
    """What `documents` reads."""
    address = arrival.uri if arrival.uri.lower().startswith(("http://", "https://")) else ""
    name = clean_line(arrival.name, 200)
    return Given(arrival.content, name, arrival.received, arrival.columns or Columns(), address=address)


def remarked(last: Document, remarks: Sequence[str]) -> Document:
    """The last document of an arrival, which tells what was found out of the whole."""
    return replace(last, warnings=(*last.warnings, *remarks)) if remarks else last


def documents(given: Given, form: Format | None = None) -> Iterator[Document]:
    """The same for what came out of an archive or a mail. Raises UnreadableError, also where there is no document."""
    if not given.content:
        raise UnreadableError(given.name, "The file is empty.", _EMPTY[1])
    form = form or sniff(given)
    if form not in ROOMS:
        raise UnreadableError(given.name, f"It is {WORDS[form]}, which is not read yet.", "Save its text as .txt.")
    found = 0
    for document in reader(form)(given):
        if document.text.strip() or document.headline:
            found += 1
            yield document if form in _OF_PARTS else _warned(given, document)
    if not found:
        raise UnreadableError(given.name, *_EMPTY)


def _warned(given: Given, document: Document) -> Document:
    """With what was repaired when the bytes were decoded."""
    repaired = given.__dict__.get("decoded")
    return replace(document, warnings=(*repaired.warnings, *document.warnings)) if repaired else document
