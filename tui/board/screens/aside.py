"""The list of what could not be read, of one source or of all, renewed as it changes; from here it is read again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tui.board import words
from tui.board.content import plain, safe
from tui.board.keys import Place, bindings
from tui.board.messages import Pressed, Viewed
from tui.board.pacing import Pacer
from tui.board.panels.aside import AsideList
from tui.board.panels.footer import Footer
from tui.board.panels.paper import Paper
from tui.board.retrying import Retrying
from tui.board.wrapping import Block
from watchers.document import Source, Unreadable

if TYPE_CHECKING:
    from tui.board.app import Board

TICK = 1.0
WIDE = 400
"""Cells of the reason's lines: as many as there are, so that it begins below its name."""


class Aside(Screen[None]):
    """It asks the archive again whenever the board has a new view."""

    place: ClassVar[Place] = "aside"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("aside")]

    def __init__(self, source: Source | None, found: Sequence[Unreadable]) -> None:
        super().__init__()
        self.source, self.found = source, found
        self.retrying = Retrying()
        self.renewing = Pacer(self.renew)
        self.work: asyncio.Task[None] | None = None

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    @property
    def listing(self) -> AsideList:
        """The list."""
        return self.query_one(AsideList)

    def compose(self) -> ComposeResult:
        """List, the reason whole, keys."""
        yield AsideList(self.source)
        yield Paper(id="whole", measure=WIDE)
        yield Footer("aside")

    def on_mount(self) -> None:
        """Shows what it was opened with."""
        self.query_one(Paper).border_title = plain("Reason and advice")
        self.listing.focus()
        self.work = asyncio.create_task(self.renewing.run())
        self.set_interval(TICK, self.pass_time)
        self.show()

    def on_unmount(self) -> None:
        """Ends the renewing."""
        if self.work is not None:
            self.work.cancel()

    # ------------------------------------------------------------------------------------------ showing
    def on_viewed(self, message: Viewed) -> None:
        """Something was read, or newly set aside."""
        self.renewing.soon()

    async def renew(self) -> None:
        """What is set aside now."""
        uri = self.source.uri if self.source else None
        found = await self.board.ask(lambda reader: reader.set_aside(uri))
        if found is not None and self.is_attached:
            self.found = found
            self.tell(self.retrying.seen(found))
            self.show()

    def pass_time(self) -> None:
        """What takes too long is no more called being read again; a frozen board has no views to go by."""
        if self.retrying.waiting:
            self.tell(self.retrying.late(self.board.clock()))
        if self.board.frozen is not None:
            self.renewing.soon()
        self.show()

    def show(self) -> None:
        """The list as it is now."""
        self.listing.put(self.found, self.retrying.waiting, self.board.clock())

    def on_aside_list_shown(self) -> None:
        """The pane below follows the cursor."""
        if self.has_class("-whole"):
            self.query_one(Paper).put(whole(self.listing.current, self.board.clock()))

    # --------------------------------------------------------------------------------------------- keys
    def action_whole(self) -> None:
        """Shows the reason whole, or no more."""
        self.toggle_class("-whole")
        self.on_aside_list_shown()

    async def action_retry(self) -> None:
        """The one under the cursor."""
        if (one := self.listing.current) is not None:
            problem = await self.board.serving.retry(one.source.uri, one.uri)
            self.retried([one], problem, f"reading {safe(one.name)} again")

    async def action_retry_all(self) -> None:
        """All of the list, source by source."""
        if self.found:
            uris = sorted({one.source.uri for one in self.found})
            problems = {uri: await self.board.serving.retry(uri) for uri in uris}
            those = [one for one in self.found if problems[one.source.uri] is None]
            said = f"reading {words.many(len(those), 'document')} again"
            self.retried(those, None if those else next(iter(problems.values())), said)

    def retried(self, those: Sequence[Unreadable], problem: str | None, said: str) -> None:
        """Says what is done, or why it is not."""
        if problem is None:
            self.retrying.begin(those, self.board.clock())
            self.show()
        self.tell(problem or said)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_pressed(self, message: Pressed) -> None:
        self.board.run_worker(self.run_action(message.action), group="pressed", exit_on_error=False)

    def tell(self, text: str) -> None:
        """In the footer, for a while; nothing for ""."""
        if text:
            self.query_one(Footer).say(text)


def whole(one: Unreadable | None, now: datetime) -> list[Block]:
    """Name, reason, advice, since when, and where it is."""
    if one is None:
        return []
    since = f"since {words.date_and_time(one.since, now)}, {words.ago(one.since, now)}"
    return [
        Block(safe(one.name), ink="title"),
        Block(safe(one.reason, 4000)),
        Block(safe(one.advice, 4000), ink="accent"),
        Block(f"{since} · {safe(one.uri, 4000)}", ink="dim"),
    ]
