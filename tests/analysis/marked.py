"""Text with marks in braces, `{s:Officials} {c:said}`: the plain text and where each mark stands."""

from __future__ import annotations

import re
from collections import defaultdict

from watchers.analysis.tokens import Span

_MARK = re.compile(r"\{(\w):([^}]*)\}")


def unmarked(text: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without its marks, and the spans by the letter of the mark."""
    plain, last = "", 0
    spans: dict[str, list[Span]] = defaultdict(list)
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        spans[match[1]].append((len(plain), len(plain) + len(match[2])))
        plain += match[2]
        last = match.end()
    return plain + text[last:], spans
