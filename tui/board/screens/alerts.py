"""The alerts that saved filters gave, the newest first, each with the documents that earned it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.board import words
from tui.board.content import plain, safe
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.messages import Alerted
from tui.board.panels.lines import Lines
from tui.board.strips import Run, clipped, span
from watchers.alerts import Match
from watchers.alerts.telling import held
from watchers.archive.rows import KeptAlert

if TYPE_CHECKING:
    from tui.board.app import Board

KEYS = "{enter} open  {alerts-read} read  {alerts-next} next unread  {alerts-all} dismiss all  {alerts-leave} leave"
NONE = "{saved} lists the saved filters: {saved-alert} on one has it alert when something comes in."
SHOWN = 5
"""Documents of an alert that are listed below it."""
ROOMY = 70


@dataclass(frozen=True, slots=True)
class Item:
    """A line: of an alert itself, of one of its documents, or of how many more there are."""

    kept: KeptAlert
    match: Match | None = None
    more: int = 0


def items(alerts: Sequence[KeptAlert]) -> list[Item]:
    """Each alert, and below it its newest documents."""
    found: list[Item] = []
    for kept in alerts:
        shown = kept.alert.matches[:SHOWN]
        found += [Item(kept), *(Item(kept, match) for match in shown)]
        if more := kept.alert.count - len(shown):
            found.append(Item(kept, more=more))
    return found


class AlertLines(Lines):
    """The cursor stays on its line, whatever comes in above it."""

    def __init__(self) -> None:
        super().__init__(id="shelf", heading="")
        self.items: Sequence[Item] = ()
        self.now: datetime | None = None

    def put(self, alerts: Sequence[KeptAlert], now: datetime) -> None:
        """Other alerts, or other marks."""
        before = self.current
        self.items, self.now = items(alerts), now
        if before is not None:
            same = (n for n, each in enumerate(self.items) if _place(each) == _place(before))
            offset = self.cursor - self.scroll_offset.y
            self.cursor = next(same, self.cursor)
            self.resized(len(self.items))
            self.scroll_now(max(0, self.cursor - offset))
        self.resized(len(self.items))

    @property
    def current(self) -> Item | None:
        """What stands under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def item(self, index: int, part: int, current: bool) -> Strip:
        """`▌● 14:32  Goma  3 documents, 2 sources`, below it `14:31  Rebels near …  [Goma, M23]  Reuters`."""
        each = self.items[index]
        edge: Run = ("▌" if current else " ", "accent")
        told = self.head(each.kept) if each.match is None else self.evidence(each.match)
        if each.more:
            told = [(f"           and {words.count(each.more)} more", "dim")], []
        return self.painted([edge, *told[0]], told[1], "cursor" if current else None)

    def head(self, kept: KeptAlert) -> tuple[list[Run], list[Run]]:
        """Of the alert: whether anyone has read it, when, of which filter, how many documents; why so late."""
        alert, now = kept.alert, self.now or kept.alert.at
        of = f", {words.many(alert.origins, 'source')}" if alert.origins > 1 else ""
        left: list[Run] = [
            (" " if kept.read else "●", "accent"),
            (f" {words.moment(alert.at, now)}", "dim"),
            (f"  {clipped(safe(alert.filter), max(8, self.columns // 3))}", "plain" if kept.read else "strong"),
            (f"  {words.many(alert.count, 'document')}{of}", "dim"),
        ]
        said = f"✖ {kept.problem}" if kept.problem else held(alert)
        room = self.columns - span(left) - 4
        return left, [(clipped(safe(said, 300), max(0, room)), "bad" if kept.problem else "dim")] if room > 12 else []

    def evidence(self, match: Match) -> tuple[list[Run], list[Run]]:
        """Of a document: when it came in, its headline, the words that matched, who reports it."""
        now = self.now or match.at
        origin = f" {clipped(safe(match.origin), self.columns // 5)} "
        said = f"  {clipped(safe(', '.join(match.words)), self.columns // 4)}" if match.words else ""
        right: list[Run] = [(said, "found"), ("  ", ""), (origin, "dim")] if self.columns >= ROOMY else []
        room = self.columns - span(right) - 12
        when: Run = (f"   {words.moment(match.at, now)}  ", "dim")
        return [when, (clipped(safe(match.title), max(8, room)), "plain")], right

    def blank(self, y: int) -> Strip:
        """How one comes to be there."""
        return self.instead(y, "No alerts yet.", cast("Board", self.app).keyring.told(NONE))

    def chosen(self, index: int) -> None:
        """Enter, or a double click."""
        if isinstance(self.screen, Alerts):
            self.screen.open()


class Alerts(ModalScreen[int | None]):
    """Closes with the number of a document to open, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("alerts")]

    def __init__(self) -> None:
        super().__init__()
        self.lines = AlertLines()

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    def compose(self) -> ComposeResult:
        """The lines; the keys in the border."""
        with Box(id="dialog") as dialog:
            dialog.border_title = plain("Alerts")
            dialog.foot(KEYS)
            yield self.lines

    def on_mount(self) -> None:
        """Shows what the board knows."""
        self.lines.focus()
        self.on_alerted()

    def on_alerted(self, message: Alerted | None = None) -> None:
        self.lines.put(self.board.alerting.kept, self.board.clock())

    def open(self) -> None:
        """The document under the cursor, of an alert its newest; the alert is read then."""
        if (item := self.lines.current) is None:
            return
        self.board.alerting.read([item.kept.number])
        match = item.match or next(iter(item.kept.alert.matches), None)
        if match is not None:
            self.dismiss(match.document)

    def action_read(self) -> None:
        if item := self.lines.current:
            self.board.alerting.read([item.kept.number], not item.kept.read)

    def action_dismiss_all(self) -> None:
        self.board.alerting.read(None)

    def action_unread(self, way: int) -> None:
        """The next alert below that nobody has read."""
        here, own = self.lines.cursor, self.lines.items
        heads = (n for n in range(here + 1, len(own)) if own[n].match is None and not own[n].more)
        if (found := next((n for n in heads if not own[n].kept.read), None)) is not None:
            self.lines.move_to(found)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


def _place(item: Item) -> tuple[int, int | None, bool]:
    return item.kept.number, item.match.document if item.match else None, bool(item.more)
