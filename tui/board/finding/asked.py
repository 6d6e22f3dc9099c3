"""What the archive answers: names by any alias, as completion finds them, and documents by their words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from tui.board import muting, words
from tui.board.content import safe
from tui.board.finding.doing import narrow, opened
from tui.board.finding.entries import MOST, Entry
from tui.board.muting import Mute
from tui.board.reader import Reader
from tui.board.screens.search import begun
from watchers.archive.naming import KnownNames
from watchers.archive.offering import MOST as COUNTED
from watchers.filters import Filter, Term
from watchers.filters.calling import NameKey
from watchers.filters.ranking import fit, key

if TYPE_CHECKING:
    from tui.board.app import Board

KINDS: tuple[NameKey, ...] = ("actor", "region", "source")
DOCUMENTS = 8
SHORTEST = 2
"""Letters with which documents are looked for."""


def names(board: Board, typed: str, known: KnownNames) -> list[Entry]:
    """Actors, regions and sources that the letters may mean; those found by another name fit as its beginning does."""
    sought, found = key(typed), []
    for kind in KINDS if sought else ():
        for offer in known.offered(kind, typed, MOST):
            name, aside = safe(offer.named.name), safe(offer.named.aside, 80)
            how = fit(key(name), (), sought)
            term = Term(kind, (offer.named.id,), (name,))
            more = "+" if offer.count >= COUNTED else ""
            right = f"{words.count(offer.count)}{more}"
            found.append(
                Entry(
                    kind,
                    offer.named.id,
                    name,
                    partial(narrow, board, term),
                    aside,
                    right,
                    fit=1 if how is None else how,
                )
            )
    return found


def documents(board: Board, typed: str, now: datetime, mutes: Sequence[Mute], reader: Reader) -> list[Entry]:
    """The newest in whose title or text the words stand, whatever the filter is; nothing that is muted."""
    said = begun(" ".join(typed.split()))
    if len(key(typed)) < SHORTEST:
        return []
    asked = Filter((Term("text", (said,), (said,)),))
    with reader.moment():
        shown = muting.shown(asked, muting.outs(asked, reader.sources(), mutes, now))
        rows = reader.rows(reader.numbers(shown, now)[:DOCUMENTS])
    sought = key(typed)
    return [
        Entry(
            "document", str(row.document), safe(row.title), partial(opened, board, row.document),
            words.moment(row.when, now).strip(), fit=4 if sought in key(row.title) else 5,
        )
        for row in rows
    ]  # fmt: skip
