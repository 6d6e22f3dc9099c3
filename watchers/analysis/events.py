"""Who did what to whom, where: PLOVER's kinds (openeventdata.org) by the words that tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from watchers.analysis import frames, hedges, sides, tense
from watchers.analysis.clauses import BE, Cast, Clauses, Named, first_term, value_of
from watchers.analysis.frames import Stem
from watchers.analysis.gathered import Gathered, merged
from watchers.analysis.lexicon.entries import Layer
from watchers.analysis.modality import Mark, Modality, Told
from watchers.analysis.probe import Match, Matches
from watchers.analysis.subjects import Subjects, coordinated
from watchers.analysis.tokens import Shape, Tokens
from watchers.document import Event, EventKind, HedgeLevel, Mention

RULES = {
    "event:stem": "a verb that tells of it, its subject the actor",
    "event:passive": "a verb in the passive: its subject is the target, “by” names the actor",
    "event:noun": "a noun that tells of it: `an attack on`, `talks between`",
    "event:intent": "only meant: `will`, `plans to`; harm is THREATEN, help is AGREE",
    "event:refused": "a negated intent to help: REJECT",
    "event:negated": "it did not happen, or is denied: `did not attack`, `no attack was reported`",
    "event:condition": "it is only supposed: `if the army attacks`",
    "event:duty": "somebody says that another must or should: REQUEST",
}
_TITLE, _LEAD, _BODY = 3.0, 2.0, 1.0
_LEAD_SENTENCES = 2
_VERB, _NOUN = 3.0, 2.0
_DUTY = 1.8
_SPORT = frozenset(
    """goal goals league match matches coach season striker midfielder defender goalkeeper tournament playoffs innings
    wicket wickets cup champions semifinal quarterfinal touchdown quarterback halftime kickoff penalty referee club
    fixture scored scoring stadium teammates""".split()
)
_SPORTING = 5
"""Distinct words of sport from which attacks and strikes are taken for a game's."""
_NAME = 8
_VIOLENT = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "THREATEN"])
_DEFINITE = frozenset(["the", "this", "that"])
_STILL = frozenset(["still", "also", "now", "already", "reportedly", "allegedly", "not"])


