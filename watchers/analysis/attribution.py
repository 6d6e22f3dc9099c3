"""Who says so: the source of a statement, the cue that tells of it, and what is said."""

from __future__ import annotations

from collections.abc import Sequence

from watchers.analysis import chains, contents, quotation, saying
from watchers.analysis.clauses import BE, Cast, Named, value_of
from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.phrases import Phrases, Words
from watchers.analysis.probe import Match, Matches, longest
from watchers.analysis.quotation import MARKS
from watchers.analysis.sources import Speakers, Who
from watchers.analysis.tokens import Gap, Shape, Tokens
from watchers.document import Attribution, Quote

RULES = {
    "attribution:said": "a source and a verb of saying behind it: `officials said`",
    "attribution:said-inverted": "the verb before its source: `said Ibrahim`",
    "attribution:thought": "what somebody thinks, hopes or wants: `the army believes`",
    "attribution:asked": "what somebody asks, promises or plans: `the envoy urged`",
    "attribution:judged": "what somebody praises, blames or calls by a name: `Ankara condemned`",
    "attribution:and": "a second verb of the same source: `the minister said … and promised`",
    "attribution:saying": "a participle of the sentence's subject: `…, adding that`",
    "attribution:according-to": "a source behind `according to`, `citing`",
    "attribution:quoted": "`quoted … as saying`",
    "attribution:noun": "a noun of saying and its clause: `his claim that`, `reports that`",
    **chains.RULES,
}
_INVERTING = frozenset(
    """said says wrote writes asked added explained tweeted announced argued told noted warned replied claimed insisted
    declared reported recalled continued adds notes explains quipped
    joked recalls argues insists asks observed remarked replies lamented complained predicted countered acknowledged
    concluded wondered testified""".split()
)
_NO_SOURCE = frozenset(["that", "to", "reporters", "journalists"])
_GOES_ON = frozenset("in on at after during as when of".split())
_SELF = frozenset(["i", "we", "you"])
_PRONOUNS = frozenset(["he", "she", "it", "they"])
_NOTHING = frozenset(["it", "this", "that", "these", "those", "there", "what"])
_NOBODY = frozenset(["nobody", "nothing", "none", "everything", "anyone", "no", "anybody", "everyone"])
_HEARER = 6
_TELLING = frozenset(["tell", "tells", "told", "telling"])
_BY_VALUE = {
    "think": "attribution:thought",
    "ask": "attribution:asked",
    "judge": "attribution:judged",
    "express": "attribution:thought",
}
_POSSESSIVES = frozenset(["his", "her", "their", "its"])
_RUMOURS = frozenset(
    """claims allegations allegation reports report rumours rumors rumour rumor accusations accusation suspicion
    suspicions speculation fears belief concerns theory theories""".split()
)


def find(tokens: Tokens, matches: Matches, named: Sequence[Named]) -> tuple[Attribution, ...]:
    """The attributions in reading order of their cues."""
    return _Listener(tokens, matches, named).heard(matches)


