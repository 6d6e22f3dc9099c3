"""What the inks of a document mean, and where in it one is."""

from __future__ import annotations

from collections.abc import Mapping

from tui.board.inked import Bar
from tui.board.strips import Run

KINDS = (("actor", "actors"), ("region", "regions"), ("event", "events"), ("hedge", "hedges"))


class Legend(Bar):
    """Each kind in its own ink."""

    def __init__(self) -> None:
        super().__init__(id="legend")
        self.counts: Mapping[str, int] | None = {}
        self.length = ""

    def put(self, counts: Mapping[str, int] | None, length: str) -> None:
        """How often each kind is named, and how long the text is; None where nothing of it may be told."""
        self.counts, self.length = counts, length
        self.refresh()

    def runs(self) -> tuple[list[Run], list[Run]]:
        """`actors 12  regions 7  events 3  hedges 1`."""
        left: list[Run] = [(" ", "")]
        if self.counts is None:
            return left, []
        for kind, name in KINDS:
            left.extend([(name, f"in-{kind}"), (f" {self.counts.get(kind, 0)}   ", "dim")])
        return left, [(f"{self.length} ", "dim")]
