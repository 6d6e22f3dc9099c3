"""Nothing moves under a reader's hands: where the cursor and the window stand after documents came and went."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.build import NOON
from tui.board.anchor import Lined, Stand, followed
from tui.board.breaks import breaks
from tui.board.inks import Inks
from tui.board.panels.wire import Wire
from tui.board.themes import OURS
from tui.board.view import View, empty
from watchers.archive.columns import micros
from watchers.filters import Filter, Term

OLD = [5, 4, 3, 2, 1]


def two_lines(index: int) -> int:
    return index * 2


@pytest.mark.parametrize(
    ("new", "stand", "same_filter", "expected"),
    [
        ([7, 6, *OLD], Stand(0, 0, 0), True, Stand(0, 0, 0)),
        ([7, 6, *OLD], Stand(2, 0, 0), True, Stand(4, 4, 2)),
        ([7, 6, *OLD], Stand(0, 2, 0), True, Stand(2, 6, 2)),
        ([6, *OLD], Stand(3, 4, 5), True, Stand(4, 6, 6)),
        ([5, 4, 2, 1], Stand(2, 2, 0), True, Stand(2, 2, 0)),
        ([5, 4], Stand(3, 2, 1), True, Stand(1, 0, 1)),
        ([5, 3, 1], Stand(2, 2, 9), False, Stand(1, 0, 0)),
        ([5, 4], Stand(2, 2, 0), False, Stand(1, 0, 0)),
        ([9, 8], Stand(2, 2, 0), False, Stand(0, 0, 0)),
        ([], Stand(2, 2, 1), True, Stand(0, 0, 0)),
    ],
)
def test_stand(new: list[int], stand: Stand, same_filter: bool, expected: Stand) -> None:
    assert followed(Lined(OLD, two_lines), Lined(new, two_lines), stand, same_filter) == expected


class Stage(App[None]):
    """A wire alone."""

    CSS = "Wire { border: round $ink-line; height: 100%; scrollbar-size: 1 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(OURS[0])
        self.theme = OURS[0].name
        self.wire = Wire()

    @property
    def inks(self) -> Inks:
        return Inks(self.get_css_variables())

    def compose(self) -> ComposeResult:
        yield self.wire


class News:
    """Documents by number, each with the minutes before noon at which it came; a filter shows some of them."""

    def __init__(self) -> None:
        self.ages: dict[int, int] = {}
        self.every = 1
        self.looked: datetime | None = None

    def come(self, ages: Sequence[int]) -> None:
        first = max(self.ages, default=0) + 1
        self.ages.update(zip(range(first, first + len(ages)), ages, strict=True))

    def go(self, place: int, count: int) -> None:
        for number in self.shown()[place : place + count]:
            del self.ages[number]

    def shown(self) -> list[int]:
        found = [number for number in self.ages if number % self.every == 0]
        return sorted(found, key=lambda number: (-self.ages[number], number), reverse=True)

    def view(self) -> View:
        numbers = self.shown()

        def placed(indexes: Sequence[int]) -> list[int]:
            return [micros(NOON - timedelta(minutes=self.ages[numbers[index]])) for index in indexes]

        asked = Filter((Term("text", (str(self.every),)),)) if self.every > 1 else Filter()
        found = breaks(len(numbers), placed, NOON, self.looked)
        return replace(empty(NOON), filter=asked, numbers=numbers, breaks=found)


def line(wire: Wire) -> int:
    """Where on the screen the document under the cursor stands."""
    return wire.ruled.line(wire.cursor) - wire.scroll_offset.y


def nearest(old: Sequence[int], cursor: int, new: Sequence[int]) -> int | None:
    """The document itself, else the next older, else the next newer one."""
    return next((n for n in (*old[cursor:], *old[:cursor][::-1]) if n in new), None)


MINUTES = st.integers(0, 5000)
STEPS = st.one_of(
    st.tuples(st.just("come"), st.lists(st.just(0), min_size=1, max_size=6)),
    st.tuples(st.just("late"), st.lists(MINUTES, min_size=1, max_size=4)),
    st.tuples(st.just("go"), st.integers(0, 60), st.integers(1, 9)),
    st.tuples(st.just("filter"), st.integers(1, 3)),
    st.tuples(st.just("resize"), st.integers(6, 30)),
    st.tuples(st.just("tall"), st.integers(1, 2)),
    st.tuples(st.just("move"), st.integers(-9, 25)),
    st.tuples(st.just("wheel"), st.integers(-12, 30)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(MINUTES, max_size=60), st.lists(STEPS, min_size=1, max_size=12), st.sampled_from([None, 90]))
def test_the_document_keeps_its_line_whatever_comes_goes_or_is_resized(
    ages: list[int], steps: list[tuple[Any, ...]], looked: int | None
) -> None:
    async def play() -> None:
        news = News()
        news.come(ages)
        news.looked = None if looked is None else NOON - timedelta(minutes=looked)
        stage = Stage()
        async with stage.run_test(size=(80, 20)) as pilot:
            stage.wire.show(news.view())
            for step in steps:
                await follow(step, news, stage.wire, pilot)

    asyncio.run(play())


async def follow(step: tuple[Any, ...], news: News, wire: Wire, pilot: Pilot[None]) -> None:
    """Takes a step, and looks at what it did to the cursor's document."""
    name, *values = step
    before, at, cursor, top = list(wire.numbers), line(wire), wire.cursor, wire.scroll_offset.y == 0
    document, visible = wire.document, 0 <= line(wire) < wire.size.height
    if name in {"come", "late", "go", "filter"}:
        same = name != "filter" or news.every == values[0]
        if name == "filter":
            news.every = values[0]
        elif name == "go":
            news.go(*values)
        else:
            news.come(values[0])
        wire.show(news.view())
        if top and cursor == 0 and same:
            assert wire.cursor == wire.scroll_offset.y == 0
            return
        assert wire.document == nearest(before, cursor, wire.numbers) or (not same and wire.cursor == 0)
        if wire.document is not None and visible:
            at_an_end = wire.scroll_offset.y in {0, 0 if same else wire.max_scroll_y}
            assert line(wire) == at or at_an_end
    elif name == "move":
        wire.move_to(cursor + values[0])
        assert not wire.total or 0 <= line(wire) <= wire.size.height - wire.tall
    elif name == "wheel":
        wire.scroll_now(max(0, wire.scroll_offset.y + values[0]))
    elif name == "tall":
        wire.set_tall(values[0])
        assert wire.document == document
        assert not visible or not wire.total or 0 <= line(wire) < wire.size.height
    else:
        await pilot.resize_terminal(80, values[0])
        assert wire.document == document
        assert not visible or not wire.total or 0 <= line(wire) < wire.size.height
