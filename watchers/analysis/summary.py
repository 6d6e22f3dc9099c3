"""Two or three whole sentences that say most: what the text is about, early, and with tags not told yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from math import log

from watchers.analysis.tokens import Tokens
from watchers.document import Quote

SENTENCES = 3
_FEWEST_WORDS, _MOST_WORDS = 7, 60
_SIMILAR = 0.6
_CANDIDATES = 60
_LENGTH, _EARLY, _FRESH = 0.9, 4.0, 0.8
"""How much a sentence pays for its length, gains by standing early, and owes to words not told yet."""
_TAG, _MOST_TAGS = 0.4, 8.0
STOP_WORDS = frozenset(
    """the a an of to in and is was for on that with as by it at from he she they be are were have has had his her its
    their this which who but not or an also said says one will would been we you i after when than more about there if
    out up what so no him them into can could over do did just all some other new two first last now only s t ll ve re m
    d nt mr mrs ms my our your me us how where why while being before because very much such those these then had may
    might must should any each between during against told through under still most many own off down both""".split()
)
_PROMOTION = re.compile(
    r"""(?ix) \b (?: click\ here | sign\ up | subscribe | newsletter | scroll\ down | follow\ us | read\ more
    | read\ also | see\ also | watch\ : | photo\ : | image\ : | video\ : | photo\ by | photograph\ : | getty
    | file\ photo | all\ rights\ reserved | copyright | advertisement | download\ (?:the|our)\ app
    | terms\ of\ (?:use|service) | story\ continues | e-?mail\ (?:us|the) | contact\ the\ newsroom | pictured\ : )"""
)
_HAN = re.compile('[«“"「『（(]?[\u4e00-\u9fff]')
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .,'’/-]{2,40}(?:,\s*[\w.]+(?:\s\d{1,2})?)?\s*(?:\([\w. /-]{2,20}\)\s*)?[-–—]{1,2}\s+"
    r"|(?:[A-Z][\w.'’ -]{2,30},?\s*)?\([\w. /-]{2,20}\)\s*[-–—]{1,2}\s*"
    r"|\(\s?cnn\s?\)\s*(?:--\s*)?)",
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may be chosen: its span, content words and worth."""

    index: int
    start: int
    end: int
    words: frozenset[str]
    score: float


def choose(tokens: Tokens, weights: Sequence[float], title_stop: int = 0) -> tuple[Quote, ...]:
    """The sentences of the body in reading order; `weights` says how many tags each sentence holds."""
    candidates = _candidates(tokens, weights, title_stop)
    chosen: list[_Candidate] = []
    covered: set[str] = set()
    while candidates and len(chosen) < SENTENCES:
        best = max(candidates, key=lambda c: (_worth(c, covered), -c.index))
        candidates = [c for c in candidates if c is not best and _overlap(c.words, best.words) < _SIMILAR]
        chosen.append(best)
        covered |= best.words
    ordered = sorted(chosen, key=lambda c: c.index)
    return tuple(Quote(c.start, c.end, tokens.text[c.start : c.end]) for c in ordered)


def _candidates(tokens: Tokens, weights: Sequence[float], title_stop: int) -> list[_Candidate]:
    body = [i for i, (start, _) in enumerate(tokens.sentences) if start >= title_stop]
    words = {i: [k for k in _keys(tokens, i) if k not in STOP_WORDS and not k.isdigit()] for i in body[:400]}
    counts = Counter(word for found in words.values() for word in set(found))
    usable = [i for i in words if _usable(tokens, i)][:_CANDIDATES] or list(words)[:1]
    return [_candidate(tokens, i, place, words[i], counts, weights) for place, i in enumerate(usable)]


def _keys(tokens: Tokens, index: int) -> list[str]:
    span = tokens.in_sentence(index)
    return tokens.key[span.start : span.stop]


def _candidate(
    tokens: Tokens, index: int, place: int, words: list[str], counts: Counter[str], weights: Sequence[float]
) -> _Candidate:
    start, end = tokens.sentences[index]
    dateline = _DATELINE.match(tokens.text, start, end)
    content = frozenset(words)
    length = _length(tokens, index)
    central = sum(log(1 + counts[w]) for w in content if counts[w] > 1)
    tags = min(weights[index] if index < len(weights) else 0.0, _MOST_TAGS)
    score = (central + _TAG * tags) / (length**_LENGTH + 1) * (1 + _EARLY / (1 + place) ** 0.5)
    return _Candidate(index, dateline.end() if dateline else start, end, content, score)


def _worth(candidate: _Candidate, covered: Set[str]) -> float:
    """Less where its words were told already."""
    fresh = len(candidate.words - covered) / max(1, len(candidate.words))
    return candidate.score * (1 - _FRESH + _FRESH * fresh)


def _usable(tokens: Tokens, index: int) -> bool:
    """Whole sentences of a fair length; no captions, promotions, headings or questions."""
    start, end = tokens.sentences[index]
    text = tokens.text[start:end]
    length = _length(tokens, index)
    ended = text.rstrip("\"'”’») `")[-1:] in {".", "!", "…", "。", "؟", "۔", "।", "！"}
    return _FEWEST_WORDS <= length <= _MOST_WORDS and ended and not _PROMOTION.search(text)


def _length(tokens: Tokens, index: int) -> int:
    """In words; two Chinese characters, each a word in the array, count as one."""
    words = tokens.in_sentence(index)
    start, _ = tokens.sentences[index]
    han = _HAN.match(tokens.text, start) is not None
    return (len(words) + 1) // 2 if han else len(words)


def _overlap(one: Set[str], other: Set[str]) -> float:
    """Share of the smaller one's words that the other holds."""
    return len(one & other) / max(1, min(len(one), len(other)))
