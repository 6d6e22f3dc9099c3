"""What the inks of a document mean, and where in it one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.board.inked import Bar
from tui.board.strips import Run, span

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
        """`actors 12   regions 7   events 3   hedges 1`, and the length at the right; what has no room is left out."""
        if self.counts is None:
            return [(" ", "")], []
        there = [kind for kind in KINDS if self.counts.get(kind[0])]
        fewer = [there[:many] for many in range(len(there) - 1, -1, -1)]
        lengths = [self.length.rsplit(" · ", less)[0] for less in range(self.length.count(" · ") + 1)]
        ways = [(KINDS, 3, lengths[0]), (KINDS, 2, lengths[0]), *((there, 2, length) for length in lengths)]
        for kinds, gap, length in (*ways, *((kinds, 2, lengths[-1]) for kinds in fewer)):
            left, right = self.told(kinds, gap), [(f"{length} ", "dim")]
            if span([*left, *right]) < self.size.width:
                break
        return left, right

    def told(self, kinds: Sequence[tuple[str, str]], gap: int) -> list[Run]:
        """Kinds in their inks, with how often each is named."""
        counts = self.counts or {}
        named = [[(name, f"in-{kind}"), (f" {counts.get(kind, 0)}{' ' * gap}", "dim")] for kind, name in kinds]
        return [(" ", ""), *(run for each in named for run in each)]
