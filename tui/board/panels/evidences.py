"""Why: the words that earned each tag, and the rule that gave it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message
from textual.strip import Strip

from tui.board.content import plain
from tui.board.highlights import Evidence
from tui.board.panels.lines import Lines
from tui.board.strips import Run


class Evidences(Lines):
    """In reading order; the text follows the cursor."""

    tall = 2
    clicks = 1

    class Shown(Message):
        """The cursor stands on other words."""

        def __init__(self, evidence: Evidence) -> None:
            super().__init__()
            self.evidence = evidence

    def __init__(self) -> None:
        super().__init__(id="evidences", heading="Why these tags")
        self.found: Sequence[Evidence] = ()

    def put(self, found: Sequence[Evidence]) -> None:
        """Takes the evidence of a document."""
        self.found = found
        self.cursor = 0
        self.resized(len(found))
        self.entitle(plain(self.heading), plain(f"{len(found):,}" if found else ""))

    def moved(self) -> None:
        """The text scrolls to the words."""
        self.post_message(self.Shown(self.found[self.cursor]))

    def chosen(self, index: int) -> None:
        """The same on Enter."""
        self.moved()

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`“Beit Jin”  Beit Jin`, and below it `region, place · rule place:exact`."""
        one = self.found[index]
        ground = self.ground if current else None
        edge: Run = ("▌" if current else " ", "accent")
        if part == 0:
            ink = "strong" if one.kind == "says" else f"in-{one.kind}"
            left: list[Run] = [edge, (f"“{' '.join(one.words.split())}”", ink)]
            if one.tag.casefold() != one.words.casefold():
                left.append((f"  {one.tag}", "plain"))
            return self.painted(left, [("title ", "faint")] if one.field == "title" else [], ground)
        kind = "says who" if one.kind == "says" else one.kind
        role = f", {one.role}" if one.role else ""
        return self.painted([edge, (f"  {kind}{role} — rule {one.rule}", "dim")], ground=ground)

    def blank(self, y: int) -> Strip:
        """A document without tags."""
        return self.painted([(" no tags: nothing in it matched" if not self.total and y == 0 else "", "dim")])
