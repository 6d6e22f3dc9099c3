"""Whose verb it is: the actor that a clause, a coordination, a participle or a pronoun gives it."""

from __future__ import annotations

from collections.abc import Set

from watchers.analysis.clauses import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    Cast,
    Clause,
    Clauses,
    Named,
)
from watchers.analysis.frames import IRREGULAR
from watchers.analysis.tokens import Gap, Shape, Tokens
from watchers.document import ActorKind

COORDINATING = frozenset(["and", "but", "or", "then", "nor"])
_ADVERBS = frozenset(
    """not also then again now still already never since later reportedly allegedly together once just even soon
    meanwhile however twice""".split()
)
_PRONOUNS = frozenset("it they he she we".split())
_MODALS = frozenset("will would shall should can could may might must to".split())
_PASTS = frozenset(
    """said told took made came went became began brought drove led lost left rose fell saw knew thought felt spoke
    wrote ran won stood sat set cut hit spread threw blew set put found grew shut fired paid sent""".split()
)
_NO_VERB = frozenset("armed united unidentified displaced wounded suspected alleged injured hundred red need".split())
_OF_MAIN = frozenset("after before while since by without despite when".split())
_RELATIVE_REACH = 8
_BESIDE = 6
_GROUPS: dict[str, frozenset[ActorKind]] = {
    "group": frozenset(["armed group", "organisation", "party"]),
    "movement": frozenset(["armed group", "organisation", "party"]),
    "militia": frozenset(["armed group"]),
    "militants": frozenset(["armed group"]),
    "rebels": frozenset(["armed group"]),
    "organisation": frozenset(["organisation", "armed group"]),
    "organization": frozenset(["organisation", "armed group"]),
    "agency": frozenset(["organisation", "government"]),
    "party": frozenset(["party"]),
    "bloc": frozenset(["organisation"]),
    "mission": frozenset(["organisation", "military"]),
}
"""Nouns that with "the" stand for an actor named before, by the kinds that it may be of."""


def verbal(tokens: Tokens, i: int) -> bool:
    """Whether a word looks like a finite verb, or is part of one."""
    key = tokens.key[i]
    if key in AUXILIARIES:
        return True
    if tokens.shape[i] & Shape.CAPITAL or (i and tokens.key[i - 1] in DETERMINERS and tokens.joined(i)):
        return False
    return key in IRREGULAR or key in _PASTS or (len(key) > 4 and key.endswith("ed") and key not in _NO_VERB)


def group(tokens: Tokens, i: int) -> int:
    """Where the group of a verb begins: `has reportedly been killed`, `to attack`."""
    while i and tokens.joined(i) and tokens.sentence[i - 1] == tokens.sentence[i]:
        key = tokens.key[i - 1]
        adverb = key in _ADVERBS or (len(key) > 5 and key.endswith("ly") and not tokens.shape[i - 1] & Shape.CAPITAL)
        if not adverb and key not in AUXILIARIES and key != "to":
            break
        i -= 1
    return i


def coordinated(tokens: Tokens, i: int) -> bool:
    """Whether "and" or its like stands before the group of a verb."""
    first = group(tokens, i)
    if tokens.key[first] in COORDINATING and first < i:
        return True
    return first > 0 and tokens.sentence[first - 1] == tokens.sentence[i] and tokens.key[first - 1] in COORDINATING


