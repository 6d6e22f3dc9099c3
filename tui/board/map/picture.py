"""A whole frame of the map as lines of text and ink: land, names of places, countries and spots, the last on top."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from rich.cells import cell_len

from tui.board import words
from tui.board.map.coast import Coast
from tui.board.map.ground import BLANK, Ground, inside
from tui.board.map.spots import Known, Spot, level, spots
from tui.board.map.window import DOTS, Window
from tui.board.strips import Run, clipped
from watchers.archive.rows import RegionCount

GLYPHS = ("·", "•", "●", "◉")
RINGS = ("◦", "◦", "○", "◎")
"""Of spots that are regions, whose middle is meant."""
HEAT = ("map-1", "map-2", "map-3", "map-4")
HERE = "◆"
NAME = 22
"""Cells of a name."""
ROOMY = 14
"""Lines from which on there is room for names."""
NAMES, COUNTS, LABELS = 90, 45, 130
"""Cells of a map for each spot that is named, that is counted, and for each country of which something is told."""
TOWNS = 0.16
"""Degrees a dot below which the largest towns are named."""
COUNTRIES = (0.012, 0.5)
"""Degrees a dot between which countries of which nothing is told are named."""
Named = Callable[[int], RegionCount]


@dataclass(frozen=True, slots=True)
class Place:
    """What the cursor can stand on: a spot, or a country's label from `x` on, so wide."""

    x: int
    y: int
    width: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines of runs, and what stands on them, the most told of first."""

    lines: tuple[tuple[Run, ...], ...]
    places: tuple[Place, ...]

    def at(self, x: int, y: int) -> Place | None:
        """What is under a cell, or right beside it."""
        near = [place for place in self.places if place.y == y and place.x - 1 <= x <= place.x + place.width]
        return min(near, key=lambda place: abs(place.x - x), default=None)


class _Canvas:
    """Characters with an ink each; what is once written on is not written over."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.text = [[" "] * columns for _ in range(rows)]
        self.inks = [[""] * columns for _ in range(rows)]
        self.taken = [bytearray(columns) for _ in range(rows)]

    def ground(self, under: Ground) -> None:
        """Land in braille."""
        self.text = [[chr(mark) if mark != BLANK else " " for mark in row] for row in under.marks]
        self.inks = [["map-shore" if shore else "map-land" for shore in row] for row in under.shores]

    def free(self, x: int, y: int, width: int) -> bool:
        """Whether so many cells are left there, with one before and one behind."""
        if not (0 <= y < self.rows and x >= 0 and x + width <= self.columns):
            return False
        return not any(self.taken[y][max(0, x - 1) : x + width + 1])

    def write(self, x: int, y: int, text: str, ink: str) -> None:
        """Of single-width characters; a wide one leaves its second cell empty."""
        for char in text:
            width = cell_len(char)
            if width == 0:
                self.text[y][max(0, x - 1)] += char
                continue
            self.text[y][x], self.inks[y][x] = char, ink
            for more in range(1, width):
                self.text[y][x + more], self.inks[y][x + more] = "", ink
            self.taken[y][x : x + width] = b"\1" * width
            x += width

    def lines(self) -> tuple[tuple[Run, ...], ...]:
        """Neighbours of one ink are one run."""
        return tuple(tuple(_runs(text, inks)) for text, inks in zip(self.text, self.inks, strict=True))


def _runs(text: list[str], inks: list[str]) -> Iterator[Run]:
    at = 0
    for ink, same in groupby(inks):
        stop = at + sum(1 for _ in same)
        yield "".join(text[at:stop]), ink
        at = stop


def draw(
    coast: Coast,
    under: Ground,
    known: Known,
    window: Window,
    *,
    cursor: int | None = None,
    here: Sequence[tuple[float, float]] = (),
    named: Collection[str] = (),
) -> Picture:
    """`cursor` is a place in the points, `here` is where the selected document is, `named` the countries it names."""
    columns, rows = window.width // DOTS[0], window.height // DOTS[1]
    canvas = _Canvas(columns, rows)
    canvas.ground(under)
    found = spots(known, window)
    _marks(canvas, window, here)
    drawn = _spots(canvas, known, found, cursor)
    countries = _countries(canvas, known, window, cursor, named)
    if rows >= ROOMY:
        _names(canvas, coast, window)
        _nameless(canvas, coast, window)
    places = sorted((*drawn, *countries), key=lambda place: (-place.spot.count, place.spot.leader))
    return Picture(canvas.lines(), tuple(places))


