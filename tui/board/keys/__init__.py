"""Every key of the board as data: the footer, the help, the palette and the bindings are drawn from these tables."""

from __future__ import annotations

from textual.binding import Binding

from tui.board.keys import board, dialogs, documents, everywhere, expression, lists, saved, sources
from tui.board.keys.key import MODAL, Key, Place

__all__ = ["DIGITS", "KEYS", "MODAL", "Key", "Place", "bindings", "digits", "face", "faces", "summary_digits"]

_TABLES = (everywhere, lists, board, documents, sources, dialogs, expression, saved)
KEYS: tuple[Key, ...] = tuple(key for table in _TABLES for key in table.KEYS)
DIGITS = tuple(str(n) for n in range(1, 10))

_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "number_sign": "#",
    "equals_sign": "=",
    "comma": ",",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "exclamation_mark": "!",
    "escape": "esc",
    "backspace": "⌫",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "shift+tab": "⇧tab",
    "ctrl+space": "^space",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "ctrl+right": "^→",
    "ctrl+left": "^←",
    "ctrl+up": "^↑",
    "ctrl+down": "^↓",
    "left": "←",
    "right": "→",
}


def face(key: str) -> str:
    """A key as a person knows it: `?`, `^d`, `esc`."""
    return _SHOWN.get(key) or (f"^{key[5:]}" if key.startswith("ctrl+") else key)


def bindings(place: Place) -> list[Binding]:
    """The bindings of a place; Textual's own footer shows none of them."""
    mine = [key for key in KEYS if key.place == place and key.keys]
    return [Binding(k.keys, k.action, k.words, show=False, priority=k.urgent, id=k.id) for k in mine]


def digits() -> list[Binding]:
    """1 to 9: the actor of that line in the tallies."""
    return [Binding(d, f"nth({d})", f"Toggle actor {d} of the tallies", show=False, id=f"actor-{d}") for d in DIGITS]


def summary_digits() -> list[Binding]:
    """1 to 9: where that sentence of an open document's summary stands."""
    said = "Where sentence {} of the summary stands"
    return [Binding(d, f"sentence({d})", said.format(d), show=False, id=f"sentence-{d}") for d in DIGITS]


def faces(key: Key) -> list[str]:
    """The keys that do it, as a person knows them."""
    return [face(name) for name in key.keys.split(",") if name]
