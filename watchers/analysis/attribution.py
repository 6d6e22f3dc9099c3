"""Who says so: the source of a statement, the cue that tells of it, and what is said."""

from __future__ import annotations

from collections.abc import Sequence

from watchers.analysis.clauses import BE, DETERMINERS, PREPOSITIONS, Cast, Named, value_of
from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.phrases import Phrases, Words
from watchers.analysis.probe import Match, Matches, longest
from watchers.analysis.sources import Speakers, Who
from watchers.analysis.tokens import Gap, Shape, Tokens
from watchers.document import Attribution, HedgeLevel, Quote

RULES = {
    "attribution:said": "a source and a verb of saying behind it: `officials said`",
    "attribution:said-inverted": "the verb before its source: `said Ibrahim`",
    "attribution:according-to": "a source behind `according to`, `citing`",
    "attribution:quoted": "`quoted … as saying`",
}
_INVERTING = frozenset(
    """said says wrote writes asked added explained tweeted announced argued told noted warned replied claimed insisted
    declared reported recalled continued adds notes explains""".split()
)
_PROGRESSIVE = frozenset(["say", "tell", "ask"])
_PLURAL = frozenset("they we i you to also who people police others some many both men women which media not".split())
_SELF = frozenset(["i", "we", "you"])
_HEARER = 6
_QUOTES = "\"“”«»‘’'`"
_OWN_LEVEL: dict[str, HedgeLevel] = {
    "claim": "alleged",
    "claims": "alleged",
    "claimed": "alleged",
    "claiming": "alleged",
    "allege": "alleged",
    "alleges": "alleged",
    "alleged": "alleged",
    "deny": "denied",
    "denies": "denied",
    "denied": "denied",
    "denying": "denied",
    "suggested": "likely",
    "suggests": "likely",
    "hinted": "likely",
    "speculated": "likely",
    "believe": "likely",
    "believes": "likely",
    "believed": "likely",
}
_COMPLEMENT = frozenset("that to a an the it he she they we there his her its their this no not".split())


def find(tokens: Tokens, matches: Matches, named: Sequence[Named]) -> tuple[Attribution, ...]:
    """The attributions in reading order of their cues."""
    phrases = Phrases.of(tokens, matches)
    speakers = Speakers(tokens, matches, Cast(tokens, named), phrases.roles)
    found = []
    for match in longest(matches.get(Layer.CUE, ())):
        told = _attribution(tokens, match, phrases, speakers)
        if told:
            found.append(told)
    return tuple(found)


def _attribution(tokens: Tokens, match: Match, phrases: Phrases, speakers: Speakers) -> Attribution | None:
    term = next((e for e in match.entries if isinstance(e, Term) and e.data.get("place") != "noun"), None)
    if term is None:
        return None
    value = value_of(term)
    if value == "according":
        source = phrases.after(match.stop) if match.stop < len(tokens) else None
        return _told(tokens, match, source, speakers, _around_parenthesis(tokens, match, source), strict=False)
    return _by_verb(tokens, match, term, phrases, speakers) if _verb(tokens, match, term) else None


def _by_verb(tokens: Tokens, match: Match, term: Term, phrases: Phrases, speakers: Speakers) -> Attribution | None:
    value = value_of(term)
    if value == "quoting":
        return _quoted(tokens, match, phrases, speakers)
    inverted = _inverted(tokens, match, phrases)
    if inverted:
        return _told(tokens, match, inverted, speakers, _before(tokens, match.first), strict=False)
    strict = bool(term.data.get("strict"))
    source = phrases.before(match.first, strict=strict)
    if (strict and not _complement(tokens, match, value)) or (term.data.get("loose") and not _speech(tokens, match)):
        return None
    content = _content(tokens, match, source, hearer=bool(term.data.get("hearer")))
    return _told(tokens, match, source, speakers, content, strict=strict)


def _told(
    tokens: Tokens, match: Match, source: Words | None, speakers: Speakers, content: Quote | None, *, strict: bool
) -> Attribution | None:
    who = speakers.who(source) if source else None
    if source is None or who is None or tokens.key[source[0]] in _SELF or (strict and not _speaks(who)):
        return None
    level = _OWN_LEVEL.get(tokens.key[match.first])
    cue = _quote(tokens, match.first, match.stop)
    return Attribution(_quote(tokens, *source), cue, content, who.actor, who.kind, level)


def _speaks(who: Who) -> bool:
    """Whether a source is somebody who can want and believe."""
    return who.actor is not None or who.kind != "document"


def _quote(tokens: Tokens, first: int, stop: int) -> Quote:
    start, end = tokens.span(first, stop)
    return Quote(start, end, tokens.text[start:end])


def _verb(tokens: Tokens, match: Match, term: Term) -> bool:
    """Whether the cue is a verb with a subject of its own."""
    i, form = match.first, term.data.get("form")
    before = tokens.key[i - 1] if tokens.joined(i) else ""
    word = tokens.key[i]
    if tokens.shape[i] & Shape.CAPITAL and before:
        return False
    if before in DETERMINERS or before in PREPOSITIONS or before == "to":
        return False
    if i and tokens.shape[i - 1] & Shape.POSSESSIVE and tokens.joined(i):
        return False
    if word.endswith("ing"):
        return before in BE and value_of(term) in _PROGRESSIVE
    if before in BE:
        return value_of(term) == "quoting"
    return form != "base" or before in _PLURAL or (before.endswith("s") and len(before) > 4)


