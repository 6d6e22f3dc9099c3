"""Whether and when a filter alerts, pure: a state and what matches in, a state and what is to be told out.

The first document is told after a moment in which those that come with it are gathered. What comes within the cooldown
or in quiet hours is held, and told as one alert when they are over. Where more than one document is needed, those that
stay too few for too long are forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from watchers.alerts.alert import Alert, Match
from watchers.alerts.rule import Rule

TOGETHER = timedelta(seconds=2)
"""What one visit of a feed brings comes within this."""
SHOWN = 20
"""Documents of which an alert tells more than their number."""
_KNOWN = 500


@dataclass(frozen=True, slots=True)
class State:
    """What is known of one filter between two documents; it is kept over a restart.

    Nothing up to the sequence `begun` counts. `known` are the last documents that counted: a later version of one
    does not count again. `gathering` are too few still; of the `count` that are `held` the newest are there.
    """

    begun: int = 0
    known: tuple[int, ...] = ()
    gathering: tuple[Match, ...] = ()
    held: tuple[Match, ...] = ()
    count: int = 0
    origins: tuple[str, ...] = ()
    since: datetime | None = None
    met: datetime | None = None
    cooled: int = 0
    hushed: int = 0
    fired: datetime | None = None


def decide(
    name: str, rule: Rule, state: State, matches: Sequence[Match], now: datetime, zone: tzinfo | None = None
) -> tuple[State, Alert | None]:
    """Takes documents that match at `now`, oldest first, or none; `zone` is the person's, None this machine's."""
    state = _taken(rule, state, matches, now, zone)
    when = due(rule, state, zone)
    if when is None or now < when or state.since is None:
        return state, None
    shown = tuple(reversed(state.held))
    alert = Alert(name, now, state.since, state.count, len(state.origins), shown, state.cooled, state.hushed)
    return State(state.begun, state.known, fired=now), alert


def due(rule: Rule, state: State, zone: tzinfo | None = None) -> datetime | None:
    """When what is held is to be told; None where nothing is."""
    if state.met is None:
        return None
    when = state.met + TOGETHER
    if state.fired is not None:
        when = max(when, state.fired + rule.every)
    if rule.quiet is not None and rule.quiet.covers(when, zone):
        when = rule.quiet.over(when, zone)
    return when


def simulated(
    name: str, rule: Rule, matches: Sequence[Match], until: datetime, zone: tzinfo | None = None
) -> tuple[list[Alert], State]:
    """The alerts that documents would have given, oldest first, had each been seen as it came in; what is held then."""
    state, alerts = State(), list[Alert]()

    def pass_to(moment: datetime) -> None:
        nonlocal state
        while (when := due(rule, state, zone)) is not None and when <= moment:
            state, alert = decide(name, rule, state, (), when, zone)
            alerts.extend([alert] if alert else [])

    for match in matches:
        pass_to(match.at)
        state, alert = decide(name, rule, state, [match], match.at, zone)
        alerts.extend([alert] if alert else [])
    pass_to(until)
    return alerts, state


def _taken(rule: Rule, state: State, matches: Sequence[Match], now: datetime, zone: tzinfo | None) -> State:
    known = dict.fromkeys(state.known)
    news: list[Match] = []
    for match in matches:
        if match.document not in known:
            known[match.document] = None
            news.append(match)
    if not news:
        return state
    state = replace(state, known=tuple(known)[-_KNOWN:])
    gathering = _lasting(rule, (*state.gathering, *news))
    if state.met is None and not _enough(rule, gathering):
        return replace(state, gathering=gathering)
    return _hold(rule, state, gathering, now, zone)


def _hold(rule: Rule, state: State, more: Sequence[Match], now: datetime, zone: tzinfo | None) -> State:
    hushed = rule.quiet is not None and rule.quiet.covers(now, zone)
    cooled = not hushed and state.fired is not None and now < state.fired + rule.every
    return replace(
        state,
        gathering=(),
        held=(*state.held, *more)[-SHOWN:],
        count=state.count + len(more),
        origins=tuple(dict.fromkeys([*state.origins, *(match.origin for match in more)])),
        since=state.since or more[0].at,
        met=state.met or now,
        cooled=state.cooled + len(more) * cooled,
        hushed=state.hushed + len(more) * hushed,
    )


def _lasting(rule: Rule, matches: Sequence[Match]) -> tuple[Match, ...]:
    """Those that came within the rule's time before the last."""
    last = max(match.at for match in matches)
    return tuple(match for match in matches if match.at > last - rule.within)


def _enough(rule: Rule, matches: Sequence[Match]) -> bool:
    return len(matches) >= rule.at_least and len({match.origin for match in matches}) >= rule.origins