class _Finder:
    """One text's events; thrown away with it."""

    def __init__(
        self, tokens: Tokens, matches: Matches, clauses: Clauses, named: Sequence[Named], title_words: int
    ) -> None:
        self._tokens = tokens
        self._clauses = clauses
        self._cast = Cast(tokens, named)
        self._modality = Modality(tokens, matches, self._clauses)
        self._level = hedges.scope(tokens, matches, self._clauses)
        cues = matches.get(Layer.CUE, ())
        self._speaking = frozenset(m.first for m in cues)
        self._subjects = Subjects(tokens, clauses, self._cast, self._speaking, _judging(cues))
        self._accusing = [m.first for m in cues if tokens.key[m.first].startswith("accus")]
        self._title_words = title_words
        self._gathered: dict[tuple[EventKind, str | None, str | None, str | None, bool, bool], Gathered] = {}

    def events(self, matches: Matches) -> tuple[Event, ...]:
        found = (s for s in frames.find(self._tokens, matches, self._clauses) if not self._in_name(s))
        for stems in _by_sentence(self._tokens, found):
            duties = [m for m in self._modality.duties if self._demanded(m, stems)]
            reaches = [(m.stop, self._modality.reach_of_duty(m)) for m in duties]
            free = [s for s in stems if not any(a <= s.first < b for a, b in reaches)]
            for told in self._modality.told(free):
                self._add(told)
        for mark in self._modality.duties:
            if self._spoken(mark):
                stem = Stem(mark.first, mark.stop, "REQUEST", None, False, False, True, False, False)
                self._add(Told(stem, "REQUEST", "event:duty", mood="demanded"))
        sport = len(_SPORT.intersection(self._tokens.key)) >= _SPORTING
        kept = merged(g for g in self._gathered.values() if not (sport and g.kind in _VIOLENT))
        ordered = sorted(kept, key=lambda g: (g.negated, g.supposed, -g.weight, g.first))
        return tuple(g.event() for g in ordered)

    def _in_name(self, stem: Stem) -> bool:
        """Whether a noun is part of what somebody is called: `the Joint Task Force`."""
        if not stem.noun or not self._tokens.shape[stem.first] & Shape.CAPITAL:
            return False
        before = self._cast.actors(max(0, stem.first - _NAME), stem.first + 1)
        return any(n.end >= stem.stop for n in before)

    def _demanded(self, mark: Mark, stems: list[Stem]) -> bool:
        return (
            bool(stems)
            and self._tokens.sentence[stems[0].first] == self._tokens.sentence[mark.first]
            and self._spoken(mark)
        )

    def _spoken(self, mark: Mark) -> bool:
        """Whether a word of saying stands in the sentence of a word of duty."""
        sentence = self._tokens.sentence[mark.first]
        if self._tokens.key[mark.first] not in {"must", "should", "ought"}:
            return False
        return any(self._tokens.sentence[i] == sentence for i in self._speaking)

    def _add(self, told: Told) -> None:
        stem = told.stem
        who = sides.find(self._tokens, self._clauses, self._cast, self._subjects, stem)
        supposed = told.mood == "conditional"
        event = self._gathered.setdefault(
            (told.kind, who.actor, who.target, who.region, told.negated, supposed),
            Gathered(told.kind, who, stem.first, told.negated, supposed, self._again(stem)),
        )
        event.again = event.again and self._again(stem)
        weight = self._weight(told)
        sentence = self._tokens.sentence[stem.first]
        event.weights[sentence] = max(event.weights.get(sentence, 0.0), weight)
        if stem.mode and told.kind == stem.kind:
            event.modes[stem.mode] = event.modes.get(stem.mode, 0.0) + weight
        if who.region:
            event.regions.append(who.region)
        event.tenses.append((weight, tense.of(self._tokens, self._clauses, stem)))
        (event.noun_moods if stem.noun else event.moods).append(told.mood)
        event.levels.append(self._accused(stem) or self._sure(stem) or self._behind(stem))
        start, end = self._tokens.span(stem.first, stem.stop)
        event.mentions.append(Mention(start, end, self._tokens.words(stem.first, stem.stop), told.rule))

    def _again(self, stem: Stem) -> bool:
        """`the attack`, `this raid`: one that was told before."""
        return stem.noun and stem.first > 0 and self._tokens.key[stem.first - 1] in _DEFINITE

    def _accused(self, stem: Stem) -> HedgeLevel | None:
        """`accused Rwanda of sending troops`."""
        first = self._clauses.of(stem.first).first
        accusing = next((i for i in self._accusing if first <= i < stem.first), None)
        if accusing is None:
            return None
        keys = self._tokens.key
        of = max((i for i in range(accusing, stem.first) if keys[i] in {"of", "for"}), default=None)
        return "alleged" if of is not None and keys[of + 1].endswith("ing") else None

    def _sure(self, stem: Stem) -> HedgeLevel | None:
        """The level in force; `denied that …, and accused`: what is denied ends before a second verb of saying."""
        level = self._level[stem.first]
        speaks = stem.first in self._speaking and coordinated(self._tokens, stem.first)
        return None if level == "denied" and speaks else level

    def _behind(self, stem: Stem) -> HedgeLevel | None:
        """`was shot dead, allegedly by gunmen`."""
        following = self._tokens.key[stem.stop + 1 : stem.stop + 2]
        return self._level[stem.stop] if stem.passive and following == ["by"] else None

    def _weight(self, told: Told) -> float:
        stem = told.stem
        weight = _NOUN if stem.noun else _DUTY if told.rule == "event:duty" else _VERB
        weight += 1.0 * (stem.operator and not stem.noun)
        weight *= 0.4 if stem.weak else 1.0
        clause = self._clauses.of(stem.first)
        weight *= 0.5 if clause.subordinate else 0.8 if clause.opener == "but" else 1.0
        weight *= 0.5 if self._purpose(stem) else 1.0
        sentence = self._tokens.in_sentence(self._tokens.sentence[stem.first])
        weight *= 1.0 - 0.3 * (stem.first - sentence.start) / max(1, len(sentence))
        return weight * self._place(stem.first)

    def _purpose(self, stem: Stem) -> bool:
        """Whether the verb hangs on another one before it: `blocked roads demanding`, `opened fire to disperse`."""
        if stem.noun or stem.first == 0:
            return False
        clause, before = self._clauses.of(stem.first), self._tokens.key[stem.first - 1]
        participle = self._tokens.key[stem.first].endswith("ing") and before not in BE | _STILL
        if stem.first == clause.first:
            return participle and clause.first > 0 and self._tokens.joined(stem.first) is False
        return participle or (before == "to" and not self._modality.governed(stem))

    def _place(self, i: int) -> float:
        if i < self._title_words:
            return _TITLE
        return _LEAD if self._tokens.sentence[i] < _LEAD_SENTENCES + bool(self._title_words) else _BODY


def find(
    tokens: Tokens, matches: Matches, clauses: Clauses, named: Sequence[Named], title_words: int = 0
) -> tuple[Event, ...]:
    """The events, the most important first; the first `title_words` words are the headline."""
    return _Finder(tokens, matches, clauses, named, title_words).events(matches)


def _judging(cues: Iterable[Match]) -> frozenset[int]:
    return frozenset(m.first for m in cues if value_of(first_term(m)) == "judge")


def _by_sentence(tokens: Tokens, stems: Iterable[Stem]) -> list[list[Stem]]:
    grouped: dict[int, list[Stem]] = {}
    for stem in stems:
        grouped.setdefault(tokens.sentence[stem.first], []).append(stem)
    return list(grouped.values())
