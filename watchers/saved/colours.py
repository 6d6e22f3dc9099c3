"""The colours of saved filters by names that a person can type; each screen makes its own ink of them."""

from __future__ import annotations

from difflib import get_close_matches

COLOURS = ("blue", "amber", "teal", "coral", "violet", "green", "red", "grey")
_ALSO = {
    "cyan": "blue", "yellow": "amber", "gold": "amber", "turquoise": "teal", "orange": "coral", "pink": "coral",
    "purple": "violet", "lilac": "violet", "gray": "grey", "crimson": "red",
}  # fmt: skip
NONE = frozenset({"", "none", "no"})


def meant(text: str) -> str | None:
    """The colour that a word names; None for one that names none."""
    said = " ".join(text.casefold().split())
    return said if said in COLOURS else _ALSO.get(said)


def unknown(text: str) -> str:
    """Says that it names none, and what does."""
    near = get_close_matches(text.casefold(), [*COLOURS, *_ALSO], n=1, cutoff=0.6)
    hint = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(COLOURS)}."
    return f"“{text[:60]}” is no colour of a filter. {hint}"
