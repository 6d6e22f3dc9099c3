"""From sentence to sentence and from match to match of an open document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from tui.board.leaf import BEFORE_TEXT
from tui.board.screens.document.sheet import Sheet
from tui.board.screens.finding import Finding


class Walking(Sheet):
    """What is gone to is marked and brought into the window."""

    def action_sentence(self, number: int) -> None:
        """Where a sentence of the summary stands."""
        told = [quote for quote in self.stored.analysis.summary if quote.field == "text"]
        if self.withheld or not 1 <= number <= len(told):
            self.say("the summary has no such sentence")
        else:
            self.go((told[number - 1].start, told[number - 1].end))

    def action_step(self, way: int) -> None:
        """To the next sentence of the text, or the one before; the first in the window where none is marked."""
        found = [] if self.withheld else self.sentences()
        if not found:
            self.say("there is no sentence to go to")
            return
        here = self.look.stretch
        if here is None:
            at = min(bisect_left(found, (self.paper.first_place, 0)), len(found) - 1)
        else:
            at = bisect_right(found, here) if way > 0 else bisect_left(found, here) - 1
        if 0 <= at < len(found):
            self.go(found[at])
        else:
            self.say("no other sentence that way")

    def sentences(self) -> list[tuple[int, int]]:
        """Those that it was read in; of a document without, its paragraphs."""
        text = self.stored.document.text
        if self.stored.analysis.sentences:
            return [span for span in self.stored.analysis.sentences if text[slice(*span)].strip()]
        found, at = [], 0
        for line in text.split("\n"):
            found += [(at, at + len(line))] if line.strip() else []
            at += len(line) + 1
        return found

    # ------------------------------------------------------------------------------------------- matches
    def action_match(self, way: int) -> None:
        """To the next place of the search, or the one before; round the end."""
        places = self.look.places
        if not places:
            self.say("nothing is sought in this text: / finds letters in it")
            return
        at = self.look.at
        if at < 0:
            starts = [place.start if place.field == "text" else BEFORE_TEXT for place in places]
            at = bisect_left(starts, self.paper.first_place) - (1 if way > 0 else 0)
        self.mark((at + way) % len(places))

    def mark(self, at: int) -> None:
        """A match stands out; -1 for none."""
        self.look = replace(self.look, at=at)
        self.ink()
        self.count()
        if at >= 0:
            place = self.look.places[at]
            self.paper.show_place(place.start if place.field == "text" else BEFORE_TEXT)

    def action_find(self) -> None:
        """Letters in this text; esc finds again what was found before."""
        before = self.typed

        def done(typed: str | None) -> None:
            if typed is None:
                self.find(before)
            elif not self.look.places and typed.strip():
                self.say("not in this text")

        self.app.push_screen(Finding(before, self.find), done)

    def find(self, typed: str) -> None:
        """Marks where the letters stand and goes to the first of them from here on."""
        if typed == self.typed:
            return
        self.typed = typed
        self.look = replace(self.look, places=self.sought(), at=-1)
        if self.look.places and typed.strip():
            self.action_match(1)
        else:
            self.mark(-1)
