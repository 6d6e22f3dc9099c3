"""Whose a bare force or government is, by the words around it: `police in Suva`, `Chad said its troops`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from watchers.analysis.actors.mention import ActorMention
from watchers.analysis.lexicon.entries import Country, Demonym, Layer, Place
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.probe import Match
from watchers.analysis.tokens import Gap

_OWN = frozenset(["its", "their"])
_AREA = frozenset("the northern southern eastern western central north south east west capital city".split())
_REACH = 3


class Surroundings:
    """The places and actors of a document, to ask whose a bare noun is."""

    def __init__(self, passage: Passage, placed: Sequence[PlaceMention], named: Sequence[ActorMention]) -> None:
        self._passage = passage
        self._places = {p.first: p.place for p in placed if p.place and p.place.country}
        self._ends = {p.stop: p.place for p in placed if p.place and p.place.country}
        told = [(m.first, m.actor.country or "") for m in named if m.actor.country and m.actor.kind != "people"]
        told += [(first, place.country or "") for first, place in self._places.items() if place.kind == "country"]
        for match in passage.longest(Layer.DEMONYM):
            country = next((e.country for e in match.entries if isinstance(e, Demonym)), "")
            told += [(match.first, country)] if country else []
        self._told = sorted(told)

    def seat(self, match: Match) -> Place | None:
        """The place behind it, `in Kidal`; None where there is none."""
        i = match.stop
        if self._passage.after(i) != "in":
            return None
        for k in range(i + 1, min(i + 2 + _REACH, len(self._passage.tokens))):
            if k in self._places:
                return self._places[k]
            if self._passage.after(k) not in _AREA:
                return None
        return None

    def sure(self, match: Match) -> Country | None:
        """By a place beside it, or by whom `its` and `their` point back to."""
        seat = self.seat(match) or self._in_front(match)
        if seat:
            return self._passage.lexicon.country(seat.country or "")
        return self._of_sentence(match) if self._passage.before(match.first) in _OWN else None

    def here(self, match: Match) -> Country | None:
        """The country of the places in or near which its sentence says it is, if all lie in one."""
        tokens = self._passage.tokens
        words = tokens.in_sentence(tokens.sentence[match.first])
        countries = {place.country for i in words if (place := self._places.get(i)) and self._located(i)}
        return self._passage.lexicon.country(countries.pop() or "") if len(countries) == 1 else None

    def _located(self, first: int) -> bool:
        return self._passage.tokens.joined(first) and self._passage.ending(Layer.LOCATIVE, first) is not None

    def likely(self, match: Match) -> Country | None:
        """Of the state, force or person the sentence began with."""
        return self._of_sentence(match)

    def _in_front(self, match: Match) -> Place | None:
        """`In Chad soldiers`, `In Chad, soldiers`."""
        place = self._ends.get(match.first)
        if place is None or self._passage.tokens.gap[match.first] > Gap.COMMA:
            return None
        first = next((f for f, p in self._places.items() if p is place and f < match.first), 0)
        return place if self._passage.before(first) == "in" else None

    def _of_sentence(self, match: Match) -> Country | None:
        tokens = self._passage.tokens
        at = bisect_left(self._told, (match.first, ""))
        for first, country in self._told[max(0, at - 8) : at]:
            if tokens.sentence[first] == tokens.sentence[match.first]:
                return self._passage.lexicon.country(country or "")
        return None
