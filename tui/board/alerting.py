"""Alerts on the board: counted and listed; the bell, the terminal's title and its notifications for those that come."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.board.content import safe
from tui.board.messages import Alerted
from tui.notifying import notification
from watchers.alerts import Rule
from watchers.alerts.telling import headline
from watchers.archive.rows import KeptAlert
from watchers.errors import WirewatchError

if TYPE_CHECKING:
    from tui.board.app import Board
    from tui.board.reader import Reader

SECONDS = 12.0
_SAVE, _RESTORE = "\x1b[22;2t", "\x1b[23;2t"
"""The terminal's own title, kept and put back (xterm)."""


class Alerting:
    """`kept` are the last alerts, the newest first; whoever takes documents in gives them, each board tells of them."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.kept: tuple[KeptAlert, ...] = ()
        self._mark: tuple[int, ...] | None = None
        self._titled: str | None = None

    @property
    def unread(self) -> int:
        """How many nobody has looked at."""
        return sum(not each.read for each in self.kept)

    async def look(self) -> None:
        """Tells of those that have come since this was last asked; the first time of none."""
        before = self._mark
        answer = await self._board.ask(lambda reader: _news(reader, before))
        if answer is None:
            return
        last = self.kept[0].number if self.kept else 0
        self._mark, self.kept = answer
        if before is not None:
            self._tell([each for each in self.kept if each.number > last])
        self._title()
        self._board.tell()
        for screen in self._board.screen_stack:
            screen.post_message(Alerted())

    def read(self, numbers: Iterable[int] | None, read: bool = True) -> None:
        """Marks alerts, all for None: shown at once, and on every board on this archive."""
        some = None if numbers is None else list(numbers)
        self._board.run_worker(self._write(some, read), group="marks", exit_on_error=False)

    async def _write(self, numbers: Sequence[int] | None, read: bool) -> None:
        try:
            await self._board.reading.mark(lambda pen: pen.alerts(numbers, read))
        except WirewatchError as error:
            self._board.say(safe(str(error)))
        await self.look()

    def end(self) -> None:
        """Puts the terminal's title back."""
        if self._titled is not None:
            self._send(_RESTORE)

    def rule(self, kept: KeptAlert) -> Rule | None:
        """How its filter alerts now; None where it does no more."""
        from watchers.saved.filter import key

        same = (each.saved.alert for each in self._board.shelf.found if each.saved.key == key(kept.alert.filter))
        return next(same, None)

    def _tell(self, news: Sequence[KeptAlert]) -> None:
        rules = [(each, rule) for each in reversed(news) if (rule := self.rule(each))]
        if any(rule.bell for _, rule in rules):
            self._board.bell()
        for each, rule in rules:
            if rule.desktop:
                self._send(notification("wirewatch", headline(each.alert), os.environ))
        if news:
            self._board.say(safe(f"⚑ {headline(news[0].alert)} · A lists alerts", 300), "warn", SECONDS)

    def _title(self) -> None:
        """A mark while something is unread that is to be marked so; none of a document's own words go there."""
        marked = sum(not each.read and bool((rule := self.rule(each)) and rule.title) for each in self.kept)
        title = f"⚑ {marked} wirewatch" if marked else "wirewatch"
        if title == (self._titled or "wirewatch"):
            return
        self._send(f"{_SAVE if self._titled is None else ''}\x1b]2;{title}\x1b\\")
        self._titled = title

    def _send(self, sequence: str) -> None:
        """Behind what the screen is painted with, as the bell is."""
        driver = self._board._driver
        if sequence and driver is not None and not self._board.is_headless:
            driver.write(sequence)


def _news(reader: Reader, before: tuple[int, ...] | None) -> tuple[tuple[int, ...], tuple[KeptAlert, ...]] | None:
    """None where there are no others than before."""
    with reader.moment():
        mark = reader.alerts_mark()
        return None if mark == before else (mark, tuple(reader.alerts()))
