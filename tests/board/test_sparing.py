"""A frame asks only those widgets that it shows anew, and shows the same as a whole one."""

from __future__ import annotations

from itertools import pairwise

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.board.sparing import Sparing


class Letter(Widget):
    """Filled with one letter; `asked` are the lines that were asked of it."""

    def __init__(self, letter: str) -> None:
        super().__init__(id=letter)
        self.asked: list[Region] = []

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(str(self.id) * self.size.width)])

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append(crop)
        return super().render_lines(crop)


class Corners(Screen[None]):
    def __init__(self) -> None:
        super().__init__()
        self._compositor = Sparing()

    def compose(self) -> ComposeResult:
        yield from map(Letter, "abcde")


class Shown(App[None]):
    CSS = """
    Corners { layout: grid; grid-size: 2 2; grid-rows: 6; grid-columns: 20; layers: below above; overflow: hidden; }
    Letter { layer: below; width: 20; height: 6; }
    #e { layer: above; width: 6; height: 3; offset: 17 2; }
    """

    def get_default_screen(self) -> Screen[None]:
        return Corners()


async def test_two_changes_at_opposite_corners_ask_nothing_of_what_lies_between() -> None:
    app = Shown()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        letters = {letter.id: letter for letter in app.screen.query(Letter)}
        for letter in letters.values():
            letter.asked.clear()
        app.screen._compositor._dirty_regions = {Region(0, 0, 20, 1), Region(20, 11, 20, 1)}
        app.screen._compositor.render_partial_update()
        asked = {name: letter.asked for name, letter in letters.items() if letter.asked}
        assert asked == {"a": [Region(0, 0, 20, 1)], "d": [Region(0, 5, 20, 1)]}


async def test_a_part_of_the_screen_is_shown_as_the_whole_would_be() -> None:
    app = Shown()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        compositor = app.screen._compositor
        whole = compositor._render_chops(compositor.size.region, lambda y: True)
        for part in (Region(0, 0, 40, 12), Region(3, 1, 30, 3), Region(18, 2, 2, 2), Region(39, 11, 1, 1)):
            compositor._dirty_regions = {part}
            update = compositor.render_partial_update()
            assert update is not None
            shown = {
                (y, x): strip.text
                for y, line in enumerate(update.chops)
                for x, strip in line.items()
                if strip is not None
            }
            assert shown == {
                (y, x): whole[y][x].text
                for y, left, right in update.spans
                for x, end in pairwise(compositor.cuts[y])
                if x < right and end > left
            }


async def test_nothing_that_has_changed_is_no_frame() -> None:
    app = Shown()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        app.screen._compositor._dirty_regions.clear()
        assert app.screen._compositor.render_partial_update() is None
