"""The last look: what has happened since is said on return, walked through with n, and kept while somebody is there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual import events

from tests.board.news import ADVISERS, HEIGHTS, MARKET, REBELS, TALKS, busy, news
from tests.board.screen import Seen, running
from tests.build import NOON, report
from tui.board.lastlook import AWAY, News, line, when
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive

LOOKED = NOON - timedelta(minutes=35)


class Clock:
    """A time that the test moves on."""

    def __init__(self, now: datetime = NOON + timedelta(hours=1)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def board(tmp_path: Path, clock: Clock, looked: datetime | None = LOOKED) -> AsyncIterator[Seen]:
    """Of the four documents, three came in since the last look."""
    path = tmp_path / "archive.db"
    with closing(Archive.open(path)):
        pass
    if looked:
        with closing(Marks.open(path)) as pen:
            pen.look(looked)
    async with running(tmp_path, news(), clock=clock) as seen:
        yield seen


def kept(tmp_path: Path) -> datetime | None:
    with closing(Reader.open(tmp_path / "archive.db")) as reader:
        return reader.last_look


async def test_on_return_it_says_what_is_new_until_a_key(tmp_path: Path) -> None:
    async with board(tmp_path, Clock()) as seen:
        await seen.shows("3 new", "since 11:25", "n walks through them", panel="#footer")
        assert seen.board.view.last_look == LOOKED
        seen.store(report("Fourth", "More.", received=NOON + timedelta(minutes=1)))
        await seen.shows("4 new", panel="#footer")
        await seen.press("j")
        await seen.hides("since 11:25", panel="#footer")
        await seen.press("B")
        await seen.shows("4 new", panel="#footer")


async def test_n_walks_through_it_oldest_first_and_then_ends(tmp_path: Path) -> None:
    async with board(tmp_path, Clock()) as seen:
        await seen.shows("3 new", panel="#footer")
        wire = seen.board.home.wire
        walked = []
        for expected in (TALKS, ADVISERS, HEIGHTS):
            await seen.press("n")
            await seen.until(lambda told=expected: wire.row is not None and wire.row.title == told, expected)  # type: ignore[misc]
            walked.append(expected)
        await seen.press("n")
        await seen.shows("nothing unread is left of what is new since 11:25", panel="#footer")
        assert MARKET not in walked
        await seen.press("g", "n")
        await seen.until(lambda: wire.row is not None and wire.row.title == ADVISERS, "the usual next unread")


async def test_n_after_another_key_is_the_usual_next_unread(tmp_path: Path) -> None:
    async with board(tmp_path, Clock()) as seen:
        await seen.shows("3 new", panel="#footer")
        await seen.press("g", "n")
        wire = seen.board.home.wire
        await seen.until(lambda: wire.row is not None and wire.row.title == ADVISERS, "the document below")


async def test_who_has_never_looked_is_told_nothing(tmp_path: Path) -> None:
    async with board(tmp_path, Clock(), None) as seen:
        await seen.shows("? help", panel="#footer")
        await seen.press("B")
        await seen.shows("nobody has looked here before", panel="#footer")


async def test_a_look_is_kept_while_somebody_does_something_and_when_the_board_is_left(tmp_path: Path) -> None:
    clock = Clock()
    async with board(tmp_path, clock) as seen:
        await seen.press("j")
        await seen.until(lambda: kept(tmp_path) == clock.now, "the first key")
        begun = clock.now
        clock.now += timedelta(seconds=30)
        await seen.press("k")
        assert kept(tmp_path) == begun
        clock.now += timedelta(seconds=30)
        seen.board.post_message(events.MouseMove(None, 5, 5, 1, 0, 0, False, False, False))
        await seen.until(lambda: kept(tmp_path) == clock.now, "the mouse, a minute later")
        clock.now += timedelta(seconds=10)
        await seen.press("k")
        last = clock.now
        clock.now += timedelta(minutes=5)
    assert kept(tmp_path) == last


async def test_a_board_that_nobody_touches_keeps_none(tmp_path: Path) -> None:
    clock = Clock()
    async with board(tmp_path, clock) as seen:
        await seen.shows("3 new", panel="#footer")
        clock.now += timedelta(hours=2)
        await seen.shows(f"{clock.now:%H:%M:%S}", panel="#title")
    assert kept(tmp_path) == LOOKED


async def test_after_a_while_without_a_key_what_comes_is_new(tmp_path: Path) -> None:
    clock = Clock()
    async with board(tmp_path, clock) as seen:
        await seen.press("j")
        left = clock.now
        clock.now += AWAY
        await seen.shows("nothing new", f"since {left:%H:%M}", panel="#footer")
        seen.store(report("While away", "More.", received=left + timedelta(minutes=1)))
        await seen.shows("1 new", panel="#footer")
        await seen.until(lambda: seen.board.view.last_look == left, "the mark between seen and new")
        await seen.press("n")
        wire = seen.board.home.wire
        await seen.until(lambda: wire.row is not None and wire.row.title == "While away", "the walk")


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(hours=1), "10:00"),
        (timedelta(hours=16), "19:00 yesterday"),
        (timedelta(days=3), "11:00 on Monday 11 Mar"),
        (timedelta(days=100), "11:00 on Tuesday 4 Dec 2029"),
    ],
)
def test_the_instant_is_said_as_people_say_it(ago: timedelta, said: str) -> None:
    now = NOON - timedelta(hours=1)
    assert when(now - ago, now) == said


async def test_what_is_unusual_now_is_named(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    with closing(Marks.open(path)) as pen:
        pen.look(LOOKED)
    async with running(tmp_path, busy(), clock=Clock()) as seen:
        await seen.shows(f"9 new since 11:25, 2 unusual: {REBELS[1]}, Khartoum ·", panel="#footer")


def test_the_line_names_stories_and_what_is_unusual() -> None:
    told = "".join(text for text, _ in line(News(NOON - timedelta(hours=2), 31, 9, ("Goma", "M23")), NOON))
    assert told.startswith(" 31 new in 9 stories since 10:00, 2 unusual: Goma, M23 · n")
