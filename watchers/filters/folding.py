"""Names and words without case, accents and punctuation, so that any spelling of one meets the others."""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[^\W_]+")
LONGEST = 64
"""Characters of a word that count."""


def words(text: str) -> tuple[str, ...]:
    """`AFP/Reuters, Côte-d’Or` → afp, reuters, cote, d, or."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(word[:LONGEST] for word in _WORDS.findall(bare))


def folded(text: str) -> str:
    """Its words with one blank between them."""
    return " ".join(words(text))
