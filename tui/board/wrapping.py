"""Long texts as lines of a measure: only offsets are kept, so that a megabyte wraps quickly and is painted in parts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.board.strips import Run

_WORD = re.compile(r"\s*\S+")
_LONGEST = 10_000
_LINE_END = re.compile(r"\n")
_PARTING = re.compile(r"\n[ \t]*(?=\n)|\n(?=[ \t]*(?:[-*•–>|]|\d+[.)]) )")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a block's text and its ink; where spans overlap, an earlier one covers a later one."""

    start: int
    end: int
    ink: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: `lead` runs stand before its first line, as many blanks before the others.

    `start` is where the text begins in its document, so that a place in the document finds its line.
    """

    text: str
    spans: tuple[Span, ...] = ()
    ink: str = "plain"
    lead: tuple[Run, ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the screen: a stretch of a block."""

    block: int
    start: int
    end: int


def laid_out(blocks: Sequence[Block], width: int) -> list[Line]:
    """Every line of the blocks in `width` cells."""
    return [
        Line(at, start, end)
        for at, block in enumerate(blocks)
        for start, end in wrapped(block.text, max(8, width - sum(cell_len(text) for text, _ in block.lead)))
    ]


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


def inked(block: Block, line: Line) -> list[Run]:
    """The runs of a line, its lead included."""
    runs = _lead(block, line.start == 0)
    near = block.spans[_from(block, line.start) : bisect_left(block.spans, line.end, key=lambda span: span.start)]
    at = line.start
    for span in near:
        start, end = max(span.start, at), min(span.end, line.end)
        if start < end:
            runs.extend([(block.text[at:start], block.ink), (block.text[start:end], span.ink)])
            at = end
    return [*runs, (block.text[at : line.end], block.ink)]


def _from(block: Block, start: int) -> int:
    return max(0, bisect_right(block.spans, start, key=lambda span: span.start) - 1)


def _lead(block: Block, first: bool) -> list[Run]:
    return list(block.lead) if first else [(" " * sum(cell_len(text) for text, _ in block.lead), "")]


def paragraphs(text: str, spans: Sequence[Span], ink: str = "plain") -> list[Block]:
    """A document's text as blocks, a blank one between paragraphs; spans point into the whole text, sorted, apart.

    Where blank lines part the paragraphs, a single line end within one is a blank; else each line is a paragraph.
    """
    blocks: list[Block] = []
    starts = [span.start for span in spans]
    for start, piece in _pieces(text):
        for begin in range(0, len(piece), _LONGEST):
            part, first = piece[begin : begin + _LONGEST], start + begin
            near = spans[max(0, bisect_left(starts, first) - 1) : bisect_left(starts, first + len(part))]
            moved = (Span(max(0, s.start - first), min(len(part), s.end - first), s.ink) for s in near)
            blocks.extend([Block("", start=first)] if blocks and not begin else [])
            blocks.append(Block(part, tuple(s for s in moved if s.start < s.end), ink, start=first))
    return blocks


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    parting = _PARTING if "\n\n" in text else _LINE_END
    at = 0
    for match in [*parting.finditer(text), None]:
        piece = text[at : match.start() if match else len(text)]
        if body := piece.strip():
            yield at + piece.index(body[0]), body.replace("\n", " ")
        at = match.end() if match else at
