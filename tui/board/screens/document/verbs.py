"""What is done with an open document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tui.board import addresses, citing, copying, life, noting, opening, wholly
from tui.board.screens.document.walking import Walking

if TYPE_CHECKING:
    from tui.board.screens.offers import Offers

UNHELD = "not marked: the wire does not hold this document now"


class Verbs(Walking):
    """Each says in the footer what it did."""

    def action_read(self) -> None:
        self.marked(self.board.marking.turn_read(self.stored.row.document), "marked read", "marked unread")

    def action_star(self) -> None:
        self.marked(self.board.marking.turn_star(self.stored.row.document), "starred ★", "star taken away")

    def marked(self, now: bool | None, yes: str, no: str) -> None:
        """Says what a mark is now; None where it was not made."""
        self.say(UNHELD if now is None else yes if now else no)

    def action_undo(self) -> None:
        self.say(self.board.take_back())

    def action_note(self) -> None:
        noting.write(self.board, self.stored)

    def action_original(self) -> None:
        self.say(
            life.refusal(self.stored, self.board.clock(), "opened") or citing.open_original(self.stored, self.board)
        )

    def action_links(self) -> None:
        """The links, unless there are none or they are embargoed."""
        from tui.board.screens.links import Links

        found = addresses.addresses(self.stored)
        if refusal := life.refusal(self.stored, self.board.clock(), "listed"):
            self.say(refusal)
        elif not found:
            self.say("it has no links")
        else:
            self.board.push_screen(Links(found), lambda said: self.say(said or ""))

    def action_copy(self) -> None:
        self.board.run_worker(self.offer_copies(), exclusive=True, group="copy", exit_on_error=False)

    async def offer_copies(self) -> None:
        """Asks what of it is to be copied; `y` again takes the line."""
        from tui.board.screens.copies import Copies

        if refusal := life.refusal(self.stored, self.board.clock(), "copied"):
            self.say(refusal)
            return
        offered = copying.offers(self.stored, await copying.citation(self.board, self.stored), self.look.stretch)
        lines = [(offer.name[:1].upper() + offer.name[1:], f"{len(offer.text):,} characters") for offer in offered]
        at = await self.board.push_screen_wait(cast("Offers", Copies("Copy what?", lines)))
        if at is not None:
            await copying.copy(self.board, offered[at])

    def action_compare(self) -> None:
        self.board.run_worker(
            opening.versions(self.board, self.stored), exclusive=True, group="open", exit_on_error=False
        )

    def action_full_text(self) -> None:
        wholly.fetch(self.board, self.stored)

    def action_related(self) -> None:
        self.board.run_worker(self.offer_related(), exclusive=True, group="open", exit_on_error=False)

    async def offer_related(self) -> None:
        """What else tells its story; the one chosen is shown here."""
        from tui.board.screens.relatives import Relatives

        number, board = self.stored.row.document, self.board
        found = await board.ask(lambda reader: reader.related(number))
        if not found:
            self.say("nobody else tells this story, as far as is known")
            return
        chosen = await board.push_screen_wait(Relatives(found, board.clock()))
        stored = None if chosen is None else await board.document(chosen)
        if stored is not None:
            self.turn_to(stored)

    async def action_unread(self, way: int) -> None:
        """The next unread document, here."""
        stored = await self.board.marking.open_unread(way)
        if stored is None:
            self.say("no other unread document that way")
        else:
            self.show(stored)
