"""What is said: the words that a cue of saying governs, and how sure its own word makes them."""

from __future__ import annotations

import re

from watchers.analysis.phrases import Words
from watchers.analysis.probe import Match
from watchers.analysis.quotation import MARKS
from watchers.analysis.tokens import Gap, Tokens
from watchers.document import HedgeLevel, Quote

_DATELINE = re.compile(r"[A-Z][^\n()“\"]{1,60}\([\w .-]{2,30}\) ?[-–—]+ ")
"""`BEIRUT (Reuters) - `: who sends the report says nothing of what is said."""
_HEARER = 6
"""Words that may name who is told."""
OWN_LEVEL: dict[str, HedgeLevel] = {
    "claim": "alleged",
    "claims": "alleged",
    "claimed": "alleged",
    "claiming": "alleged",
    "allege": "alleged",
    "alleges": "alleged",
    "alleged": "alleged",
    "allegation": "alleged",
    "allegations": "alleged",
    "accusation": "alleged",
    "accusations": "alleged",
    "reports": "reported",
    "rumour": "reported",
    "rumours": "reported",
    "rumor": "reported",
    "rumors": "reported",
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
    "suspect": "likely",
    "suspects": "likely",
    "suspected": "likely",
    "suspicion": "likely",
    "speculation": "likely",
}


def of(tokens: Tokens, match: Match, source: Words | None, *, hearer: bool) -> Quote | None:
    """What follows the cue in the sentence; where nothing does, what stands before the source."""
    sentence = tokens.in_sentence(tokens.sentence[match.first])
    first = _past_hearer(tokens, match.stop, sentence.stop) if hearer else match.stop
    stop = _before_according(tokens, first, sentence.stop)
    if stop - first >= 3:
        return _stretch(tokens, first, stop)
    return before(tokens, source[0] if source else match.first)


def _past_hearer(tokens: Tokens, first: int, limit: int) -> int:
    i = first
    while i < limit and tokens.key[i] != "that" and tokens.gap[i] <= Gap.HYPHEN and i - first < _HEARER:
        i += 1
    return first if i < limit and i - first >= _HEARER else i


def _before_according(tokens: Tokens, first: int, limit: int) -> int:
    return next((i for i in range(first, limit - 1) if tokens.key[i : i + 2] == ["according", "to"]), limit)


def before(tokens: Tokens, stop: int) -> Quote | None:
    first = tokens.in_sentence(tokens.sentence[min(stop, len(tokens) - 1)]).start
    quoted = tokens.text.rfind(": “", tokens.start[first], tokens.start[min(stop, len(tokens) - 1)])
    if quoted >= 0:
        first = tokens.at(quoted) + 1
    return _stretch(tokens, first, stop) if stop - first >= 2 else None


def _stretch(tokens: Tokens, first: int, stop: int) -> Quote:
    """Words with the quotation marks around them, without a leading "that"."""
    if tokens.key[first] == "that" and stop - first > 1:
        first += 1
    start, end = tokens.span(first, stop)
    if start and tokens.text[start - 1] in MARKS:
        start -= 1
    while end < len(tokens.text) and tokens.text[end] in MARKS + ",.!?…" and end < tokens.sentences[-1][1]:
        if tokens.text[end] == "," and tokens.text[end + 1 : end + 2] not in MARKS:
            break
        end += 1
    dateline = _DATELINE.match(tokens.text, start, end)
    if dateline and tokens.text[:start].rstrip(" ")[-1:] in {"", "\n"}:
        start = dateline.end()
    return Quote(start, end, tokens.text[start:end])


def around(tokens: Tokens, match: Match, source: Words | None) -> Quote | None:
    """`According to X, what` and `what, according to X`."""
    sentence = tokens.in_sentence(tokens.sentence[match.first])
    if match.first - sentence.start >= 3:
        return _stretch(tokens, sentence.start, match.first)
    after = source[1] if source else match.stop
    return _stretch(tokens, after, sentence.stop) if sentence.stop - after >= 2 else None
