"""How near a text comes to the one that is expected, by its runs of four words."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")
_RUN = 4


def f1(found: str, expected: str) -> float:
    """The harmonic mean of precision and recall over the shingles of both, 1 where they are the same."""
    ours, theirs = _shingles(found), _shingles(expected)
    both = sum((ours & theirs).values())
    return 2 * both / max(1, sum(ours.values()) + sum(theirs.values()))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1)))
