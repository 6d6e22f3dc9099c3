"""Bytes to documents, pure: told by content first, decoded once, cleaned last."""

from __future__ import annotations

from dataclasses import replace

from watchers.document import Arrival, Document
from watchers.errors import UnreadableError
from watchers.reading.clean import clean_line
from watchers.reading.html import read_html
from watchers.reading.markdown import read_markdown
from watchers.reading.sniff import Kind, sniff
from watchers.reading.text import read_text


def read(arrival: Arrival) -> tuple[Document, ...]:
    """The documents of an arrival, in its order. Raises UnreadableError, and nothing else."""
    name = clean_line(arrival.name, 200)
    kind, decoded = sniff(arrival.content, name)
    document = _read(kind, decoded.text, arrival, name)
    if not document.text.strip():
        raise UnreadableError(
            name, "There is no text in the file.", "It is read as soon as something is written to it."
        )
    return (replace(document, warnings=(*decoded.warnings, *document.warnings)),)


def _read(kind: Kind, text: str, arrival: Arrival, name: str) -> Document:
    match kind:
        case "html":
            return read_html(text, arrival.received, name)
        case "markdown":
            return read_markdown(text, arrival.received)
        case "text":
            return read_text(text, arrival.received)
