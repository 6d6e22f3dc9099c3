"""`wirewatch alerts test`: what a filter would have told of the documents that the archive has."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from tui.commands.alerts import wording
from tui.commands.filters.choosing import one, saved_in
from tui.commands.filters.desk import Desk, UsageError
from tui.commands.filters.listing import meant
from watchers.alerts import Alert, Match, Rule, State, simulated
from watchers.alerts.telling import as_json, held, stamp
from watchers.archive.reader import Reader
from watchers.archive.rows import Row
from watchers.archive.sieving import Sieve, match_of
from watchers.clean import clean_line
from watchers.errors import ArchiveError
from watchers.filters import Filter, Term
from watchers.filters.times import kept, span

_PART = 200
_SHOWN = 5
_LONGEST = 300


def run(given: Namespace, desk: Desk, archive: Path) -> int:
    """0, or 1 where the filter cannot be understood. Raises UsageError, ArchiveError."""
    saved = one(desk, given.name)
    (found,) = meant(desk, [saved], saved_in(desk))
    if found.filter is None:
        raise found.problem or UsageError(f"what “{saved.name}” asks for is not known.")
    rule, now = saved.alert or Rule(), desk.now()
    since = _since(given.since, now)
    matches = _matches(archive, found.filter, since, now)
    alerts, left = simulated(saved.name, rule, matches, now)
    if given.json or not desk.stdout.isatty():
        for alert in alerts:
            print(json.dumps(as_json(alert), ensure_ascii=False), file=desk.stdout)
    else:
        for line in _lines(alerts, now):
            print(clean_line(line, _LONGEST), file=desk.stdout)
    if saved.alert is None:
        desk.tell(f"“{saved.name}” does not alert yet: this is how it would with what holds where nothing is set.")
    desk.tell(f"Rule: {wording.told(rule)}.")
    desk.tell(account(saved.name, since, matches, alerts, left))
    return 0


def account(name: str, since: datetime, matches: Sequence[Match], alerts: Sequence[Alert], left: State) -> str:
    """`“Goma” would have alerted 3 times since …, with 14 of 17 documents; held back: 9 by the cooldown, 2 by …`."""
    told = sum(alert.count for alert in alerts)
    cooled = sum(alert.cooled for alert in alerts) + left.cooled
    hushed = sum(alert.hushed for alert in alerts) + left.hushed
    times = {0: "never", 1: "once"}.get(len(alerts), f"{len(alerts):,} times")
    of = f", with {told:,} of {_documents(len(matches))}" if matches else "; no document of that time matches"
    back = f" Held back and told together: {cooled:,} by the cooldown, {hushed:,} by quiet hours." if alerts else ""
    still = f" {_documents(left.count)} would be held still." if left.count else ""
    few = len(matches) - told - left.count
    lost = f" {_documents(few)} {'was' if few == 1 else 'were'} too few to alert." if few else ""
    return f"“{name}” would have alerted {times} since {stamp(since)}{of}.{back}{still}{lost}"


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count:,} documents"


def _since(text: str, now: datetime) -> datetime:
    value = kept(text)
    found = span(value, now) if value else None
    if found is None:
        raise UsageError(f"--since “{text}” is no time that is understood; give 7d, 24h, monday or 2026-11-20.")
    return found[0]


def _matches(archive: Path, wanted: Filter, since: datetime, now: datetime) -> list[Match]:
    """Those that came in since then, oldest first; raises ArchiveError where there is no archive."""
    if not archive.exists():
        raise ArchiveError(archive, "there is no archive here yet. Start wirewatch on a folder to make one.")
    news = (Term("is", ("backlog",), negated=True), Term("is", ("killed",), negated=True))
    asked = Filter((*wanted.terms, *news, Term("is", ("embargoed",), negated=True)))
    with closing(Reader.open(archive)) as reader, closing(Sieve(archive)) as sieve:
        rows = takewhile(lambda row: row.received >= since, _rows(reader, asked, now))
        shown = (one for part in _parts([row.document for row in rows]) for one in sieve.shown(part))
        matches = [match_of(one, wanted) for one in shown if one.read]
    return sorted(matches, key=lambda match: match.at)


def _rows(reader: Reader, asked: Filter, now: datetime) -> Iterator[Row]:
    """Newest first by receipt: the backlog, which stands where its own time puts it, is not asked for."""
    for part in _parts(reader.numbers(asked, now)):
        yield from reader.rows(part)


def _parts(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + _PART] for start in range(0, len(numbers), _PART)]


def _lines(alerts: Sequence[Alert], now: datetime) -> list[str]:
    """An alert with its documents, times in the person's zone."""
    lines = []
    for alert in alerts:
        count = "1 document" if alert.count == 1 else f"{alert.count:,} documents"
        why = f" ({held(alert)})" if held(alert) else ""
        lines.append(f"⚑ {alert.at.astimezone(now.tzinfo):%a %d %b %H:%M}  {count}{why}")
        lines += [f"    {_of(match, now)}" for match in alert.matches[:_SHOWN]]
        more = alert.count - min(len(alert.matches), _SHOWN)
        lines += [f"    and {more:,} more"] if more else []
    return lines


def _of(match: Match, now: datetime) -> str:
    words = f"  [{', '.join(match.words)}]" if match.words else ""
    return f"{match.at.astimezone(now.tzinfo):%H:%M}  {match.title}  ({match.origin}){words}"
