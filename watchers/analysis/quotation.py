"""Which words stand in quotation marks."""

from __future__ import annotations

import re

from watchers.analysis.tokens import Span, Tokens

MARKS = "\"“”„«»‘’'`"
_MARK = re.compile(r"[\"“”„«»]|\n\s*\n")
_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_SPEECH = 3
"""Words from which a quotation is somebody speaking; fewer are a term in quotation marks."""


def spans(tokens: Tokens) -> list[Span]:
    """The quotations as (first, stop) words; one that is not closed ends with its paragraph."""
    found: list[Span] = []
    opened, closing = -1, ""
    for match in _MARK.finditer(tokens.text):
        mark = match[0]
        if opened < 0 or (mark == '"' and _opens(tokens.text, match.start())):
            if mark in _CLOSING:
                opened, closing = match.end(), _CLOSING[mark]
        elif mark[0] == "\n" and closing == '"':
            opened = -1
        elif mark in closing or mark[0] == "\n":
            first, stop = tokens.at(opened - 1) + 1, tokens.at(match.start() - 1) + 1
            if stop > first:
                found.append((first, stop))
            opened = -1
    return found


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark stands before a word and behind a blank, so that one before it was never closed."""
    return (at == 0 or text[at - 1].isspace()) and at + 1 < len(text) and not text[at + 1].isspace()


def spoken(tokens: Tokens, quotations: list[Span]) -> list[bool]:
    """For each word whether it stands in a quotation that is speech."""
    inside = [False] * len(tokens)
    for first, stop in quotations:
        if stop - first >= _SPEECH:
            inside[first:stop] = [True] * (stop - first)
    return inside
