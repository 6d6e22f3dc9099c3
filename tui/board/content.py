"""Text for Textual's own widgets: never a `str`, so that nothing in it can be taken for markup."""

from __future__ import annotations

import re

from textual.content import Content

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff]")


def safe(text: str, limit: int = 500) -> str:
    """One line that no terminal obeys: for paths, addresses and errors, which no reader has cleaned."""
    return _UNSAFE.sub("�", text[:limit].replace("\n", " ").replace("\t", " "))


def plain(text: str) -> Content:
    """The text as it stands."""
    return Content(text)


def runs(*pieces: tuple[str, str]) -> Content:
    """Pieces of text, each with a style of Textual's, `$ink-accent`, "" for none."""
    return Content.assemble(*((text, style) if style else text for text, style in pieces))