class _Listener:
    """One text's attributions; thrown away with it."""

    def __init__(self, tokens: Tokens, matches: Matches, named: Sequence[Named]) -> None:
        self._tokens = tokens
        self._phrases = Phrases.of(tokens, matches)
        self._speakers = Speakers(tokens, matches, Cast(tokens, named), self._phrases.roles)
        self._quotations = quotation.spans(tokens)
        self._inside = quotation.spoken(tokens, self._quotations)
        self._last: tuple[int, Words, Who] | None = None

    def heard(self, matches: Matches) -> tuple[Attribution, ...]:
        found = []
        for match in longest(matches.get(Layer.CUE, ())):
            if not self._inside[match.first]:
                told = self._attribution(match)
                if told:
                    found.append(told)
        return chains.linked(self._tokens, chains.outermost(found), self._quotations)

    def _attribution(self, match: Match) -> Attribution | None:
        terms = [e for e in match.entries if isinstance(e, Term)]
        for term in terms:
            told = None if term.data.get("place") == "noun" else self._by_term(match, term)
            if told:
                return told
        return self._by_noun(match) if any(term.data.get("place") == "noun" for term in terms) else None

    def _by_term(self, match: Match, term: Term) -> Attribution | None:
        if value_of(term) == "according":
            return self._according(match)
        if saying.is_verb(self._tokens, match, term):
            return self._by_verb(match, term)
        if self._tokens.key[match.first].endswith("ing") and self._hangs(match.first):
            return self._by_subject(match, term, "attribution:saying")
        return None

    def _according(self, match: Match) -> Attribution | None:
        t, first = self._tokens, match.first
        inner = first > 0 and t.sentence[first - 1] == t.sentence[first]
        source = self._phrases.after(match.stop, appositions=inner) if match.stop < len(t) else None
        content = contents.around(self._tokens, match, source)
        return self._told(match, source, content, "attribution:according-to")

    def _by_verb(self, match: Match, term: Term) -> Attribution | None:
        value = value_of(term)
        if value == "quoting":
            return self._quoted(match)
        inverted = _inverted(self._tokens, match, self._phrases)
        if inverted:
            content = contents.before(self._tokens, match.first)
            return self._told(match, inverted, content, "attribution:said-inverted", anyone=True)
        strict = bool(term.data.get("strict"))
        if not self._completed(match, term, value):
            return None
        source = self._phrases.before(match.first, strict=strict)
        if source is None:
            return self._by_subject(match, term, "attribution:and") if self._coordinated(match.first) else None
        return self._by_source(match, term, source, strict=strict)

    def _by_source(self, match: Match, term: Term, source: Words, *, strict: bool) -> Attribution | None:
        if not saying.agrees(self._tokens, match, term, source) or self._nested(match.first, source):
            return None
        content = contents.of(self._tokens, match, source, hearer=bool(term.data.get("hearer")))
        anyone = saying.human(self._tokens, match, term)
        rule = _BY_VALUE.get(value_of(term), "attribution:said")
        if term.data.get("document") and not self._speakers.document(source):
            return None
        return self._told(match, source, content, rule, strict=strict, anyone=anyone)

    def _completed(self, match: Match, term: Term, value: str) -> bool:
        """Whether what the verb needs goes with it: something wanted or judged, a clause or a quotation."""
        if term.data.get("loose"):
            return saying.speech(self._tokens, match)
        if not term.data.get("strict") or saying.complement(self._tokens, match, value):
            return True
        return value in {"think", "ask"} and saying.aside(self._tokens, match, self._phrases.before(match.first))

    def _nested(self, cue: int, source: Words) -> bool:
        """Whether a source only goes on about itself: `the Kremlin said it hoped`."""
        first, stop = source
        pronoun = stop - first == 1 and self._tokens.key[first] in _PRONOUNS
        last = self._last
        return (
            pronoun
            and last is not None
            and self._tokens.sentence[last[0]] == self._tokens.sentence[cue]
            and first - last[0] <= _HEARER
            and self._tokens.gap[first] <= Gap.HYPHEN
        )

    def _coordinated(self, i: int) -> bool:
        """Whether the verb shares its subject with an earlier one: `said … and promised`, `thanked …, praised`."""
        t, first = self._tokens, self._phrases.verb_group(i)
        if first == 0 or t.sentence[first - 1] != t.sentence[i]:
            return False
        return t.key[first - 1] in {"and", "but", "or", "then"} or (
            t.gap[first] == Gap.COMMA and self._last is not None and t.sentence[self._last[0]] == t.sentence[i]
        )

    def _hangs(self, i: int) -> bool:
        """Whether a participle hangs on the clause before it."""
        t = self._tokens
        return i > 0 and t.sentence[i] == t.sentence[i - 1] and (t.gap[i] == Gap.COMMA or t.key[i - 1] == "while")

    def _by_subject(self, match: Match, term: Term, rule: str) -> Attribution | None:
        """The last source of the sentence speaks again, else the phrase that the sentence begins with."""
        t, value = self._tokens, value_of(term)
        if value in {"quoting", "show"} or (term.data.get("strict") and not saying.complement(t, match, value)):
            return None
        if term.data.get("form") == "base" and rule == "attribution:and":
            return None
        content = contents.of(t, match, None, hearer=bool(term.data.get("hearer")))
        if self._last is not None and t.sentence[self._last[0]] == t.sentence[match.first]:
            _, source, who = self._last
            return self._attributed(match, source, who, content, rule)
        return self._told(match, self._phrases.opening(match.first), content, rule)

    def _by_noun(self, match: Match) -> Attribution | None:
        t, i = self._tokens, match.first
        if match.stop >= len(t) or t.key[match.stop] != "that" or not t.joined(match.stop):
            return None
        content = contents.of(t, match, None, hearer=False)
        if i and t.joined(i) and (t.key[i - 1] in _POSSESSIVES or t.shape[i - 1] & Shape.POSSESSIVE):
            source = (i - 1, i) if t.key[i - 1] in _POSSESSIVES else self._phrases.back(i)
            return self._told(match, source, content, "attribution:noun")
        if t.key[i] not in _RUMOURS or (i and t.key[i - 1] in {"no", "not"}) or (i > 1 and t.key[i - 2] == "in"):
            return None
        return Attribution(
            None,
            _quote(t, i, match.stop),
            content,
            None,
            "unnamed",
            contents.OWN_LEVEL.get(t.key[i]),
            "attribution:noun",
        )

    def _quoted(self, match: Match) -> Attribution | None:
        """`was quoted as saying`: the subject speaks; `quoted him as saying`, `cited him`: the object does."""
        t, phrases = self._tokens, self._phrases
        passive = t.joined(match.first) and t.key[match.first - 1] in BE
        source = phrases.before(match.first) if passive else phrases.after(match.stop, appositions=False)
        if t.key[match.stop : match.stop + 2] == ["as", "saying"]:
            match = Match(match.first, match.stop + 2, match.entries)
        content = contents.of(t, match, source, hearer=not passive)
        told = self._told(match, source, content, "attribution:quoted", anyone=passive)
        before = None if passive else phrases.before(match.first)
        return self._by_way(told, before) if told else None

    def _told(
        self,
        match: Match,
        source: Words | None,
        content: Quote | None,
        rule: str,
        *,
        strict: bool = False,
        anyone: bool = False,
    ) -> Attribution | None:
        if source is None or self._tokens.key[source[0]] in _SELF | _NOBODY or self._inside[source[0]]:
            return None
        who = self._speakers.who(source)
        if who is None and anyone and self._tokens.key[source[0]] not in _NOTHING:
            who = Who("unnamed", None)
        if who is None or (strict and not _speaks(who)):
            return None
        self._last = match.first, source, who
        return self._attributed(match, source, who, content, rule)

    def _attributed(self, match: Match, source: Words, who: Who, content: Quote | None, rule: str) -> Attribution:
        level = contents.OWN_LEVEL.get(self._tokens.key[match.first])
        cue = _quote(self._tokens, self._phrases.auxiliaries(match.first), match.stop)
        told = Attribution(_quote(self._tokens, *source), cue, content, who.actor, who.kind, level, rule)
        hearer = self._phrases.after(match.stop) if self._tokens.key[match.first] in _TELLING else None
        return self._by_way(told, hearer)

    def _by_way(self, told: Attribution, phrase: Words | None) -> Attribution:
        """With the outlet that a phrase names, if it names one."""
        outlet = self._speakers.outlet(phrase) if phrase else None
        return chains.passed_on(told, _quote(self._tokens, *outlet)) if outlet else told


