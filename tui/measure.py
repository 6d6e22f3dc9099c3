"""Text broken into paragraphs and lines of a measure, as offsets into what is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_WORD = re.compile(r"\s*\S+")
_LINE_END = re.compile(r"\n")
_PARTING = re.compile(r"\n[ \t]*(?=\n)|\n(?=[ \t]*(?:[-*•–>|]|\d+[.)]) )")


def wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Offsets of the lines: broken at blanks, and within a word that is wider than the measure."""
    if not text:
        yield 0, 0
        return
    size = len if text.isascii() else cell_len
    begin, end, used = 0, 0, 0
    for word in _WORD.finditer(text):
        cells = size(word.group())
        if end > begin and used + cells > width:
            yield begin, end
            begin = word.end() - len(word.group().lstrip())
            cells, used = size(text[begin : word.end()]), 0
        end, used = word.end(), used + cells
        while used > width:
            cut = _cut(text, begin, end, width)
            yield begin, cut
            begin, used = cut, size(text[cut:end])
    if end > begin:
        yield begin, end


def _cut(text: str, begin: int, end: int, width: int) -> int:
    cells, at = 0, begin
    while at < end and (cells := cells + cell_len(text[at])) <= width:
        at += 1
    return max(at, begin + 1)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs and where each begins; a line end within one is a blank, so that offsets hold."""
    parting = _PARTING if "\n\n" in text else _LINE_END
    at = 0
    for match in [*parting.finditer(text), None]:
        piece = text[at : match.start() if match else len(text)]
        if body := piece.strip():
            yield at + piece.index(body[0]), body.replace("\n", " ")
        at = match.end() if match else at