def _marks(canvas: _Canvas, window: Window, here: Sequence[tuple[float, float]]) -> None:
    for lat, lon in here:
        x, y = window.dot(lat, lon)
        at = int(x // DOTS[0]), int(y // DOTS[1])
        if 0 <= at[0] < canvas.columns and 0 <= at[1] < canvas.rows and not canvas.taken[at[1]][at[0]]:
            canvas.write(*at, HERE, "map-here")


def _spots(canvas: _Canvas, known: Known, found: list[Spot], cursor: int | None) -> list[Place]:
    """Glyphs first, then what there is room to say of them."""
    most = max((spot.count for spot in found), default=0)
    for spot in found:
        size = level(spot.count, most)
        here = canvas.text[spot.y][spot.x] == HERE
        glyph = HERE if here else (GLYPHS if spot.exact else RINGS)[size]
        canvas.write(spot.x, spot.y, glyph, "map-here" if here else HEAT[size])
    room = canvas.columns * canvas.rows
    named, counted = room // NAMES, room // COUNTS
    widths: dict[Spot, int] = {}
    for number, spot in sorted(enumerate(found), key=lambda pair: not _under(pair[1], cursor)):
        under = _under(spot, cursor)
        said = words.count(spot.count) if spot.count > 1 and (under or number < counted) else ""
        name = known.points.regions[spot.leader].name if number < named or under else ""
        ink = "map-cursor" if under else HEAT[max(1, level(spot.count, most))]
        widths[spot] = _label(canvas, spot, [clipped(name, NAME), said] if name else [said], ink)
        if under:
            canvas.inks[spot.y][spot.x] = "map-cursor"
    return [Place(spot.x, spot.y, widths[spot], spot) for spot in found]


def _under(spot: Spot, cursor: int | None) -> bool:
    return cursor is not None and bool((spot.members == cursor).any())


def _label(canvas: _Canvas, spot: Spot, said: list[str], ink: str) -> int:
    """Right of the glyph, else left of it; without the name where that has no room. The cells with the glyph."""
    for text in dict.fromkeys((" ".join(filter(None, said)), said[-1])):
        width = cell_len(text)
        if not text:
            continue
        for x in (spot.x + 1, spot.x - width):
            ends = x + width
            beside = canvas.taken[spot.y][x:ends] if x >= 0 and ends <= canvas.columns else b"\1"
            after = canvas.taken[spot.y][ends : ends + 1] if x > spot.x else canvas.taken[spot.y][max(0, x - 1) : x]
            if not any(beside) and not any(after):
                canvas.write(x, spot.y, text, ink)
                return 1 + width if x > spot.x else 1
    return 1


def _countries(
    canvas: _Canvas, known: Known, window: Window, cursor: int | None, named: Collection[str]
) -> list[Place]:
    """The labels of the countries that documents name, with how many do."""
    places = []
    most = int(known.counts[known.countries[0]]) if len(known.countries) else 0
    left_over = canvas.columns * canvas.rows // LABELS
    for number in known.countries[: 3 * left_over].tolist():
        if not left_over:
            break
        x, y = window.dot(known.latitudes[number], known.longitudes[number])
        if not (0 <= x < window.width and 0 <= y < window.height):
            continue
        region = known.points.regions[number]
        sign = HERE if region.id in named else ""
        text = f"{sign}{clipped(region.name, NAME)} {words.count(region.count)}"
        width = cell_len(text)
        left, row = int(x // DOTS[0]) - width // 2, int(y // DOTS[1])
        left = max(0, min(left, canvas.columns - width))
        at = next((row + by for by in (0, 1, -1) if canvas.free(left, row + by, width)), None)
        if at is None:
            continue
        ink = "map-cursor" if number == cursor else ("map-country", "map-country-2")[level(region.count, most) >= 2]
        canvas.write(left, at, text, ink)
        left_over -= 1
        places.append(Place(left, at, width, Spot(left, at, region.count, number, np.array([number]), exact=False)))
    return places


def _names(canvas: _Canvas, coast: Coast, window: Window) -> None:
    """The largest towns, from nearby, where there is room."""
    if window.scale >= TOWNS or not len(coast.names):
        return
    left = canvas.columns * canvas.rows // 70
    for number in inside(coast, window)[:200].tolist():
        x, y = window.dot(float(coast.latitudes[number]), float(coast.longitudes[number]))
        name = clipped(coast.names[number], NAME)
        at = int(x // DOTS[0]), int(y // DOTS[1])
        if canvas.free(at[0], at[1], cell_len(name) + 1):
            canvas.write(*at, f"∙{name}", "map-name")
            left -= 1
        if left <= 0:
            return


def _nameless(canvas: _Canvas, coast: Coast, window: Window) -> None:
    """Countries of which nothing is told, the greatest first, while there is room."""
    closest, farthest = COUNTRIES
    if not closest < window.scale < farthest:
        return
    for label in coast.countries:
        x, y = window.dot(label.lat, label.lon)
        width = cell_len(label.name)
        left, row = int(x // DOTS[0]) - width // 2, int(y // DOTS[1])
        if width <= NAME and canvas.free(left, row, width):
            canvas.write(left, row, label.name, "map-name")


def blank(columns: int, rows: int) -> Picture:
    """Before anything is known."""
    return Picture(((),) * rows, ())