class Subjects:
    """Finds the actors that do what the verbs of a text say.

    `speaking` are the words that open what is said, `judging` those that praise or condemn what another did.
    """

    def __init__(
        self, tokens: Tokens, clauses: Clauses, cast: Cast, speaking: Set[int], judging: Set[int] = frozenset()
    ) -> None:
        self._tokens = tokens
        self._clauses = clauses
        self._cast = cast
        self._speaking = speaking
        self._judging = judging

    def of(self, i: int) -> list[Named]:
        """Those that may be the subject of the verb or the owner of the noun at word i, the likeliest last."""
        tokens, clause = self._tokens, self._clauses.of(i)
        first = group(tokens, i)
        if tokens.key[i].endswith("ing") and not any(tokens.key[k] in BE for k in range(first, i)):
            return self._of_participle(i, first, clause)
        if first > clause.first and coordinated(tokens, i):
            shared = self._shared(i, first, clause)
            if shared is not None:
                return shared
        return self._own(i, first, clause)

    def of_noun(self, i: int) -> list[Named]:
        """Those that may have done what a noun tells of, the likeliest last."""
        clause = self._clauses.of(i)
        beside = [n for n in self._cast.actors(max(clause.first, i - _BESIDE), i) if n.end == i]
        if beside:
            return beside
        start, verb = self._verb_before(clause, i)
        if verb in self._judging:
            return []
        own = self.heads(clause.first, i)
        if own:
            return own
        if verb is not None and self._pronoun(start, verb):
            return self._antecedent(start)
        if verb is not None and clause.opener == "that" and self._nominal(start, verb):
            return []
        return self._above(clause, i) or self._cast.actors(clause.first, i)[-1:]

    def _verb_before(self, clause: Clause, i: int) -> tuple[int, int | None]:
        """Where what is said begins before word i, and its first verb; of the whole clause where that has none."""
        for start in (self._segment(clause, i), clause.first):
            verb = next((k for k in range(start, i) if verbal(self._tokens, k)), None)
            if verb is not None:
                return start, verb
        return clause.first, None

    def heads(self, first: int, stop: int) -> list[Named]:
        """The actors there, without those behind a preposition, which belong to another noun, and without owners."""
        found = [
            n
            for n in self._cast.actors(first, stop)
            if (n.start == first or not introduced(self._tokens, n, PREPOSITIONS)) and not compounded(self._tokens, n)
        ]
        return [n for n in found if not self._tokens.shape[n.end - 1] & Shape.POSSESSIVE] or found

    def _own(self, i: int, first: int, clause: Clause) -> list[Named]:
        """By the words before the verb in its clause, or in what somebody says there."""
        start = self._segment(clause, first)
        if "between" in self._tokens.key[start:first]:
            return []
        own = self.heads(start, first)
        if own:
            return [*self._listed(own[0], clause), *own]
        if self._pronoun(start, first):
            return self._antecedent(start)
        if clause.opener in RELATIVES or (clause.opener == "that" and first <= clause.first + 1):
            return self._cast.actors(max(self._sentence(i), clause.first - _RELATIVE_REACH), clause.first)[-1:]
        behind = [n for n in self._cast.actors(start, first) if not compounded(self._tokens, n)][-1:]
        return behind or self._unnamed(start, first, clause, i)

    def _unnamed(self, start: int, first: int, clause: Clause, i: int) -> list[Named]:
        """Where no actor stands before the verb: whom a noun there means, else the subject of an earlier clause."""
        return self._named_before(start, first) if self._nominal(start, first) else self._above(clause, i)

    def _listed(self, named: Named, clause: Clause) -> list[Named]:
        """The first name of a headline's two: `Putin, Xi agree`."""
        start = self._sentence(named.start)
        if named.start != clause.first or clause.first == start:
            return []
        return [n for n in self._cast.actors(start, start + 1) if n.end == clause.first]

    def _segment(self, clause: Clause, stop: int) -> int:
        """Where what is said begins in a clause without "that": `Niger said | it had sent troops`."""
        starts = [k + 1 for k in range(clause.first, stop - 1) if k in self._speaking and verbal(self._tokens, k)]
        return starts[-1] if starts else clause.first

    def _shared(self, i: int, first: int, clause: Clause) -> list[Named] | None:
        """The subject of the verb that this one is joined to; None where there is none."""
        tokens = self._tokens
        start = clause.first if i in self._speaking else self._segment(clause, first)
        verb = next((k for s in (start, clause.first) for k in range(s, first - 1) if verbal(tokens, k)), None)
        if verb is None:
            return None
        modal = tokens.key[verb] in _MODALS and tokens.key[i] not in _MODALS and verbal(tokens, i)
        if clause.opener == "that" and (modal or i in self._speaking) and clause.first > self._sentence(i):
            outer = self._clauses.of(clause.first - 1)
            return self._subject(outer) or self._above(outer, outer.first)
        return self._own(verb, group(tokens, verb), clause)

    def _of_participle(self, i: int, first: int, clause: Clause) -> list[Named]:
        """`accused X of shelling`: X; `X shelled it, killing three`: X."""
        tokens = self._tokens
        before = tokens.key[first - 1] if first > clause.first and tokens.joined(first) else ""
        own: list[Named] = []
        if before in COORDINATING:
            verb = next((k for k in range(clause.first, first - 1) if verbal(tokens, k)), None)
            if verb is not None:
                return self._own(verb, group(tokens, verb), clause)
        elif before in _OF_MAIN:
            own = self._subject(clause)
        elif before:
            own = [n for n in self._cast.actors(clause.first, first) if not compounded(tokens, n)]
        return own or self._above(clause, i)

    def _subject(self, clause: Clause) -> list[Named]:
        """Of a whole clause: the actors before its first verb, or all where it has none."""
        tokens = self._tokens
        verb = next((k for k in range(clause.first, clause.stop) if verbal(tokens, k) or self._told(k)), None)
        if verb is None or verb == clause.first:
            return self._alone(clause) if verb is None else []
        return self.heads(clause.first, verb)

    def _alone(self, clause: Clause) -> list[Named]:
        """The one that a clause without a verb is about: not the U.N. of `the U.N. mission,`."""
        t = self._tokens
        named = self.heads(clause.first, clause.stop)
        return [n for n in named if n.end == clause.stop or t.key[n.end] in PREPOSITIONS or t.key[n.end] == "and"][:1]

    def _told(self, k: int) -> bool:
        return k in self._speaking and not self._tokens.shape[k] & Shape.CAPITAL

    def _above(self, clause: Clause, i: int) -> list[Named]:
        """The subject of an earlier clause of the sentence; of a name and what is added to it, the name."""
        every, start = self._clauses.every, self._sentence(i)
        index = self._clauses.owner[clause.first] - 1
        added: list[Named] = []
        while index >= 0 and every[index].first >= start:
            earlier = every[index]
            subject = self._subject(earlier)
            verb = any(verbal(self._tokens, k) for k in range(earlier.first, earlier.stop))
            if subject and verb and (not earlier.subordinate or index == 0 or earlier.first == start):
                return added or subject
            if subject and not verb and not earlier.subordinate:
                added = subject
            elif added and verb:
                return added
            index -= 1
        return added

    def _pronoun(self, first: int, stop: int) -> bool:
        return any(self._tokens.key[k] in _PRONOUNS for k in range(first, min(stop, first + 3)))

    def _antecedent(self, start: int) -> list[Named]:
        """Whom a pronoun means: the first of the sentence, else of the one before."""
        sentence = self._tokens.in_sentence(self._tokens.sentence[start])
        own = self.heads(sentence.start, start)
        if own:
            return own[:1]
        if self._tokens.sentence[start] == 0:
            return []
        before = self._tokens.in_sentence(self._tokens.sentence[start] - 1)
        return self.heads(before.start, before.stop)[:1]

    def _nominal(self, first: int, stop: int) -> bool:
        """Whether a noun stands there that no actor is: `after soldiers toppled him`."""
        tokens, opener = self._tokens, self._clauses.of(first).opener
        words = [k for k in range(first, stop) if tokens.key[k] != opener and tokens.key[k] not in _ADVERBS]
        words = [k for k in words if tokens.key[k] not in COORDINATING]
        return bool(words) and tokens.key[words[0]] not in PREPOSITIONS

    def _named_before(self, first: int, stop: int) -> list[Named]:
        """Whom `the group`, `the agency` means: the last one of that kind in this sentence or the one before."""
        tokens = self._tokens
        noun = next(
            (k for k in range(first, stop) if k and tokens.key[k] in _GROUPS and tokens.key[k - 1] in {"the", "this"}),
            None,
        )
        if noun is None:
            return []
        sentence = max(0, tokens.sentence[noun] - 1)
        before = self._cast.actors(tokens.in_sentence(sentence).start, noun)
        return [n for n in before if n.kind in _GROUPS[tokens.key[noun]]][-1:]

    def _sentence(self, i: int) -> int:
        return self._tokens.in_sentence(self._tokens.sentence[i]).start


def introduced(tokens: Tokens, named: Named, words: Set[str]) -> bool:
    """Whether one of the words stands before a name, articles aside."""
    i = named.start - 1
    while i >= 0 and tokens.joined(i + 1) and tokens.key[i] in {"the", "a", "an", "its", "suspected", "alleged"}:
        i -= 1
    return i >= 0 and tokens.joined(i + 1) and tokens.key[i] in words


def compounded(tokens: Tokens, named: Named) -> bool:
    """Whether a name only tells more of another: `Pakistan-based`, `Houthi-held`."""
    return (
        named.end < len(tokens) and tokens.gap[named.end] == Gap.HYPHEN and not tokens.shape[named.end] & Shape.CAPITAL
    )
