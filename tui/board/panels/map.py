"""Where the documents of the filter are: a map that follows the filter until a person moves it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.strip import Strip

from tui.board import words
from tui.board.content import plain, runs, safe
from tui.board.inked import Inked
from tui.board.keys import bindings
from tui.board.map.readying import ready
from tui.board.map.window import CLOSEST, DOTS, WIDE, Window
from tui.board.messages import Stood, Toggled
from tui.board.view import COUNTING, View
from watchers.archive.rows import Points, StoredDocument
from watchers.filters import Filter, Term

if TYPE_CHECKING:
    from tui.board.map.picture import Picture, Place
    from tui.board.map.sheet import Sheet

CLOSER = 1.6
"""Times, a key."""
WHEEL = 1.35
STEP = 8
"""Part of the map that a key pans."""
TOGETHER = 12
"""Places of a spot that a filter can hold and still be read; to a spot of more the map goes closer."""
SPLIT = 3.0
"""Times closer then."""


class Map(Inked, can_focus=True, inherit_bindings=False):
    """`lexicon` is the folder with the land, None for spots alone; drawing is possible once it has been read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("map")]

    def __init__(self) -> None:
        super().__init__(id="map")
        self.border_title = "Map"
        self.lexicon: Path | None = None
        self.view: View | None = None
        self.sheet: Sheet | None = None
        self.window: Window | None = None
        self.cursor: str | None = None
        self.here: tuple[tuple[float, float], ...] = ()
        self.named: frozenset[str] = frozenset()
        self._fit: tuple[Filter, Window] | None = None
        self._number: int | None = None
        self._picture: Picture | None = None
        self._reading = False
        self._dragged: tuple[events.MouseDown, Window] | None = None

    # ------------------------------------------------------------------------------------------- showing
    def show(self, view: View) -> None:
        """Takes a view; another filter has the map fit anew."""
        before, self.view = self.view, view
        if before and before.counted and view.counted and _same(before, view):
            self.entitle()
            return
        if self.sheet is not None and view.counted:
            self.sheet.take(view.points)
            self._number = self.sheet.number(self.cursor) if self.cursor else None
        self.look()

    def mark(self, stored: StoredDocument | None) -> None:
        """Shows where a document is; of a country that it names, the label is marked."""
        told = stored.analysis.regions if stored else ()
        here = tuple((r.lat, r.lon) for r in told if r.kind not in WIDE and r.lat is not None and r.lon is not None)
        named = frozenset(region.id for region in told if region.kind == "country")
        if (here, named) != (self.here, self.named):
            self.here, self.named = here, named
            self.draw()

    def look(self) -> None:
        """Fits, where a person has not chosen the window of this filter, and draws."""
        if self.view is None or not self.view.counted or not self.dots:
            self.entitle()
        elif self.sheet is None:
            self.read()
        else:
            if self.window is None or self._fit is None or self._fit[0] != self.view.filter:
                self.fit()
            self.draw()

    def fit(self) -> None:
        """Shows all of the filter; one of nothing leaves it open what is shown of the next."""
        if self.view is not None and self.sheet is not None and self.dots:
            self.window = self.sheet.fit(*self.dots)
            self._fit = (self.view.filter, self.window) if len(self.view.points.regions) else None

    def draw(self) -> None:
        """Has the frame drawn anew when the screen is."""
        self._picture = None
        self.entitle()
        self.refresh()

    @property
    def dots(self) -> tuple[int, int] | None:
        """The size of the map; None for none."""
        width, height = self.size.width * DOTS[0], self.size.height * DOTS[1]
        return (width, height) if width > 0 and height > 0 else None

    @property
    def picture(self) -> Picture | None:
        """The present frame; None while nothing can be drawn."""
        if self._picture is None and self.sheet is not None and self.window is not None:
            number = self._number if self.has_focus else None
            self._picture = self.sheet.picture(self.window, number, self.here, self.named)
        return self._picture

    def on_resize(self) -> None:
        """A window that a person chose keeps its middle; another is fitted."""
        if self.window and self.dots and self.dots != (self.window.width, self.window.height):
            chosen = self._fit is not None and self.window != self._fit[1]
            self.window = self.window.sized(*self.dots) if chosen else None
        self.look()

    def read(self) -> None:
        """Has the land read beside the screen, and what draws it."""
        if not self._reading:
            self._reading = True
            self.run_worker(self._read(), exit_on_error=False)

    async def _read(self) -> None:
        land = await ready(self.lexicon) if self.lexicon else None
        points = self.view.points if self.view else None
        self.sheet = await asyncio.to_thread(_sheet, land, points)
        if self.view is not None and self.view.counted:
            self.sheet.take(self.view.points)
        self.look()

    # ------------------------------------------------------------------------------------------ painting
    def render_line(self, y: int) -> Strip:
        """A line of the frame."""
        picture = self.picture
        if picture is None:
            waits = self.view is None or not self.view.counted
            said = f" {COUNTING if waits else 'the coasts are being drawn…'}"
            return self.painted([(said if y == 0 else "", "faint")])
        return self.painted(picture.lines[y] if y < len(picture.lines) else [])

    def entitle(self) -> None:
        """Above, how many documents are nowhere; below, what is under the cursor."""
        self.border_title, self.border_subtitle = self._title(), self._told()

    def _title(self) -> Content:
        view = self.view
        if view is None or not view.counted or not view.placeless:
            return plain("Map")
        all_of_it = words.many(len(view.numbers), "document")
        have = "has" if view.placeless == 1 else "have"
        return runs(
            ("Map", ""), (f" · {words.count(view.placeless)} of {all_of_it} {have} no place", "not bold $ink-dim")
        )

    def _told(self) -> Content:
        place = self.current if self.has_focus else None
        if place is None or self.sheet is None:
            many = len(self.view.points.regions) if self.view and self.view.counted else 0
            return plain(words.many(many, "place") if many else "")
        first, more = self.sheet.first(place), len(place.spot.members) - 1
        if more:
            name = f"{safe(first.name)} and {words.many(more, 'other place')}"
            return runs((name, "$ink-strong"), (f" {words.count(place.spot.count)}", "$ink-accent"))
        kind = {"place": "", "country": " · country"}.get(first.kind, " · region")
        return runs(
            (safe(first.name), "$ink-strong"), (f" {words.count(first.count)}", "$ink-accent"), (kind, "$ink-dim")
        )

    # ------------------------------------------------------------------------------------------ the cursor
    @property
    def current(self) -> Place | None:
        """What the cursor stands on, if that is on the map."""
        picture, number = self.picture, self._number
        if picture is None or number is None:
            return None
        return next((place for place in picture.places if (place.spot.members == number).any()), None)

    def point(self, place: Place | None) -> None:
        """Puts the cursor on a spot."""
        if place is not None and self.sheet is not None:
            self.cursor, self._number = self.sheet.first(place).id, place.spot.leader
            self.draw()

    def on_focus(self) -> None:
        self.post_message(Stood("map"))
        if self.current is None and self.picture and self.picture.places:
            self.point(self.picture.places[0])
        self.draw()

    def on_blur(self) -> None:
        self.post_message(Stood("board"))
        self.draw()

    def action_next(self, way: int) -> None:
        places = self.picture.places if self.picture else ()
        if places:
            current = self.current
            at = places.index(current) + way if current in places else 0
            self.point(places[at % len(places)])

    def action_choose(self) -> None:
        if place := self.current:
            self.choose(place)

    def choose(self, place: Place) -> None:
        """Filters by what stands there, or no more; goes closer where that is too much for a filter."""
        if self.sheet is None or self.window is None:
            return
        many = len(place.spot.members)
        if many > TOGETHER and self.window.scale > CLOSEST:
            self.board.say(f"{words.many(many, 'place')} here: closer, to filter by fewer", "accent")
            x, y = place.spot.x * DOTS[0] + 1, place.spot.y * DOTS[1] + 2
            middle = self.window.panned(x - self.window.width / 2, y - self.window.height / 2)
            self.go(middle.zoomed(SPLIT))
            return
        regions = self.sheet.regions(place)
        self.post_message(Toggled(Term("region", tuple(r.id for r in regions), tuple(r.name for r in regions))))

    # ------------------------------------------------------------------------------------- the person's window
    def go(self, window: Window) -> None:
        """Shows another part of the world, until the filter changes."""
        self.window = window
        self.draw()

    def action_closer(self, way: int) -> None:
        if self.window:
            place = self.current
            at = (place.spot.x * DOTS[0] + 1, place.spot.y * DOTS[1] + 2) if place and way > 0 else (None, None)
            self.go(self.window.zoomed(CLOSER**way, *at))

    def action_pan(self, across: int, down: int) -> None:
        if self.window:
            steps = (self.window.width // STEP // DOTS[0] * DOTS[0], self.window.height // STEP // DOTS[1] * DOTS[1])
            self.go(self.window.panned(across * max(DOTS[0], steps[0]), down * max(DOTS[1], steps[1])))

    def action_fit(self) -> None:
        self.fit()
        self.draw()

    # --------------------------------------------------------------------------------------------- the mouse
    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1 / WHEEL)

    def _wheel(self, event: events.MouseEvent, factor: float) -> None:
        at = event.get_content_offset(self)
        if self.window and at is not None:
            event.stop()
            self.go(self.window.zoomed(factor, at.x * DOTS[0] + 1, at.y * DOTS[1] + 2))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Takes hold of the map; its border is the desk's."""
        if self.window and event.get_content_offset(self) is not None:
            self._dragged = event, self.window
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The map follows the mouse."""
        if self._dragged:
            start, window = self._dragged
            by = event.screen_offset - start.screen_offset
            self.go(window.panned(-by.x * DOTS[0], -by.y * DOTS[1]))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Lets go of it; where it was not moved, that was a click."""
        if self._dragged is None:
            return
        start, _ = self._dragged
        self._dragged = None
        self.release_mouse()
        at = start.get_content_offset(self)
        if event.screen_offset == start.screen_offset and at is not None and self.picture:
            place = self.picture.at(at.x, at.y)
            if place is not None:
                self.point(place)
                self.choose(place)

    def on_mouse_release(self) -> None:
        """A drag that ended otherwise leaves the map where it is."""
        if self.app.mouse_captured is not self:
            self._dragged = None


def _sheet(land: Path | None, points: Points | None) -> Sheet:
    from tui.board.map.sheet import Sheet  # brings numpy along, for which no first paint should wait
    from tui.board.view import NOWHERE

    return Sheet(land, points or NOWHERE)


def _same(one: View, other: View) -> bool:
    """Whether two views have the same filter and spots."""
    mine, theirs = one.points, other.points
    if one.filter != other.filter or mine.counts != theirs.counts:
        return False
    return mine.latitudes == theirs.latitudes and mine.longitudes == theirs.longitudes