def _speaks(who: Who) -> bool:
    """Whether a source is somebody who can want and believe."""
    return who.actor is not None or who.kind != "document"


def _quote(tokens: Tokens, first: int, stop: int) -> Quote:
    """The words as they stand, with the bracket that closes one opened in them: `Lisa Tran (D-Calif.)`."""
    start, end = tokens.span(first, stop)
    if "(" in tokens.text[start:end] and tokens.text[end : end + 2].lstrip(".")[:1] == ")":
        end = tokens.text.index(")", end) + 1
    return Quote(start, end, tokens.text[start:end])


def _inverted(tokens: Tokens, match: Match, phrases: Phrases) -> Words | None:
    """The source behind the verb, where punctuation stands before it and the phrase is all that follows."""
    i = match.first
    if i == 0 or tokens.key[i] not in _INVERTING or match.stop >= len(tokens) or not tokens.joined(match.stop):
        return None
    opens = tokens.sentence[i] != tokens.sentence[i - 1]
    if (tokens.gap[i] <= Gap.HYPHEN and not opens) or tokens.key[match.stop] in _NO_SOURCE:
        return None
    between = tokens.text[tokens.end[i - 1] : tokens.start[i]]
    quoted = any(q in between for q in MARKS)
    if not quoted and (between.endswith(") ") or tokens.key[match.stop] == "responsibility"):
        return None
    if not quoted and (opens or tokens.key[i] == "told" or phrases.interrupted(i)):
        return None
    source = phrases.after(match.stop)
    if source is None or quoted or source[1] >= len(tokens):
        return source
    ends = tokens.gap[source[1]] > Gap.HYPHEN or source[1] in phrases.days or tokens.key[source[1]] in _GOES_ON
    return source if ends else None
