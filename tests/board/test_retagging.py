"""The palette has the archive tagged again, beside the intake; every panel shows what came of it."""

from __future__ import annotations

from multiprocessing import resource_tracker
from pathlib import Path

from tests.board.news import HEIGHTS, news
from tests.board.screen import Quiet, running
from tests.build import NOON, report
from tui.board.panels.title import retagging
from tui.board.serving import Doorbell, said
from watchers.archive.rows import Tag
from watchers.document import Report
from watchers.retagged import Failure, Retagged
from watchers.service import Service
from watchers.settings import Folder, Settings

TEXT = "GOMA, DR Congo, Nov 18 (Reuters) - Rebels attacked soldiers near Goma, officials in Kinshasa said."


def stale() -> Report:
    """As an older lexicon has tagged it."""
    return report(
        "Shots heard at dawn", TEXT, [("found:ibex", "Ibex Front", "armed group")], ["khartoum"], received=NOON
    )


async def test_the_palette_re_tags_and_the_panels_follow(tmp_path: Path, lexicon_folder: Path) -> None:
    folder = tmp_path / "desk"
    resource_tracker.ensure_running()  # as tui.opening: it inherits stderr, for which the screen stands in later

    def service(ring: Doorbell) -> Service:
        return Service(tmp_path / "archive.db", [Folder(folder)], lexicon_folder, Settings(workers=1), ring)

    async with running(tmp_path, [stale()], service=service) as seen:
        await seen.shows("Ibex Front", "Khartoum", panel="#wire")
        await seen.shows("Ibex Front", "Khartoum", panel="#brief")
        await seen.press("ctrl+p")
        await seen.type("re-tag")
        await seen.shows("Re-tag the archive with the present lexicon")
        await seen.press("enter")
        await seen.shows("re-tagged 1 document: 1 changed", panel="#footer")
        await seen.shows("Goma", panel="#wire")
        await seen.shows("Goma › ", "Kinshasa", panel="#brief")
        await seen.hides("Ibex Front", "Khartoum")
        await seen.hides("re-tagging", panel="#title")


async def test_reading_along_it_says_who_has_to(tmp_path: Path) -> None:
    async with running(tmp_path, news(), service=False) as seen:
        await seen.press("ctrl+p")
        await seen.type("re-tag")
        await seen.shows("Re-tag the archive")
        await seen.press("enter")
        await seen.shows("the other wirewatch has to re-tag the archive", panel="#footer")


async def test_how_far_it_is_stands_in_the_title_bar(tmp_path: Path) -> None:
    class Busy(Quiet):
        retagging = (1204, 10_000)

    async with running(tmp_path, news(), service=Busy) as seen:
        await seen.shows(HEIGHTS, panel="#wire")
        await seen.shows("re-tagging 1,204 of 10,000", panel="#title")
        await seen.pilot.pause()
        await seen.board.run_action("app.retag")
        await seen.shows("re-tagging already", panel="#footer")


def test_what_came_of_it_in_one_sentence() -> None:
    ibex, goma = (Tag("own:ibex", "Ibex Front"), 8), (Tag("geonames:216281", "Goma"), 1)
    failures = (Failure(7, "Broken", "What the archive kept of it is damaged."),)
    told = Retagged(1204, 1204, 37, 4, (ibex,), (), (goma,), (ibex, goma), 2, failures)
    assert said(told) == "re-tagged 1,204 documents: 37 changed, 9 tags gained, 9 lost, 2 could not be tagged: Broken"
    assert said(Retagged(1, 1, 0, 0, (), (), (), (), 0, ())) == "re-tagged 1 document: 0 changed, 0 tags gained, 0 lost"


def test_progress_before_there_are_numbers() -> None:
    assert (retagging(0, 0), retagging(3, 12)) == ("re-tagging", "re-tagging 3 of 12")
