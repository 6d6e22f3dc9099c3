"""Layouts by name: kept beside the settings, used again at the next start, and never in the way of one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.news import HEIGHTS, news
from tests.board.screen import Seen, running
from tests.board.test_layout import EDGES
from tui.board.keys import KEYS
from tui.board.layout.arranging import arranged
from tui.board.layout.keeping import LayoutFile, changed
from tui.board.layout.named import OURS, USUAL, Layout
from tui.board.layout.plan import PANELS, Plan
from tui.board.layout.reading import load, parse
from watchers.errors import SettingsError

HERE = Path("layouts.toml")
NIGHT = Layout("Night desk", Plan(frozenset({"map"}), frozenset({"brief"}), {"left": 30}, {"actors": 2}), True)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)
LAYOUTS = st.builds(
    Layout,
    NAMES.map("mine {}".format),
    st.builds(
        Plan,
        st.frozensets(st.sampled_from(PANELS)),
        st.frozensets(st.sampled_from(PANELS)),
        st.dictionaries(st.sampled_from(EDGES), st.integers(1, 400)),
        st.dictionaries(st.sampled_from(PANELS), st.integers(1, 100)),
        st.dictionaries(st.sampled_from(EDGES), st.integers(1, 99)),
    ),
    st.booleans(),
)


# ------------------------------------------------------------------------------------------------- the file
@given(LAYOUTS)
def test_what_is_saved_is_read_again(layout: Layout) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = LayoutFile(Path(folder) / "layouts.toml")
        file.save(layout)
        file.leave(layout)
        assert file.listed().own == (layout,)
        assert file.listed().last == layout


def test_a_layout_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    file = LayoutFile(tmp_path / "layouts.toml")
    assert file.save(NIGHT) is None
    file.save(Layout("Day"))
    assert file.save(Layout("NIGHT DESK")) == NIGHT
    assert [layout.name for layout in file.listed().own] == ["NIGHT DESK", "Day"]
    file.delete("night desk")
    file.delete("never was")
    assert [layout.name for layout in file.listed().own] == ["Day"]


def test_comments_and_what_is_not_understood_stay(tmp_path: Path) -> None:
    path = tmp_path / "layouts.toml"
    mine = '# for the night\n[[layout]]\nname = "odd"  # mend me\nopened = ["mapp"]\n'
    path.write_text(mine)
    LayoutFile(path).save(NIGHT)
    LayoutFile(path).leave(USUAL)
    assert path.read_text().startswith(mine)
    assert load(path).own == (NIGHT,)


def test_those_drawn_by_hand_are_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Give yours another name"):
        LayoutFile(tmp_path / "layouts.toml").save(Layout("Wall Screen"))
    assert not (tmp_path / "layouts.toml").exists()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[layout]]\nname = "a"\nopened = ["mapp"]\n', 3, "“mapp” is no panel. Did you mean “map”?"),
        ('[[layout]]\nname = "a"\nopen = ["map"]\n', 3, "“open” is not a key of a layout. Did you mean “opened”?"),
        ("[[layout]]\ncompact = true\n", 1, "“”: there is no “name”."),
        ('[[layout]]\nname = "usual"\n', 2, "the name “usual” is taken already. Give it another."),
        ('[[layout]]\nname = "a"\n[[layout]]\nname = "A"\n', 4, "the name “A” is taken already. Give it another."),
        ('[[layout]]\nname = " "\n', 2, "the name is empty. Give it one."),
        ('[[layout]]\nname = "a"\ncompact = "yes"\n', 3, "“compact”: expected true or false, found text in quotes."),
        ('[[layout]]\nname = "a"\nedges = {left = "x"}\n', 3, "“edges”: expected a whole number, found text in"),
        ('[[layout]]\nname = "a"\nparts = {left = 400}\n', 3, "“parts”: expected a whole number of at most 99."),
        ("last = 3\n", 1, "“last” must be a table: write a line [last]."),
        ("[lasst]\n", 1, "“lasst” is not known here. Did you mean “last”?"),
    ],
)
def test_a_mistake_costs_one_layout_and_is_named(text: str, line: int, said: str) -> None:
    listed = parse(text + '[[layout]]\nname = "good"\n', HERE)
    assert listed.named("good")
    assert len(listed.mistakes) == 1
    assert said in str(listed.mistakes[0])
    assert listed.mistakes[0].line == line


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[[layout", b"layout = 3\n", b"a = " + b"[" * 9000])
def test_a_file_that_is_none_is_one_mistake_and_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "layouts.toml"
    path.write_bytes(content)
    assert len(load(path).mistakes) == 1
    with pytest.raises(SettingsError):
        LayoutFile(path).leave(NIGHT)
    assert path.read_bytes() == content


def test_an_inline_list_is_not_written_apart() -> None:
    text = 'layout = [{name = "a"}]\n'
    try:
        after = changed(text, HERE, lambda document: None)
    except SettingsError:
        return
    assert parse(after, HERE).named("a")


# ---------------------------------------------------------------------------------------- drawn by hand
@pytest.mark.parametrize("layout", OURS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("size", [(60, 11), (60, 38), (80, 20), (80, 41), (100, 26), (140, 41), (200, 56), (320, 86)])
def test_every_layout_has_the_wire_at_every_size(layout: Layout, size: tuple[int, int]) -> None:
    boxes = arranged(layout.plan, *size).boxes
    assert "wire" in boxes
    assert not set(boxes) & layout.plan.closed


def test_panels_differ_by_their_first_letters_and_no_letter_has_two_meanings() -> None:
    keys = [name for key in KEYS if key.place == "panels" for name in key.keys.split(",")]
    assert len(keys) == len(set(keys))


# ------------------------------------------------------------------------------------------- on the board
def standing(seen: Seen) -> set[str]:
    return set(seen.board.home.desk.found.boxes)


async def test_a_layout_is_picked_and_stands_there_again_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "layouts.toml"
    async with running(tmp_path, news(), layouts=path) as seen:
        await seen.press("L")
        await seen.shows("✓ usual", "wire only", "map and wire", "wall screen", "reading")
        await seen.press("j", "enter")
        await seen.until(lambda: standing(seen) == {"wire"}, "the wire alone")
        assert seen.board.home.wire.tall == 1
    assert load(path).last == replace(OURS[1], told="")
    async with running(tmp_path, (), layouts=path) as seen:
        assert standing(seen) == {"wire"}
        assert seen.board.home.wire.tall == 1
        await seen.press("comma", "L")
        await seen.shows("✓ wire only, changed since")
    assert load(path).last == replace(OURS[1], told="", compact=False)


async def test_times_as_how_long_ago_are_there_again_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "layouts.toml"
    async with running(tmp_path, news(), layouts=path) as seen:
        await seen.press("full_stop")
        await seen.until(lambda: seen.board.home.wire.relative, "times counted back")
    async with running(tmp_path, (), layouts=path) as seen:
        assert seen.board.home.wire.relative
        await seen.press("full_stop")
    async with running(tmp_path, (), layouts=path) as seen:
        assert not seen.board.home.wire.relative


async def test_a_layout_of_the_same_panels_moves_them(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(80, 30)) as seen:
        height = seen.board.home.brief.region.height
        await seen.press("L", "j", "j", "j", "j", "enter")
        await seen.until(lambda: seen.board.home.brief.region.height > height, "a higher brief")


async def test_a_board_is_saved_deleted_and_brought_back(tmp_path: Path) -> None:
    path = tmp_path / "layouts.toml"
    async with running(tmp_path, news(), layouts=path) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        await seen.press("P", "b", "t", "escape", "comma", "L", "s")
        await seen.shows("Save this layout as …")
        await seen.type("usual")
        await seen.press("enter")
        await seen.shows("drawn by hand")
        await seen.press("ctrl+u")
        await seen.type("Night")
        await seen.press("enter")
        await seen.shows("saved as “Night”")
        assert {"brief", "timeline"} <= load(path).own[0].plan.closed
        assert load(path).own[0].compact
        await seen.press("L", "d")
        await seen.shows("“Night” deleted")
        assert not load(path).own
        await seen.press("u")
        await seen.until(lambda: [layout.name for layout in load(path).own] == ["Night"], "the file as before")
        await seen.shows("Night", "yours")
        await seen.press("k", "d")
        await seen.shows("drawn by hand and stays")


async def test_a_file_with_a_mistake_is_told_and_the_board_opens(tmp_path: Path) -> None:
    path = tmp_path / "layouts.toml"
    path.write_text('[last]\nname = "usual"\nopened = ["mapp"]\n')
    async with running(tmp_path, news(), layouts=path) as seen:
        await seen.shows("line 3: “mapp” is no panel", "Brief")


async def test_a_file_that_cannot_be_written_costs_nothing_but_itself(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.write_text("a file where the folder should be")
    async with running(tmp_path, news(), layouts=folder / "layouts.toml") as seen:
        await seen.press("L", "j", "enter")
        await seen.until(lambda: standing(seen) == {"wire"}, "the wire alone")
        await seen.press("L", "s")
        await seen.shows("Save this layout as …")
        await seen.type("x")
        await seen.press("enter")
        await seen.shows("cannot be")
    assert os.listdir(tmp_path)  # noqa: PTH208


async def test_the_palette_offers_layouts_and_panels(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("ctrl+p")
        await seen.type("layout reading")
        await seen.press("enter")
        await seen.until(lambda: standing(seen) == {"wire", "brief"}, "wire and brief")
        await seen.press("ctrl+p")
        await seen.type("panel regions")
        await seen.press("enter")
        await seen.until(lambda: standing(seen) == {"wire", "brief", "regions"}, "regions as well")


async def test_panels_are_opened_and_closed_by_their_letters_and_the_last_stays(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("P")
        await seen.shows("● a  Actors", "open")
        await seen.press("a")
        await seen.shows("○ a  Actors")
        assert "actors" not in standing(seen)
        await seen.press("r", "e", "b", "t", "m", "s", "w")
        await seen.until(lambda: len(standing(seen)) == 1, "one panel")
        await seen.press("escape")
        assert seen.board.home.desk.panel_of(seen.board.focused) in standing(seen)


async def test_a_panel_without_room_says_so(tmp_path: Path) -> None:
    async with running(tmp_path, news(), size=(60, 16)) as seen:
        await seen.press("P", "s")
        await seen.shows("no room at this size", "z shows a panel alone")
        await seen.press("z")
        await seen.until(lambda: seen.board.home.desk.alone == "sources", "the sources alone")
