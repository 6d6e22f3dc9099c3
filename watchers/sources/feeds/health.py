"""How a feed is doing, in one plain sentence: what happened, since when, and what happens next; pure, times in UTC."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from watchers.clean import clean_line
from watchers.sources.feeds.rhythm import silence
from watchers.sources.feeds.state import NEVER, FeedState, Problem

State = Literal["live", "waiting", "failing", "off"]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three")
_NEWS_OF_A_MOVE = timedelta(days=7)
_STATUS = {
    400: "the server does not understand the request",
    401: "it asks for a name and a password",
    402: "it asks for a payment",
    403: "access is refused",
    404: "there is nothing at this address",
    407: "the proxy asks for a name and a password",
    408: "the server ended the visit as too slow",
    410: "gone",
    429: "too many visits",
    451: "withheld for legal reasons",
    500: "the server has an error",
    502: "the server behind it does not answer",
    503: "server is overloaded",
    504: "the server behind it is too slow",
}
_TROUBLE = {
    "dns": "The name of its server is not known",
    "refused": "The server refuses the connection",
    "unreachable": "The server cannot be reached",
    "timeout": "The server is too slow",
    "tls": "The connection is not safe",
    "too-large": "The answer is too large",
    "encoding": "The answer is packed in a way that is not read",
    "redirects": "It is sent on too often",
    "private": "It is on a private network, which is not allowed for this feed",
    "scheme": "Its address is neither http nor https",
    "protocol": "The server's answer is no HTTP",
    "proxy": "The proxy does not answer",
    "page": "A web page answers instead of a feed",
    "empty": "The answer is empty",
    "unreadable": "The feed cannot be read",
}


def standing(state: FeedState, now: datetime) -> State:
    """For the panel: `waiting` was not visited yet or is silent, `off` is not visited."""
    if state.paused or state.gone:
        return "off"
    if state.problem:
        return "failing"
    return "waiting" if state.succeeded is None or silence(state.rhythm, now) else "live"


def sentence(state: FeedState, now: datetime) -> str:
    """The gravest of what there is to say; a mute stands behind it."""
    told = _paused(state, now) or _in_trouble(state, now) or _moved(state, now) or _running(state, now)
    muted = state.muted_until is not None and state.muted_until > now
    return f"{told}{_mute(state.muted_until, now) if muted and state.muted_until else ''}."


def _mute(until: datetime, now: datetime) -> str:
    forever = until.year >= NEVER.year
    return f"; muted {'until you end it' if forever else f'until {_since(until, now)}'}, still collected"


def _paused(state: FeedState, now: datetime) -> str:
    if state.gone:
        return f"Gone (410) since {_since(state.gone, now)}; paused until you resume it"
    return f"Paused since {_since(state.paused, now)}; not visited until you resume it" if state.paused else ""


def _in_trouble(state: FeedState, now: datetime) -> str:
    problem = state.problem
    if problem is None:
        return ""
    barred = state.barred is not None and state.barred > now and state.due is not None and state.barred >= state.due
    then = "no visit is wanted before then; tried again" if barred else "tried again"
    return f"{_what(problem)} since {_since(problem.since, now)}; {then} {_next(state, now)}"


def _what(problem: Problem) -> str:
    reason = clean_line(problem.reason, 200).rstrip(". ")
    if problem.trouble == "limited":
        return f"Limited ({problem.status or 429}): {reason or _STATUS[429]}"
    if problem.status and problem.trouble in {"http", "failed"} and f"HTTP {problem.status}" not in reason:
        told = reason or _STATUS.get(problem.status) or ("the server has an error" if problem.status >= 500 else "")
        return f"HTTP {problem.status} ({told})" if told else f"HTTP {problem.status}"
    if problem.trouble in {"page", "empty"} or not reason:
        return _TROUBLE.get(problem.trouble, "The visit failed")
    return reason[0].upper() + reason[1:]


def _moved(state: FeedState, now: datetime) -> str:
    if state.moved:
        left = max(3 - state.moved_answers, 1)
        more = f"{_NUMBERS[left]} more identical answer{'s' if left > 1 else ''}"
        return f"Moved for good to {clean_line(state.moved, 200)}; taken over after {more}"
    if state.address and state.taken_over and now - state.taken_over < _NEWS_OF_A_MOVE:
        taken = f"taken over {_at(state.taken_over, now)}; next visit {_next(state, now)}"
        return f"Moved for good to {clean_line(state.address, 200)}; {taken}"
    return ""


def _running(state: FeedState, now: datetime) -> str:
    if state.succeeded is None:
        return f"Not visited yet; first visit {_next(state, now)}"
    then = f"next visit {_next(state, now)}"
    quiet = silence(state.rhythm, now)
    if quiet:
        return f"Usually {often(quiet.per_day)}, none since {_since(quiet.since, now)}; {then}"
    if state.warning:
        return f"Read {_at(state.succeeded, now)}, though {_inner(state.warning)}; {then}"
    if state.brought:
        return (
            f"{state.brought:,} new {'entry' if state.brought == 1 else 'entries'} {_at(state.succeeded, now)}; {then}"
        )
    last = f", the last new entry came {_at(state.changed, now)}" if state.changed else ""
    return f"Nothing new {_at(state.succeeded, now)}{last}; {then}"


def _inner(warning: str) -> str:
    """A sentence as a part of another."""
    line = clean_line(warning, 200).rstrip(".")
    words = line.split(" ", 1)
    return line[0].lower() + line[1:] if words[0] in {"The", "It", "Only", "One", "Its", "A", "Lines"} else line


def often(per_day: float) -> str:
    """12 a day, 3 a week, fewer than one a week."""
    if per_day >= 1.5:
        return f"{per_day:,.0f} a day"
    if per_day * 7 >= 1.5:
        return f"{per_day * 7:.0f} a week"
    return "one a week" if per_day * 7 >= 0.7 else "fewer than one a week"


def _next(state: FeedState, now: datetime) -> str:
    return "now" if state.due is None or state.due <= now else _at(state.due, now)


def _at(instant: datetime, now: datetime) -> str:
    days = (instant.date() - now.date()).days
    clock = f"at {instant:%H:%M}"
    if days in {-1, 0, 1}:
        return {-1: f"yesterday {clock}", 0: clock, 1: f"tomorrow {clock}"}[days]
    return f"on {_DAYS[instant.weekday()]} {clock}" if -7 < days < 7 else f"on {_date(instant, now)}"


def _since(instant: datetime, now: datetime) -> str:
    days = (instant.date() - now.date()).days
    if days in {-1, 0, 1}:
        return {-1: "yesterday ", 0: "", 1: "tomorrow "}[days] + f"{instant:%H:%M}"
    return _DAYS[instant.weekday()] if -7 < days < 7 else _date(instant, now)


def _date(instant: datetime, now: datetime) -> str:
    day = f"{instant.day} {_MONTHS[instant.month - 1]}"
    return day if instant.year == now.year else f"{day} {instant.year}"
