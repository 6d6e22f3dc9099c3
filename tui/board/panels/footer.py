"""The last line: the keys that fit, or for a moment what has just been done."""

from __future__ import annotations

from textual import events

from tui.board.inked import Bar
from tui.board.keys import KEYS, MODAL, Key, Place, faces
from tui.board.messages import Pressed
from tui.board.strips import Run, span

SECONDS = 5.0
LONG = 30.0
"""For what ends a long work: nobody may be looking just then."""


def fitting(place: Place, width: int) -> list[tuple[Key, list[Run]]]:
    """The keys of a place that fit, in the order of the table; those of high rank give way first."""
    everywhere: set[Place] = set() if place in MODAL else {"everywhere"}
    offered = [key for key in KEYS if key.footer and key.place in {place} | everywhere | _lists(place)]
    room, kept = width - 1, []
    for key in sorted(offered, key=lambda key: key.rank):
        runs: list[Run] = [(f" {faces(key)[0]}", "key"), (f" {key.footer} ", "dim")]
        if (room := room - span(runs)) < 0:
            break
        kept.append((key, runs))
    return sorted(kept, key=lambda pair: pair[0].rank)


def _lists(place: Place) -> set[Place]:
    return {"list"} if place == "board" else set()


class Footer(Bar):
    """Messages fade by themselves and cover nothing."""

    def __init__(self, place: Place) -> None:
        super().__init__(id="footer")
        self.place = place
        self.said: tuple[str, str] | None = None

    def say(self, text: str, ink: str = "accent", seconds: float = SECONDS) -> None:
        """Shows a message for a while."""
        said = self.said = (f" {text}", ink)
        self.refresh()
        self.set_timer(seconds, lambda: self.fade(said))

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
        return [run for _, runs in self.keys() for run in runs], []

    def keys(self) -> list[tuple[Key, list[Run]]]:
        """The keys that fit now."""
        return fitting(self.place, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        column = 0
        for key, runs in self.keys() if self.said is None else []:
            column += span(runs)
            if event.x < column:
                self.post_message(Pressed(key.action))
                return
