"""How a saved filter is marked: each colour by an ink of the theme and a shape of its own, never by colour alone."""

from __future__ import annotations

from tui.board.strips import Run

_MARKS: dict[str, tuple[str, str]] = {
    "blue": ("●", "accent"),
    "amber": ("▲", "actor"),
    "teal": ("■", "region"),
    "coral": ("◆", "event"),
    "violet": ("▼", "hedge"),
    "green": ("▶", "good"),
    "red": ("◀", "bad"),
    "grey": ("○", "faint"),
}
PLAIN = ("·", "dim")


def mark(colour: str | None) -> Run:
    """One cell; a dot for one without a colour."""
    return _MARKS.get(colour or "", PLAIN)
