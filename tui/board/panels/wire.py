"""The wire: every document of the filter, newest first, two lines each or one; only what is on the screen is held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from textual.strip import Strip

from tui.board import life, words
from tui.board.anchor import Stand, followed
from tui.board.content import plain, runs
from tui.board.messages import Opened, Selected, Wanted
from tui.board.panels.lines import Lines
from tui.board.reading import COUNTING, View
from tui.board.strips import Run, clipped, span
from tui.board.undo import Mark
from watchers.archive.rows import Row, Tag
from watchers.filters import Filter

HELD = 4000
COPIES = 48
"""Cells of a line that has room to say how many copies there are."""
MARGIN = 40


class Wire(Lines):
    """Rows come by window; the cursor is anchored to its document, whatever comes in above it."""

    tall = 2

    def __init__(self) -> None:
        super().__init__(id="wire", heading="Wire")
        self.numbers: Sequence[int] = ()
        self.counted = True
        self.held: dict[int, Row] = {}
        self.fresh: set[int] = set()
        self.asked: set[int] = set()
        self.filter = Filter()
        self.now = datetime.now(UTC)
        self.above = 0
        self.frozen: int | None = None
        self.advice: Sequence[str] = ()
        self.marks: list[Mark] = []

    # --------------------------------------------------------------------------------------- showing
    def show(self, view: View) -> None:
        """Takes a view; the screen stays where the person left it."""
        before = self.document
        stand = Stand(self.cursor, self.scroll_offset.y, self.above)
        stand = followed(self.numbers, view.numbers, stand, self.tall, view.filter == self.filter)
        self.numbers, self.filter, self.now = view.numbers, view.filter, view.now
        self.counted = view.counted
        self.fresh.clear()
        self.asked.clear()
        self.take(view.rows)
        self.cursor, self.above = stand.cursor, stand.above
        self.resized(len(view.numbers), stand.scroll + self.size.height if stand.above else 0)
        self.scroll_now(stand.scroll)
        self.name_border()
        if self.document != before:
            self.moved()

    def take(self, rows: Sequence[Row]) -> None:
        """Rows fresh from the archive."""
        self.held.update((row.document, row) for row in rows)
        self.fresh.update(row.document for row in rows)
        for mark in self.marks:
            if row := self.held.get(mark.document):
                self.held[mark.document] = mark.on(row)
        if len(self.held) > HELD:
            near = set(self.window(MARGIN)) | self.fresh
            self.held = {number: row for number, row in self.held.items() if number in near}
        self.repaint()

    def mark(self, mark: Mark) -> None:
        """Shows a mark at once, and until it is written whatever the archive says."""
        self.marks.append(mark)
        if row := self.held.get(mark.document):
            self.held[mark.document] = mark.on(row)
            self.repaint()

    def written(self, mark: Mark) -> None:
        """The archive has the mark now."""
        self.marks.remove(mark)

    def freeze(self, waiting: int | None) -> None:
        """Frozen with so many documents waiting, or following again for None."""
        self.frozen = waiting
        self.name_border()

    def name_border(self) -> None:
        """`Wire`, whether it is frozen, how many came in above; how many there are is at the bottom."""
        news = self.above if self.frozen is None else self.frozen
        title = runs(
            ("Wire", ""),
            ("  ❄ frozen" if self.frozen is not None else "", "$ink-accent"),
            (f"  ▲ {words.count(news)} new" if news else "", "bold $ink-warn"),
        )
        self.entitle(title, plain(COUNTING if not self.counted else words.count(self.total) if self.total else ""))

    def pass_to(self, now: datetime) -> None:
        """Counts embargoes down: repainted where one on the screen reads otherwise now."""
        before, self.now = self.now, now
        rows = filter(None, map(self.held.get, self.window()))
        waiting = [row for row in rows if life.held_back(row, before)]
        if any(life.signs(row, before, self.columns) != life.signs(row, now, self.columns) for row in waiting):
            self.repaint()

    # ------------------------------------------------------------------------------------- the cursor
    @property
    def document(self) -> int | None:
        """The number under the cursor."""
        return self.numbers[self.cursor] if self.cursor < len(self.numbers) else None

    @property
    def row(self) -> Row | None:
        """The row under the cursor, where it has come."""
        return None if self.document is None else self.held.get(self.document)

    def window(self, margin: int = 0) -> Sequence[int]:
        """The documents on the screen, and so many before and after."""
        top = self.scroll_offset.y // self.tall
        return self.numbers[max(0, top - margin) : top + self.page + 1 + margin]

    def moved(self) -> None:
        """The board fetches what the brief shows."""
        self.post_message(Selected(self.document))

    def move_to(self, index: int) -> None:
        """As every list; back at the top, nothing is new any more."""
        super().move_to(index)
        if self.cursor == 0:
            self.above = 0
        self.name_border()

    def go_to(self, document: int) -> None:
        """Puts the cursor on a document, where the filter shows it."""
        if document in self.numbers:
            self.move_to(self.numbers.index(document))

    def chosen(self, index: int) -> None:
        """Opens the document."""
        self.post_message(Opened(self.numbers[index]))

    def set_tall(self, tall: int) -> None:
        """One line or two an item; the cursor keeps its line on the screen."""
        offset = self.cursor * self.tall - self.scroll_offset.y
        self.tall = tall
        self.resized(self.total)
        self.scroll_now(max(0, self.cursor * tall - max(0, offset)))
        self.bring(self.cursor)

    # --------------------------------------------------------------------------------------- painting
    def item(self, index: int, part: int, current: bool) -> Strip:
        """A line of a document, or of its placeholder while the row is on its way."""
        number = self.numbers[index]
        row = self.held.get(number)
        if number not in self.fresh:
            self.want()
        ground = self.ground if current else None
        edge: Run = ("▌", "accent") if current else (" ", "")
        if row is None:
            return self.painted([edge, ("  ·····" if part == 0 else "", "faint")], ground=ground)
        if self.tall == 1:
            left, right = compact(row, self.now, self.columns)
        else:
            left, right = head(row, self.now, self.columns) if part == 0 else foot(row, self.columns)
        return self.painted([edge, *left], right, ground)

    def want(self) -> None:
        """Asks once for every row of the window that is missing or may be out of date."""
        missing = [n for n in self.window(MARGIN) if n not in self.fresh and n not in self.asked]
        if missing:
            self.asked.update(missing)
            self.post_message(Wanted(missing))

    def blank(self, y: int) -> Strip:
        """The advice of an empty wire, in its upper middle."""
        if self.total or not self.advice:
            return self.painted([])
        at = y - max(1, self.size.height // 2 - len(self.advice) // 2 - 2)
        if not 0 <= at < len(self.advice):
            return self.painted([])
        text = self.advice[at]
        return self.painted([(text.center(self.columns), "strong" if at == 0 else "dim")])


def head(row: Row, now: datetime, width: int) -> tuple[list[Run], list[Run]]:
    """Mark, time, headline; what is unusual at the right."""
    start: list[Run] = [mark(row), (" ", ""), (words.moment(row.when, now), "dim"), ("  ", "")]
    return [*start, *life.urgent(row), title(row)], life.signs(row, now, width)


def foot(row: Row, width: int) -> tuple[list[Run], list[Run]]:
    """Places, actors, event; how many copies there are, and who reports it, at the right."""
    said: list[Run] = [(clipped(row.credit or row.source, max(8, width // 4)), "dim")]
    if row.copies and width >= COPIES:
        said = [(f"{words.count(row.copies)} {'copy' if row.copies == 1 else 'copies'}", "faint"), ("  ", ""), *said]
    return [(" " * 10, ""), *tags(row, width - span(said) - 14)], said


def compact(row: Row, now: datetime, width: int) -> tuple[list[Run], list[Run]]:
    """All in one line: source and place in what the signs leave of its right third."""
    left, right = head(row, now, width)
    who = f"  {clipped(row.credit or row.source, width // 4)}"
    place = f"  {clipped(row.regions[0].name, width // 4)}" if row.regions else ""
    room = max(width // 3, 20) - span(right)
    shown = [run for run in ((place, "region"), (who, "dim")) if span([run]) <= room]
    if span(shown) > room:
        shown = shown[1:]
    return left, [*right, *shown]


def mark(row: Row) -> Run:
    """Starred, unread or neither."""
    if row.starred:
        return ("★", "star")
    return (" ", "") if row.read else ("●", "accent")


def title(row: Row) -> Run:
    """The headline, bright while it is unread, struck through once killed; why it is not there where it is damaged."""
    if row.damaged is not None:
        return (f"cannot be read: {row.damaged}", "bad")
    if row.status == "cancelled":
        return (row.title, "killed")
    return (row.title, "read" if row.read else "title")


def tags(row: Row, room: int) -> list[Run]:
    """`Beit Jin, Idlib · Free Syrian Army, Iran · attack?`; in less room actors and places give way to the event."""
    event = [(words.event(row.event, None, row.hedged), "event")] if row.event else []
    shown: list[Run] = []
    for places, actors in ((2, 3), (2, 2), (1, 2), (1, 1)):
        groups = [_names(row.regions[:places], "region"), _names(row.actors[:actors], "actor"), event]
        shown = _parted([group for group in groups if group])
        if span(shown) <= room:
            break
    return shown or [("no tags", "faint")]


def _names(tags: Sequence[Tag], ink: str) -> list[Run]:
    return [run for tag in tags for run in ((", ", "faint"), (tag.name, ink))][1:]


def _parted(groups: Sequence[Sequence[Run]]) -> list[Run]:
    return [run for group in groups for run in ((" · ", "faint"), *group)][1:]
