"""Runs of capitalised words: what looks like a name before anyone knows whose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watchers.analysis.lexicon.entries import Layer
from watchers.analysis.probe import Match, Matches
from watchers.analysis.tokens import Gap, Shape, Tokens

_PARTICLES = frozenset(
    "al el ad ar ash ul bin ibn bint abu de del della der den di da dos du la le van von ter ten y e zu ez".split()
)
NEVER_A_NAME = frozenset(
    """the a an this that these those he she it they we i you his her its their our my your in on at by for from to of
    with and or but as if when while after before since until although because however meanwhile earlier later also
    there here what who which where why how not no yes both some many most all several each every one two three four
    five six seven eight nine ten more less than then so such only even just still yet now today yesterday tomorrow
    according despite during under over between against about into through across near is are was were has have had
    will would could should may might must can do does did be been being say says said told mr mrs ms""".split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, from `first` up to and without `stop`; small particles inside count."""

    first: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.first


def capital_runs(tokens: Tokens, matches: Matches) -> list[Run]:
    """The runs in reading order. Function words and calendar words begin and end none; a comma or stop ends one."""
    calendar = {i for m in matches.get(Layer.CALENDAR, ()) for i in range(m.first, m.stop)}
    runs: list[Run] = []
    first = -1
    for i in range(len(tokens) + 1):
        inside = i < len(tokens) and _capital(tokens, i) and i not in calendar
        if first >= 0 and (not inside or not tokens.joined(i)):
            if i < len(tokens) and not inside and tokens.joined(i) and _bridges(tokens, i, calendar):
                continue
            runs += _parts(tokens, first, i)
            first = -1
        if inside and first < 0:
            first = i
    return runs


def run_at(runs: list[Run], count: int) -> list[Run | None]:
    """For each of `count` words the run it stands in."""
    owner: list[Run | None] = [None] * count
    for run in runs:
        for i in range(run.first, run.stop):
            owner[i] = run
    return owner


def covered(matches: list[Match], count: int) -> list[bool]:
    """For each of `count` words whether one of the matches stands over it."""
    over = [False] * count
    for match in matches:
        over[match.first : match.stop] = [True] * len(match)
    return over


def _capital(tokens: Tokens, i: int) -> bool:
    return bool(tokens.shape[i] & Shape.CAPITAL) and tokens.key[i] not in NEVER_A_NAME


def _bridges(tokens: Tokens, i: int, calendar: set[int]) -> bool:
    following = i + 1
    return (
        tokens.key[i] in _PARTICLES
        and following < len(tokens)
        and tokens.joined(following)
        and _capital(tokens, following)
        and following not in calendar
    )


def _parts(tokens: Tokens, first: int, stop: int) -> Iterator[Run]:
    """The owner and what is owned are two names: `Chad's State Council`."""
    while stop - 1 > first and not tokens.shape[stop - 1] & Shape.CAPITAL:
        stop -= 1
    if stop - first == 1:
        yield Run(first, stop)
        return
    for i in range(first, stop - 1):
        if tokens.shape[i] & Shape.POSSESSIVE:
            yield Run(first, i + 1)
            first = i + 1
            if not _capital(tokens, first):
                return
    yield Run(first, stop)


def begins_sentence(tokens: Tokens, i: int) -> bool:
    """Whether word i is the first of its sentence or of a quotation, where a capital says little."""
    return i == 0 or tokens.sentence[i] != tokens.sentence[i - 1] or tokens.gap[i] in {Gap.STOP, Gap.OTHER}
