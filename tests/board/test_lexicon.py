"""The board says what came of a person's own lexicon; a slip stays among the sources until it is mended."""

from __future__ import annotations

from pathlib import Path

from tests.board.news import news
from tests.board.screen import Quiet, Seen, running
from tui.board import lexicon
from watchers.analysis.own import Taken
from watchers.document import FileState

OLD, NEW = FileState(1, 1, 1), FileState(2, 2, 2)
FILE = Path("/home/desk/actors.toml")
SLIP = Taken((NEW, None), problem=f"{FILE}, line 5, “Heron”: kind “militia” is not known.", path=FILE)


def taken(state: FileState | None, told: str = "2 actors, 1 discard") -> Taken:
    return Taken((state, None), {"actors.toml": told} if state else {})


def tell(seen: Seen, now: Taken) -> None:
    """As a service does that has looked at the files."""
    service = seen.board.serving.service
    assert isinstance(service, Quiet)
    service.taken = now
    service.ring()


async def test_a_slip_is_said_and_stays_until_it_is_mended(tmp_path: Path) -> None:
    async with running(tmp_path, news()) as seen:
        tell(seen, taken(OLD))
        await seen.until(lambda: seen.board.serving._taken is not None, "a first look")
        tell(seen, SLIP)
        await seen.shows("▲ actors.toml", "line 5, “Heron”", panel="#sources")
        await seen.shows("actors.toml is not taken over: line 5, “Heron”: kind “militia”", panel="#footer")
        await seen.press("!")
        await seen.shows("actors.toml   failing", str(FILE))
        await seen.press("escape")
        tell(seen, taken(OLD))
        await seen.hides("actors.toml", panel="#sources")
        await seen.shows("actors.toml taken over: 2 actors, 1 discard", panel="#footer")


async def test_a_slip_is_no_reason_to_wait_for_documents(tmp_path: Path) -> None:
    async with running(tmp_path, []) as seen:
        tell(seen, SLIP)
        await seen.shows("▲ actors.toml", panel="#sources")
        await seen.shows("Watching desk/", panel="#wire")


def test_what_is_taken_over_is_said_but_not_at_the_start() -> None:
    assert lexicon.news(None, taken(OLD)) == ("", "")
    assert lexicon.news(None, SLIP)[1] == "bad"
    assert lexicon.news(taken(OLD), taken(OLD)) == ("", "")
    said, ink = lexicon.news(taken(OLD), taken(NEW, "3 actors"))
    assert (said, ink) == ("actors.toml taken over: 3 actors · ^p re-tags the archive", "accent")
    assert lexicon.news(taken(OLD), taken(None))[0].startswith("actors.toml gone")
    assert lexicon.news(SLIP, taken(NEW))[0].startswith("actors.toml taken over: 2 actors")
