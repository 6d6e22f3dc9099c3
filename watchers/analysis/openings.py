"""What the story of a document is told from: the words of its headline and opening, its names and its tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log

from watchers.analysis.summary import STOP_WORDS
from watchers.document import Analysis

_OPENING = 1_200
"""Characters of a text: a report says at its beginning what it is about."""
_MOST = 40
_TOLD = 5
_NAME, _TAG, _KIND = 2.0, 1.0, 0.5
_DATES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december year years month months week weeks day days today yesterday say report reported reports
    news according breaking update""".split()
)
_IDLE = STOP_WORDS | _DATES
_WORD = re.compile(r"(?P<stop>[.!?…:]\W*|\n\s*|^\W*)?(?P<word>\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W\d_]+)*)")
_ENDINGS = ("ingly", "edly", "ings", "ment", "ing", "ied", "ies", "ed", "es", "ly", "er", "s")
_POSSESSIVE = ("'s", "’s")
_LONG, _LEFT = 4, 3


@dataclass(frozen=True, slots=True)
class Opening:
    """Terms with their weights, the heaviest first, and what each is called; that of a number begins with `#`.

    Places below a country begin with `p:`, wider regions with `r:`, actors with `a:`, kinds of events with `e:`.
    """

    terms: dict[str, float]
    called: dict[str, str]


def opening(headline: str | None, text: str, analysis: Analysis) -> Opening:
    """Of a document as it was read and tagged; words that all news has are left out, names count twice."""
    counts: dict[str, float] = {}
    called: dict[str, str] = {}
    for said, counted in ((headline or "", 1.0), (text[:_OPENING], _NAME)):
        _count(said, counted, counts, called)
    _add_tags(analysis, counts, called)
    weighed = {term: 1 + log(count) if count >= 1 else count for term, count in counts.items()}
    heaviest = sorted(weighed.items(), key=lambda pair: -pair[1])[:_MOST]
    return Opening({term: round(weight, 2) for term, weight in heaviest}, called)


def _count(text: str, name: float, counts: dict[str, float], called: dict[str, str]) -> None:
    for found in _WORD.finditer(text):
        word = found["word"]
        bare = word.lower()
        if bare in _IDLE or len(bare) < 2:
            continue
        number = word[0].isdigit()
        term = f"#{bare.rstrip('.,')}" if number else stem(bare)
        begins = found["stop"] is not None
        counts[term] = counts.get(term, 0.0) + (name if word[0].isupper() and not begins else 1.0)
        called.setdefault(term, word)


def _add_tags(analysis: Analysis, counts: dict[str, float], called: dict[str, str]) -> None:
    for actor in analysis.actors:
        counts[f"a:{actor.id}"] = _TAG
        called[f"a:{actor.id}"] = actor.name
    for region in analysis.regions:
        if region.kind != "world region":
            term = f"{'r' if region.kind == 'country' else 'p'}:{region.id}"
            counts[term] = _TAG
            called[term] = region.name
    for event in analysis.events:
        counts[f"e:{event.kind}"] = _KIND


def stem(word: str) -> str:
    """A word of English without its commonest endings, of whatever language it is; in lower case, as given."""
    if word.endswith(_POSSESSIVE):
        word = word[:-2]
    if len(word) <= _LONG:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > _LEFT and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e")


def shared(one: Opening, other: Opening) -> str:
    """What both tell of, in words: `shared: Beit Jin, evacuation, 3 numbers`; "" where that is nothing."""
    both = [term for term in one.terms if term in other.terms and term in one.called]
    numbers = [one.called[term] for term in both if term[0] == "#"]
    ranked = sorted((_rank(term), -one.terms[term] * other.terms[term], term) for term in both if term[0] != "#")
    said: dict[str, str] = {}
    for _, _, term in ranked:
        name = one.called[term]
        if not any(stem(word) in said for word in name.lower().split()):
            said |= dict.fromkeys([stem(word) for word in name.lower().split()], name)
    told = list(dict.fromkeys(said.values()))[:_TOLD]
    told += [numbers[0] if len(numbers) == 1 else f"{len(numbers)} numbers"] if numbers else []
    return f"shared: {', '.join(told)}" if told else ""


def _rank(term: str) -> int:
    """Places and actors first, then words, last what much of the news is about."""
    return {"p:": 0, "a:": 1, "r:": 3}.get(term[:2], 2)
