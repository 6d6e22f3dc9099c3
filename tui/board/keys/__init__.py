"""Every key of the board as data: the footer, the help, the palette and the bindings are drawn from these tables."""

from __future__ import annotations

from textual.binding import Binding

from tui.board.keys import (
    alerts,
    board,
    dialogs,
    documents,
    everywhere,
    expression,
    finding,
    layouts,
    lists,
    map,  # noqa: A004
    matrix,
    saved,
    sources,
    tallies,
    timeline,
    wire,
)  # fmt: skip
from tui.board.keys.key import MODAL, Key, Place
from tui.board.keys.keyring import NEVER, Keyring, faces, ring
from tui.board.keys.spelling import face

__all__ = [
    "DIGITS", "EVERY", "KEYS", "MODAL", "USUAL", "Key", "Keyring", "Place", "bindings", "digits", "face", "faces",
    "summary_digits",
]  # fmt: skip

_TABLES = (
    everywhere, lists, board, wire, tallies, layouts, documents, sources, map, timeline, matrix, dialogs, expression,
    saved, alerts, finding,
)  # fmt: skip
KEYS: tuple[Key, ...] = tuple(key for table in _TABLES for key in table.KEYS)
DIGITS = tuple(str(n) for n in range(1, 10))
_NTH = tuple(
    Key(f"actor-{d}", d, f"nth({d})", f"Toggle actor {d} of the tallies", "board", offered=False) for d in DIGITS
)
_SENTENCES = tuple(
    Key(f"sentence-{d}", d, f"sentence({d})", f"Where sentence {d} of the summary stands", "document", offered=False)
    for d in DIGITS
)
EVERY = (*KEYS, *_NTH, *_SENTENCES)
"""With those of the digits, which help and footer tell together."""
USUAL = ring(EVERY, {})
"""As the tables have them."""


def bindings(place: Place) -> list[Binding]:
    """The bindings of a place; Textual's own footer shows none of them."""
    return [_binding(key) for key in KEYS if key.place == place]


def digits() -> list[Binding]:
    """1 to 9: the actor of that line in the tallies."""
    return [_binding(key) for key in _NTH]


def summary_digits() -> list[Binding]:
    """1 to 9: where that sentence of an open document's summary stands."""
    return [_binding(key) for key in _SENTENCES]


def _binding(key: Key) -> Binding:
    return Binding(key.keys or NEVER, key.action, key.words, show=False, priority=key.urgent, id=key.id)
