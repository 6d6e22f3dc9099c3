"""When a feed is visited next, pure: neither a clock nor chance, `now` and `jitter` (0 to 1) are handed in.

A feed is visited about eight times for each entry that its rhythm lets expect, two minutes to a day apart. What the
publisher asks for (freshness, ttl, hours and days to skip) puts a visit off, what fails does so longer and longer,
but never for more than a day; only Retry-After and hours to skip may ask for up to a week.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from watchers.sources.feeds.rhythm import expected, noted
from watchers.sources.feeds.state import NEVER, FeedState, Hints, Outcome, Problem, decoded, encoded

__all__ = [
    "NEVER",
    "FeedState",
    "Hints",
    "Outcome",
    "Problem",
    "after",
    "decoded",
    "due",
    "encoded",
    "moved_by_hand",
    "poll_now",
    "resumed",
    "wished",
]

SOONEST, LATEST = timedelta(minutes=2), timedelta(hours=24)
_LONGEST_WISH = timedelta(days=7)
_FIRST_FAILURE = timedelta(minutes=5)
_LASTING = timedelta(minutes=30)
"""The wait after a first failure that seldom heals by itself."""
_HEALS = frozenset(["dns", "refused", "unreachable", "timeout", "protocol", "proxy", "limited"])
_LOCAL = timedelta(minutes=2)
_UNKNOWN = timedelta(minutes=30)
"""The shortest wait for a feed whose rhythm is not known."""
_SHARE = 0.125
"""Of an entry, to be expected between two visits."""
_SPREAD = 0.1
_MOVED_FOR_GOOD = 3
_DAYS = 7 * 24


def due(state: FeedState) -> datetime:
    """When to visit; NEVER for a feed that is paused or gone, the beginning of time for one never visited."""
    if state.paused or state.gone:
        return NEVER
    return state.due or datetime.min.replace(tzinfo=NEVER.tzinfo)


def after(state: FeedState, outcome: Outcome, now: datetime, jitter: float) -> FeedState:
    """The state after a visit that ended `now`."""
    state = replace(state, tried=now, barred=None)
    state = _read(state, outcome, now) if outcome.kind in {"new", "unchanged"} else _failed(state, outcome, now)
    if outcome.retry_after:
        state = replace(state, barred=_later(now, min(timedelta(seconds=outcome.retry_after), _LONGEST_WISH)))
    return replace(state, due=_next(state, outcome, now, min(max(jitter, 0.0), 1.0)))


def wished(state: FeedState, every: int | None, paused: bool, muted_until: datetime | None, now: datetime) -> FeedState:
    """With what a person has set: seconds between visits, a pause, a time without notice."""
    since = (state.paused or now) if paused else None
    tried = state.tried or now
    sooner = _later(tried, _bounded(timedelta(seconds=every))) if every and every != state.every else state.due
    when = state.due if state.due is None or sooner is None or state.problem else min(state.due, sooner)
    return replace(state, every=every, paused=since, muted_until=muted_until, due=_unbarred(state, when))


def poll_now(state: FeedState, now: datetime) -> FeedState:
    """Due now, whatever the rhythm says; a feed that wants no visit yet (Retry-After) is due as soon as it does."""
    return replace(state, due=_unbarred(state, now))


def resumed(state: FeedState, now: datetime) -> FeedState:
    """Visited again, also where it was gone."""
    return poll_now(replace(state, gone=None, paused=None, failures=0), now)


def moved_by_hand(state: FeedState, address: str | None) -> FeedState:
    """With another address, or that of the subscription again; the server's tokens belong to the old one."""
    return replace(
        state, address=address, taken_over=None, moved=None, moved_answers=0, etag=None, modified=None, content=0
    )


def _read(state: FeedState, outcome: Outcome, now: datetime) -> FeedState:
    state = replace(
        state,
        known_since=state.known_since or now,
        succeeded=now,
        changed=now if outcome.entries else state.changed,
        brought=len(outcome.entries),
        problem=None,
        failures=0,
        gone=None,
        warning=outcome.warning if outcome.kind == "new" else state.warning,
        rhythm=noted(state.rhythm, outcome.entries, now),
        hints=_hints(state.hints, outcome) if outcome.hints else state.hints,
    )
    return _moved(state, outcome.moved, now)


