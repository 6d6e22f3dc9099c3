"""Looks at what the archive keeps for the saved filters that alert, in a thread of the process that takes documents in.

Whoever takes documents in holds the archive's lock: so each alert is given once, however many boards are open.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchers.alerts import Alert, Match, Rule, State, decide, due
from watchers.archive.alerts import AlertBook
from watchers.archive.following import Followed
from watchers.archive.presence import there
from watchers.archive.rows import KeptAlert
from watchers.archive.sieving import Sieve
from watchers.errors import SettingsError, WirewatchError
from watchers.filters import Filter
from watchers.filters.calling import Names
from watchers.saved import Saved, load
from watchers.saved.filter import key
from watchers.saved.understanding import understood
from watchers.tables.loading import stamp

_SOME = 50
_LOOK_SECONDS = 0.5
"""How often it is looked whether something is due, or the file of filters has changed."""
_AGAIN = timedelta(seconds=10)
"""After which a filter that means nothing yet is looked up again: documents bring names along."""
_FAR = 500
"""Documents after which it is noted how far it has come, though none of them matched."""

Act = Callable[[Rule, KeptAlert, Followed | None], str | None]
"""Tells an alert outside, with its last document; why that could not be, as a sentence, else None."""
Given = Callable[[Sequence[tuple[Rule, Alert]]], None]
OpenNames = Callable[[], AbstractContextManager[Names]]


def utc_now() -> datetime:
    """Now, where no test says another time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """`archive` and `filters` are files that need not exist yet; `given` is called after alerts were kept.

    `names` opens what names mean. `wrong` is called with why none can be given, and with "" once they can again.
    """

    archive: Path
    filters: Path
    names: OpenNames
    act: Act
    given: Given = lambda _: None
    wrong: Callable[[str], None] = lambda _: None
    clock: Callable[[], datetime] = utc_now


@dataclass(frozen=True, slots=True)
class _Watched:
    """A saved filter that alerts, with what it asks for."""

    saved: Saved
    rule: Rule
    filter: Filter


