"""Whether what a stem tells of happened, is meant, wanted, threatened or refused; and so which event it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from watchers.analysis.clauses import Clauses, value_of
from watchers.analysis.frames import Stem
from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.probe import Match, Matches
from watchers.analysis.subjects import coordinated, verbal
from watchers.analysis.tokens import Shape, Tokens
from watchers.document import EventKind
from watchers.document import Modality as Mood

_GOOD = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"])
_BAD = frozenset(["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"])
_CONDITIONS = frozenset(["if", "unless", "whether"])
_CARRIED_INTO = frozenset(["that", "if", "whether"])
_FAR = 6


def _reach(value: str, *, noun: bool) -> int:
    if value == "denied":
        return 0 if noun else 4
    if value == "not":
        return 2 if noun else 4
    return 5 if noun else 3


_NEAR = {
    (value, noun): _reach(value, noun=noun)
    for value in ("not", "denied", "intent", "attempt", "duty", "possible", "condition")
    for noun in (True, False)
}
"""How many words may stand between a mark and what it governs."""
_BESIDE = 6
_DAY = 4
_DAYS = frozenset(
    """on late early monday tuesday wednesday thursday friday saturday sunday yesterday today again""".split()
)
_LIGHT = frozenset("hold holding conduct begin start resume sign reach send open have launch stage provide".split())
_WARLIKE = frozenset(["ASSAULT"])


@dataclass(frozen=True, slots=True)
class Told:
    """A stem as the kind of event it tells of in its sentence; `rule` says how."""

    stem: Stem
    kind: EventKind
    rule: str
    negated: bool = False
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of negation, intent or duty over the words from `first` to `stop`."""

    first: int
    stop: int
    value: str


