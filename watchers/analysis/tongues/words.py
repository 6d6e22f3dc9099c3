"""Text in any script as an array of words: elisions come apart, each Chinese character is a word of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchers.analysis.spelling import key
from watchers.analysis.tokens import Gap, Span, Tokens, shape_of

LONGEST = 14
"""Words of the longest name looked for; of Chinese, characters."""

_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff"
_HIRAGANA = "\u3041-\u309f"
_LETTER = rf"[^\W_{_HAN}{_KATAKANA}{_HIRAGANA}]"
_WORD = re.compile(
    rf"[{_HAN}]|[{_KATAKANA}]+|[{_HIRAGANA}]+"
    r"|(?:[^\W\d_]\.){2,}|EE\.\s?UU\.?|St\.(?=\s[A-Z])"
    r"|\d+(?:[.,:]\d+)*"
    r"|[\u05d0-\u05ea][\u05d0-\u05ea\u0591-\u05bd\u05bf-\u05c2\u05c4-\u05c7]*(?:[\"'״׳’‘“”][\u05d0-\u05ea]+)*['׳’]?"
    rf"|{_LETTER}(?:{_LETTER}|[\u0300-\u036f\u064b-\u0655\u0670\u093c-\u094d\u0900-\u0903])*"
    rf"(?:['’ʼ]{_LETTER}+)*"
)
_ELIDED = re.compile(
    r"(?:[cdjlmnstv]|qu|jusqu|lorsqu|puisqu|quoiqu|aujourd|dell|nell|all|dall|sull|un|quest|bell|sant)['’ʼ]",
    re.IGNORECASE,
)
_APOSTROPHE = re.compile(r"['’ʼ]")
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_ELIDING = frozenset(["fr", "it", "pt", "es", "ro"])
_TOLD_APART = re.compile("(عم)(?=\u0651ان)")
"""Amman, where its doubled letter is marked, is not Oman: the letter is written twice."""
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff \t\u00a0\u202f]+")
_JOINING = frozenset("-‐‑–־·・‧•=＝'’ʼ/")
_COMMAS = frozenset(",،、，")
_STOPS = frozenset(".!?…。！？．؟۔।॥")


def tokenise(text: str, sentences: list[Span], code: str) -> Tokens:
    """The words of a text in a language, as the reader's own tokeniser gives those of English."""
    told = Tokens(text, [], [], [], [], [], [], sentences)
    borders = [start for start, _ in sentences[1:]]
    last = owner = 0
    for start, end in _words(text, code):
        while owner < len(borders) and start >= borders[owner]:
            owner += 1
        word = text[start:end]
        told.start.append(start)
        told.end.append(end)
        told.gap.append(_gap(text[last:start]))
        told.key.append(key(_TOLD_APART.sub(r"\1م", word)) if code == "ar" else key(word))
        told.shape.append(shape_of(word))
        told.sentence.append(owner)
        last = end
    return told


def phrase(name: str, code: str) -> str | None:
    """The keys of a name joined by blanks, without the mark; None where no text can hold it as one run of words."""
    tokens = tokenise(name, [(0, len(name))], code)
    count = len(tokens)
    if not 0 < count <= LONGEST or not all(tokens.joined(i) for i in range(1, count)) or not all(tokens.key):
        return None
    return " ".join(tokens.key)


def _words(text: str, code: str) -> Iterator[Span]:
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        if _POSSESSIVE.search(word):
            end -= 2
        elif code in _ELIDING and (elided := _ELIDED.match(word)) and elided.end() < len(word):
            yield start, start + elided.end() - 1
            start += elided.end()
        elif code == "tr" and (cut := _APOSTROPHE.search(word)):
            end = start + cut.start()
        yield start, end


def _gap(between: str) -> Gap:
    bare = _INVISIBLE.sub("", between)
    if not bare or bare == "\n":
        return Gap.SPACE
    if bare in _JOINING:
        return Gap.HYPHEN if " " not in between else Gap.OTHER
    if bare[0] in _STOPS or "\n\n" in between:
        return Gap.STOP
    return Gap.COMMA if bare[0] in _COMMAS else Gap.OTHER
