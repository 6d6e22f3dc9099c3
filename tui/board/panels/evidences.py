"""Why: the words that earned each tag, and the rule that gave it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.board.content import plain
from tui.board.highlights import Evidence
from tui.board.panels.lines import Lines
from tui.board.strips import Run
from tui.board.wrapping import Block, Span, inked, laid_out
from tui.measure import wrapped
from tui.wording import coverage
from watchers.document import Analysis

EDGE = 1
INDENT = "  "
NONE = "no tags: nothing in it matched"


class Evidences(Lines):
    """In reading order, each as tall as its words, its tag and the rule's meaning need; the text follows the cursor."""

    tall = 3
    """Of most items, by which a page is reckoned."""
    clicks = 1

    class Shown(Message):
        """The cursor stands on other words."""

        def __init__(self, evidence: Evidence) -> None:
            super().__init__()
            self.evidence = evidence

    def __init__(self) -> None:
        super().__init__(id="evidences", heading="Why these tags")
        self.found: Sequence[Evidence] = ()
        self.empty = NONE
        self.tops: list[int] = [0]
        self._meanings: Mapping[str, str] = {}

    def put(self, found: Sequence[Evidence], analysis: Analysis, empty: str = NONE) -> None:
        """Takes the evidence of a document, or why there is none; the border says so where only names were sought."""
        from watchers.analysis.rules import meanings  # only here: the board paints without the tagger

        self._meanings = self._meanings or meanings()
        self.found, self.empty = found, empty
        self.cursor = 0
        self.lay()
        told = [f"{len(found):,}"] if found else []
        told += [coverage(analysis)] if analysis.coverage != "full" else []
        self.entitle(plain(self.heading), plain(" · ".join(told)))

    def on_resize(self, event: events.Resize) -> None:
        """Other breaks, and the cursor still in the window."""
        self.lay()
        if self.cursor < self.total:
            self.bring(self.cursor)

    def lay(self) -> None:
        """Counts the lines of every item."""
        width = self.measure
        heights = (sum(lines(block.text, width) for block in self.blocks(one)) for one in self.found)
        self.tops = list(accumulate(heights, initial=0))
        self.resized(len(self.found))

    @property
    def measure(self) -> int:
        """Cells of an item's lines, those behind the edge and the indent."""
        return max(8, self.columns - EDGE - len(INDENT))

    def top(self, index: int) -> int:
        """As the lines were counted."""
        return self.tops[min(index, len(self.tops) - 1)]

    def standing(self, y: int) -> tuple[int, int]:
        """The item whose lines reach over this one."""
        index = bisect_right(self.tops, y) - 1
        return index, y - self.tops[index]

    def moved(self) -> None:
        """The text scrolls to the words."""
        self.post_message(self.Shown(self.found[self.cursor]))

    def chosen(self, index: int) -> None:
        """The same on Enter."""
        self.moved()

    def blocks(self, one: Evidence) -> list[Block]:
        """`“Beit Jin”  Beit Jin`, below it `region, place — rule place:cue`, and what that rule looks for."""
        said = f"“{' '.join(one.words.split())}”"
        tag = f"  {one.tag}" if one.tag.casefold() != one.words.casefold() else ""
        field = "  in the title" if one.field == "title" else ""
        ink = "strong" if one.kind == "says" else f"in-{one.kind}"
        kind = "says who" if one.kind == "says" else one.kind
        role = f", {one.role}" if one.role else ""
        found = [
            Block(
                f"{said}{tag}{field}",
                (Span(0, len(said), ink), Span(len(said) + len(tag), 1_000_000, "faint")),
                from_left=True,
            ),
            Block(f"{kind}{role} — rule {one.rule}", ink="dim"),
        ]
        meaning = self._meanings.get(one.rule)
        return [*found, Block(meaning, ink="faint")] if meaning else found

    def item(self, index: int, part: int, current: bool) -> Strip:
        """A line of it; what runs on is indented like the rule."""
        blocks = self.blocks(self.found[index])
        found = [(line, blocks[line.block]) for line in laid_out(blocks, self.measure)]
        edge: Run = ("▌" if current else " ", "accent")
        runs: list[Run] = []
        if part < len(found):
            line, block = found[part]
            runs = [("" if part == 0 else INDENT, ""), *inked(block, line)]
        return self.painted([edge, *runs], ground=self.ground if current else None)

    def blank(self, y: int) -> Strip:
        """A document without tags."""
        return self.painted([(f" {self.empty}" if not self.total and y == 0 else "", "dim")])


@lru_cache(1 << 12)
def lines(text: str, width: int) -> int:
    """How many lines of the measure a text takes."""
    return 1 if cell_len(text) <= width else sum(1 for _ in wrapped(text, width))
