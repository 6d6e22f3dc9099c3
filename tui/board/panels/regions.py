"""Where the documents of the filter are: the tree of regions with counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.strip import Strip

from tui.board import words
from tui.board.content import plain
from tui.board.keys import bindings
from tui.board.messages import Toggled
from tui.board.panels.lines import Lines
from tui.board.reading import COUNTING, View
from tui.board.strips import Run
from tui.board.tree import Branch, branches, wide
from watchers.archive.rows import RegionCount
from watchers.filters import Term


class Regions(Lines):
    """Left and right close and open a region, Enter filters by it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tree")]
    clicks = 1

    def __init__(self) -> None:
        super().__init__(id="regions", heading="Regions")
        self.regions: Sequence[RegionCount] = ()
        self.branches: list[Branch] = []
        self.turned: dict[str, bool] = {}
        self.picked: frozenset[str] = frozenset()
        self.counted = True

    def show(self, view: View) -> None:
        """Takes a view; the cursor stays on its region."""
        picked = frozenset(v for term in view.filter.of("region") if not term.negated for v in term.values)
        if (view.regions, picked, view.counted) == (self.regions, self.picked, self.counted):
            return
        self.regions, self.picked, self.counted = view.regions, picked, view.counted
        self.draw()
        places = len(view.regions) - len(wide(view.regions))
        self.entitle(plain(self.heading), plain((f"{places:,}" if places else "") if view.counted else COUNTING))

    def draw(self) -> None:
        """Lays the tree out anew."""
        kept = self.branches[self.cursor].region.id if 0 < self.cursor < len(self.branches) else None
        self.branches = branches(self.regions, self.turned, self.picked)
        if kept is not None:
            at = (at for at, branch in enumerate(self.branches) if branch.region.id == kept)
            self.cursor = next(at, self.cursor)
        self.resized(len(self.branches))

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌  ▸ Syria   42`."""
        branch = self.branches[index]
        region = branch.region
        picked = region.id in self.picked
        ink = "in-region" if picked else "dim" if region.kind == "world region" else "plain"
        left: list[Run] = [
            ("▌" if picked else " ", "accent"),
            ("  " * branch.depth, ""),
            ({True: "▾ ", False: "▸ ", None: "  "}[branch.open], "faint"),
            (region.name, ink),
        ]
        ground = self.ground if current and self.has_focus else None
        return self.painted(left, [(words.count(region.count), "region")], ground)

    def chosen(self, index: int) -> None:
        """Filters by the region, or no more."""
        region = self.branches[index].region
        self.post_message(Toggled(Term("region", (region.id,), (region.name,))))

    def turn(self, opened: bool) -> None:
        """Opens or closes the region under the cursor; on a closed one, left goes to what it lies in."""
        if self.cursor >= self.total:
            return
        branch = self.branches[self.cursor]
        if branch.open is not None and branch.open != opened:
            self.turned[branch.region.id] = opened
            self.draw()
        elif opened:
            self.move_to(self.cursor + (branch.open is True))
        else:
            above = [at for at in range(self.cursor) if self.branches[at].depth < branch.depth]
            self.move_to(above[-1] if above else self.cursor)

    def action_open(self) -> None:
        """On an open region, goes to the first that lies in it."""
        self.turn(True)

    def action_close(self) -> None:
        """On a closed region, goes to what it lies in."""
        self.turn(False)
