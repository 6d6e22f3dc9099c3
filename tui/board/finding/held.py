"""What the board itself holds: deeds with their keys, saved filters, sources, what was opened last, panels, themes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from tui.board import words
from tui.board.content import safe
from tui.board.finding.doing import narrow, opened, widen
from tui.board.finding.entries import Deed, Entry
from tui.board.keys import Key, Place, faces
from tui.board.layout.plan import PANELS
from tui.board.places import place_of
from watchers.filters import Term

if TYPE_CHECKING:
    from tui.board.app import Board

REGIONS = 300
"""So many that are named most: a letter must not wait for thirty thousand; the archive is asked for the others."""
DOCUMENTS: tuple[Place, ...] = ("document", "versions")


def held(board: Board, screen: Screen[object], focused: Widget | None) -> list[Entry]:
    """All of it, as it is when the palette opens over a screen; nobody is asked for it."""
    return [
        *_recent(board), *_filters(board), *_deeds(board, screen, focused), *_named(board), *_panels(board),
        *_layouts(board), *_themes(board),
    ]  # fmt: skip


def _deeds(board: Board, screen: Screen[object], focused: Widget | None) -> Iterator[Entry]:
    here, panel = getattr(screen, "place", "board"), place_of(focused)
    for key in board.keyring.all:
        if panel is not None and focused is not None and key.place == panel and key.offered:
            yield _deed(key, partial(board.run_action, key.action, focused))
        elif key.place in {"everywhere", here} and (key.offered or key.place == here in DOCUMENTS):
            yield _deed(key, partial(board.run_action, key.action, default_namespace=screen))


def _deed(key: Key, deed: Deed) -> Entry:
    return Entry("action", key.id, key.words, deed, right=" ".join(faces(key)), also=(key.id, key.footer))


def _recent(board: Board) -> Iterator[Entry]:
    for number, title, said in board.recent:
        yield Entry("document", str(number), title, partial(opened, board, number), said)


def _filters(board: Board) -> Iterator[Entry]:
    for each in board.shelf.found:
        if each.filter is not None:
            name = safe(each.saved.name)
            deed = partial(widen, board, each.filter)
            yield Entry("filter", name, name, deed, safe(each.saved.expression), also=(f"saved filter {name}",))


def _named(board: Board) -> Iterator[Entry]:
    """Actors and regions that the panels tell of just now: they are there before the archive has answered."""
    for actor in board.view.actors:
        name = safe(actor.name)
        term = Term("actor", (actor.id,), (name,))
        yield Entry("actor", actor.id, name, partial(narrow, board, term), actor.kind, words.count(actor.count))
    for region in nlargest(REGIONS, board.view.regions, key=lambda region: region.count):
        name = safe(region.name)
        deed = partial(narrow, board, Term("region", (region.id,), (name,)))
        yield Entry("region", region.id, name, deed, region.kind, words.count(region.count))
    for one in board.view.sources:
        if one.source.kind != "file":
            name, uri = safe(one.source.name), one.source.uri
            deed = partial(narrow, board, Term("source", (uri,), (name,)))
            yield Entry("source", uri, name, deed, safe(uri, 120), words.count(one.documents), (safe(uri, 120),))


def _panels(board: Board) -> Iterator[Entry]:
    standing = board.home.desk.found.boxes
    for panel in PANELS:
        if panel in board.home.desk.panels:
            deed = partial(board.home.turn, panel)
            said = "Close" if panel in standing else "Open"
            yield Entry("panel", panel, f"{said} the panel of {panel}", deed, also=(panel, f"panel {panel}"))


def _layouts(board: Board) -> Iterator[Entry]:
    for layout in board.home.listing.all:
        deed = partial(board.home.use, layout)
        yield Entry("layout", layout.name, safe(layout.name), deed, also=(f"layout {safe(layout.name)}",))


def _themes(board: Board) -> Iterator[Entry]:
    for name in sorted(board.available_themes, key=lambda name: (not name.startswith("wirewatch"), name)):
        now = "now" if name == board.theme else ""
        yield Entry("theme", name, name, partial(setattr, board, "theme", name), now, also=(f"theme {name}",))
