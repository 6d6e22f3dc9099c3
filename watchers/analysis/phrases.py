"""Noun phrases beside a verb of saying: how far the words reach that name a source."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from watchers.analysis.clauses import AUXILIARIES, DETERMINERS, PREPOSITIONS, capital, words_of
from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.probe import Matches
from watchers.analysis.runs import NEVER_A_NAME
from watchers.analysis.tokens import Gap, Shape, Tokens

Words = tuple[int, int]
PRONOUNS = frozenset("he she they it we i who others some many".split())
_ADVERBS = frozenset(
    """also later earlier then once again repeatedly publicly previously recently initially immediately privately
    reportedly still now already separately simply often never always not since just even has have had is was were are
    been being did does do will would could may might must can further subsequently meanwhile only long didnt dont
    doesnt wouldnt couldnt havent hasnt isnt wasnt wont cant cannot""".split()
)
_GROUP = AUXILIARIES | frozenset(
    "not never cannot didnt dont doesnt wouldnt couldnt havent hasnt isnt wasnt wont cant hadnt werent arent".split()
)
_STOPS = AUXILIARIES | frozenset(
    "that which if because but while when where after before since as although though so".split()
)
_SKIPPED = frozenset("also meanwhile however and but yet or nor so then now too instead still".split())
_OPENS_APPOSITION = frozenset(
    """a an the one who whose head chief director former then deputy leader author his her speaking citing referring
    standing both now based aged himself herself which where formerly quoting reading addressing appearing visiting
    wearing writing testifying touring attending announcing""".split()
)
_BETWEEN_COMMAS = frozenset("meanwhile however too though therefore nevertheless nonetheless instead".split())
_OWNING = frozenset("a an the of his her their its this that".split())
_IRREGULAR = frozenset(
    """gave saw took spoke ran met knew left fled lost came went led wrote held won made got told said heard sat stood
    lives works owns runs leads knows heads""".split()
)
_SUBJECTS = frozenset(["he", "she", "they", "it", "i", "we", "you"])
_ENDS_APPOSITION = frozenset(["that", "as", "after", "who", "whose", "which", "when", "where"])
_ASIDES = {"(": ")", "—": "—", " – ": " – ", "--": "--"}
_STOPS_AHEAD = _STOPS | {"who", "whose"}
_LONGEST, _LONGEST_APPOSITION, _LONGEST_OPENING = 14, 22, 9
_LONGEST_NAME, _DATELINE = 3, 9
_BINDING = frozenset(["of", "with", "from", "for"])
_WEAK_ENDS = frozenset("the a an and or his her its their to by with from of for in at on than".split())


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is known of each word: cues end a phrase, days do not belong to it, roles may stand in apposition."""

    tokens: Tokens
    cues: Set[int]
    days: Set[int]
    roles: dict[int, Term]

    @classmethod
    def of(cls, tokens: Tokens, matches: Matches) -> Phrases:
        """Of a text."""
        verbs = {i for m in matches.get(Layer.CUE, ()) if _verbal(m.entries) for i in range(m.first, m.stop)}
        days = words_of(matches, Layer.CALENDAR).keys()
        return cls(tokens, verbs, days, words_of(matches, Layer.ROLE))

    def before(self, cue: int, *, strict: bool = False) -> Words | None:
        """The phrase that ends before a cue, appositions included; a `strict` cue bears no other comma."""
        stop = self.verb_group(cue)
        floor = self._sentence(cue).start
        if stop <= floor:
            return None
        stop = self._past_adverb(stop, floor)
        relative = self._relative(stop, floor, strict=strict)
        if relative is not None:
            return relative
        head = stop
        if self.tokens.gap[stop] == Gap.COMMA and stop == self.verb_group(cue):
            head = self._before_appositions(stop, floor)
            if strict and head == stop:
                return None
        elif self.tokens.gap[stop] > Gap.COMMA:
            head = self._before_aside(stop, floor)
            if head == stop:
                return None
        first = self._back(head, floor)
        return (first, stop) if first < head else None

    def _past_adverb(self, stop: int, floor: int) -> int:
        """The end of the subject in front of an adverb between commas: `the army, meanwhile, said`."""
        t = self.tokens
        aside = stop - 1 > floor and t.key[stop - 1] in _BETWEEN_COMMAS and t.gap[stop] == Gap.COMMA
        return stop - 1 if aside and t.gap[stop - 1] == Gap.COMMA else stop

    def auxiliaries(self, verb: int) -> int:
        """Where the group of a verb begins: `has said`, `did not believe`, `would not say`."""
        i = verb
        while self.tokens.joined(i) and self.tokens.key[i - 1] in _GROUP:
            i -= 1
        return i

    def interrupted(self, cue: int) -> bool:
        """Whether the subject of a cue stands before a comma and what tells more of it: `Ali, a baker, said`."""
        stop = self.verb_group(cue)
        floor = self._sentence(cue).start
        if stop > floor and self._past_adverb(stop, floor) != stop:
            return True
        return stop > floor and self.tokens.gap[stop] == Gap.COMMA and self._before_appositions(stop, floor) != stop

    def back(self, stop: int) -> Words | None:
        """The phrase that ends right before word `stop`."""
        first = self._back(stop, self._sentence(stop).start)
        return (first, stop) if first < stop else None

    def opening(self, cue: int) -> Words | None:
        """The phrase that the sentence of a cue begins with: a pronoun, or words up to a role or a name."""
        t, first = self.tokens, self._sentence(cue).start
        first = self._past_dateline(first, cue)
        if t.key[first] in _SUBJECTS:
            return first, first + 1
        if t.key[first] in PREPOSITIONS:
            first = next((i for i in range(first, min(first + _LONGEST, cue)) if t.gap[i] == Gap.COMMA), first)
        for i in range(first, min(first + _LONGEST_OPENING, cue)):
            if i > first and t.gap[i] > Gap.HYPHEN:
                break
            following = i + 1 < cue and t.joined(i + 1) and (i + 1 in self.roles or capital(t, i + 1))
            if t.key[i] in NEVER_A_NAME - DETERMINERS or i in self.days:
                return None
            if (i in self.roles or capital(t, i)) and t.key[i] not in DETERMINERS and not following:
                return first, i + 1
        return None

    def _past_dateline(self, first: int, cue: int) -> int:
        """`BRUSSELS (AP) - `: where the report itself begins."""
        t = self.tokens
        if not t.shape[first] & Shape.ALL_CAPS:
            return first
        dashed = (i for i in range(first + 1, min(first + _DATELINE, cue)) if _dash(t.text[t.end[i - 1] : t.start[i]]))
        return next(dashed, first)

    def _relative(self, stop: int, floor: int, *, strict: bool) -> Words | None:
        """`a man who saw it said`: the name before `who`, if a verb of its own stands between."""
        t = self.tokens
        for j in range(stop - 1, max(floor, stop - _LONGEST_APPOSITION), -1):
            if t.gap[j + 1 if j + 1 < len(t) else j] > Gap.HYPHEN and j + 1 != stop:
                return None
            if t.key[j] == "who":
                if t.gap[j] > Gap.HYPHEN or j == floor:
                    return None
                own = stop - j > 1
                if (strict and not own) or (own and not any(_finite(t.key[i]) for i in range(j + 1, stop))):
                    return None
                first = self._back(j, floor)
                return (first, stop if own else j) if first < j else None
        return None

    def after(self, first: int, *, appositions: bool = True) -> Words | None:
        """The phrase that begins at a word."""
        sentence = self._sentence(first - 1)
        stop = self._forth(first, sentence.stop)
        if stop <= first:
            return None
        if appositions and stop < sentence.stop and self.tokens.gap[stop] == Gap.COMMA and self._told_of(stop):
            stop = self._forth_apposition(stop, sentence.stop)
        return first, stop

    def _sentence(self, i: int) -> range:
        return self.tokens.in_sentence(self.tokens.sentence[i])

    def verb_group(self, cue: int) -> int:
        """Where the subject ends: auxiliaries, adverbs and days before the cue passed over."""
        i, t = cue, self.tokens
        while i > 0 and t.gap[i] <= Gap.HYPHEN and t.sentence[i] == t.sentence[i - 1]:
            dated = (i - 1 in self.days and self._day_beside(i)) or (t.key[i - 1] == "on" and i in self.days)
            if not dated and not self._adverb(i - 1):
                break
            i -= 1
        return i

    def _adverb(self, i: int) -> bool:
        word = self.tokens.key[i]
        return not capital(self.tokens, i) and (word in _ADVERBS or (len(word) > 5 and word.endswith("ly")))

    def _day_beside(self, i: int) -> bool:
        """Whether the day before word i says when it was said and belongs to no name."""
        return not (i - 2 >= 0 and self.tokens.key[i - 2] in {"of", "the"})

    def _before_appositions(self, stop: int, floor: int) -> int:
        """The end of the name in front of up to two appositions."""
        head = stop
        for _ in range(2):
            begin = head - 1
            while begin > floor and self.tokens.gap[begin] < Gap.COMMA and head - begin < _LONGEST_APPOSITION:
                begin -= 1
            if begin <= floor or self.tokens.gap[begin] != Gap.COMMA or not self._apposed(begin):
                break
            if self._clausal(begin, head) or (head != stop and self._told_whole(begin)):
                break
            head = begin
        return head

    def _told_of(self, i: int) -> bool:
        """Whether an apposition begins here rather than the next source of a chain."""
        return self.tokens.key[i] not in {"citing", "quoting", "referring"} and self._apposed(i)

    def _before_aside(self, stop: int, floor: int) -> int:
        """The end of the name in front of brackets or dashes: `Lisa Tran (D-Calif.)`, `Ali — a baker — said`."""
        t = self.tokens
        closing = t.text[t.end[stop - 1] : t.start[stop]]
        opening = next((one for one, mark in _ASIDES.items() if mark in closing), None)
        if opening is None:
            return stop
        for i in range(stop - 1, max(floor, stop - _LONGEST_APPOSITION), -1):
            between = t.text[t.end[i - 1] : t.start[i]]
            if opening in between:
                return i
        return stop

    def _told_whole(self, begin: int) -> bool:
        """Whether a whole clause ends before a comma: `the suspects are handed over, its minister, Ali, said`."""
        t, i = self.tokens, begin - 1
        while i > 0 and t.joined(i):
            if t.key[i] in AUXILIARIES and not capital(t, i):
                return True
            i -= 1
        return False

    def _clausal(self, begin: int, stop: int) -> bool:
        """Whether the words are a clause of their own, not an apposition: `the candidate attacked the media`."""
        key = self.tokens.key
        if key[begin] in {"who", "whose", "which", "where"}:
            return False
        return any(key[i].endswith("ed") and key[i + 1] in DETERMINERS for i in range(begin + 1, stop - 1))

    def _apposed(self, i: int) -> bool:
        t = self.tokens
        return (
            (i - 1 in self.roles and capital(t, i))
            or t.key[i] in _OPENS_APPOSITION
            or i in self.roles
            or (t.key[i].endswith("ed") and i + 1 < len(t) and (t.key[i + 1] in PREPOSITIONS or i + 1 in self.days))
            or bool(t.shape[i] & Shape.NUMBER)
            or self._second_name(i)
            or (i + 1 < len(t) and i + 1 in self.roles and i not in self.cues)
        )

    def _second_name(self, i: int) -> bool:
        """Whether a name stands alone between commas behind another: `Doña Ana County, New Mexico, said`."""
        t = self.tokens
        stop = i + 1
        while stop < len(t) and t.joined(stop):
            stop += 1
        closed = stop < len(t) and t.gap[stop] == Gap.COMMA and stop - i <= _LONGEST_NAME
        return closed and capital(t, i - 1) and all(capital(t, k) for k in range(i, stop))

    def _back(self, head: int, floor: int) -> int:
        t, first = self.tokens, head
        if t.key[head - 1] in _SUBJECTS:
            return head - 1
        while first > floor and head - first < _LONGEST:
            i = first - 1
            if i < head - 1 and t.gap[first] > Gap.HYPHEN:
                break
            if t.key[i] in _STOPS or (i in self.cues and not self._named_cue(i)):
                break
            if t.key[i] in {"and", "or"} and not (first in self.roles or capital(t, first)):
                break
            if t.key[i] == "and" and self._clause_before(i, floor):
                break
            if t.key[i] in {"who", "whose"}:
                break
            first = i
        while first < head and (t.key[first] in _SKIPPED or t.key[first] in _ADVERBS):
            first += 1
        if first > floor and t.key[first - 1] in AUXILIARIES and t.gap[first] <= Gap.HYPHEN:
            first = next((i + 1 for i in range(head - 2, first, -1) if t.key[i] == "and"), head)
        return self._past_opening(first, head)

    def _clause_before(self, i: int, floor: int) -> bool:
        """Whether a verb stands before an "and": `jets bombed Metina and Ankara vowed`."""
        t, k = self.tokens, i - 1
        while k > floor and t.joined(k) and i - k < _LONGEST:
            if t.key[k].endswith("ed") and not capital(t, k) and capital(t, k + 1) and k not in self.roles:
                return t.key[k - 1] not in DETERMINERS and t.key[k - 1] not in PREPOSITIONS
            k -= 1
        return False

    def _past_opening(self, first: int, head: int) -> int:
        """`In Damascus officials said`: the phrase begins behind the place or day that opens the sentence."""
        t = self.tokens
        while first < head and (first in self.days or (t.shape[first] & Shape.NUMBER and first + 1 in self.days)):
            first += 1
        if first < head and t.key[first] in {"to", "of", "than", "by"}:
            return head
        if first < head and t.key[first] in PREPOSITIONS and t.key[first] != "about":
            later = next(
                (i for i in range(first + 1, head) if i in self.roles or t.key[i] in {"the", "a", "an"}), first
            )
            return later if t.key[first + 1] not in {"the", "a", "an"} else first
        return first

    def _forth(self, first: int, limit: int) -> int:
        t, i = self.tokens, first
        while i < limit and i - first < _LONGEST:
            if i > first and t.gap[i] > Gap.HYPHEN:
                break
            if t.key[i] in _STOPS_AHEAD or (i in self.cues and not self._named_cue(i)):
                break
            if i in self.days and not (i + 1 < limit and t.key[i + 1] == "by" and t.joined(i + 1)):
                break
            if t.key[i] in PREPOSITIONS - _BINDING and self._loose(i, limit):
                break
            i += 1
        while i > first and t.key[i - 1] in _WEAK_ENDS:
            i -= 1
        return i

    def _loose(self, i: int, limit: int) -> bool:
        """Whether a preposition begins something new rather than belongs to the name before it."""
        return i + 1 >= limit or i + 1 in self.days or self.tokens.key[i + 1] in {"a", "an", "which"}

    def _named_cue(self, i: int) -> bool:
        """A noun like `report`, or part of a name: no verb here."""
        t = self.tokens
        owned = i > 0 and t.joined(i) and bool(t.shape[i - 1] & Shape.POSSESSIVE)
        return i in self.roles or capital(t, i) or owned or (i > 0 and t.key[i - 1] in _OWNING)

    def _forth_apposition(self, stop: int, limit: int) -> int:
        i, relative = stop + 1, self.tokens.key[stop] in {"who", "whose"}
        while i < limit and self.tokens.gap[i] <= Gap.HYPHEN and i - stop < _LONGEST_APPOSITION:
            if not relative and (self.tokens.key[i] in AUXILIARIES or self.tokens.key[i] in _ENDS_APPOSITION):
                break
            i += 1
        return i


def _dash(between: str) -> bool:
    return between.strip("() ") in {"-", "–", "—", "--"} and between != "-"


def _finite(word: str) -> bool:
    """Whether a word may be the verb of a relative clause."""
    return word in AUXILIARIES or word in _IRREGULAR or (len(word) > 4 and word.endswith(("ed", "es", "ts", "ns")))


def _verbal(entries: object) -> bool:
    return any(isinstance(e, Term) and e.data.get("place") == "before" for e in entries)  # type: ignore[attr-defined]