def _hints(held: Hints, outcome: Outcome) -> Hints:
    """An unchanged feed tells only how long it is fresh; what it asked for in its text still holds."""
    told = outcome.hints or Hints()
    return told if outcome.kind == "new" else replace(held, fresh=told.fresh)


def _moved(state: FeedState, address: str | None, now: datetime) -> FeedState:
    """An address is taken over with the third answer in a row that points to it."""
    if address is None or address == state.address:
        return replace(state, moved=None, moved_answers=0)
    answers = state.moved_answers + 1 if address == state.moved else 1
    if answers < _MOVED_FOR_GOOD:
        return replace(state, moved=address, moved_answers=answers)
    return replace(state, address=address, taken_over=now, moved=None, moved_answers=0)


def _failed(state: FeedState, outcome: Outcome, now: datetime) -> FeedState:
    trouble = outcome.trouble or outcome.kind
    held = state.problem
    same = held is not None and (held.trouble, held.status) == (trouble, outcome.status)
    since = held.since if held is not None and same else now
    return replace(
        state,
        problem=Problem(trouble, since, outcome.status, outcome.reason),
        failures=state.failures + (0 if outcome.local else 1),
        gone=now if outcome.kind == "gone" else state.gone,
        brought=0,
    )


def _next(state: FeedState, outcome: Outcome, now: datetime, jitter: float) -> datetime:
    """Chance only ever puts a visit off that the publisher has put off; the rest it spreads to both sides."""
    if outcome.local:
        return _later(now, max(_LOCAL, _LOCAL * (1 + jitter)))
    if state.problem:
        return _unbarred(state, _later(now, _backed_off(state, jitter)), jitter) or now
    spread = 1 - _SPREAD + 2 * _SPREAD * jitter
    if state.every:
        return _unbarred(state, _later(now, _bounded(timedelta(seconds=state.every))), jitter) or now
    wait = _bounded(_by_rhythm(state, now) * spread)
    asked = max(state.hints.fresh or 0, state.hints.every or 0)
    wait = max(wait, _bounded(timedelta(seconds=min(asked, LATEST.total_seconds())) * (1 + _SPREAD * jitter)))
    when = _unskipped(state.hints, _later(now, wait), jitter)
    return _unbarred(state, when, jitter) or now


def _backed_off(state: FeedState, jitter: float) -> timedelta:
    heals = state.problem is not None and (state.problem.trouble in _HEALS or (state.problem.status or 0) >= 500)
    first = _FIRST_FAILURE if heals else _LASTING
    wait = min(first * 2 ** min(max(state.failures - 1, 0), 16), LATEST)
    own = timedelta(seconds=state.every or 0)
    return _bounded(max(wait * (1 - _SPREAD * jitter), own))


def _by_rhythm(state: FeedState, now: datetime) -> timedelta:
    """The time in which the share of an entry is to be expected.

    A feed that has told no instant yet is taken for one that would bring an entry in as long as it has been known.
    """
    if not state.rhythm.hours:
        return max(_UNKNOWN, (now - (state.known_since or now)) * _SHARE)
    reached = 0.0
    left = 1 - (now.minute * 60 + now.second) / 3600
    for ahead, rate in enumerate(expected(state.rhythm, now)):
        length = left if ahead == 0 else 1.0
        if reached + rate * length >= _SHARE:
            begun = 0.0 if ahead == 0 else left + ahead - 1
            return timedelta(hours=begun + (_SHARE - reached) / rate)
        reached += rate * length
    return LATEST


def _unskipped(hints: Hints, when: datetime, jitter: float) -> datetime:
    """The first instant from then on that is in no hour and on no day to skip; hints that leave none are no hints."""
    at = when
    for _ in range(_DAYS):
        if at.hour not in hints.skip_hours and at.weekday() not in hints.skip_days:
            return at
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1, minutes=5 * jitter)
    return when


def _unbarred(state: FeedState, when: datetime | None, jitter: float = 0.0) -> datetime | None:
    if when is None or state.barred is None:
        return when
    return max(when, state.barred + SOONEST * jitter)


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SOONEST), LATEST)


def _later(now: datetime, wait: timedelta) -> datetime:
    """Bounded by the end of time."""
    return now + min(wait, NEVER - now)
