"""What documents tell of unknown actors and places becomes an entry of the analyst's own lexicon, by one key."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.board.news import news
from tests.board.screen import Seen, running
from tests.build import NOON, report
from tui.board.drafts import Draft, DraftError, aliases, of_region, region
from tui.board.own import Own
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.own.reading import read_own
from watchers.archive.rows import RegionFacts
from watchers.document import Actor, Mention, Region, RegionNode, Report

RAID = "Raid near the ford"
TEXT = "Ibex Liberation Front fighters raided a post near Umm Kadil, the ILF said. Three were hurt."


def raid() -> Report:
    """An actor and a place that no lexicon knows, in Sudan."""
    mentions = (Mention(0, 21, "Ibex Liberation Front", "actor:x"), Mention(65, 68, "ILF", "actor:x"))
    ibex = Actor("found:ibex-liberation-front", "Ibex Liberation Front", "party", "SD", None, (), mentions)
    path = (RegionNode("sudan", "Sudan", "country"), RegionNode("unresolved:umm-kadil", "Umm Kadil", "unresolved"))
    place = Region("unresolved:umm-kadil", "Umm Kadil", "unresolved", "SD", None, None, path, path[:1], ())
    return report(RAID, TEXT, [ibex], [place], received=NOON)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the own lexicon is; not there yet."""
    return tmp_path / "config"


def board(tmp_path: Path, lexicon: Path, size: tuple[int, int] = (160, 45)) -> AbstractAsyncContextManager[Seen]:
    own = Own(tmp_path / "config", lexicon)
    return running(tmp_path, [*news(), raid()], size, own=lambda: own)


def nothing_in(folder: Path) -> bool:
    return not folder.exists()


def write(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "actors.toml").write_text(text, encoding="utf-8")


async def to_the_line(seen: Seen, picker: str, letters: str, name: str) -> None:
    """Opens a picker, finds a line by letters and goes to it."""
    await seen.press(picker)
    await seen.type(letters)
    await seen.shows(name, panel="#choices")
    await seen.press("down")


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_a_discovered_actor_is_marked_and_promoted(
    tmp_path: Path, folder: Path, lexicon_folder: Path, size: tuple[int, int]
) -> None:
    async with board(tmp_path, lexicon_folder, size) as seen:
        await to_the_line(seen, "a", "ibex", "Ibex Liberation Front   party   ◦ found")
        await seen.shows("P add to lexicon", panel="#dialog")
        await seen.press("P")
        await seen.shows("Add to ", "Ibex Liberation Front", "‹ party ›", "SD", "ILF", panel="#form")
        await seen.shows("Ibex Liberation Front fighters raided a post", panel="#said")
        await seen.press("down", "a", "enter")
        await seen.shows("Ibex Liberation Front added to actors.toml. Re-tag the archive: ^p", panel="#footer")
        (entry,) = read_own(folder).actors
        assert (entry.id, entry.name, entry.kind) == (
            "own:ibex-liberation-front",
            "Ibex Liberation Front",
            "armed group",
        )
        assert (entry.country, entry.part_of, entry.aliases) == ("SD", None, ("ILF",))
        await seen.press("P")
        await seen.shows("Ibex Liberation Front is in actors.toml already. Re-tag", panel="#footer")
        assert len(read_own(folder).actors) == 1


async def test_an_unresolved_region_is_promoted_with_a_point(
    tmp_path: Path, folder: Path, lexicon_folder: Path
) -> None:
    async with board(tmp_path, lexicon_folder) as seen:
        await to_the_line(seen, "r", "umm", "Umm Kadil   Sudan   ◦ found")
        await seen.press("P")
        await seen.shows("regions.toml", "Umm Kadil", "‹ place ›", "SD", panel="#form")
        await seen.press("down", "down", "down", "down")
        await seen.type("13.5 north")
        await seen.press("enter")
        await seen.shows("A point is two numbers, latitude first", panel="#said")
        assert nothing_in(folder)
        await seen.press("ctrl+u")
        await seen.type("13.5, 25.25")
        await seen.press("enter")
        await seen.shows("Umm Kadil added to regions.toml", panel="#footer")
    (entry,) = read_own(folder).regions
    assert (entry.name, entry.kind, entry.country, entry.lat, entry.lon) == ("Umm Kadil", "place", "SD", 13.5, 25.25)
    lexicon = Lexicon.open(lexicon_folder, folder)
    assert "SD" in {country for country in [lexicon.place("own:umm-kadil").country] if country}
    lexicon.close()


