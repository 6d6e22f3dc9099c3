"""The board's application: it keeps the filter and what can be undone, and asks the archive for the view."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import Screen

from tui.board import hangup, opening, unkept
from tui.board.advice import advice
from tui.board.ahead import TypeAhead
from tui.board.alerting import Alerting
from tui.board.attended import PAUSE, Along, Attended
from tui.board.content import safe
from tui.board.feeds import Feeds
from tui.board.guarded import Guarded
from tui.board.hangup import HUNG_UP, TERMINATED
from tui.board.keys import USUAL, Keyring, bindings
from tui.board.lastlook import LastLook
from tui.board.layout.keeping import LayoutFile
from tui.board.looks import Looks
from tui.board.marking import Marking
from tui.board.messages import Fetched, Narrowed, Noted, Read, Viewed
from tui.board.mouse import Moused
from tui.board.pacing import Pacer
from tui.board.panels.footer import LONG
from tui.board.reader import Reader
from tui.board.reading import Reading
from tui.board.retagging import retag
from tui.board.screens.main import BoardScreen
from tui.board.serving import ServiceMaker, Serving, TakeOver
from tui.board.shelf import Shelf
from tui.board.standing import standing
from tui.board.terminal import USUAL as USUAL_TERMINAL
from tui.board.terminal import Terminal
from tui.board.themes import OURS
from tui.board.undo import Deed, Edit, Undo
from tui.board.unkept import Safekeeping
from tui.board.view import Question, View, empty
from tui.board.watched import watched
from tui.board.ways import Ways
from watchers.archive.rows import StoredDocument
from watchers.errors import WirewatchError
from watchers.filters import Filter

if TYPE_CHECKING:
    from tui.board.feedlist import FeedList
    from tui.board.own import Own

T = TypeVar("T")
TICK = 1.0
SWITCH = 0.001
"""Seconds after which the reader's thread lets the screen's go on: the usual five times that is felt in the keys."""
BRIEFS = 0.12
"""Seconds between two documents in the brief while a key is held down: nobody reads faster, and the next key waits."""
OLDEST = 30.0
"""Seconds after which a view is renewed though nothing came in: its spans of time end now."""


def utc_now() -> datetime:
    """Now, where no test says another time."""
    return datetime.now(UTC)


class Board(Attended, Moused, Looks, Ways, Guarded):
    """`service` makes what takes documents in, after the first paint; without it the board reads along.

    `take_over` is asked each second while reading along: it answers with a maker once the writer's lock is ours.
    `where` says which folders are watched; `own` opens the analyst's own lexicon, and `feeds` the list of feeds, once
    something is to be written in it. `filters` and `layouts` are the files of saved ones, `safekeeping` says where
    things are kept. `keys` are as they are bound; `tour` is the file that marks that the tour was offered, None offers
    none.
    """

    CSS_PATH = "board.tcss"
    spare: Callable[[], None] = staticmethod(lambda: None)
    """Called when much has come that stays in memory."""
    TITLE = "wirewatch"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere"), *bindings("tour")]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-slim"), (100, "-medium"), (140, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (15, "-short"), (22, "-low"), (36, "-tall")]  # noqa: RUF012

    def __init__(  # noqa: PLR0913 - each is a room of its own
        self,
        reading: Reading,
        *,
        where: str,
        service: ServiceMaker | None = None,
        take_over: TakeOver | None = None,
        own: Callable[[], Own] | None = None,
        feeds: Callable[[], FeedList] | None = None,
        filters: Path | None = None,
        layouts: Path | None = None,
        safekeeping: Safekeeping | None = None,
        theme: str = OURS[0].name,
        terminal: Terminal = USUAL_TERMINAL,
        keys: Keyring = USUAL,
        tour: Path | None = None,
        log: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.lastlook, self.alerting = LastLook(self), Alerting(self)
        self.along, self.ahead = Along(self, self.alerting), TypeAhead(self, self.hand_on, self.flooded)
        super().__init__(theme, terminal)
        self.find_ways(keys, tour)
        self.keep_log(log)
        self.reading, self.where, self.clock, self.own = reading, safe(where), clock, own
        self.layouts = LayoutFile(layouts) if layouts else None
        self.safekeeping = safekeeping or Safekeeping()
        self.filter, self.settled = Filter(), Filter()
        self.view = empty(clock())
        self.undo = Undo()
        self.marking, self.feeds, self.shelf = Marking(self), Feeds(self, feeds), Shelf(self, filters)
        self.frozen: View | None = None
        self.answered, self.problem = False, ""
        self.home = BoardScreen(self.where)
        self.refreshing = Pacer(self._refresh)
        reading.renewed = self._renewed
        self.briefing = Pacer(self._read_brief, pause=BRIEFS)
        self.serving = Serving(service, take_over, self.refreshing.soon)
        self.running: list[asyncio.Task[None]] = []

    # ---------------------------------------------------------------------------------- start and end
    def get_default_screen(self) -> Screen[Any]:
        """The board."""
        return self.home

    def on_mount(self) -> None:
        """Paints first; all but the way to end it begins after that."""
        sys.setswitchinterval(SWITCH)
        for number, code in ((signal.SIGTERM, TERMINATED), (signal.SIGHUP, HUNG_UP)):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(number, partial(self.exit, return_code=code))
        hangup.watch(self, partial(self.exit, return_code=HUNG_UP))
        self._tick()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        for work in (self.refreshing.run(), self.briefing.run()):
            self._start(work)
        self.spare()
        self.refreshing.now()
        self.set_interval(TICK, self._tick)
        self.set_interval(PAUSE, self.along.look)
        self.set_interval(OLDEST, self.refreshing.soon)

    def _renewed(self) -> None:
        """There is another index."""
        self.spare()
        self.refreshing.soon()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.running.append(asyncio.create_task(work))

    async def on_unmount(self) -> None:
        """Ends what runs beside, the service before the reader."""
        for task in reversed(self.running):
            task.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)
        self.alerting.end()
        await self.lastlook.leave()
        await asyncio.to_thread(self.reading.close)

    # ------------------------------------------------------------------------------------------- its standing
    def _tick(self) -> None:
        self.tell()
        said, ink = self.serving.news()
        if said:
            self.say(said, ink)
        self.shelf.look()
        self.lastlook.tick()

    def tell(self) -> None:
        totals = self.view.totals if self.view.counted else None
        problem = self.problem or self.refreshing.problem or self.briefing.problem or self.serving.problem
        self.home.title_bar.where = watched(self.where, self.view.sources)
        told = standing(self.serving, problem, self.answered, totals, self.safekeeping.unkept, self.alerting.unread)
        self.home.title_bar.show(told, self.clock())

    def advice(self, answer: View) -> Sequence[str]:
        """What an empty wire says."""
        return advice(answer, watched(self.where, answer.sources), self.serving.along, self.keyring)

    # ---------------------------------------------------------------------------------------- the view
    async def ask(self, question: Callable[[Reader], T]) -> T | None:
        """The archive's answer; None where it cannot answer, which the title bar then says."""
        return await self.told(self.reading.ask(question))

    async def told(self, answer: Awaitable[T]) -> T | None:
        """An answer of the archive; None where it cannot answer, which the title bar then says."""
        try:
            return await answer
        except WirewatchError as error:
            self.problem = safe(str(error))
            self.tell()
            return None

    async def _refresh(self) -> None:
        asked, wire = self.filter, self.home.wire
        mutes = await self.shelf.mutes()
        question = Question(asked, self.clock(), tuple(wire.window(5)), wire.document, mutes)
        answer = await self.told(self.reading.view(question))
        if answer is None:
            self.set_timer(TICK, self.refreshing.soon)
        elif asked != self.filter:
            self.refreshing.now()
        elif self.frozen is not None and self.frozen.filter == asked:
            wire.freeze(max(0, len(answer.numbers) - len(self.frozen.numbers)))
        else:
            self._take(answer)

    def _take(self, answer: View) -> None:
        first, self.answered, self.problem = not self.answered, True, ""
        wrong = (unkept.row(self.safekeeping, self.serving.keeping), self.serving.lexicon)
        self.lastlook.begin(answer.last_look)
        answer = replace(answer, sources=(*answer.sources, *filter(None, wrong)), last_look=self.lastlook.since)
        self.view = answer
        if self.frozen is not None:
            self.frozen = answer
        for screen in self.screen_stack:
            screen.post_message(Viewed(answer))
        self.tell()
        self.lastlook.count()
        if first:
            if self.safekeeping.notices:
                self.say(safe(" · ".join(self.safekeeping.notices), 1000), "accent", LONG)
            self.guide.offer()
            self.call_after_refresh(lambda: self._start(self.serving.run()))

    def fetch(self, documents: Sequence[int]) -> None:
        """Rows for the wire, when the reader gets to it."""
        self.run_worker(self._fetch(documents), group="rows", exit_on_error=False)

    async def _fetch(self, documents: Sequence[int]) -> None:
        if rows := await self.ask(lambda reader: reader.rows(documents)):
            self.home.post_message(Fetched(rows))

    async def _read_brief(self) -> None:
        number = self.home.wire.document
        if number is not None and (stored := await self.document(number)) is not None:
            self.home.post_message(Read(stored))

    async def document(self, number: int) -> StoredDocument | None:
        """A document whole; None where there is none of that number, or no answer."""
        return await self.ask(lambda reader: reader.document(number))

    # ---------------------------------------------------------------------------------------- the filter
    def narrow(self, asked: Filter, final: bool = True) -> None:
        """Another filter; one that is not final yet leaves nothing to undo."""
        if final and asked != self.settled:
            self.undo.keep(self.settled)
            self.settled = asked
        if asked != self.filter:
            self.filter = asked
            self.home.chips.expect(asked)
            self.refreshing.now()

    def on_noted(self, message: Noted) -> None:
        self.briefing.now()
        for screen in self.screen_stack[1:]:
            screen.post_message(Noted(message.document))

    def on_narrowed(self, message: Narrowed) -> None:
        self.narrow(message.filter, final=message.final)

    def take_back(self) -> str:
        """Undoes the last change, and says what it was; of the list of feeds and of filters that comes later."""
        before = self.undo.last()
        if isinstance(before, Filter):
            self.settled = before
            self.narrow(before)
            return "filter as before"
        if isinstance(before, Edit):
            (self.shelf if before.of == "filters" else self.feeds).take_back(before)
            return ""
        if isinstance(before, Deed):
            return before.back()
        return self.marking.take_back(before) if before else "nothing to undo"

    def freeze(self) -> bool:
        """Freezes the board or lets it follow; whether it is frozen now."""
        self.frozen = self.view if self.frozen is None else None
        self.home.wire.freeze(None if self.frozen is None else 0)
        self.refreshing.now()
        return self.frozen is not None

    # -------------------------------------------------------------------------------------------- errands
    def action_retag(self) -> None:
        """Has the archive tagged again; that goes on beside everything else, and is told when it is done."""
        self._start(retag(self))

    # ------------------------------------------------------------------------------------------- what opens
    def open_document(self, number: int, why: bool = False, at: tuple[int, int] | None = None) -> None:
        """Opens a document over the board."""
        self.run_worker(opening.document(self, number, why, at), exclusive=True, group="open", exit_on_error=False)