class Modality:
    """The marks of a text by word."""

    def __init__(self, tokens: Tokens, matches: Matches, clauses: Clauses) -> None:
        self._tokens = tokens
        self._clauses = clauses
        self._ending: dict[int, Mark] = {}
        for match in matches.get(Layer.NEGATION, ()):
            if not _marks(tokens, match):
                continue
            term = next(e for e in match.entries if isinstance(e, Term))
            known = self._ending.get(match.stop)
            if known is None or match.first < known.first:
                self._ending[match.stop] = Mark(match.first, match.stop, value_of(term))
        self._speaking = {m.first for m in matches.get(Layer.CUE, ())}
        self.duties = [m for m in self._ending.values() if m.value == "duty"]

    def told(self, stems: list[Stem]) -> list[Told]:
        """What the stems of one sentence tell, without what is only asked for, refused or supposed."""
        found: list[Told] = []
        ruling: Told | None = None
        reach = -1
        for stem in stems:
            if ruling and stem.first < reach and stem.kind != "ACCUSE" and not self._beside(ruling.stem, stem):
                if found and found[-1] is ruling:
                    found[-1] = ruling = self._turned(ruling, stem)
                continue
            told = self._one(stem)
            if told is None:
                continue
            found.append(told)
            if stem.operator or told.rule == "event:refused":
                ruling, reach = told, self._reach(stem)
        return found

    def _beside(self, ruling: Stem, stem: Stem) -> bool:
        """Whether a verb is joined to the one that rules, in the same form: `rejected the offer and called for`."""
        if stem.noun or not coordinated(self._tokens, stem.first):
            return False
        ruled, own = (self._tokens.key[s.first] for s in (ruling, stem))
        past = verbal(self._tokens, stem.first) and (ruled.endswith("ed") or verbal(self._tokens, ruling.first))
        return past or (stem.form == "s" and ruled.endswith("s") and own.endswith("s"))

    def _turned(self, ruling: Told, inner: Stem) -> Told:
        """A promise to do harm is a threat, a vow to help none."""
        if inner.first - ruling.stem.stop > _BESIDE:
            return ruling
        if ruling.stem.vow and inner.kind in _GOOD:
            return replace(ruling, kind="AGREE")
        if ruling.kind == "AGREE" and ruling.stem.kind == "AGREE" and inner.kind in _WARLIKE and not inner.noun:
            return replace(ruling, kind="THREATEN")
        return ruling

    def _one(self, stem: Stem) -> Told | None:
        """None for what a negation leaves nothing of, and for a noun that is only supposed."""
        if self._clauses.of(stem.first).opener in _CONDITIONS:
            return None if stem.noun else Told(stem, stem.kind, "event:condition", mood="conditional")
        values = self._before(stem)
        if "not" in values or "denied" in values or self._denied(stem):
            return None if stem.done else self._negated(stem, values)
        if stem.noun and stem.kind not in _BAD and self._about_to_be(stem, values):
            return Told(stem, stem.kind, "event:intent", mood="intended")
        if "intent" in values and (not stem.noun or stem.kind in _BAD):
            return Told(stem, _meant(stem), "event:intent", mood="intended")
        rule = "event:passive" if stem.passive else "event:noun" if stem.noun else "event:stem"
        return Told(stem, stem.kind, rule, mood="demanded" if stem.kind == "REQUEST" else _mood(values, stem))

    def _negated(self, stem: Stem, values: set[str]) -> Told:
        """A negated intent to help is a refusal, which happened; all else did not."""
        if "intent" in values and not stem.noun and stem.kind in _GOOD | {"AGREE"}:
            return Told(stem, "REJECT", "event:refused")
        return Told(stem, stem.kind, "event:negated", negated=True)

    def _about_to_be(self, stem: Stem, values: set[str]) -> bool:
        """`plan to hold talks`, `will send aid`."""
        near = range(max(0, stem.first - 4), stem.first)
        return "intent" in values and any(self._tokens.key[i] in _LIGHT for i in near)

    def _denied(self, stem: Stem) -> bool:
        """Whether the clause is what somebody denies: `denied on Monday that its jets had crossed`."""
        clause = self._clauses.of(stem.first)
        if stem.noun or clause.opener != "that" or clause.first == 0:
            return False
        if stem.first in self._speaking and coordinated(self._tokens, stem.first):
            return False
        return self._denying(clause.first)

    def _denying(self, first: int) -> bool:
        """Whether a word of denial stands right before a clause, or with a day between."""
        for stop in range(first + 1, max(0, first - _DAY), -1):
            mark = self._ending.get(stop)
            if mark is not None:
                return mark.value == "denied"
            if stop <= first and self._tokens.key[stop - 1] not in _DAYS:
                return False
        return False

    def _before(self, stem: Stem) -> set[str]:
        """The values of the marks that govern a stem: close before it in its clause."""
        clause = self._clauses.of(stem.first)
        values: set[str] = set()
        for stop in range(stem.first, max(clause.first, stem.first - _FAR), -1):
            mark = self._ending.get(stop)
            if mark and stem.first - stop <= _NEAR[mark.value, stem.noun]:
                values.add(mark.value)
        return values

    def _reach(self, stem: Stem) -> int:
        """How far what an operator governs goes: to the end of its clause, and into one with "that"."""
        index = self._clauses.owner[stem.stop - 1]
        every = self._clauses.every
        sentence = self._tokens.sentence[stem.first]
        while (
            index + 1 < len(every)
            and self._tokens.sentence[every[index + 1].first] == sentence
            and every[index + 1].opener in _CARRIED_INTO
        ):
            index += 1
        return every[index].stop

    def governed(self, stem: Stem) -> bool:
        """Whether a mark (`plans to`, `tried to`) ends right before the stem."""
        return stem.first in self._ending

    def reach_of_duty(self, mark: Mark) -> int:
        """The end of the clause of a word of duty."""
        return self._clauses.of(mark.first).stop


def _marks(tokens: Tokens, match: Match) -> bool:
    """Whether the words are meant: not `No. 2`, `not only`, or somebody called May."""
    word = tokens.key[match.first]
    if word == "may":
        return not tokens.shape[match.first] & Shape.CAPITAL
    if word not in {"no", "not"} or len(match) > 1 or match.stop >= len(tokens):
        return True
    after = match.stop
    return not (tokens.shape[after] & Shape.NUMBER and word == "no") and tokens.key[after] not in {"only", "just"}


def _mood(values: set[str], stem: Stem) -> Mood | None:
    if stem.noun:
        return None
    if "duty" in values:
        return "demanded"
    if "attempt" in values:
        return "intended"
    return "possible" if "possible" in values else None


def _meant(stem: Stem) -> EventKind:
    if stem.kind in _GOOD:
        return "AGREE"
    return "THREATEN" if stem.kind in _BAD else stem.kind
