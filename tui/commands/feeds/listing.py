"""`wirewatch feeds list`: a table on a terminal, JSON lines in a pipe."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tui.commands.feeds.choosing import subscribed
from tui.commands.feeds.desk import Desk, Fare
from tui.commands.rows import table
from watchers.clean import clean_line
from watchers.subscriptions import Subscription, load

_CELL = 28
_ROOMY = 110


def run(given: Namespace, desk: Desk) -> int:
    """0, or 1 where something is wrong with the file."""
    feeds = subscribed(desk)
    wrong = bool(load(desk.path).mistakes)
    fares, tags = desk.fares(feeds), {tag.casefold() for tag in given.tag}
    shown = [(n, feed) for n, feed in enumerate(feeds, 1) if tags <= {tag.casefold() for tag in feed.tags}]
    if not feeds and not wrong:
        desk.tell("No feeds yet. wirewatch feeds add ADDRESS subscribes to one; import FILE.opml to many.")
    elif not shown and tags:
        desk.tell(f"No feed has the tag {' and '.join(given.tag)}.")
    now = desk.now()
    if given.json or not desk.stdout.isatty():
        for number, feed in shown:
            print(
                json.dumps(_told(number, feed, fares.get(feed.address, Fare())), ensure_ascii=False), file=desk.stdout
            )
    else:
        rows = [_row(number, feed, fares.get(feed.address, Fare()), now) for number, feed in shown]
        width = shutil.get_terminal_size().columns
        for line in table(_told_columns(rows, width), width):
            print(line, file=desk.stdout)
    return 1 if wrong else 0


def _told(number: int, feed: Subscription, fare: Fare) -> Mapping[str, Any]:
    return {
        "number": number,
        "name": clean_line(feed.name) or None,
        "address": feed.address,
        "tags": [clean_line(tag) for tag in feed.tags],
        "home": feed.home,
        "agency": clean_line(feed.agency or "") or None,
        "paused": feed.paused,
        "muted_until": _iso(feed.muted_until),
        "health": clean_line(fare.sentence),
        "last_success": _iso(fare.last_success),
        "next_try": None if feed.paused else _iso(fare.next_try),
        "entries_a_day": None if fare.a_day is None else round(fare.a_day, 1),
    }


def _row(number: int, feed: Subscription, fare: Fare, now: datetime) -> Mapping[str, Any]:
    name = clean_line(feed.name) or feed.address.partition("//")[2]
    return {
        "#": number,
        "feed": name if len(name) <= _CELL else f"{name[: _CELL - 1]}…",
        "success": _distance(fare.last_success, now),
        "next": "" if feed.paused else _distance(fare.next_try, now),
        "a day": "" if fare.a_day is None else f"{fare.a_day:.1f}",
        "tags": ", ".join(feed.tags)[:_CELL],
        "health": _health(feed, fare, now),
    }


def _told_columns(rows: Sequence[Mapping[str, Any]], width: int) -> list[Mapping[str, Any]]:
    """Without columns that say nothing, and where there is little room without those that the sentence says too."""
    spared = () if width >= _ROOMY else ("success", "next", "tags")
    told = {name for row in rows for name, value in row.items() if value != "" and name not in spared}
    return [{name: value for name, value in row.items() if name in told} for row in rows]


def _health(feed: Subscription, fare: Fare, now: datetime) -> str:
    if feed.paused:
        return f"paused · {fare.sentence}"
    if feed.muted_until and feed.muted(now):
        return f"muted until {feed.muted_until.astimezone(now.tzinfo):%a %-d %b %H:%M} · {fare.sentence}"
    return fare.sentence


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def _distance(moment: datetime | None, now: datetime) -> str:
    """`4 min ago`, `in 2 h`; "" where there is none."""
    if moment is None:
        return ""
    ahead = moment - now
    seconds = abs(int(ahead.total_seconds()))
    units = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))
    told = next((f"{seconds // size} {unit}" for size, unit in units if seconds >= size), "")
    if not told:
        return "now"
    return f"in {told}" if ahead > timedelta(0) else f"{told} ago"
