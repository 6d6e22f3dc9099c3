"""The command palette: everything that has a key, by its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from tui.board.content import safe
from tui.board.keys import KEYS, faces
from tui.board.panels.sources import Sources

if TYPE_CHECKING:
    from tui.board.app import Board


class Commands(Provider):
    """Our keys, the saved filters, and the themes."""

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    async def discover(self) -> Hits:
        """All of it while nothing is typed."""
        for words, shown, act in self.offered():
            yield DiscoveryHit(Content(f"{words:<54}{shown}"), act, text=words)

    async def search(self, query: str) -> Hits:
        """What fits the letters."""
        matcher = self.matcher(query)
        for words, shown, act in self.offered():
            if (score := matcher.match(words)) > 0:
                yield Hit(score, matcher.highlight(words), act, text=words, help=shown)

    def offered(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        """Words, key and deed."""
        here = getattr(self.screen, "place", "board")
        panel = self.focused if isinstance(self.focused, Sources) else None
        for key in KEYS:
            if panel is not None and key.place == "sources":
                yield key.words, " ".join(faces(key)), partial(self.board.run_action, key.action, panel)
            elif key.place in {"everywhere", here} and (key.offered or key.place == here == "document"):
                act = partial(self.board.run_action, key.action, default_namespace=self.screen)
                yield key.words, " ".join(faces(key)), act
        if self.screen is self.board.home:
            yield from ((words, "", act) for words, act in self.board.home.offered())
        for saved in self.board.shelf.found:
            if saved.filter is not None:
                yield f"Saved filter: {safe(saved.saved.name)}", "", partial(self.board.narrow, saved.filter)
        for name in sorted(self.board.available_themes, key=lambda name: (not name.startswith("wirewatch"), name)):
            yield f"Theme: {name}", "", partial(setattr, self.board, "theme", name)
