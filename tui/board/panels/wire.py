"""The wire: every document of the filter, newest first, two lines each or one; only what is on the screen is held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from textual.strip import Strip

from tui.board import life, words
from tui.board.anchor import Lined, Stand, followed
from tui.board.breaks import Ruled, told
from tui.board.content import plain, runs
from tui.board.messages import Opened, Selected, Wanted
from tui.board.panels import rows
from tui.board.panels.lines import Lines
from tui.board.ranges import Range
from tui.board.strips import Run, span
from tui.board.undo import Mark
from tui.board.view import COUNTING, View
from watchers.archive.rows import Row
from watchers.filters import Filter
from watchers.filters.passages import Sought, sought

HELD = 4000
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
        self.ruled = Ruled((), self.tall)
        self.relative = False
        self.range: Range | None = None
        self.awaited: int | None = None
        self.above = 0
        self.frozen: int | None = None
        self.height = 0
        self._sought: tuple[Filter, tuple[Sought, ...]] = (self.filter, ())
        self.advice: Sequence[str] = ()
        self.marks: list[Mark] = []

    # --------------------------------------------------------------------------------------- showing
    def show(self, view: View) -> None:
        """Takes a view; the screen stays where the person left it."""
        before, same = self.document, view.filter == self.filter
        ruled = Ruled(view.breaks, self.tall)
        stand = Stand(self.cursor, self.scroll_offset.y, self.above)
        old, new = Lined(self.numbers, self.ruled.line), Lined(view.numbers, ruled.line)
        stand = followed(old, new, stand, same, held=self.range is not None)
        if self.range is not None:
            self.range = self.range.followed(self.numbers, view.numbers) if same else None
        self.numbers, self.filter, self.now, self.ruled = view.numbers, view.filter, view.now, ruled
        self.counted = view.counted
        self.fresh.clear()
        self.asked.clear()
        self.take(view.rows)
        self.cursor, self.above = stand.cursor, stand.above
        self.resized(len(view.numbers), stand.scroll + self.size.height if same and stand.scroll else 0)
        self.scroll_now(stand.scroll)
        self.name_border()
        if self.document != before:
            self.moved()
        if self.awaited is not None and same:
            self.go_to(self.awaited)

    def take(self, found: Sequence[Row]) -> None:
        """Rows fresh from the archive."""
        self.held.update((row.document, row) for row in found)
        self.fresh.update(row.document for row in found)
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
        """`Wire`, whether it is frozen, how many are selected or came in above; how many there are is at the bottom."""
        news = self.above if self.frozen is None else self.frozen
        title = runs(
            ("Wire", ""),
            (f"  ┃ {words.count(len(self.range))} selected" if self.range else "", "bold $ink-accent"),
            ("  ❄ frozen" if self.frozen is not None else "", "$ink-accent"),
            (f"  ▲ {words.count(news)} new" if news else "", "bold $ink-warn"),
        )
        self.entitle(title, plain(COUNTING if not self.counted else words.count(self.total) if self.total else ""))

    def pass_to(self, now: datetime) -> None:
        """Counts embargoes down, and times back: repainted where one on the screen reads otherwise now."""
        before, self.now = self.now, now
        shown = [row for row in map(self.held.get, self.window()) if row]
        waiting = [row for row in shown if life.held_back(row, before)]
        if any(life.signs(row, before, self.columns) != life.signs(row, now, self.columns) for row in waiting) or (
            self.relative and any(words.past(row.when, before) != words.past(row.when, now) for row in shown)
        ):
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
        top = self.standing(self.scroll_offset.y)[0]
        return self.numbers[max(0, top - margin) : top + self.page + 1 + margin]

    def moved(self) -> None:
        """The board fetches what the brief shows."""
        self.post_message(Selected(self.document))

    def move_to(self, index: int) -> None:
        """As every list; back at the top, nothing is new any more. A range that was begun grows along."""
        super().move_to(index)
        self.awaited = None
        if self.range is not None and self.range.begun is not None:
            self.range = self.range.to(self.cursor)
            self.repaint()
        if self.cursor == 0:
            self.above = 0
        self.name_border()

    def go_to(self, document: int) -> None:
        """Puts the cursor on a document, where the filter shows it; one that just came in, once its row is here."""
        if document in self.numbers:
            self.move_to(self.numbers.index(document))
        else:
            self.awaited = document

    def chosen(self, index: int) -> None:
        """Opens the document."""
        self.post_message(Opened(self.numbers[index]))

    def set_tall(self, tall: int) -> None:
        """One line or two an item; the cursor keeps its line on the screen."""
        offset = self.ruled.line(self.cursor) - self.scroll_offset.y
        self.tall, self.ruled = tall, Ruled(self.ruled.breaks, tall)
        self.resized(self.total)
        self.scroll_now(max(0, self.ruled.line(self.cursor) - max(0, offset)))
        self.bring(self.cursor)

    def turn_time(self) -> bool:
        """Times counted back from now, or in UTC again; whether they are counted back."""
        self.relative = not self.relative
        self.repaint()
        return self.relative

    def on_resize(self) -> None:
        """A cursor that was on the screen stays there."""
        height, self.height = self.height, self.size.height
        if self.total and 0 <= self.ruled.line(self.cursor) - self.scroll_offset.y < height:
            self.bring(self.cursor)

    # ------------------------------------------------------------------------------------------- a range
    def select(self, *, everything: bool = False) -> None:
        """Begins a range at the cursor, or takes all that is shown; where there is one of the kind, it is left."""
        whole = self.range is not None and self.range.begun is None
        if not self.total or (self.range is not None and whole == everything):
            self.unselect()
            return
        self.range = Range(0, self.total - 1) if everything else Range(self.cursor, self.cursor, self.cursor)
        self.name_border()
        self.repaint()

    def unselect(self) -> bool:
        """Leaves the range; whether there was one."""
        left, self.range = self.range is not None, None
        self.name_border()
        self.repaint()
        return left

    @property
    def selected(self) -> Sequence[int]:
        """The documents of the range; none where there is no range."""
        return self.numbers[self.range.first : self.range.last + 1] if self.range else ()

    # -------------------------------------------------------------------------------------------- lines
    def top(self, index: int) -> int:
        """Of the lines that stand before it, where a day begins with it."""
        return self.ruled.top(index)

    def standing(self, y: int) -> tuple[int, int]:
        """Parts below zero are lines between documents."""
        return self.ruled.standing(y)

    def bring(self, index: int) -> None:
        """Not under the day that stays at the top."""
        top = self.top(index)
        above = 1 if index and self.ruled.day(index) and top == self.ruled.line(index) else 0
        if top - above < self.scroll_offset.y:
            self.scroll_now(max(0, top - above))
            return
        super().bring(index)
        first, part = self.standing(self.scroll_offset.y)
        if part == 0 < self.tall - 1 and first < index and self.ruled.day(first):  # of no document only the second line
            self.scroll_now(self.scroll_offset.y + 1)

    def resized(self, total: int, least: int = 0) -> None:
        """With room to scroll the last document whole below the day at the top."""
        spare = 1 if self.ruled.breaks and self.tall > 1 and self.top(total) > self.size.height else 0
        super().resized(total, max(least, self.top(total) + spare))

    # --------------------------------------------------------------------------------------- painting
    def render_line(self, y: int) -> Strip:
        """The day of the first line stays at the top."""
        if y == 0 and self.scroll_offset.y and self.total:
            index, part = self.standing(self.scroll_offset.y)
            day = self.ruled.day(min(index, self.total - 1))
            if day and (part >= 0 or self.ruled.at(index, part).kind != "day"):
                return self.ruling(*told(day, self.now))
        return super().render_line(y)

    def ruling(self, left: Sequence[Run], right: Sequence[Run]) -> Strip:
        """A line between documents: what it says, a rule, how many there are."""
        room = self.columns - span(left) - span(right) - 4 - (2 if right else 0)
        rule: Run = ("─" * max(0, room), "line")
        return self.painted([("  ", ""), *left, (" ", ""), rule, (" " if right else "", ""), *right])

    def item(self, index: int, part: int, current: bool) -> Strip:
        """A line of a document, of its placeholder while the row is on its way, or one before it."""
        if part < 0:
            return self.ruling(*told(self.ruled.at(index, part), self.now))
        number = self.numbers[index]
        row = self.held.get(number)
        if number not in self.fresh:
            self.want()
        within = self.range is not None and index in self.range
        ground = self.ground if current else "quiet-cursor" if within else None
        edge: Run = ("▌", "accent") if current else ("┃", "accent") if within else (" ", "")
        if row is None:
            return self.painted([edge, ("  ·····" if part == 0 else "", "faint")], ground=ground)
        day = self.ruled.day(index)
        sight = rows.Sight(self.columns - 1, self.now, self.relative, self.sought)
        return self.painted([edge, *rows.lines(row, sight, self.tall, day.when if day else None)[part]], ground=ground)

    @property
    def sought(self) -> tuple[Sought, ...]:
        """What a search asked for."""
        if self._sought[0] is not self.filter:
            self._sought = (self.filter, sought(self.filter))
        return self._sought[1]

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
