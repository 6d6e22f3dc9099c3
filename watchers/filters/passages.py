"""Where a text says what a filter asks for: words, "phrases" and beginnings*, folded as the archive's search does.

That is the tokenizer `unicode61 remove_diacritics 2` of FTS5: <https://sqlite.org/fts5.html#unicode61_tokenizer>.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from watchers.filters.tree import Filter, Group, Term

_ASKED = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_COMBINING = frozenset(0x300 + n for n in range(64) if 0x000361F8_08029FDF >> n & 1)
"""The signs upon letters that belong to the word before them, as the tokenizer lists them; others part words."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that follow each other, of the last of which only the beginning may be given."""

    words: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands."""

    word: str
    start: int
    end: int


def asked(value: str) -> Iterator[tuple[str, bool]]:
    """The words and phrases of a value of `text:`, and whether each is only begun."""
    for phrase, begun, word in _ASKED.findall(value.replace("\x00", " ")):
        said = phrase or word.rstrip("*")
        if any(character.isalnum() for character in said):
            yield said, bool(begun) if phrase else word.endswith("*")


def sought(wanted: Filter) -> tuple[Sought, ...]:
    """All that a filter asks texts to say; what it leaves out is not among it."""
    return tuple(dict.fromkeys(_sought(wanted.terms)))


def _sought(terms: Iterable[Term]) -> Iterator[Sought]:
    for term in terms:
        if term.negated:
            continue
        if isinstance(term, Group):
            yield from _sought(term.parts)
        elif term.key == "text":
            for said, begun in (each for value in term.values for each in asked(value)):
                if words := tuple(token.word for token in tokens(said)):
                    yield Sought(words, begun)


@lru_cache(maxsize=2048)
def passages(text: str, wanted: tuple[Sought, ...]) -> tuple[tuple[int, int], ...]:
    """Starts and ends of what is sought in a text, apart from each other, in reading order."""
    said = list(tokens(text)) if wanted else []
    found: list[tuple[int, int]] = []
    for start, end in sorted((begin, -stop) for each in wanted for begin, stop in _places(said, each)):
        if not found or start >= found[-1][1]:
            found.append((start, -end))
        elif -end > found[-1][1]:
            found[-1] = found[-1][0], -end
    return tuple(found)


def _places(said: Sequence[Token], wanted: Sought) -> Iterator[tuple[int, int]]:
    *before, last = wanted.words
    for at in range(len(said) - len(before)):
        words = [token.word for token in said[at : at + len(before) + 1]]
        meant = words[-1].startswith(last) if wanted.begun else words[-1] == last
        if meant and words[:-1] == before:
            yield said[at].start, said[at + len(before)].end


def tokens(text: str) -> Iterator[Token]:
    """The words of a text."""
    start, word = 0, ""
    for at, character in enumerate(text):
        part = _folded(character)
        if part is None or (not word and not part):
            if word:
                yield Token(word, start, at)
            word = ""
        else:
            start, word = start if word else at, word + part
    if word:
        yield Token(word, start, len(text))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str | None:
    """A letter or digit as it is compared, "" for a sign upon the one before, None for what parts words."""
    if ord(character) in _COMBINING:
        return ""
    kind = unicodedata.category(character)
    if kind[0] not in "LN" and kind != "Co":
        return None
    lower = folded if len(folded := character.casefold()) == 1 else character.lower()
    base = unicodedata.normalize("NFD", lower)
    bare = base[0] if unicodedata.name(base[0], "").startswith("LATIN") else lower
    return bare if len(bare) == 1 else character


def parted(text: str, spans: Sequence[tuple[int, int]], start: int = 0) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each lies in one of the spans."""
    at = bisect_left(spans, (start, start))
    for begin, end in spans[at:]:
        if begin > start:
            yield text[start:begin], False
        yield text[begin:end], True
        start = end
    if start < len(text):
        yield text[start:], False