def _inverted(tokens: Tokens, match: Match, phrases: Phrases) -> Words | None:
    """The source behind the verb, where punctuation stands before it and the phrase is all that follows."""
    i = match.first
    opens = i == 0 or tokens.sentence[i] != tokens.sentence[i - 1] or tokens.gap[i] > Gap.HYPHEN
    if not opens or tokens.key[i] not in _INVERTING or match.stop >= len(tokens) or not tokens.joined(match.stop):
        return None
    if tokens.key[match.stop] in {"that", "to", "reporters", "journalists"}:
        return None
    between = tokens.text[tokens.end[i - 1] : tokens.start[i]] if i else ""
    quoted = any(q in between for q in _QUOTES)
    if tokens.key[i] == "told" and not quoted:
        return None
    source = phrases.after(match.stop)
    if source is None:
        return None
    ends = source[1] >= len(tokens) or tokens.gap[source[1]] > Gap.HYPHEN or source[1] in phrases.days
    follows = source[1] < len(tokens) and tokens.key[source[1]] in {
        "in",
        "on",
        "at",
        "after",
        "during",
        "as",
        "when",
        "of",
    }
    return source if quoted or ends or follows else None


def _quoted(tokens: Tokens, match: Match, phrases: Phrases, speakers: Speakers) -> Attribution | None:
    """`was quoted as saying`: the subject speaks; `quoted him as saying`: the object does; `cited` the object too."""
    passive = tokens.joined(match.first) and tokens.key[match.first - 1] in BE
    source = phrases.before(match.first) if passive else phrases.after(match.stop, appositions=False)
    content = _content(tokens, match, source, hearer=not passive)
    return _told(tokens, match, source, speakers, content, strict=False)


def _complement(tokens: Tokens, match: Match, value: str) -> bool:
    """Whether something follows that is wanted, believed or judged."""
    i = match.stop
    if i >= len(tokens) or tokens.sentence[i] != tokens.sentence[match.first]:
        return False
    if value == "judge" and tokens.key[i] in {"to", "for", "on", "that", "there"}:
        return False
    return tokens.key[i] in _COMPLEMENT or tokens.key[i] in {"for", "on"} or bool(tokens.shape[i] & Shape.CAPITAL)


def _speech(tokens: Tokens, match: Match) -> bool:
    """Whether a verb like `added` or `found` is one of saying here: a quotation or clause goes with it."""
    i = match.stop
    if i >= len(tokens) or tokens.sentence[i] != tokens.sentence[match.first] or tokens.key[i] == "that":
        return True
    between = tokens.text[tokens.end[i - 1] : tokens.start[i]]
    return any(q in between for q in _QUOTES) or tokens.gap[i] > Gap.HYPHEN


def _content(tokens: Tokens, match: Match, source: Words | None, *, hearer: bool) -> Quote | None:
    """What follows the cue in the sentence; where nothing does, what stands before the source."""
    sentence = tokens.in_sentence(tokens.sentence[match.first])
    first = _past_hearer(tokens, match.stop, sentence.stop) if hearer else match.stop
    stop = _before_according(tokens, first, sentence.stop)
    if stop - first >= 3:
        return _stretch(tokens, first, stop)
    return _before(tokens, source[0] if source else match.first)


def _past_hearer(tokens: Tokens, first: int, limit: int) -> int:
    i = first
    while i < limit and tokens.key[i] != "that" and tokens.gap[i] <= Gap.HYPHEN and i - first < _HEARER:
        i += 1
    return first if i < limit and i - first >= _HEARER else i


def _before_according(tokens: Tokens, first: int, limit: int) -> int:
    return next((i for i in range(first, limit - 1) if tokens.key[i : i + 2] == ["according", "to"]), limit)


def _before(tokens: Tokens, stop: int) -> Quote | None:
    first = tokens.in_sentence(tokens.sentence[min(stop, len(tokens) - 1)]).start
    return _stretch(tokens, first, stop) if stop - first >= 2 else None


def _stretch(tokens: Tokens, first: int, stop: int) -> Quote:
    """Words with the quotation marks around them, without a leading "that"."""
    if tokens.key[first] == "that" and stop - first > 1:
        first += 1
    start, end = tokens.span(first, stop)
    if start and tokens.text[start - 1] in _QUOTES:
        start -= 1
    while end < len(tokens.text) and tokens.text[end] in _QUOTES + ",.!?…" and end < tokens.sentences[-1][1]:
        if tokens.text[end] == "," and tokens.text[end + 1 : end + 2] not in _QUOTES:
            break
        end += 1
    return Quote(start, end, tokens.text[start:end])


def _around_parenthesis(tokens: Tokens, match: Match, source: Words | None) -> Quote | None:
    """`According to X, what` and `what, according to X`."""
    sentence = tokens.in_sentence(tokens.sentence[match.first])
    if match.first - sentence.start >= 3:
        return _stretch(tokens, sentence.start, match.first)
    after = source[1] if source else match.stop
    return _stretch(tokens, after, sentence.stop) if sentence.stop - after >= 2 else None
