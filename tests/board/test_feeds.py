"""The panel of sources: each feed with its sentence, and the keys that change the list of feeds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.news import HEIGHTS, MARKET, news
from tests.board.screen import Quiet, Seen, running
from tests.build import NOON, report
from tests.feeds.server import Player, Scene, playing
from tui.board.feedlist import FeedList
from tui.board.muting import FOR_GOOD, spans
from watchers.archive.rows import Health
from watchers.document import Source
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners
from watchers.subscriptions import Subscription, load

HARBOUR = Source("feed", "Harbour desk", "https://desk.test/feed")
LISTED = '# mine\n[[feed]]\nurl = "https://desk.test/feed"\nname = "Harbour desk"\ntags = ["sea"]\n'
NOW = NOON + timedelta(hours=1)
SAID = "3 new entries at 12:50; next visit at 13:06."
FERRY = "Ferry service resumes after the storm"
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>http://desk.test/</link>'
    "<item><guid>h-1</guid><title>First ferry out</title><pubDate>Mon, 16 Nov 2026 08:00:00 GMT</pubDate></item>"
    "<item><guid>h-2</guid><title>Second ferry out</title><pubDate>Tue, 17 Nov 2026 08:00:00 GMT</pubDate></item>"
    "</channel></rss>"
)


def health(**changes: object) -> Health:
    values: dict[str, object] = {
        "source": HARBOUR,
        "state": "live",
        "last_success": NOW - timedelta(minutes=10),
        "next_try": NOW + timedelta(minutes=6),
        "said": SAID,
    }
    return Health(**{**values, **changes})  # type: ignore[arg-type]


@asynccontextmanager
async def panel(
    tmp_path: Path, listed: str = LISTED, *, service: bool = True, size: tuple[int, int] = (160, 45), **changes: object
) -> AsyncIterator[tuple[Seen, Callable[[], tuple[Subscription, ...]]]]:
    """A board with one feed and one document of it, the panel of sources in focus; and what the list has now."""
    path = tmp_path / "feeds.toml"
    path.write_text(listed)

    def feeds() -> FeedList:
        return FeedList(path, tmp_path / "settings.toml", {}, lambda: Fetcher(Manners(spacing=0)))

    reports = [*news(), report(FERRY, source=HARBOUR, received=NOON)]
    async with running(tmp_path, reports, size, service=service, feeds=feeds) as seen:
        seen.archive.health(health(**changes))
        seen.board.refreshing.soon()
        if size[1] >= 36:
            await seen.shows("Harbour desk", panel="#sources")
        seen.board.home.sources.focus()
        await seen.until(lambda: seen.board.home.sources.total == 2, "two sources")
        await seen.press("g")
        while seen.board.home.sources.current and seen.board.home.sources.current.source != HARBOUR:
            await seen.press("j")
        yield seen, lambda: load(path).feeds


async def test_a_feed_says_its_whole_sentence_under_the_cursor(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, _):
        await seen.shows("● Harbour desk", "1 · 10 min ago", SAID, "https://desk.test/feed", panel="#sources")
        await seen.shows(" p pause", " m mute", " E rename", panel="#footer")
        await seen.press("escape")
        await seen.hides(SAID, panel="#sources")
        await seen.shows(" a actor", panel="#footer")
        await seen.press("exclamation_mark")
        await seen.shows(SAID)


async def test_trouble_comes_first_and_a_thousand_feeds_scroll(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, _):
        many = [
            Health(Source("feed", f"Feed {n:04}", f"https://f{n}.test/"), "live", documents=n) for n in range(1_000)
        ]
        seen.archive.health(*many, health(state="failing", problem="HTTP 503 (server is overloaded) since 12:40."))
        seen.board.refreshing.soon()
        await seen.until(lambda: seen.board.home.sources.total == 1_002, "all of them")
        await seen.shows("desk/ + 1,001 feeds", panel="#title")
        await seen.press("g")
        await seen.shows("▲ Harbour desk", "HTTP 503", "1 failing · !", panel="#sources")
        await seen.press("G")
        await seen.shows("https://f999.test/", panel="#sources")
        await seen.press("z")
        await seen.shows("Feed 0990", panel="#sources")


async def test_the_cursor_stays_on_its_source(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, _):
        seen.archive.health(Health(Source("feed", "Annex", "https://annex.test/"), "failing", "The name is not known."))
        seen.board.refreshing.soon()
        await seen.until(lambda: seen.board.home.sources.total == 3, "another one")
        await seen.shows(SAID, panel="#sources")
        await seen.press("k", "k")
        await seen.shows("▲ Annex", "The name is not known.", panel="#sources")


async def test_p_pauses_and_u_takes_it_back_to_the_letter(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, feeds):
        await seen.press("p")
        await seen.shows("“Harbour desk”: paused · u takes it back", panel="#footer")
        assert feeds()[0].paused
        await seen.press("u")
        await seen.shows("“Harbour desk”: visited again", panel="#footer")
        assert (tmp_path / "feeds.toml").read_text() == LISTED


async def test_a_paused_and_a_muted_feed_are_known_without_colour(tmp_path: Path) -> None:
    async with panel(tmp_path, state="off", said="Paused since 12:00; not visited until you resume it.") as (seen, _):
        await seen.shows("‖ Harbour desk", "paused", panel="#sources")
        await seen.shows("desk/  ", panel="#title")
        await seen.press("R")
        await seen.shows("is paused: p has it visited again")
        seen.archive.health(health(muted=NOW + timedelta(hours=1)))
        seen.board.refreshing.soon()
        await seen.shows("⊘ Harbour desk", "muted", panel="#sources")


async def test_m_asks_until_when_and_takes_it_away_again(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, feeds):
        await seen.press("m")
        await seen.shows("Mute “Harbour desk” until when?", "1 hour", "today", "for good")
        await seen.press("escape", "m", "enter")
        await seen.shows("“Harbour desk”: muted until", panel="#footer")
        assert feeds()[0].muted_until == NOW + timedelta(hours=1)
        await seen.press("m")
        await seen.shows("“Harbour desk”: shown again", panel="#footer")
        assert feeds()[0].muted_until is None


def test_a_mute_ends_with_a_day() -> None:
    labels = {span.label: span.until for span in spans(NOW)}
    assert labels["1 hour"] == NOW + timedelta(hours=1)
    assert labels["today"] == NOON + timedelta(hours=12)
    assert labels["for good"] == FOR_GOOD
    assert [label for label in labels if label.startswith("until ")] == [
        "until Sunday",
        "until Monday",
        "until Tuesday",
        "until Wednesday",
        "until Thursday",
    ]


async def test_what_is_muted_is_left_out_everywhere_and_can_be_listed(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, _):
        await seen.shows(FERRY, panel="#wire")
        await seen.shows("5 unread", panel="#title")
        seen.archive.health(health(muted=NOW + timedelta(hours=1)))
        seen.board.refreshing.soon()
        await seen.hides(FERRY)
        await seen.shows("⊘ 1 muted · M shows them", panel="#chips")
        await seen.shows("4 unread", panel="#title")
        assert sum(seen.board.view.timeline) == 4
        await seen.pilot.click("#chips", offset=(135, 0))
        await seen.shows(FERRY, panel="#wire")
        await seen.shows("source: Harbour desk", panel="#chips")
        await seen.hides(HEIGHTS, panel="#wire")
        await seen.press("M")
        await seen.shows(HEIGHTS, panel="#wire")
        await seen.hides(FERRY)


async def test_the_source_picker_still_lists_a_muted_one_and_the_others_count_without_it(tmp_path: Path) -> None:
    async with panel(tmp_path, muted=NOW + timedelta(hours=1)) as (seen, _):
        await seen.hides(FERRY)
        await seen.press("s")
        await seen.shows("Harbour desk", "Desk")
        await seen.type("harb")
        await seen.press("enter")
        await seen.shows(FERRY, panel="#wire")


async def test_a_mute_ends_by_itself(tmp_path: Path) -> None:
    async with panel(tmp_path, muted=NOW - timedelta(seconds=1)) as (seen, _):
        await seen.shows(FERRY, panel="#wire")
        await seen.hides("muted")


async def test_r_polls_this_one_and_only_here(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, _):
        assert isinstance(seen.board.serving.service, Quiet)
        await seen.press("R")
        await seen.shows("looking at “Harbour desk” now", panel="#footer")
        assert seen.board.serving.service.looked == [HARBOUR.uri]
        await seen.press("escape", "R")
        await seen.shows("looking at every source now", panel="#footer")
        assert seen.board.serving.service.rescans == 1


async def test_names_and_tags_are_written(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, feeds):
        await seen.press("E")
        await seen.shows("Rename “Harbour desk”")
        await seen.press("ctrl+u", *"Port", "enter")
        await seen.shows("is called “Port” now", panel="#footer")
        await seen.press("number_sign")
        await seen.shows("Tags of “Harbour desk”", "sea")
        await seen.press("end", *", ships,,", "enter")
        await seen.shows("tags: sea, ships", panel="#footer")
        assert (feeds()[0].name, feeds()[0].tags) == ("Port", ("sea", "ships"))
        await seen.press("u")
        await seen.shows("as before", panel="#footer")
        assert feeds()[0].tags == ("sea",)


async def test_removing_asks_first_and_can_be_taken_back(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, feeds):
        await seen.press("d")
        await seen.shows("Remove “Harbour desk”?", "its 1 document stays")
        await seen.press("enter")
        await seen.hides("Remove “Harbour desk”?")
        assert feeds()
        await seen.press("delete", "down", "enter")
        await seen.shows("“Harbour desk”: removed · u takes it back", panel="#footer")
        assert not feeds()
        (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "https://other.test/feed"\n')
        await seen.press("u")
        await seen.shows("back in the list", panel="#footer")
        assert [feed.address for feed in feeds()] == ["https://other.test/feed", HARBOUR.uri]
        assert feeds()[1].tags == ("sea",)


async def test_what_is_not_in_the_list_says_where_it_stands(tmp_path: Path) -> None:
    async with panel(tmp_path, listed="") as (seen, _):
        await seen.press("p")
        await seen.shows("“Harbour desk” is not in", "command line", panel="#footer")
        await seen.press("G" if seen.board.home.sources.cursor == 0 else "g", "d")
        await seen.shows("“Desk” stands in", panel="#footer")


async def test_a_broken_list_is_said_with_file_and_line_and_ends_nothing(tmp_path: Path) -> None:
    async with panel(tmp_path, listed=f"{LISTED}[[feed]]\nurl = \n") as (seen, _):
        await seen.press("p")
        await seen.shows("feeds.toml, line 7", panel="#footer")


async def test_hostile_names_stay_names(tmp_path: Path) -> None:
    bad = Source("feed", "a\x1b[31m[@click=app.quit]x[/]\n", HARBOUR.uri)
    async with panel(tmp_path) as (seen, _):
        seen.archive.health(health(source=bad, said="Read, though \x1b]0;x\x07[/] it is odd."))
        seen.board.refreshing.soon()
        await seen.shows("[@click=app.quit]x[/]", "Read, though [/] it is odd.", panel="#sources")
        for key in ("m", "d", "E", "number_sign"):
            await seen.press(key)
            await seen.shows("“a[@click=app.quit]x[/]”")
            await seen.press("escape")
        await seen.press("exclamation_mark")
        await seen.shows("[@click=app.quit]x[/]", "[/] it is odd.")


# ------------------------------------------------------------------------------------------------ adding
async def one(scene: Scene) -> None:
    await scene.answer(body=RSS.format(title="Ferries").encode(), content_type="text/xml")


async def two(scene: Scene) -> None:
    await scene.answer(body=RSS.format(title="Weather &lt;b&gt; [/]").encode(), content_type="text/xml")


async def page(scene: Scene) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}">' for name in ("one", "two")
    )
    await scene.answer(body=f"<html><head><title>Port</title>{links}</head></html>".encode(), content_type="text/html")


@pytest.fixture
async def player() -> AsyncIterator[Player]:
    async with playing({"one": one, "two": two, "page": page}) as player:
        yield player


async def test_plus_shows_what_is_there_before_it_subscribes(tmp_path: Path, player: Player) -> None:
    async with panel(tmp_path) as (seen, feeds):
        await seen.press("plus")
        await seen.shows("Add a source", "Nothing is subscribed to before")
        await seen.type(player.address("one"))
        await seen.press("enter")
        await seen.shows("Ferries", "An RSS feed, 2 entries", "First ferry out", "subscribes")
        assert len(feeds()) == 1
        await seen.press("enter")
        await seen.shows("subscribed to “Ferries” · u takes it back", panel="#footer")
        assert (feeds()[1].address, feeds()[1].name, feeds()[1].allow_private) == (
            player.address("one"),
            "Ferries",
            True,
        )
        await seen.press("u")
        await seen.shows("out of the list", panel="#footer")
        assert len(feeds()) == 1


async def test_of_several_feeds_of_a_page_one_is_chosen_reading_along_too(tmp_path: Path, player: Player) -> None:
    async with panel(tmp_path, service=False) as (seen, feeds):
        await seen.press("plus")
        await seen.type(player.address("page"))
        await seen.press("enter")
        await seen.shows("The page tells of several", "▌ Ferries", "two")
        await seen.press("down")
        await seen.shows("Weather <b> [/]", "▌ two")
        await seen.press("enter")
        await seen.shows("subscribed to “Weather <b> [/]”", panel="#footer")
        assert feeds()[1].address == player.address("two")


async def test_why_nothing_can_be_subscribed_to_is_said(tmp_path: Path, player: Player) -> None:
    async with panel(tmp_path) as (seen, feeds):
        await seen.press("plus")
        await seen.type(player.address("none"))
        await seen.press("enter")
        await seen.shows("404")
        await seen.press("enter", "ctrl+u", *"javascript:alert(1)", "enter")
        await seen.shows("javascript: is not fetched")
        await seen.press("ctrl+u", *"[/]\\[", "enter")
        await seen.shows("host")
        await seen.press("escape")
        await seen.hides("Add a source")
        assert len(feeds()) == 1


async def test_an_opml_file_or_a_folder_of_them_is_imported(tmp_path: Path) -> None:
    outlines = "".join(f'<outline text="Feed {n}" xmlUrl="https://f{n}.test/"/>' for n in range(7))
    bad = '<outline text="Bad" xmlUrl="javascript:x"/><outline text="Mine" xmlUrl="https://desk.test/feed"/>'
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "a.opml").write_text(
        f'<opml version="2.0"><body><outline text="World">{outlines}{bad}</outline></body></opml>'
    )
    async with panel(tmp_path) as (seen, feeds):
        await seen.press("plus")
        await seen.type(str(lists / "a.opml"))
        await seen.press("enter")
        await seen.shows(
            "7 new feeds", "1 subscribed to already · 1 refused", "• Feed 0", "World", "and 2 more", "javascript"
        )
        await seen.press("enter")
        await seen.shows("7 feeds added · u takes it back", panel="#footer")
        assert len(feeds()) == 8
        await seen.press("u")
        await seen.shows("7 feeds out of the list", panel="#footer")
        assert len(feeds()) == 1
        await seen.press("plus")
        await seen.type(str(tmp_path))
        await seen.press("enter")
        await seen.shows("There is no OPML file in this folder.", "settings.toml")


async def test_the_palette_has_the_keys_of_the_panel_while_it_is_in_focus(tmp_path: Path) -> None:
    async with panel(tmp_path) as (seen, feeds):
        await seen.press("ctrl+p", *"Pause the feed")
        await seen.shows("Pause the feed, or visit it again")
        await seen.press("enter")
        await seen.shows("“Harbour desk”: paused", panel="#footer")
        assert feeds()[0].paused
        await seen.press("ctrl+p", *"Import feeds")
        await seen.shows("Import feeds from an OPML file")
        await seen.press("enter")
        await seen.shows("Add a source")


# ------------------------------------------------------------------------------------------- the full text
async def test_t_fetches_the_page_of_a_document_here_and_in_the_reader(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.press("T")
        await seen.shows("this document has no link to a page", panel="#footer")
        await seen.shows(MARKET)


async def test_an_empty_board_offers_feeds_in_a_quiet_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(tmp_path, []) as seen:
        await seen.shows("+ adds feeds; wirewatch feeds import seeds/world-news.opml offers 211", panel="#wire")


async def test_the_panel_of_sources_says_the_whole_of_it(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows("+ adds feeds; wirewatch feeds import", "seeds/world-news.opml offers 211", panel="#sources")
