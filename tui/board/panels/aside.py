"""What could not be read of a source, or of all: a name, the reason, since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from textual.message import Message
from textual.strip import Strip

from tui.board import words
from tui.board.content import plain, safe
from tui.board.messages import Pressed
from tui.board.panels.lines import Lines
from tui.board.strips import Run, clipped
from watchers.document import Source, Unreadable


class AsideList(Lines):
    """Two lines each; the cursor stays on its document while others come and go."""

    tall = 2

    class Shown(Message):
        """The cursor stands on another document."""

    def __init__(self, source: Source | None) -> None:
        name = safe(source.name) if source else "All sources"
        super().__init__(id="aside", heading=f"{name}: could not be read")
        self.source = source
        self.found: Sequence[Unreadable] = ()
        self.again: Mapping[str, datetime] = {}
        self.now = datetime.now(UTC)

    @property
    def current(self) -> Unreadable | None:
        """The one under the cursor."""
        return self.found[self.cursor] if self.cursor < len(self.found) else None

    def put(self, found: Sequence[Unreadable], again: Mapping[str, datetime], now: datetime) -> None:
        """Takes the list; `again` are the uris of those that are being read again."""
        before = self.current
        self.found, self.again, self.now = found, again, now
        if before is not None:
            same = (at for at, one in enumerate(found) if one.uri == before.uri)
            self.cursor = next(same, self.cursor)
        self.resized(len(found))
        if self.total:
            self.bring(self.cursor)
        self.entitle(plain(self.heading), plain(words.count(len(found)) if found else ""))
        self.moved()

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌▲ broken.pdf   12 min ago`, below it the reason."""
        one = self.found[index]
        ground = self.ground if current else None
        edge: Run = ("▌", "accent") if current else (" ", "")
        if part == 0:
            whose = "" if self.source else f"{safe(one.source.name, 30)}, "
            since = f"{whose}{words.ago(one.since, self.now)} "
            return self.painted([edge, ("▲ ", "warn"), (safe(one.name), "strong")], [(since, "dim")], ground)
        if one.uri in self.again:
            return self.painted([edge, ("  reading it again …", "accent")], ground=ground)
        return self.painted(
            [edge, (f"  {clipped(safe(one.reason), max(8, self.columns - 4))}", "plain")], ground=ground
        )

    def blank(self, y: int) -> Strip:
        """Nothing was set aside."""
        said = "Everything that came from here could be read." if self.source else "Everything could be read."
        return self.painted([(f" {said}" if not self.total and y == 0 else "", "good")])

    def moved(self) -> None:
        """The reason follows the cursor."""
        self.post_message(self.Shown())

    def chosen(self, index: int) -> None:
        """Reason and advice whole."""
        self.post_message(Pressed("whole"))
