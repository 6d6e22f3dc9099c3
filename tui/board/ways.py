"""How one finds one's way on the board: help, palette, messages and the tour, with the keys as they are bound."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import App

from tui.board import opening
from tui.board.content import safe
from tui.board.keys import USUAL, Keyring
from tui.board.said import Said
from tui.board.tour.guide import Guide

if TYPE_CHECKING:
    from tui.board.app import Board

RECENT = 8


class Ways(App[None]):
    """`keyring` has the keys as they are bound; `recent` the documents opened last: number, title, when they came."""

    ENABLE_COMMAND_PALETTE = False
    keyring: Keyring = USUAL

    def find_ways(self, keys: Keyring, tour: Path | None) -> None:
        """Binds the keys; `tour` is the marker of a tour that is still to be offered, None offers none."""
        self.keyring, self.said, self.guide = keys, Said(), Guide(cast("Board", self), tour)
        self.recent: deque[tuple[int, str, str]] = deque(maxlen=RECENT)
        self.set_keymap(keys.keymap)

    def remember(self, number: int, title: str, said: str) -> None:
        """A document has been opened."""
        kept = [each for each in self.recent if each[0] != number]
        self.recent = deque([(number, safe(title), said), *kept], maxlen=RECENT)

    def action_help(self) -> None:
        opening.every_key(cast("Board", self))

    def action_command_palette(self) -> None:
        opening.palette(cast("Board", self))

    def action_messages(self) -> None:
        opening.messages(cast("Board", self))

    def action_tour(self) -> None:
        self.guide.begin()

    def action_tour_on(self) -> None:
        self.guide.go_on()

    def action_skip_tour(self) -> None:
        self.guide.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of the tour go only while one stands there, and nothing is open over the board."""
        if action in {"skip_tour", "tour_on"}:
            return self.guide.on and self.screen is cast("Board", self).home
        return super().check_action(action, parameters)
