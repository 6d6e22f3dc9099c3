"""Arabic letters in the form that their place in the word asks for, as terminals of fixed cells can show them.

The forms are those of Unicode's Arabic Presentation Forms, told apart by their decompositions in the Unicode database.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

_NO_JOINER = "\u200c"
_JOINERS = "\u0640\u200d"
_LAM = "\u0644"
_FORMS = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}
Forms = tuple[str, str, str, str]
"""Alone, at the end, at the beginning, in the middle; "" where a letter has none."""


@cache
def _forms() -> tuple[dict[str, Forms], dict[str, Forms]]:
    """Of single letters, and of lam with an alef."""
    found: dict[str, list[str]] = {}
    for code in [*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD)]:
        how, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if how in _FORMS and (len(letters) == 1 or (len(letters) == 2 and letters[0] == _LAM)):
            held = found.setdefault(letters, [""] * 4)
            held[_FORMS[how]] = held[_FORMS[how]] or chr(code)
    told: dict[str, Forms] = {letters: (a, b, c, d) for letters, (a, b, c, d) in found.items()}
    single = {letters: forms for letters, forms in told.items() if len(letters) == 1}
    return single, {letters: forms for letters, forms in told.items() if len(letters) == 2}


@lru_cache(256)
def shaped(text: str) -> tuple[str, ...]:
    """A form for each character; an alef that lam has taken in is ""."""
    single, double = _forms()
    glyphs = list(text)
    letters = [at for at, each in enumerate(text) if unicodedata.category(each) not in {"Mn", "Me"}]
    joined = False
    skip = -1
    for number, at in enumerate(letters):
        if at == skip:
            continue
        following = letters[number + 1] if number + 1 < len(letters) else -1
        pair = double.get(text[at] + text[following]) if following == at + 1 else None
        forms = pair or single.get(text[at])
        if forms is None:
            joined = text[at] in _JOINERS
            if text[at] == _NO_JOINER or text[at] == "\u200d":
                glyphs[at] = ""
            continue
        after = letters[number + 2] if pair and number + 2 < len(letters) else following
        onwards = not pair and after >= 0 and bool(forms[2]) and _takes(text[after], single)
        glyphs[at] = forms[(1 if joined else 0) + (2 if onwards else 0)] or forms[1 if joined else 0] or text[at]
        if pair:
            skip, glyphs[following] = following, ""
        joined = onwards
    return tuple(glyphs)


def _takes(letter: str, single: dict[str, Forms]) -> bool:
    """Whether a letter joins the one before it."""
    return letter in _JOINERS or bool(single.get(letter, ("",) * 4)[1])