class Alerting:
    """`ring` says that something may have been kept, `end` ends it; what goes wrong is in `problem` until it is well.

    Where it cannot go on it begins again; no document is lost by that, for it goes on where it was.
    """

    def __init__(self, desk: Desk) -> None:
        self.problem = ""
        self._desk = desk
        self._first: int | None = None
        self._left = False
        self._bell, self._ending = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="alerts", daemon=True)

    def start(self) -> None:
        """From what the archive has now on; call it before anything comes in."""
        self._first = _newest(self._desk.archive)
        self._thread.start()

    def ring(self) -> None:
        """There may be something new."""
        self._bell.set()

    def end(self, patience: float = 5.0) -> None:
        """After what it has in hand."""
        self._ending.set()
        self._bell.set()
        if self._thread.ident:
            self._thread.join(patience)

    def _run(self) -> None:
        while not self._ending.is_set():
            if self._left and there(self._desk.archive) is None:  # the service says so
                self._ending.wait(_LOOK_SECONDS)
                continue
            begun = _Round(self._desk, self._pause, self._first, lambda: self._note(""))
            try:
                begun.run()
            except (WirewatchError, OSError) as error:
                self._note(str(error))
            self._first = None if begun.begun else self._first
            self._left = begun.begun
            self._ending.wait(2 * _LOOK_SECONDS)

    def _note(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            self._desk.wrong(problem)

    def _pause(self) -> bool:
        """Until something may have come; False where it is to end."""
        self._bell.wait(_LOOK_SECONDS)
        self._bell.clear()
        return not self._ending.is_set()


class _Round:
    """From opening the archive until it is to end, or fails."""

    def __init__(self, desk: Desk, pause: Callable[[], bool], first: int | None, well: Callable[[], None]) -> None:
        """What is set already when it begins counts from the version `first` on; what is set later, from then."""
        self._desk, self._pause, self._first, self._well = desk, pause, first, well
        self._watched: tuple[_Watched, ...] = ()
        self._muted: tuple[tuple[Saved, Filter], ...] = ()
        self._stamp: tuple[int, ...] | None = None
        self._unknown_until: datetime | None = None
        self._embargoed: list[tuple[datetime, int]] = []
        self._states: dict[str, State] = {}
        self._alerting: frozenset[str] = frozenset()
        self.begun = False
        self._reached = self._noted = 0

    def run(self) -> None:
        """Ends as well where another archive lies there, or none. Raises WirewatchError, OSError."""
        held = there(self._desk.archive)
        sieve, book = Sieve(self._desk.archive), AlertBook(self._desk.archive)
        try:
            self._begin(sieve, book)
            self.begun = True
            self._well()
            while True:
                if there(self._desk.archive) != held:
                    return
                self._look(sieve, book)
                more = self._step(sieve, book)
                if not more and not self._pause():
                    break
            self._note(book)
        finally:
            book.close()
            sieve.close()

    def _begin(self, sieve: Sieve, book: AlertBook) -> None:
        reached, newest = book.reached(), sieve.newest()
        self._first = newest if self._first is None else min(self._first, newest)
        self._reached = self._noted = self._first if reached is None or reached > newest else reached
        self._states = book.states()
        self._embargoed = sieve.embargoed(self._reached, self._desk.clock())
        heapq.heapify(self._embargoed)
        self._look(sieve, book)
        rules = {each.saved.key: each.rule for each in self._watched}
        for kept in book.undone():
            self._tell(book, kept, rules, None)

    # ------------------------------------------------------------------------------------- what alerts
    def _look(self, sieve: Sieve, book: AlertBook) -> None:
        """Reads the file where it has changed, and again later where something in it means nothing yet."""
        now, at = self._desk.clock(), stamp(self._desk.filters)
        if at == self._stamp and not (self._unknown_until and now >= self._unknown_until):
            return
        self._stamp, self._unknown_until = at, None
        try:
            saved = load(self._desk.filters).filters
        except SettingsError:  # half written, or a slip: the board and the commands say so
            return
        self._alerting = frozenset(each.key for each in saved if each.alert)
        self._watched, self._muted = (), ()
        if self._alerting:
            self._understand(saved, now)
        first, self._first = self._first, None
        if strange := self._alerting - self._states.keys():
            begun = sieve.newest() if first is None else first
            self._states |= {name: State(begun) for name in strange}
            book.keep(self._reached, self._kept())

    def _understand(self, saved: Sequence[Saved], now: datetime) -> None:
        with self._desk.names() as names:
            found = understood(saved, names)
        if any(each.problem for each in found if each.saved.alert):
            self._unknown_until = now + _AGAIN
        meant = [(each.saved, each.filter) for each in found if each.filter]
        self._watched = tuple(_Watched(one, one.alert, asked) for one, asked in meant if one.alert)
        self._muted = tuple((one, asked) for one, asked in meant if one.muted_until)

    # ------------------------------------------------------------------------------------- what comes in
    def _step(self, sieve: Sieve, book: AlertBook) -> bool:
        """Whether there is more at hand."""
        if not self._watched:
            self._reached = sieve.newest()
            return False
        now = self._desk.clock()
        some = sieve.after(self._reached, _SOME)
        lifted = [one for one in self._lifted(sieve, now) if one is not None]
        news: dict[str, list[Match]] = {}
        last: dict[int, Followed] = {}
        for one in (*lifted, *some):
            self._sift(sieve, one, now, news, last)
        self._reached = some[-1].sequence if some else self._reached
        self._decide(book, news, last, now)
        return bool(some)

    def _sift(
        self, sieve: Sieve, one: Followed, now: datetime, news: dict[str, list[Match]], last: dict[int, Followed]
    ) -> None:
        embargo = one.read[0].embargo if one.read else None
        if embargo is not None and embargo > now:
            heapq.heappush(self._embargoed, (embargo, one.sequence))
            return
        unwanted = [asked for saved, asked in self._muted if saved.muted(now)]
        wanted = [each for each in self._watched if one.sequence > self._states[each.saved.key].begun]
        for each, match in zip(wanted, sieve.matching(one, [w.filter for w in wanted], unwanted, now), strict=True):
            if match:
                news.setdefault(each.saved.key, []).append(match)
                last[match.document] = one

    def _lifted(self, sieve: Sieve, now: datetime) -> list[Followed | None]:
        lifted = []
        while self._embargoed and self._embargoed[0][0] <= now:
            lifted.append(sieve.unless_superseded(heapq.heappop(self._embargoed)[1]))
        return lifted

    def _decide(self, book: AlertBook, news: dict[str, list[Match]], last: dict[int, Followed], now: datetime) -> None:
        alerts: list[tuple[Rule, Alert]] = []
        changed = False
        for each in self._watched:
            key, before = each.saved.key, self._states[each.saved.key]
            if key not in news and not _is_due(each.rule, before, now):
                continue
            self._states[key], alert = decide(each.saved.name, each.rule, before, news.get(key, ()), now)
            changed = changed or self._states[key] != before
            alerts.extend([(each.rule, alert)] if alert else [])
        if changed:
            numbers = book.keep(self._reached, self._kept(), [alert for _, alert in alerts])
            self._noted = self._reached
            if alerts:
                self._desk.given(alerts)
            for number, (rule, alert) in zip(numbers, alerts, strict=True):
                self._act(book, KeptAlert(number, alert), rule, last)
        elif self._reached - self._noted >= _FAR:
            self._note(book)

    def _kept(self) -> dict[str, State]:
        """Of filters that alert no more nothing is kept: set again they begin anew."""
        self._states = {name: state for name, state in self._states.items() if name in self._alerting}
        return self._states

    def _note(self, book: AlertBook) -> None:
        if self._reached != self._noted:
            book.keep(self._reached, self._kept())
            self._noted = self._reached

    # -------------------------------------------------------------------------------------- telling it
    def _tell(self, book: AlertBook, kept: KeptAlert, rules: dict[str, Rule], last: dict[int, Followed] | None) -> None:
        rule = rules.get(key(kept.alert.filter))
        if rule is None:
            book.done(kept.number, None)
        else:
            self._act(book, kept, rule, last or {})

    def _act(self, book: AlertBook, kept: KeptAlert, rule: Rule, last: dict[int, Followed]) -> None:
        one = last.get(kept.alert.matches[0].document) if kept.alert.matches else None
        if one is None and kept.alert.matches and rule.command:
            one = self._shown(kept.alert.matches[0].document)
        problem = self._desk.act(rule, kept, one) if rule.command or rule.file else None
        book.done(kept.number, problem)

    def _shown(self, document: int) -> Followed | None:
        with suppress(WirewatchError):
            sieve = Sieve(self._desk.archive)
            try:
                return next(iter(sieve.shown([document])), None)
            finally:
                sieve.close()
        return None


def _newest(archive: Path) -> int | None:
    """What an archive has; 0 for none yet, None where it cannot be asked, which is tried again."""
    try:
        if not archive.exists() or not archive.stat().st_size:
            return 0
        sieve = Sieve(archive)
    except (WirewatchError, OSError):
        return None
    try:
        return sieve.newest()
    finally:
        sieve.close()


def _is_due(rule: Rule, state: State, now: datetime) -> bool:
    when = due(rule, state)
    return when is not None and when <= now
