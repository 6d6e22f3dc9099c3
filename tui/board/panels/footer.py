"""The last line: the keys that fit, or for a moment what has just been done."""

from __future__ import annotations

from textual import events

from tui.board.inked import Bar
from tui.board.keys import MODAL, Key, Keyring, Place, faces
from tui.board.messages import Pressed
from tui.board.strips import Run, span

SECONDS = 5.0
LONG = 30.0
"""For what ends a long work: nobody may be looking just then."""
SCREENS: tuple[Place, ...] = ("board", "document", "versions", "aside", "matrix")
"""Places that are a whole screen; the others are panels on the board, whose keys stand first."""


def fitting(place: Place, width: int, keyring: Keyring) -> list[tuple[Key, list[Run]]]:
    """The keys of a place that fit; those of high rank give way first, of a panel the board's before its own."""
    everywhere: tuple[Place, ...] = () if place in MODAL else ("everywhere",)
    offered = [key for key in keyring.of(place, *everywhere, *_with(place)) if key.footer and key.keys]
    taken = {name for key in offered if key.place == place for name in key.keys.split(",")}
    shown = [key for key in offered if key.place == place or taken.isdisjoint(key.keys.split(","))]
    room, kept = width - 1, []
    for key in sorted(shown, key=lambda key: (key.place in _with(place) and place not in SCREENS, key.rank)):
        runs: list[Run] = [(f" {faces(key)[0]}", "key"), (f" {key.footer} ", "dim")]
        if (room := room - span(runs)) < 0:
            break
        kept.append((key, runs))
    return kept


def _with(place: Place) -> tuple[Place, ...]:
    """What goes there beside its own; nothing in what lies over the board."""
    return ("list",) if place == "board" else () if place in SCREENS or place in MODAL else ("list", "board")


class Footer(Bar):
    """Messages fade by themselves and cover nothing; what was said stays in the list of messages."""

    def __init__(self, place: Place) -> None:
        super().__init__(id="footer")
        self.place = place
        self.said: tuple[str, str] | None = None
        self.kept: list[Run] = []

    def say(self, text: str, ink: str = "accent", seconds: float = SECONDS) -> None:
        """Shows a message for a while, or until the next one."""
        said = self.said = (f" {text}", ink)
        self.board.said.keep(self.board.clock(), text, ink)
        self.refresh()
        self.set_timer(seconds, lambda: self.fade(said))

    def keep(self, runs: list[Run]) -> None:
        """Shows a line until another is kept, or none; what is said for a while goes before it."""
        if runs != self.kept:
            self.kept = runs
            self.refresh()

    def fade(self, said: tuple[str, str]) -> None:
        """Back to the keys, unless something else has been said since."""
        if self.said is said:
            self.said = None
            self.refresh()

    def stand(self, place: Place) -> None:
        """Shows the keys of another place."""
        if place != self.place:
            self.place = place
            self.refresh()

    def runs(self) -> tuple[list[Run], list[Run]]:
        if self.said is not None:
            return [self.said], []
        if self.kept:
            return self.kept, []
        return [run for _, runs in self.keys() for run in runs], []

    def keys(self) -> list[tuple[Key, list[Run]]]:
        """The keys that fit now."""
        return fitting(self.place, self.size.width, self.board.keyring)

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does; one on a message takes it away."""
        if self.said is not None:
            self.fade(self.said)
            return
        column = 0
        for key, runs in self.keys() if not self.kept else []:
            column += span(runs)
            if event.x < column:
                self.post_message(Pressed(key.action, key.place))
                return
