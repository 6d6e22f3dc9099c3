"""A feed's own rhythm: how many entries in each hour of the last weeks, and what follows from that.

Entries are counted by whole hours since 1970, so that a busy feed's memory stays small and no clock is needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

_HOUR = 3600
_DAY = 24
_WEEK = 7 * _DAY
_MOST = 700
"""Hours with entries that are remembered."""
_REACH = 8 * _WEEK
"""Hours before the last entry that count for the rhythm."""
_HALF = _WEEK
"""Hours after which an entry weighs half."""
_ENOUGH = 6
"""Hours with entries that make a habit."""
_UNSURE = 6
"""Hours without an entry that are supposed before the first one, so that two entries make no rush."""
_LIKELY = (0.2, 5.0)
"""How far an hour of the day may be from the mean."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`hours` are pairs of an hour since 1970 and its entries, oldest first."""

    hours: tuple[tuple[int, int], ...] = ()
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A feed that says nothing against its habit: entries a day while it spoke, and its last one."""

    per_day: float
    since: datetime


def noted(rhythm: Rhythm, entries: Iterable[datetime], now: datetime) -> Rhythm:
    """With new entries; an instant in the future counts as now, one far in the past is left out."""
    told = [min(entry, now) for entry in entries]
    if not told:
        return rhythm
    last = max([*told, *([rhythm.last] if rhythm.last else [])])
    counts = Counter(dict(rhythm.hours))
    counts.update(_hour(entry) for entry in told)
    kept = sorted(hour for hour in counts if hour > _hour(last) - _REACH)[-_MOST:]
    return Rhythm(tuple((hour, counts[hour]) for hour in kept), last)


def per_day(rhythm: Rhythm, now: datetime) -> float:
    """Entries a day over the last two weeks, or since the first one known."""
    here = _hour(now)
    recent = [(hour, count) for hour, count in rhythm.hours if here - 2 * _WEEK < hour <= here]
    if not recent:
        return 0.0
    first = max(rhythm.hours[0][0], here - 2 * _WEEK)
    return sum(count for _, count in recent) * _DAY / max(here - first + 1, _DAY)


def expected(rhythm: Rhythm, now: datetime) -> list[float]:
    """Entries to be expected in each of the next 24 hours, the present hour first."""
    here = _hour(now)
    if not rhythm.hours:
        return [0.0] * _DAY
    first = min(rhythm.hours[0][0], here)
    weighed = sum(count * _weight(here - hour) for hour, count in rhythm.hours)
    mean = weighed / (_weights(here - first) + _UNSURE)
    shape = _shape(rhythm, here)
    return [mean * shape[(here + ahead) % _DAY] for ahead in range(_DAY)]


def silence(rhythm: Rhythm, now: datetime) -> Silence | None:
    """None for a feed that keeps to its habit or has too short a history to have one.

    Gaps are measured in the entries that the feed's own week would have brought in them, so that a night or a weekend
    without any is no gap; and by the clock for feeds that are regular but slow.
    """
    if rhythm.last is None or len(rhythm.hours) < _ENOUGH:
        return None
    first, last, here = rhythm.hours[0][0], _hour(rhythm.last), _hour(now)
    span, gap = last - first + 1, here - last
    if gap < _DAY / 2:
        return None
    longest = max(later - earlier for earlier, later in pairwise(hour for hour, _ in rhythm.hours))
    by_clock = gap > (2 + 12 / len(rhythm.hours)) * longest and gap > _WEEK / 2 and span >= 3 * _DAY
    by_habit = span >= 2 * _WEEK and _unusual(rhythm, here)
    if not by_clock and not by_habit:
        return None
    return Silence(sum(count for _, count in rhythm.hours) * _DAY / max(span, _DAY), rhythm.last)


def _unusual(rhythm: Rhythm, here: int) -> bool:
    """Whether the present gap would have brought many more entries than any before it."""
    habit = _week(rhythm)
    ahead = [0.0]
    for hour in range(rhythm.hours[0][0], rhythm.hours[-1][0] + 1):
        ahead.append(ahead[-1] + habit[hour % _WEEK])
    first = rhythm.hours[0][0]
    usual = max(ahead[b - first] - ahead[a - first + 1] for (a, _), (b, _) in pairwise(rhythm.hours))
    gap = range(rhythm.hours[-1][0] + 1, here)
    missed = sum(habit) * (len(gap) // _WEEK) + sum(habit[hour % _WEEK] for hour in gap[: len(gap) % _WEEK])
    return missed >= max(6.0, 2.5 * usual) and 2 * len(gap) >= _longest_same(rhythm)


def _longest_same(rhythm: Rhythm) -> int:
    """The second longest gap by the clock: one long one may have been a holiday."""
    gaps = sorted(later - earlier for earlier, later in pairwise(hour for hour, _ in rhythm.hours))
    return gaps[-2] if len(gaps) > 1 else gaps[-1]


def _week(rhythm: Rhythm) -> list[float]:
    """Entries in each hour of the week: what its day brings, spread as the hours of the day are."""
    first, last = rhythm.hours[0][0], rhythm.hours[-1][0]
    lived, days, hours = [0] * 7, [0.0] * 7, [0.0] * _DAY
    for day in range(first // _DAY, last // _DAY + 1):
        lived[day % 7] += 1
    for hour, count in rhythm.hours:
        days[hour // _DAY % 7] += count
        hours[hour % _DAY] += count
    total = sum(hours)
    return [days[d] / max(lived[d], 1) * hours[h] / total for d in range(7) for h in range(_DAY)]


def _shape(rhythm: Rhythm, here: int) -> list[float]:
    """For each hour of the day in UTC how busy it is beside the mean, where enough days are known to tell."""
    counts = [0.0] * _DAY
    for hour, count in rhythm.hours:
        counts[hour % _DAY] += count
    days = (here - rhythm.hours[0][0]) / _DAY
    total = sum(counts)
    if days < 3 or total < 20:
        return [1.0] * _DAY
    smooth = [(counts[h - 1] + 2 * counts[h] + counts[(h + 1) % _DAY]) / 4 for h in range(_DAY)]
    mean = total / _DAY
    return [min(max((count + mean / 4) / (mean * 1.25), _LIKELY[0]), _LIKELY[1]) for count in smooth]


def _weight(age: int) -> float:
    return float(0.5 ** (max(age, 0) / _HALF))


def _weights(age: int) -> float:
    """The weight of all hours up to an age."""
    step = 0.5 ** (1 / _HALF)
    return float((1 - step ** (age + 1)) / (1 - step))


def _hour(instant: datetime) -> int:
    return int(instant.timestamp()) // _HOUR
