"""Where things stand on the map, what falls together, and what is honest about it: worked out without a screen."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.board.map import coast, making
from tui.board.map.fitting import fit
from tui.board.map.ground import ground
from tui.board.map.picture import Picture, draw
from tui.board.map.readying import FILE, ready
from tui.board.map.spots import Spot, known, spots
from tui.board.map.window import CLOSEST, DOTS, Window, around, world
from watchers.archive.rows import REGION_KINDS, Points, RegionCount
from watchers.document import RegionKind

KYIV, KHARKIV, LVIV = (50.45, 30.52), (49.99, 36.23), (49.84, 24.03)
UKRAINE = (49.0, 32.0)
EUROPE = Window(49.0, 31.0, 0.1, 200, 100)
WINDOWS = st.builds(Window, st.floats(-70, 70), st.floats(-180, 180), st.floats(CLOSEST, 1), st.just(200), st.just(100))

Told = tuple[str, tuple[float, float], int, RegionKind]


def points(told: Sequence[Told]) -> Points:
    """Most first."""
    listed = sorted(told, key=lambda each: -each[2])
    return Points(
        [RegionCount(name.lower(), name, kind, None, count) for name, _, count, kind in listed],
        array("d", [at[0] for _, at, _, _ in listed]),
        array("d", [at[1] for _, at, _, _ in listed]),
        array("q", [count for _, _, count, _ in listed]),
        array("q", [REGION_KINDS.index(kind) for _, _, _, kind in listed]),
    )


NEWS: list[Told] = [
    ("Kharkiv", KHARKIV, 12, "place"),
    ("Kyiv", KYIV, 5, "place"),
    ("Lviv", LVIV, 1, "place"),
    ("Ukraine", UKRAINE, 7, "country"),
    ("Europe", (50.0, 20.0), 30, "world region"),
]


def frame(told: Sequence[Told], window: Window = EUROPE, *, cursor: int | None = None, **more: object) -> Picture:
    """Without land."""
    none = coast.nothing()
    return draw(none, ground(none, window), known(points(told)), window, cursor=cursor, **more)  # type: ignore[arg-type]


def lines(picture: Picture) -> list[str]:
    return ["".join(text for text, _ in line) for line in picture.lines]


def cell(window: Window, at: tuple[float, float]) -> tuple[int, int]:
    x, y = window.dot(*at)
    return int(x // DOTS[0]), int(y // DOTS[1])


def names(told: Sequence[Told], spot: Spot) -> set[str]:
    listed = points(told).regions
    return {listed[number].name for number in spot.members.tolist()}


# --------------------------------------------------------------------------------------------------- where it looks
@given(WINDOWS, st.floats(-75, 75), st.floats(-180, 179.9))
def test_a_place_comes_back_from_its_dot(window: Window, lat: float, lon: float) -> None:
    back = window.place(*window.dot(lat, lon))
    assert back[0] == pytest.approx(lat, abs=1e-6)
    assert around(back[1] - lon) == pytest.approx(0, abs=1e-6)


@given(WINDOWS, st.integers(0, 199), st.integers(0, 99))
def test_what_is_under_the_pointer_stays_there_while_zooming(window: Window, x: int, y: int) -> None:
    lat, lon = window.place(x, y)
    closer = window.zoomed(1.3, x, y)
    if abs(closer.lat) < 83 and abs(lat) < 80:
        assert closer.dot(lat, lon) == pytest.approx((x, y), abs=1.5)


def test_the_date_line_cuts_nothing_in_two() -> None:
    window = Window(0.0, 179.0, 0.1, 200, 100)
    assert window.dot(0.0, -179.5)[0] - window.dot(0.0, 179.5)[0] == pytest.approx(10, abs=0.1)
    fitted = fit(np.array([-17.0, -18.0]), np.array([178.5, -178.0]), np.array([1, 1]), 200, 100)
    assert fitted.width * fitted.scale < 15
    assert abs(around(fitted.lon - 180)) < 1


@pytest.mark.parametrize("size", [(316, 160), (196, 100), (86, 32), (110, 32), (60, 200)])
def test_the_world_is_shown_whole_where_people_live(size: tuple[int, int]) -> None:
    whole = world(*size)
    for lon in range(-168, 190, 10):
        for lat in (-28.0, 0.0, 40.0, 68.0):
            x, y = whole.dot(lat, lon)
            assert 0 <= x <= size[0]
            assert 0 <= y <= size[1]


def test_panning_goes_on_around_the_world_and_ends_at_the_poles() -> None:
    window = Window(0.0, 170.0, 0.5, 200, 100)
    for _ in range(100):
        window = window.panned(10, 10)
    assert -180 <= window.lon < 180
    assert window.lat > -90


def test_the_map_fits_what_the_filter_is_about() -> None:
    at = np.array([KYIV, KHARKIV, LVIV])
    fitted = fit(at[:, 0], at[:, 1], np.array([5, 12, 5]), 200, 100)
    assert all(0 < x < 200 and 0 < y < 100 for x, y in (fitted.dot(*place) for place in (KYIV, KHARKIV, LVIV)))
    assert fitted.width * fitted.scale < 20


def test_a_capital_named_in_passing_does_not_make_all_of_it_small() -> None:
    at = np.array([KYIV, KHARKIV, (38.9, -77.0)])
    assert fit(at[:, 0], at[:, 1], np.array([10, 12, 2]), 200, 100).scale < 0.2


def test_documents_from_everywhere_and_from_nowhere_are_shown_on_the_world() -> None:
    at = np.array([KYIV, (38.9, -77.0), (35.7, 139.7), (-33.9, 18.4)])
    assert fit(at[:, 0], at[:, 1], np.array([5, 5, 5, 5]), 200, 100) == world(200, 100)
    none = np.empty(0)
    assert fit(none, none, none, 200, 100) == world(200, 100)


# ------------------------------------------------------------------------------------------------------- the spots
def test_a_spot_stands_in_the_cell_of_its_place_with_its_count() -> None:
    text = lines(frame(NEWS))
    x, y = cell(EUROPE, KHARKIV)
    assert text[y][x] == "◉"
    assert "Kharkiv 12" in text[y][x:]
    x, y = cell(EUROPE, LVIV)
    assert text[y][x] == "·"


def test_a_country_has_a_label_with_its_count_and_no_pin_and_a_part_of_the_world_neither() -> None:
    picture = frame(NEWS)
    assert "Ukraine 7" in "\n".join(lines(picture))
    assert "Europe" not in "\n".join(lines(picture))
    assert {frozenset(names(NEWS, spot)) for spot in spots(known(points(NEWS)), EUROPE)} == {
        frozenset({name}) for name in ("Kharkiv", "Kyiv", "Lviv")
    }


def test_the_middle_of_a_region_is_drawn_as_a_ring() -> None:
    told: list[Told] = [("Kharkiv Oblast", KHARKIV, 9, "first-level"), ("Kyiv", KYIV, 9, "place")]
    text = lines(frame(told))
    (x, y), (other, below) = cell(EUROPE, KHARKIV), cell(EUROPE, KYIV)
    assert (text[y][x], text[below][other]) == ("◎", "◉")


def test_near_places_fall_together_from_far_away_and_count_together() -> None:
    far = Window(45.0, 31.0, 1.2, 200, 100)
    together = spots(known(points(NEWS)), far)
    assert sum(spot.count for spot in together) == 18
    assert len(together) < 3
    assert together[0].leader == points(NEWS).regions.index(RegionCount("kharkiv", "Kharkiv", "place", None, 12))


@given(st.lists(st.tuples(st.floats(40, 58), st.floats(15, 45), st.integers(1, 90)), min_size=1, max_size=60))
def test_every_place_in_sight_belongs_to_one_spot(at: list[tuple[float, float, int]]) -> None:
    told: list[Told] = [(f"P{n}", (lat, lon), count, "place") for n, (lat, lon, count) in enumerate(at)]
    found = spots(known(points(told)), Window(49.0, 30.0, 0.25, 200, 100))
    members = [number for spot in found for number in spot.members.tolist()]
    assert sorted(members) == list(range(len(told)))
    assert sum(spot.count for spot in found) == sum(count for _, _, count in at)
    assert len({(spot.x, spot.y) for spot in found}) == len(found)


def test_panning_leaves_together_what_is_together() -> None:
    told: list[Told] = [(f"P{n}", (47 + n % 7 / 3, 26 + n / 9), 1 + n % 5, "place") for n in range(60)]
    here = known(points(told))
    before = {frozenset(names(told, spot)) for spot in spots(here, EUROPE)}
    moved = {frozenset(names(told, spot)) for spot in spots(here, EUROPE.panned(8, 0))}
    assert before == moved


def test_the_cursor_names_its_spot_and_the_selected_document_is_marked() -> None:
    picture = frame(NEWS, cursor=3, here=[KYIV], named={"ukraine"})
    inked = [run for line in picture.lines for run in line]
    assert any(ink == "map-cursor" and "Kyiv 5" in text for text, ink in inked)
    x, y = cell(EUROPE, KYIV)
    assert lines(picture)[y][x] == "◆"
    assert "◆Ukraine 7" in "\n".join(lines(picture))


def test_every_line_is_as_wide_as_the_map_whatever_the_names_are() -> None:
    told: list[Told] = [
        ("平壤市中心区域", KYIV, 4, "place"),
        ("e\u0301a", KHARKIV, 2, "place"),
        ("한국", UKRAINE, 3, "country"),
    ]
    from rich.cells import cell_len

    assert {cell_len(line) for line in lines(frame(told))} == {EUROPE.width // DOTS[0]}


# -------------------------------------------------------------------------------------------------------- the land
@pytest.fixture(scope="module")
def island(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lexicon's folder: two ports a hundred kilometres from each other, the sea around, an islet far away."""
    folder = tmp_path_factory.mktemp("lexicon")
    towns = [(0.0, 0.0, "North Port", 900), (-0.9, 0.0, "South Port", 300), (0.0, 20.0, "Islet", 5)]
    with closing(sqlite3.connect(folder / "facts.sqlite")) as db, db:
        db.execute("CREATE TABLE place (number, name, kind, country, lat, lon, population)")
        rows: list[tuple[object, ...]] = [
            (n, name, "place", "XX", lat, lon, people) for n, (lat, lon, name, people) in enumerate(towns)
        ]
        rows += [(9, "Wide Sea", "water", None, 0.0, 10.0, 0), (10, "Portland", "country", "XX", -0.4, 0.1, 1200)]
        db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    making.make(folder / "facts.sqlite", folder / FILE)
    return folder


async def test_towns_make_the_land(island: Path) -> None:
    found = coast.read(await ready(island))
    window = Window(-0.45, 0.0, 0.02, 200, 100)
    marks = ground(found, window).marks
    land = {(x, y) for y, row in enumerate(marks) for x, mark in enumerate(row) if mark != 0x2800}
    assert cell(window, (-0.45, 0.0))[1] in {y for _, y in land}
    assert min(x for x, _ in land) > 20
    assert max(x for x, _ in land) < 80
    picture = draw(found, ground(found, window), known(points([])), window)
    text = "\n".join(lines(picture))
    assert "North Port" in text
    assert "Portland" in text


async def test_a_map_without_land_is_a_map_all_the_same(tmp_path: Path) -> None:
    assert await ready(tmp_path) is None
    (tmp_path / "land.npz").write_bytes(b"no land")
    for path in (None, tmp_path / "land.npz", tmp_path / "missing"):
        assert not coast.read(path).dry.any()
