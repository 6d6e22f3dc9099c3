"""What sort of source a phrase names, and which actor it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args

from watchers.analysis.clauses import Cast, Named, capital, value_of, words_of
from watchers.analysis.lexicon.entries import ActorName, Layer, Term
from watchers.analysis.phrases import PRONOUNS, Words
from watchers.analysis.probe import Matches
from watchers.analysis.tokens import Shape, Tokens
from watchers.document import ActorKind, AttributionKind

_KINDS = frozenset(get_args(AttributionKind))
_FIRST: tuple[AttributionKind, ...] = ("agency", "media", "spokesperson", "witness", "unnamed", "official", "document")
_BY_ACTOR: dict[ActorKind, AttributionKind] = {
    "state": "official",
    "government": "official",
    "military": "official",
    "police": "official",
    "armed group": "organisation",
    "party": "organisation",
    "organisation": "organisation",
    "company": "organisation",
    "person": "official",
    "people": "witness",
}
_CITING = frozenset("citing quoting reading addressing appearing".split())
_BODIES = frozenset(["armed group", "party", "organisation"])
_NO_PERSON = frozenset(["agency", "media", "document", "organisation"])
_PEOPLE = ("ists", "ians", "crats", "icans", "kers", "yers", "gers", "ners", "oters")
"""Endings of words for people that no list holds."""


@dataclass(frozen=True, slots=True)
class Who:
    """A source's kind and the id of the actor it is, if it is one."""

    kind: AttributionKind
    actor: str | None


class Speakers:
    """Tells sources of one text apart; a pronoun is the last one that spoke, he and she the last person."""

    def __init__(self, tokens: Tokens, matches: Matches, cast_: Cast, roles: dict[int, Term]) -> None:
        self._tokens = tokens
        self._cast = cast_
        self._roles = roles
        self._media = _media(matches)
        self._agents = {i for m in matches.get(Layer.AGENT, ()) for i in range(m.first, m.stop)}
        self._titles = words_of(matches, Layer.TITLE)
        self._heads = words_of(matches, Layer.ORGANISATION_HEAD)
        self._known: dict[str, AttributionKind] = {}
        self._last = self._last_person = Who("unnamed", None)

    def who(self, phrase: Words) -> Who | None:
        """None where nothing in the phrase can speak."""
        first, stop = phrase
        if stop - first == 1 and self._tokens.key[first] in PRONOUNS:
            return self._last_person if self._tokens.key[first] in {"he", "she"} else self._last
        named = self._cast.actors(first, stop)
        kind = self._kind(first, stop, named)
        if kind is None:
            return None
        self._last = Who(kind, self._actor(named))
        if kind not in _NO_PERSON:
            self._last_person = self._last
        if self._last.actor:
            self._known.setdefault(self._last.actor, kind)
        return self._last

    def document(self, phrase: Words) -> bool:
        """Whether a phrase names something written: a poll, the records."""
        return any(i in self._roles and value_of(self._roles[i]) == "document" for i in range(*phrase))

    def outlet(self, phrase: Words) -> Words | None:
        """The words of a phrase that name an agency or another outlet, which only passes on."""
        first, stop = phrase
        named = [i for i in range(first, stop) if i in self._media]
        if named:
            return named[0], named[-1] + 1
        roles = (self._roles[i] for i in range(first, stop) if i in self._roles)
        return phrase if any(value_of(role) in {"agency", "media"} for role in roles) else None

    def _kind(self, first: int, stop: int, named: Sequence[Named]) -> AttributionKind | None:
        stop = next((i for i in range(first + 1, stop) if self._tokens.key[i] in _CITING), stop)
        kinds = [value_of(self._roles[i]) for i in range(first, stop) if self._role_here(i, first, stop, named)]
        owned = self._of_owned(first, stop, named)
        if owned:
            return owned
        told = self._by_role(first, stop, named, kinds)
        if told or named:
            return told or self._of_named(named[0], first, stop)
        if kinds:
            return cast("AttributionKind", kinds[0]) if kinds[0] in _KINDS else "unnamed"
        return self._by_looks(first, stop)

    def _role_here(self, i: int, first: int, stop: int, named: Sequence[Named]) -> bool:
        """Whether a role is no part of a name, and a document the very thing that speaks: no `ruling party`."""
        if i not in self._roles or any(
            n.start <= i < n.end and n.kind in _BODIES and capital(self._tokens, i) for n in named
        ):
            return False
        if value_of(self._roles[i]) not in {"document", "media"} or i == first:
            return True
        named_so = capital(self._tokens, i) and capital(self._tokens, i - 1) and i not in self._media
        return not named_so and not (i + 1 < stop and self._tokens.joined(i + 1) and capital(self._tokens, i + 1))

    def _of_owned(self, first: int, stop: int, named: Sequence[Named]) -> AttributionKind | None:
        """`Machar's party`: what somebody's own organisation is."""
        if not named or named[0].kind != "person" or not self._tokens.shape[named[0].end - 1] & Shape.POSSESSIVE:
            return None
        roles = [value_of(self._roles[i]) for i in range(named[0].end, stop) if i in self._roles]
        return "organisation" if roles[:1] == ["organisation"] else None

    def _by_role(self, first: int, stop: int, named: Sequence[Named], kinds: list[str]) -> AttributionKind | None:
        outlet = next((self._media[i] for i in range(first, stop) if i in self._media), None)
        if outlet and not any(k in {"spokesperson", "official", "witness", "unnamed"} for k in kinds):
            return outlet
        for kind in _FIRST:
            if kind in kinds and not (kind == "document" and named and named[0].start == first):
                return kind
        return None

    def _by_looks(self, first: int, stop: int) -> AttributionKind | None:
        if any(i in self._agents for i in range(first, stop)):
            return "witness"
        names = [i for i in range(first, stop) if capital(self._tokens, i) and i > self._sentence_start(i)]
        if not names and not (stop - first == 1 and capital(self._tokens, first)):
            return "unnamed" if self._tokens.key[stop - 1].endswith(_PEOPLE) else None
        return "organisation" if any(i in self._heads for i in names) else "witness"

    def _of_named(self, named: Named, first: int, stop: int) -> AttributionKind:
        """By the actor's kind; a person is what a title, here or earlier, or the lexicon says."""
        if named.kind != "person":
            return _BY_ACTOR[named.kind]
        if self._known.get(named.id) == "spokesperson":
            return "spokesperson"
        titled = any(i in self._titles for i in range(max(0, first - 1), stop))
        if titled or not named.id.startswith("found:"):
            return "official"
        return self._known.get(named.id, "witness")

    def _sentence_start(self, i: int) -> int:
        """A capital that only opens the sentence says nothing."""
        return self._tokens.in_sentence(self._tokens.sentence[i]).start

    def _actor(self, named: Sequence[Named]) -> str | None:
        people = [n for n in named if n.kind == "person"]
        return (people or list(named))[0].id if named else None


def _media(matches: Matches) -> dict[int, AttributionKind]:
    """The words that name an agency or another outlet of the lexicon."""
    found: dict[int, AttributionKind] = {}
    for match in matches.get(Layer.ACTOR, ()):
        outlets = [e.actor.media for e in match.entries if isinstance(e, ActorName) and e.actor.media]
        for i in range(match.first, match.stop):
            if outlets:
                found[i] = "agency" if outlets[0] == "agency" else "media"
    return found
