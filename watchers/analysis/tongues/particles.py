"""Words that languages write together with a name: `in`, `and`, `the`, `from`; taken off when a name is looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

_ARABIC = frozenset(a + b for a, b in product(("", "و", "ف"), ("", "ب", "ل", "ك")))
_HEBREW = frozenset(
    a + b + c for a, b, c in product(("", "ו"), ("", "ש", "כש", "מש", "לכש"), ("", "ב", "ל", "מ", "ה", "כ", "מה"))
)
_KOREAN = re.compile(
    unicodedata.normalize(
        "NFKD",
        r"(?:에서는|에서도|에서의|으로부터|로부터|에서|에게|에는|에도|으로|까지|부터|이나|이란|은|는|이|가|을|를|의|에|와|과|로|도|만|군|측|산|인|정부)$",
    )
)
_LEAST = 3


@lru_cache(maxsize=65536)
def variants(word_key: str, code: str) -> tuple[tuple[str, int], ...]:
    """The word itself and what is left of it without particles, each with the letters taken off; the longest first."""
    found = {word_key: 0}
    for rest, cut in _stripped(word_key, code):
        found.setdefault(rest, cut)
    return tuple(found.items())


def _stripped(word: str, code: str) -> Iterator[tuple[str, int]]:
    if code == "ar":
        yield from _without(word, _ARABIC)
        yield from _behind_for(word)
    elif code == "he":
        yield from _without(word, _HEBREW)
    elif code == "ko" and (tail := _KOREAN.search(word)) and tail.start() >= _LEAST:
        yield word[: tail.start()], 0


def _without(word: str, particles: frozenset[str]) -> Iterator[tuple[str, int]]:
    longest = max(map(len, particles))
    for cut in range(1, min(longest, len(word) - _LEAST) + 1):
        if word[:cut] in particles:
            yield word[cut:], cut


def _behind_for(word: str) -> Iterator[tuple[str, int]]:
    """`وللسودان`: and, for, the Sudan; the article loses its first letter behind `for`."""
    start = 1 if word[0] in "وف" else 0
    if word[start : start + 2] == "لل" and len(word) > start + 4:
        rest = word[start + 2 :]
        yield from ((before + rest, start + 1) for before in ("ال", "", "الل"))
