"""Signs on whose width terminals disagree, by others on which they all agree.

Whether a flag, a joined picture or a skin tone takes two cells or four depends on the terminal; a border behind it
would stand where the terminal thinks.
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len

_JOINER, _PICTURE = "\u200d", "\ufe0f"
_FLAG = "\U0001f1e6"
_DOUBTFUL = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")


def portable(text: str) -> str:
    """Flags as their two letters, a joined picture as its first, no skin tones; letters stay, as wide as they are.

    But for letters behind a joiner, which rich counts as nothing, the text is as wide as before by `cell_len`.
    """
    if text.isascii() or not _DOUBTFUL.search(text):
        return text
    kept: list[str] = []
    joined = False
    for char in text:
        if joined and not char.isalpha():
            joined = char in {_JOINER, _PICTURE}
            continue
        joined = char == _JOINER
        kept.append(_portable(char, kept[-1] if kept else ""))
    return "".join(kept)


def _portable(char: str, before: str) -> str:
    if not _DOUBTFUL.match(char):
        return char
    if char == _PICTURE:
        return " " * (cell_len(before + char) - cell_len(before))
    name = unicodedata.name(char)
    return chr(ord(char) - ord(_FLAG) + ord("A")) if name.startswith("REGIONAL") else ""
