"""Sentences cut into clauses, and the actors and regions that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.probe import Match, Matches
from watchers.analysis.tokens import Gap, Shape, Tokens
from watchers.document import ActorKind, Role

DETERMINERS = frozenset(
    """the a an this that these those its his her their our my your no any some each every several many another
    such both all two three four five six seven eight nine ten dozens hundreds more most first second last next
    new""".split()
)
PREPOSITIONS = frozenset(
    """of in on at by for from with against over into near inside outside between during about under through across
    towards toward within without around along amid among onto off behind despite after before since until""".split()
)
AUXILIARIES = frozenset(
    """is are was were be been being has have had having do does did will would shall should can could may might must
    get got gets""".split()
)
BE = frozenset("is are was were be been being get gets got getting".split())
RELATIVES = frozenset("who which whose whom where".split())
_OPENERS = frozenset(
    """who which whose whom where when while after before because since as if unless although though until amid
    following despite but that whether whereas""".split()
)
_AS_PHRASE = frozenset("well much many part of long far soon".split())


@dataclass(frozen=True, slots=True)
class Named:
    """An actor or region over the words from `start` up to and without `end`; `role` is a region's."""

    start: int
    end: int
    id: str
    kind: ActorKind
    region: bool
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Words from `first` up to and without `stop`; `opener` opens it ("who", "after"), "" where nothing does."""

    first: int
    stop: int
    opener: str
    subordinate: bool


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses in reading order; `owner` is the index of each word's clause."""

    every: list[Clause]
    owner: list[int]

    def of(self, i: int) -> Clause:
        """The clause of word i."""
        return self.every[self.owner[i]]


def lay(tokens: Tokens, matches: Matches) -> Clauses:
    """Every word's clause: cut at commas and other marks, and where a word opens a clause."""
    speaking = {m.stop for m in matches.get(Layer.CUE, ())}
    borders, last, comma = [], -1, int(Gap.COMMA)
    for i, (word, gap, sentence) in enumerate(zip(tokens.key, tokens.gap, tokens.sentence, strict=True)):
        if gap >= comma or sentence != last or (word in _OPENERS and _opens(tokens, i)):
            borders.append(i)
            last = sentence
    every: list[Clause] = []
    owner: list[int] = []
    for first, stop in pairwise([*borders, len(tokens)]):
        every.append(
            Clause(first, stop, opener := _opener(tokens, first), _subordinate(tokens, first, opener, speaking))
        )
        owner += [len(every) - 1] * (stop - first)
    return Clauses(every, owner)


def _opens(tokens: Tokens, i: int) -> bool:
    return not (tokens.key[i] == "as" and _in_phrase(tokens, i))


def _in_phrase(tokens: Tokens, i: int) -> bool:
    """Whether this "as" belongs to `such as`, `as well as`, `as part of`."""
    following = tokens.key[i + 1] if i + 1 < len(tokens) else ""
    return following in _AS_PHRASE or tokens.key[i - 1] in {"such", "well", "known", "quoted", "described", "much"}


def _opener(tokens: Tokens, first: int) -> str:
    return tokens.key[first] if tokens.key[first] in _OPENERS else ""


def _subordinate(tokens: Tokens, first: int, opener: str, speaking: set[int]) -> bool:
    if opener == "that":
        return not any(i in speaking for i in range(max(0, first - 4), first + 1))
    if opener == "as" and first == 0:
        return True
    return opener not in {"", "but"}


class Cast:
    """Who stands where: the named actors and regions of a text by word."""

    def __init__(self, tokens: Tokens, named: Sequence[Named]) -> None:
        self._tokens = tokens
        self._actors = sorted((n for n in named if not n.region), key=lambda n: n.start)
        self._regions = sorted((n for n in named if n.region), key=lambda n: n.start)
        self._actor_starts = [n.start for n in self._actors]
        self._region_starts = [n.start for n in self._regions]

    def actors(self, first: int, stop: int) -> list[Named]:
        """The actors that begin within these words, in reading order."""
        return self._actors[bisect_left(self._actor_starts, first) : bisect_left(self._actor_starts, stop)]

    def regions(self, first: int, stop: int) -> list[Named]:
        """The regions likewise."""
        return self._regions[bisect_left(self._region_starts, first) : bisect_left(self._region_starts, stop)]


def words_of(matches: Matches, layer: Layer) -> dict[int, Term]:
    """The term that each word belongs to, the longest phrase first."""
    owners: dict[int, Term] = {}
    for match in sorted(matches.get(layer, ()), key=lambda m: -len(m)):
        term = first_term(match)
        for i in range(match.first, match.stop):
            owners.setdefault(i, term)
    return owners


def first_term(match: Match) -> Term:
    """The first term of a match of a word layer."""
    return next(e for e in match.entries if isinstance(e, Term))


def value_of(term: Term) -> str:
    """A term's value without the part behind the slash, which only keeps tables of the lexicon apart."""
    return term.value.partition("/")[0]


def capital(tokens: Tokens, i: int) -> bool:
    """Whether a word is capitalised."""
    return bool(tokens.shape[i] & Shape.CAPITAL)
