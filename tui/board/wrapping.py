"""Long texts as lines of a measure: only offsets are kept, so that a megabyte wraps quickly and is painted in parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.board.strips import Run
from tui.measure import pieces, wrapped

_LONGEST = 10_000


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
    for start, piece in pieces(text):
        for begin in range(0, len(piece), _LONGEST):
            part, first = piece[begin : begin + _LONGEST], start + begin
            near = spans[max(0, bisect_left(starts, first) - 1) : bisect_left(starts, first + len(part))]
            moved = (Span(max(0, s.start - first), min(len(part), s.end - first), s.ink) for s in near)
            blocks.extend([Block("", start=first)] if blocks and not begin else [])
            blocks.append(Block(part, tuple(s for s in moved if s.start < s.end), ink, start=first))
    return blocks