async def test_letters_stay_letters(tmp_path: Path, lexicon_folder: Path) -> None:
    async with board(tmp_path, lexicon_folder) as seen:
        await seen.press("a")
        await seen.shows("Free Syrian Army", panel="#choices")
        await seen.type("P")
        await seen.shows("Nothing here matches “P”.", panel="#choices")
        await seen.press("backspace", "i", "b")
        await seen.shows("f2 add to lexicon", panel="#dialog")
        await seen.type("P")
        await seen.shows("Nothing here matches “ibP”.", panel="#choices")
        await seen.press("backspace")
        await seen.shows("Ibex", panel="#choices")
        await seen.press("f2")
        await seen.shows("Ibex Liberation Front", panel="#form")


async def test_what_is_known_says_so(tmp_path: Path, folder: Path, lexicon_folder: Path) -> None:
    async with board(tmp_path, lexicon_folder) as seen:
        await to_the_line(seen, "a", "guards", "Revolutionary Guards")
        await seen.hides("add to lexicon", panel="#dialog")
        await seen.press("P")
        await seen.shows("Revolutionary Guards is in the lexicon already", panel="#footer")
    assert nothing_in(folder)


async def test_escape_leaves_the_lexicon_as_it_was(tmp_path: Path, folder: Path, lexicon_folder: Path) -> None:
    async with board(tmp_path, lexicon_folder) as seen:
        await to_the_line(seen, "a", "ibex", "Ibex Liberation Front")
        await seen.press("P")
        await seen.shows("esc leave", panel="#form")
        await seen.press("escape")
        await seen.shows("ibex", "◦ found", panel="#dialog")
        await seen.press("escape")
        await seen.until(lambda: seen.board.screen is seen.board.home, "the board")
    assert nothing_in(folder)


async def test_what_the_lexicon_could_not_be_opened_with_is_not_written(
    tmp_path: Path, folder: Path, lexicon_folder: Path
) -> None:
    async with board(tmp_path, lexicon_folder) as seen:
        await to_the_line(seen, "a", "ibex", "Ibex Liberation Front")
        await seen.press("P")
        await seen.shows("Ibex Liberation Front", panel="#form")
        await seen.press("down", "down", "down")
        await seen.type("Nobody At All")
        await seen.press("enter")
        await seen.shows("“Nobody At All” is no actor that is known", panel="#said")
        assert nothing_in(folder)
        await seen.press("ctrl+u")
        await seen.type("Sudanese Armed Forces")
        await seen.press("enter")
        await seen.shows("added to actors.toml", panel="#footer")
    (entry,) = read_own(folder).actors
    assert entry.part_of == "Sudanese Armed Forces"


async def test_a_slip_in_the_own_file_is_told_before_anything_is_typed(
    tmp_path: Path, folder: Path, lexicon_folder: Path
) -> None:
    write(folder, "[[actor]\n")
    async with board(tmp_path, lexicon_folder) as seen:
        await to_the_line(seen, "a", "ibex", "Ibex Liberation Front")
        await seen.press("P")
        await seen.shows("actors.toml, line 1", panel="#footer")
    assert (folder / "actors.toml").read_bytes() == b"[[actor]\n"


def test_other_names_are_those_that_can_mean_nobody_else() -> None:
    texts = ["ILF", "Ibex  Front", "Ibex", "ibex front", "the Front", "Ibex Liberation Front", "Juma, Ltd Co"]
    assert aliases("Ibex Liberation Front", texts) == ["ILF", "Ibex Front", "the Front"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Okaw River", "water"), ("Lake Ibex", "water"), ("Ibex County", "second-level"), ("Umm Kadil", "place")],
)
def test_a_name_may_say_what_a_region_is(name: str, kind: str) -> None:
    assert of_region(RegionFacts(name, "unresolved", "US", None), []).kind == kind


@pytest.mark.parametrize(("point", "where"), [("", (None, None)), ("15.6, 32.5", (15.6, 32.5)), ("-1 29", (-1, 29))])
def test_a_point_is_two_numbers_or_nothing(point: str, where: tuple[float | None, float | None]) -> None:
    told = region(Draft("X", "place", point=point), "own:x")
    assert (told.lat, told.lon) == where


@pytest.mark.parametrize("point", ["1", "1 2 3", "north", "95 10", "10 190"])
def test_any_other_point_is_refused(point: str) -> None:
    with pytest.raises(DraftError) as refused:
        region(Draft("X", "place", point=point), "own:x")
    assert refused.value.line == "point"
