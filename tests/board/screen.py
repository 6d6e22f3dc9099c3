"""The board under a pilot: what is on its screen, as lines of text, and waiting until something is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic

from textual.pilot import Pilot

from tests.build import NOON
from tui.board.app import Board
from tui.board.feedlist import FeedList
from tui.board.indexing import Making
from tui.board.keys import USUAL, Keyring
from tui.board.own import Own
from tui.board.reading import Reading
from tui.board.serving import Doorbell, ServiceMaker
from tui.board.terminal import USUAL as USUAL_TERMINAL
from tui.board.terminal import Terminal
from watchers.analysis.own import Taken
from watchers.archive.marks import Marks
from watchers.archive.naming import KnownNames
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.keeping import Keeping
from watchers.progress import Progress
from watchers.retagged import Count, Retagged

DEADLINE = 30.0


class Quiet:
    """A service that takes nothing in."""

    pending = 0
    taken: Taken | None = None
    retagging: tuple[int, int] | None = None
    catching_up: Progress | None = None

    def __init__(self, ring: Doorbell) -> None:
        self.ring = ring
        self.keeping = Keeping()
        self.rescans = 0
        self.looked: list[str] = []
        self.wanted: list[int] = []
        self.retried: list[tuple[str, str | None]] = []

    async def run(self) -> None:
        await asyncio.Event().wait()

    def rescan(self, source_uri: str | None = None) -> None:
        self.rescans += source_uri is None
        self.looked += [source_uri] if source_uri else []

    async def full_text(self, document: int) -> str:
        self.wanted.append(document)
        return "full text of desk.test: 412 words, 31 before"

    async def retry(self, source_uri: str, uri: str | None = None) -> None:
        self.retried.append((source_uri, uri))

    async def retag(self) -> Retagged:
        return Count().told()


class Seen:
    """A running board, its archive's writer, and its screen."""

    def __init__(self, board: Board, pilot: Pilot[None], archive: Archive) -> None:
        self.board, self.pilot, self.archive = board, pilot, archive

    @property
    def lines(self) -> list[str]:
        """The whole screen, a string a line."""
        screen = self.board.screen
        return ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def panel(self, selector: str) -> str:
        """What stands within a panel's region of the screen, which may be of a screen below; "" where there is none."""
        every = (found for screen in reversed(self.board.screen_stack) for found in screen.query(selector))
        if (found := next(every, None)) is None:
            return ""
        region = found.region
        return "\n".join(line[region.x : region.right] for line in self.lines[region.y : region.bottom])

    async def until(self, seen: Callable[[], bool], what: str = "") -> None:
        """Waits for a condition; the failure shows the screen."""
        deadline = monotonic() + DEADLINE
        while not seen():
            assert monotonic() < deadline, f"never seen: {what}\n{self.text}"
            await self.pilot.pause(0.01)

    async def shows(self, *wanted: str, panel: str | None = None) -> None:
        """Waits until every one of the texts is on the screen, or in a panel."""
        await self.until(lambda: all(text in self._text(panel) for text in wanted), f"{wanted} in {panel or 'screen'}")

    async def hides(self, *unwanted: str, panel: str | None = None) -> None:
        """Waits until none of the texts is there."""
        await self.until(lambda: not any(text in self._text(panel) for text in unwanted), f"no {unwanted}")

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)

    @contextmanager
    def held(self) -> Iterator[None]:
        """The reader's thread answers nothing meanwhile."""
        gate = Event()
        held = asyncio.create_task(self.board.ask(lambda reader: gate.wait(DEADLINE)))
        try:
            yield
        finally:
            gate.set()
            held.add_done_callback(lambda done: done.exception())

    def store(self, *reports: Report) -> None:
        """Writes documents as a service would, and rings."""
        for report in reports:
            self.archive.store(report)
        self.board.refreshing.soon()

    def _text(self, panel: str | None) -> str:
        return self.panel(panel) if panel else self.text


@asynccontextmanager
async def running(
    path: Path,
    reports: Iterable[Report],
    size: tuple[int, int] = (160, 45),
    *,
    service: bool | ServiceMaker = True,
    own: Callable[[], Own] | None = None,
    feeds: Callable[[], FeedList] | None = None,
    filters: Path | None = None,
    layouts: Path | None = None,
    clock: Callable[[], datetime] = lambda: NOON + timedelta(hours=1),
    theme: str = "wirewatch-dark",
    terminal: Terminal = USUAL_TERMINAL,
    keys: Keyring = USUAL,
    tour: Path | None = None,
    log: Path | None = None,
    mishaps: bool = False,
    index: Callable[[bool], Making] | None = None,
) -> AsyncIterator[Seen]:
    """A board on an archive of these reports, the last one the newest; it has answered once.

    What failed on it fails the test that does not expect `mishaps`.
    """
    archive = Archive.open(path / "archive.db")
    for report in reports:
        archive.store(report)
    kept = path / "archive.db"
    names = lambda: KnownNames(kept)  # noqa: E731
    reading = Reading(lambda: Reader.open(kept), lambda: Marks.open(kept), open_names=names, index=index)
    maker = Quiet if service is True else service or None
    board = Board(
        reading,
        where="desk/",
        service=maker,
        own=own,
        feeds=feeds,
        filters=filters,
        layouts=layouts,
        theme=theme,
        terminal=terminal,
        keys=keys,
        tour=tour,
        clock=clock,
        log=log,
    )
    try:
        async with board.run_test(size=size) as pilot:
            seen = Seen(board, pilot, archive)
            await seen.until(lambda: not service or board.serving.service is not None, "a service")
            await seen.until(lambda: board.home.timeline.view is board.view, "an answer in every panel")
            yield seen
        if board.mishaps.last and not mishaps:
            raise board.mishaps.last
    finally:
        archive.close()


def titles(seen: Seen, wanted: Sequence[str]) -> list[str]:
    """Those of the titles that the wire shows, from above."""
    wire = seen.panel("#wire")
    return sorted((title for title in wanted if title in wire), key=wire.index)
