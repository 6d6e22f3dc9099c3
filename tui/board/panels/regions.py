"""Where the documents of the filter are: the tree of regions with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from tui.board import words
from tui.board.keys import bindings
from tui.board.ordering import Tally, ranked
from tui.board.panels.tallied import Tallied, ends, sign
from tui.board.strips import Run
from tui.board.tree import Branch, Ordering, branches, wide
from tui.board.view import View
from watchers.archive.rows import RegionCount
from watchers.filters import Term

INDENT = "  "
ROOM = 30
"""Cells of a line that has room for a trend beside the name and what it is moved in by."""


class Regions(Tallied):
    """Left and right close and open a region."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tree")]
    kind = "region"

    def __init__(self) -> None:
        super().__init__(id="regions", heading="Regions")
        self.regions: Sequence[RegionCount] = ()
        self.trends: Mapping[str, Sequence[int]] = {}
        self.branches: list[Branch] = []
        self.turned: dict[str, bool] = {}
        self.known: dict[str, RegionCount] = {}

    def show(self, view: View) -> None:
        """Takes a view; what is left out of it stands where it stood."""
        other = self.take(view)
        self.known |= {b.region.id: b.region for b in self.branches if b.region.id in self.excluded}
        if other or (view.regions, view.trends.regions) != (self.regions, self.trends):
            self.regions, self.trends = view.regions, view.trends.regions
            self.lay_out()

    def lay_out(self) -> None:
        """The cursor stays on its region, but at the top of a panel that nobody is in."""
        kept = self.branches[self.cursor].region.id if self.cursor < len(self.branches) else None
        asked = self.laid(self.sorted)
        self.branches = self.laid(self.held_in_place) if self.here else asked
        self.held = [b.region.id for b in self.branches] != [b.region.id for b in asked]
        if kept is not None and (self.cursor or self.here):
            at = (at for at, branch in enumerate(self.branches) if branch.region.id == kept)
            self.cursor = next(at, self.cursor)
        self.resized(len(self.branches))
        places = len(self.regions) - len(wide(self.regions))
        self.name_panel(f"{places:,}" if places else "")

    def laid(self, order: Ordering) -> list[Branch]:
        """The lines in an order, with those that are left out."""
        out = [self.left_out(id_, name) for id_, name in self.excluded.items()]
        return branches(self.regions, self.turned, self.picked, order, out)

    def left_out(self, id_: str, name: str) -> RegionCount:
        """As it was known; of one that was never seen nobody knows where it lies."""
        known = self.known.get(id_)
        return RegionCount(id_, name, known.kind if known else "area", known.parent if known else None, 0)

    def sorted(self, regions: Sequence[RegionCount]) -> Sequence[RegionCount]:
        """Those that lie in the same, as they come where they are sorted by count."""
        if self.order == "count" or len(regions) < 2:
            return regions
        by_id = {region.id: region for region in regions}
        return [by_id[tally.id] for tally in ranked(map(self.tally, regions), self.order)]

    def held_in_place(self, regions: Sequence[RegionCount]) -> Sequence[RegionCount]:
        """The same, as the person saw them."""
        return self.places.held(self.sorted(regions), lambda region: region.id)

    def tally(self, region: RegionCount) -> Tally:
        """A region as a line."""
        id_ = region.id
        return Tally(
            id_, region.name, region.count, self.trends.get(id_, ()), self.unusual.get(id_), id_ in self.excluded
        )

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌  ▸ Syria   ▲4× 42 ▂▂▃▌`."""
        branch = self.branches[index]
        tally = self.tally(branch.region)
        picked = tally.id in self.picked
        dim = branch.region.kind == "world region"
        ink = "removed" if tally.excluded else "in-region" if picked else "dim" if dim else "plain"
        left: list[Run] = [
            sign(picked, tally.excluded),
            (INDENT * branch.depth, ""),
            ({True: "▾ ", False: "▸ ", None: "  "}[branch.open], "faint"),
            (tally.name, ink),
        ]
        count = "out" if tally.excluded else words.count(tally.count)
        right = ends(count, "region", tally.trend, tally.unusual, self.columns if self.columns >= ROOM else 0)
        return self.painted(left, right, self.ground if current and self.has_focus else None)

    def term(self, index: int) -> Term:
        region = self.branches[index].region
        return Term("region", (region.id,), (region.name,))

    # --------------------------------------------------------------------------------------- opening
    def on_click(self, event: events.Click) -> None:
        """One on `▸` or `▾` opens or closes what lies there, and filters by nothing."""
        at = event.get_content_offset(self)
        index = -1 if at is None else at.y + self.scroll_offset.y
        if at is None or not 0 <= index < self.total:
            return
        branch = self.branches[index]
        if branch.open is not None and at.x in (mark := 1 + len(INDENT) * branch.depth, mark + 1):
            event.prevent_default()
            self.move_to(index)
            self.turn(not branch.open)

    def turn(self, opened: bool) -> None:
        """Opens or closes the region under the cursor; on a closed one, left goes to what it lies in."""
        if self.cursor >= self.total:
            return
        branch = self.branches[self.cursor]
        if branch.open is not None and branch.open != opened:
            self.turned[branch.region.id] = opened
            self.lay_out()
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
