"""A command run for document after document, so many at a time, with an account of what came of it."""

from __future__ import annotations

import shlex
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Event

from tui.commands.job import Outcome, Say, run
from tui.commands.stream import encoded, told
from watchers.archive.following import Followed
from watchers.clean import clean_line
from watchers.errors import WirewatchError

JOBS, SECONDS = 4, 60.0
"""How many run at a time, and how long each may take, where nothing is said."""


class CommandError(WirewatchError):
    """A command of the person's that cannot be run."""

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(f"--exec “{clean_line(text, 200)}”: {problem}")


@dataclass(frozen=True, slots=True)
class Order:
    """A command with its arguments, no shell between."""

    arguments: tuple[str, ...]
    jobs: int = JOBS
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        return clean_line(Path(self.arguments[0]).name, 80)


def order_of(text: str, jobs: int = JOBS, seconds: float = SECONDS) -> Order:
    """A command line parted as a shell parts it, its program found. Raises CommandError."""
    try:
        arguments = tuple(shlex.split(text))
    except ValueError:
        raise CommandError(text, "a quotation mark in it is never closed.") from None
    if not arguments:
        raise CommandError(text, "name a command.")
    if "\x00" in text:
        raise CommandError(text, "no argument can hold a NUL.")
    found = shutil.which(arguments[0])
    if found is None:
        raise CommandError(text, f"there is no program “{clean_line(arguments[0], 80)}” that you may run.")
    return Order((str(Path(found).absolute()), *arguments[1:]), jobs, seconds)


class Crew:
    """`hand` waits while as many run as may; `failed` and all else that is to be said goes to `say`."""

    def __init__(self, order: Order, say: Say) -> None:
        self.order, self.say = order, say
        self.well = self.failed = 0
        self._running: set[int] = set()
        self._unfinished: set[int] = set()
        self._changed = Condition()
        self._stopped, self._cut = False, Event()
        self._pool = ThreadPoolExecutor(order.jobs, thread_name_prefix="exec")

    @property
    def stopped(self) -> bool:
        return self._stopped

    def hand(self, one: Followed) -> bool:
        """False where no more are begun."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or len(self._running) < self.order.jobs)
            if self._stopped:
                return False
            self._running.add(one.sequence)
        self._pool.submit(self._run, one)
        return True

    def stop(self) -> None:
        """No more are begun; those that run go on."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def cut(self) -> None:
        """Those that run are ended."""
        self.stop()
        self._cut.set()

    def end(self, patience: float) -> None:
        """Stops, and waits so many seconds for those that run before they are ended."""
        self.stop()
        with self._changed:
            self._changed.wait_for(lambda: not self._running or self._cut.is_set(), patience)
        self.cut()
        self._pool.shutdown()

    def go_on_after(self, reached: int) -> int:
        """The sequence behind which a later run misses none; `reached` is that of the last that was dealt with."""
        return min((sequence - 1 for sequence in self._unfinished), default=reached)

    @property
    def account(self) -> str:
        """`notify ran for 12 documents: 11 well, 1 failed`; with those that were ended before they were done."""
        runs = self.well + self.failed + len(self._unfinished)
        ended = f", {len(self._unfinished):,} ended before done" if self._unfinished else ""
        documents = "1 document" if runs == 1 else f"{runs:,} documents"
        return f"{self.order.name} ran for {documents}: {self.well:,} well, {self.failed:,} failed{ended}"

    def _run(self, one: Followed) -> None:
        order, outcome = self.order, Outcome(None)
        try:
            outcome = run(order.arguments, encoded(told(one)), order.seconds, self._cut, self._pass_on)
        finally:
            self._note(one, outcome)

    def _note(self, one: Followed, outcome: Outcome) -> None:
        with self._changed:
            self._running.discard(one.sequence)
            if outcome.cut:
                self._unfinished.add(one.sequence)
            elif outcome.well:
                self.well += 1
            else:
                self.failed += 1
            self._changed.notify_all()
        if not outcome.well and not outcome.cut:
            said = f": {outcome.said}" if outcome.said else ""
            self.say(f"{self.order.name} {outcome.problem} at sequence {one.sequence}{said}")

    def _pass_on(self, line: str) -> None:
        self.say(f"{self.order.name}: {line}")
