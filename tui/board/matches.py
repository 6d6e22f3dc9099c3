"""Where the words of a search stand in a text: without regard to case and accents, as the archive finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from watchers.filters import Filter, Group, Term

MOST = 2_000
"""Places that are marked of one text."""
_ASKED = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_WORDS = re.compile(r"[^\W_]+")


def of_filter(wanted: Filter) -> re.Pattern[str] | None:
    """What finds the words that a filter searches for, in a folded text; None where it searches for none."""
    said = "|".join(part for text in _texts(wanted.terms) for part in _patterns(text))
    return re.compile(said) if said else None


def of_letters(typed: str) -> re.Pattern[str] | None:
    """What finds letters as they were typed, within words too, blanks of any width; None for none."""
    words = folded(typed).split()
    return re.compile(r"\s+".join(map(re.escape, words))) if words else None


def places(sought: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    """The first of them, in reading order."""
    if sought is None:
        return []
    found = (match.span() for match, _ in zip(sought.finditer(folded(text)), range(MOST), strict=False))
    return [span for span in found if span[0] < span[1]]


@lru_cache(8)
def folded(text: str) -> str:
    """As many characters, each without case and accents."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@cache
def _folded(letter: str) -> str:
    bare = [each for each in unicodedata.normalize("NFKD", letter.lower()) if not unicodedata.combining(each)]
    return bare[0] if len(bare) == 1 else letter.lower()[:1] or letter


def _texts(terms: tuple[Term, ...]) -> Iterator[str]:
    for term in terms:
        if term.negated:
            continue
        if isinstance(term, Group):
            yield from _texts(term.parts)
        elif term.key == "text":
            yield from term.values


def _patterns(text: str) -> Iterator[str]:
    for phrase, star, word in _ASKED.findall(text):
        words = _WORDS.findall(folded(phrase or word))
        if words:
            begun = bool(star) or (not phrase and word.endswith("*"))
            said = r"[\W_]+".join(map(re.escape, words))
            yield rf"(?<![^\W_]){said}" + (r"[^\W_]*" if begun else r"(?![^\W_])")
