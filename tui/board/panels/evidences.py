"""Why: the words that earned each tag, and the rule that gave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.message import Message
from textual.strip import Strip

from tui.board.content import plain
from tui.board.highlights import Evidence
from tui.board.panels.lines import Lines
from tui.board.strips import Run


class Evidences(Lines):
    """In reading order; the text follows the cursor."""

    tall = 3
    clicks = 1

    class Shown(Message):
        """The cursor stands on other words."""

        def __init__(self, evidence: Evidence) -> None:
            super().__init__()
            self.evidence = evidence

    def __init__(self) -> None:
        super().__init__(id="evidences", heading="Why these tags")
        self.found: Sequence[Evidence] = ()
        self._meanings: Mapping[str, str] = {}

    def put(self, found: Sequence[Evidence]) -> None:
        """Takes the evidence of a document."""
        from watchers.analysis.rules import meanings  # only here: the board paints without the tagger

        self._meanings = self._meanings or meanings()
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
        """`“Beit Jin”  Beit Jin`, below it `region, place — rule place:cue`, and what that rule looks for."""
        one = self.found[index]
        ground = self.ground if current else None
        edge: Run = ("▌" if current else " ", "accent")
        if part == 0:
            ink = "strong" if one.kind == "says" else f"in-{one.kind}"
            left: list[Run] = [edge, (f"“{' '.join(one.words.split())}”", ink)]
            if one.tag.casefold() != one.words.casefold():
                left.append((f"  {one.tag}", "plain"))
            return self.painted(left, [("title ", "faint")] if one.field == "title" else [], ground)
        if part == 2:
            return self.painted([edge, (f"  {self._meanings.get(one.rule, '')}", "faint")], ground=ground)
        kind = "says who" if one.kind == "says" else one.kind
        role = f", {one.role}" if one.role else ""
        return self.painted([edge, (f"  {kind}{role} — rule {one.rule}", "dim")], ground=ground)

    def blank(self, y: int) -> Strip:
        """A document without tags."""
        return self.painted([(" no tags: nothing in it matched" if not self.total and y == 0 else "", "dim")])
