"""Text for Textual's own widgets: never a `str`, so that nothing in it can be taken for markup."""

from __future__ import annotations

from textual.content import Content

from watchers.clean import clean_line


def safe(text: str, limit: int = 500) -> str:
    """One line that no terminal obeys: for paths, addresses and errors, which no reader has cleaned."""
    if len(text) <= limit and text.isascii() and text.isprintable() and text == " ".join(text.split()):
        return text
    return clean_line(text, limit)


def plain(text: str) -> Content:
    """The text as it stands."""
    return Content(text)


def runs(*pieces: tuple[str, str]) -> Content:
    """Pieces of text, each with a style of Textual's, `$ink-accent`, "" for none."""
    return Content.assemble(*((text, style) if style else text for text, style in pieces))
