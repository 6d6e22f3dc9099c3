"""Long texts as lines of a measure: only offsets are kept, so that a megabyte wraps quickly and is painted in parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.board.bidi import END, LEFT, RIGHT, is_right, touches
from tui.board.strips import Run
from tui.measure import wrapped

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

    `start` is where the text begins in its document, so that a place in the document finds its line. `leads` is the
    stretch of the document that the block leads to. `from_left`: it runs from the left whatever it begins with.
    """

    text: str
    spans: tuple[Span, ...] = ()
    ink: str = "plain"
    lead: tuple[Run, ...] = ()
    start: int = 0
    leads: tuple[int, int] | None = None
    from_left: bool = False


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
    """The runs of a line, its lead included; that of a paragraph from the right stands at its right."""
    runs: list[Run] = []
    near = block.spans[_from(block, line.start) : bisect_left(block.spans, line.end, key=lambda span: span.start)]
    at = line.start
    for span in near:
        start, end = max(span.start, at), min(span.end, line.end)
        if start < end:
            runs.extend([(block.text[at:start], block.ink), (block.text[start:end], span.ink)])
            at = end
    runs.append((block.text[at : line.end], block.ink))
    lead = _lead(block, line.start == 0)
    if not touches(block.text):
        return [*lead, *runs]
    if block.from_left or not is_right(block.text):
        return [*lead, (LEFT, ""), *runs, (END, "")]
    return [(RIGHT, ""), *runs, (END, ""), *((text[::-1], ink) for text, ink in reversed(lead))]


def _from(block: Block, start: int) -> int:
    return max(0, bisect_right(block.spans, start, key=lambda span: span.start) - 1)


def _lead(block: Block, first: bool) -> list[Run]:
    """Before the first line; a lead that is a line itself goes on beside the others."""
    runs = block.lead
    if not first:
        runs = tuple((text if text.strip(" │") == "" else " " * cell_len(text), ink) for text, ink in runs)
    return list(runs)


def over(upper: Sequence[Span], lower: Sequence[Span]) -> list[Span]:
    """Spans apart from each other, in order, out of two such rows: the upper ones whole, of the lower what is left."""
    found = list(upper)
    at = 0
    for span in lower:
        while at < len(upper) and upper[at].end <= span.start:
            at += 1
        begin = span.start
        for above in upper[at:]:
            if above.start >= span.end:
                break
            if begin < above.start:
                found.append(Span(begin, above.start, span.ink))
            begin = max(begin, above.end)
        if begin < span.end:
            found.append(Span(begin, span.end, span.ink))
    return sorted(found, key=lambda each: each.start)


def grounded(stretch: tuple[int, int], ground: str, spans: Sequence[Span], ink: str) -> list[Span]:
    """Spans with a stretch on a ground of its own, their inks kept."""
    a, b = stretch
    inside = [Span(max(s.start, a), min(s.end, b), f"{s.ink}@{ground}") for s in spans if s.start < b and s.end > a]
    return over(over(inside, [Span(a, b, f"{ink}@{ground}")]), spans)
