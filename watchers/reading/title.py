"""What a document is called in a list."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from watchers.clean import clean_line
from watchers.document import Document
from watchers.reading.dateline import dateline

_LONGEST = 160
_LOOKED_AT = 4000
_STOP = re.compile(r"[.!?…][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[^\W\d_a-zß-öø-ÿ])|[。！？]|[.!?…][\"”’»)\]]*$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Brig|Gov|Sen|Rep|Rev|Hon|St|Mt|No|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sep|Sept|Oct|Nov|Dec|vs|approx|Inc|Ltd|Co|Corp|Jr|Sr)|\b[^\W\d_](?:\.[^\W\d_])*)\.$"
)
_ANY_DAY = datetime(2100, 1, 1, tzinfo=UTC)
"""Where a dateline ends does not hang on the year."""


def title_of(document: Document, name: str) -> str:
    """The headline, else the first sentence clipped at a word, else the file's name."""
    return document.headline or first_sentence(_report(document)) or clean_line(name) or "Untitled"


def first_sentence(text: str) -> str:
    """The first sentence of the first paragraph in one line; clipped with an ellipsis past 160 characters."""
    paragraph = clean_line(text[:_LOOKED_AT].strip().split("\n\n", 1)[0], 1000)
    for stop in _STOP.finditer(paragraph):
        if not _ABBREVIATION.search(paragraph[: stop.start() + 1]):
            paragraph = paragraph[: stop.end()]
            break
    return clipped(paragraph)


def clipped(line: str, longest: int = _LONGEST) -> str:
    """The line, or its beginning up to a word's end and an ellipsis."""
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    at = cut.rfind(" ", longest // 2)
    return (cut[:at] if at > 0 else cut).rstrip(" ,;:-–—") + "…"


def _report(document: Document) -> str:
    """The text behind its dateline."""
    if document.dateline is None:
        return document.text
    found = dateline(document.text, _ANY_DAY)
    return document.text[found.stop :] if found else document.text
