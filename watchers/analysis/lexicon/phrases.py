"""Names as the keys under which a text's words meet them: the reader's own tokeniser makes both."""

from __future__ import annotations

import re
from functools import lru_cache

from watchers.analysis.lexicon.entries import Case
from watchers.analysis.tokens import tokenise

LONGEST = 9
"""Words of the longest phrase that a text is probed for."""

_PLAIN = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+){0,8}")
_LEADING = re.compile(r"(^|[\s-])['’‘ʼʻʿʾ`´]+")
_ARTICLE = re.compile(r"(?:al|el)[ -](?=\w)", re.IGNORECASE)
_HYPHENS = str.maketrans("-", " ")


@lru_cache(maxsize=1 << 16)
def phrase(name: str) -> str | None:
    """The keys of a name joined by blanks; None where no text can hold it as one run of words."""
    if _PLAIN.fullmatch(name):
        return name.translate(_HYPHENS).lower()
    name = _LEADING.sub(r"\1", name)
    tokens = tokenise(name, [(0, len(name))])
    count = len(tokens)
    if not 0 < count <= LONGEST or not all(tokens.joined(i) for i in range(1, count)) or not all(tokens.key):
        return None
    return " ".join(tokens.key)


def case_of(name: str) -> Case:
    """How a name must be written: `HTS`, `U.S.` in capitals; `al-Shabaab` anyhow, for it may begin small."""
    letters = name.replace(".", "")
    if letters.isalnum() and letters.isupper() and len(letters) <= 6:
        return Case.ACRONYM
    return Case.ANY if name[0].islower() or _ARTICLE.match(name) else Case.CAPITAL
