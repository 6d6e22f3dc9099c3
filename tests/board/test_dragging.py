"""The mouse is let go of however a drag ends, and one that is nowhere on the screen takes nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset

from tests.board.news import ADVISERS, HEIGHTS, news
from tests.board.screen import Seen, running

LEFT = 1


async def send(seen: Seen, kind: type[events.MouseEvent], at: Offset, button: int = LEFT) -> None:
    """As a terminal tells it: `button` is what is held, 0 for none."""
    seen.board.post_message(kind(None, at.x, at.y, 0, 0, button, False, False, False, at.x, at.y))
    await seen.pilot.pause()


def holds(seen: Seen) -> dict[str, Offset]:
    """Where a drag may begin, by what is dragged there."""
    home = seen.board.home
    wire = home.desk.found.boxes["wire"]
    return {
        "timeline": home.timeline.content_region.offset + Offset(9, 1),
        "map": home.map.content_region.offset + Offset(5, 1),
        "seam": home.desk.region.offset + Offset(wire.x, wire.y + 5),
    }


DRAGGED = ["timeline", "map", "seam"]


def stands(seen: Seen) -> tuple[object, ...]:
    """All that dragging changes."""
    home = seen.board.home
    return home.desk.plan, home.map.window, seen.board.filter, home.timeline.brush


async def begun(seen: Seen, what: str) -> Offset:
    """A drag that has gone a few cells."""
    await seen.until(lambda: seen.board.home.map.window is not None, "a map")
    at = holds(seen)[what]
    await send(seen, events.MouseDown, at)
    await seen.until(lambda: seen.board.mouse_captured is not None, "a hold")
    await send(seen, events.MouseMove, at + Offset(3, 0))
    return at


async def is_free(seen: Seen, at: Offset) -> None:
    """Nothing follows a mouse of which no button is down, and the next click goes where it is."""
    await seen.until(lambda: seen.board.mouse_captured is None, "a mouse let go of")
    await seen.pilot.pause()
    before = stands(seen)
    await send(seen, events.MouseMove, at + Offset(5, 0), button=0)
    await send(seen, events.MouseMove, at + Offset(7, 0), button=0)
    assert stands(seen) == before
    await seen.pilot.click("#wire", offset=(10, 4))
    await seen.shows(ADVISERS, panel="#brief")
    assert seen.board.focused is seen.board.home.wire


@pytest.mark.parametrize("what", DRAGGED)
async def test_a_release_that_nobody_told_ends_the_drag(tmp_path: Path, what: str) -> None:
    async with running(tmp_path, news()) as seen:
        at = await begun(seen, what)
        await send(seen, events.MouseMove, at + Offset(4, 0), button=0)
        await is_free(seen, at)
        assert not seen.board.filter


@pytest.mark.parametrize("what", DRAGGED)
async def test_what_opens_meanwhile_ends_the_drag(tmp_path: Path, what: str) -> None:
    async with running(tmp_path, news()) as seen:
        at = await begun(seen, what)
        await seen.press("question_mark")
        await seen.shows("─ Help ─")
        await send(seen, events.MouseUp, at + Offset(4, 0))
        await seen.press("escape")
        await seen.hides("─ Help ─")
        await is_free(seen, at)
        assert not seen.board.filter


@pytest.mark.parametrize("what", ["timeline", "map"])
async def test_a_panel_that_goes_meanwhile_ends_the_drag(tmp_path: Path, what: str) -> None:
    async with running(tmp_path, news()) as seen:
        at = await begun(seen, what)
        await seen.press("X")
        await seen.until(lambda: not seen.board.home.query_one(f"#{what}").display, "the panel closed")
        await send(seen, events.MouseMove, at + Offset(4, 0))
        await send(seen, events.MouseUp, at + Offset(4, 0))
        await is_free(seen, at)


@pytest.mark.parametrize("kind", [events.MouseDown, events.MouseUp, events.MouseScrollDown, events.MouseMove])
async def test_a_mouse_that_is_nowhere_on_the_screen_takes_no_focus_away(
    tmp_path: Path, kind: type[events.MouseEvent]
) -> None:
    async with running(tmp_path, news()) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        for at in (Offset(160, 10), Offset(10, 45), Offset(10**9, 10**9)):
            await send(seen, kind, at)
        assert seen.board.focused is seen.board.home.wire
        await seen.press("j")
        await seen.hides(f"│ {HEIGHTS}", panel="#brief")


@pytest.mark.parametrize("what", DRAGGED)
async def test_a_drag_across_the_edge_of_the_world_ends_somewhere_on_it(tmp_path: Path, what: str) -> None:
    async with running(tmp_path, news()) as seen:
        at = await begun(seen, what)
        for far in (Offset(10**9, 10**9), Offset(0, 0), Offset(10**18, 0), at):
            await send(seen, events.MouseMove, far)
        await send(seen, events.MouseUp, at)
        await is_free(seen, at)
