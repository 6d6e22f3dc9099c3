"""Countries that stand for their teams: `Germany beat Brazil 2–0`. They are metonyms, but no state that acts."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.lexicon.entries import Place
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.tokens import Shape

_SURE = frozenset(
    """striker midfielder goalkeeper winger footballer batsman bowler wicketkeeper quarterback goalless quarter semi
    quarterfinal quarterfinals semifinal semifinals tournament championship championships qualifier qualifiers
    wicket wickets innings penalties relay olympics olympic paralympics football soccer cricket rugby hockey
    basketball handball volleyball netball softball baseball tennis fifa uefa concacaf icc capped caps debut
    friendly eurovision medal medals bowled hat-trick equaliser equalizer offside scorer grandslam kickoff
    unbeaten""".split()
)
_HINTS = frozenset(
    """match matches goal goals scored scoring score title titles cup team teams squad coach coached captain captained
    captaining player players played playing play league final finals group win wins won victory defeat defeats
    lost draw drew beat beaten defeated season round song contest test tour touring opener fixture second third
    fourth stage game games hosts international""".split()
)
_HINTED = 2
_VAGUE = frozenset(
    """second third fourth stage group win wins won victory defeat defeats lost draw drew international hosts test tour
    round title titles played song defeated""".split()
)
"""Hints that wars and elections have too: of these alone no match is made."""
_FOR = frozenset(
    """play plays played playing appear appears appeared appearing appearances caps cap matches games debut debuted
    captain captained goals goal scored scoring international internationals football soccer cricket rugby
    hockey tests selected eligible defeat victory win wins title bronze silver gold medal medals ran swam
    competed competing compete tries points starts appearance defeats""".split()
)
_VERBS = frozenset(
    """beat beats beating win wins won winning lose loses lost losing draw drew drawn defeat defeated defeats finish
    finished finishes qualify qualified qualifies reach reached reaches advance advanced progressed score scored
    play played plays face faced faces meet met hosted host hosts eliminated crashed conceded need needed were
    are had have took takes led leads trailed came won't thrashed edged topped""".split()
)
_OBJECT_OF = frozenset(
    """beat beating beats defeated defeating defeats faced face facing thrashed edged stunned eliminated met meet
    represented represents represent representing captained captaining coached coaching managed managing led
    leading behind against versus vs over with by and overcame outplayed joined""".split()
)
_LOST_TO = frozenset("lost loss losing loses defeat defeats fell behind goals second runners-up".split())
_PLACES_BEFORE = frozenset("in from across near to into at of".split())
_WITHIN = 4


def sentences(passage: Passage, places: Iterable[PlaceMention]) -> set[int]:
    """The sentences with a place that tell of a match or contest."""
    tokens = passage.tokens
    return {
        sentence
        for sentence in {tokens.sentence[p.first] for p in places}
        if _tells_of_sport(frozenset(tokens.key[i] for i in tokens.in_sentence(sentence)))
    }


def _tells_of_sport(words: frozenset[str]) -> bool:
    return not words.isdisjoint(_SURE) or (len(words & _HINTS) >= _HINTED and not words & _HINTS <= _VAGUE)


def stands(passage: Passage, mention: PlaceMention) -> bool:
    """Whether the name of a country stands for its team, in a sentence on sport."""
    return mention.place is not None and _has_team(mention.place) and _plays(passage, mention.first, mention.stop)


def _has_team(place: Place) -> bool:
    """Countries, and the four of the United Kingdom."""
    return place.kind == "country" or (place.kind == "first-level" and place.country == "GB")


def _plays(passage: Passage, first: int, stop: int) -> bool:
    before = passage.before(first)
    words = passage.tokens.key[max(0, first - 1 - _WITHIN) : first - 1]
    if before == "for":
        return not _FOR.isdisjoint(words)
    if before == "to":
        return not _LOST_TO.isdisjoint(words)
    if before in _PLACES_BEFORE or passage.tokens.shape[stop - 1] & Shape.POSSESSIVE:
        return False
    return before in _OBJECT_OF or passage.after(stop) in _VERBS
