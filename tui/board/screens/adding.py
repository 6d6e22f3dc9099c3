"""The form that adds feeds: what is at an address is shown first, and subscribed to at a second enter."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.board import words
from tui.board.adding import HINT, offer, path_of, preview, same_host, wanted_of
from tui.board.content import plain, safe
from tui.board.feedlist import Change, FeedList, Offered, Seen
from tui.board.footing import Box
from tui.board.keys import bindings
from tui.board.panels.paper import Paper
from tui.board.undo import Edit
from tui.board.wrapping import Block
from tui.feeds.importing import unknown
from watchers.errors import UnreadableError, WirewatchError
from watchers.subscriptions import Subscription, parse
from watchers.subscriptions.editing import added, removed

if TYPE_CHECKING:
    from tui.board.app import Board

LOOK = "{adding-go} looks  {adding-leave} leaves"
TAKE = "{adding-go} subscribes  {adding-leave} leaves"
Done = tuple[Edit, str]


class Adding(ModalScreen[Done | None]):
    """Closes with what was written and what is said of it, or None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("adding")]

    def __init__(self, listed: FeedList, typed: str = "") -> None:
        super().__init__()
        self.listed, self.typed = listed, typed
        self.found: Seen | Offered | None = None
        self.of = ""
        self.choices: list[tuple[str, str]] = []
        self.at = 0
        self.paper = Paper(id="seen", measure=200)
        self.paper.can_focus = False
        self.writing = False

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    def compose(self) -> ComposeResult:
        """The address, and below it what is there."""
        with Box(classes="asking", id="adding") as box:
            box.border_title = plain("Add a source")
            box.foot(LOOK)
            with Horizontal(classes="line"):
                yield Static(plain("address"), classes="label")
                yield Input(self.typed, "https://example.org, or lists/world.opml", select_on_focus=False)
            yield self.paper

    def on_mount(self) -> None:
        """What is meant by an address."""
        self.tell(*HINT)

    def tell(self, *blocks: Block) -> None:
        """Below the address."""
        self.paper.put(list(blocks))

    def say(self, text: str, ink: str = "bad") -> None:
        """One sentence there."""
        self.tell(Block(safe(text, 1000), ink=ink))

    # --------------------------------------------------------------------------------------------- looking
    def on_input_changed(self, event: Input.Changed) -> None:
        """What was found was of another address; an enter may have come before the news of the last letters."""
        if self.of and event.input.value.strip() != self.of:
            self.workers.cancel_group(self, "look")
            self.forget()
            self.tell(*HINT)

    def on_input_submitted(self) -> None:
        """Enter, after the letters before it."""
        self.action_go()

    def forget(self) -> None:
        """Nothing is found yet."""
        self.found, self.of, self.choices, self.at = None, "", [], 0
        self.query_one("#adding", Box).foot(LOOK)

    def action_go(self) -> None:
        """Looks at what is typed; where that is done, subscribes."""
        typed = self.query_one(Input).value.strip()
        if self.found is not None and typed == self.of:
            if not self.writing:
                self.run_worker(self.keep(), group="write", exit_on_error=False)
        elif typed:
            self.forget()
            self.of = typed
            self.run_worker(self.look(typed, typed), group="look", exclusive=True, exit_on_error=False)

    def action_other(self, way: int) -> None:
        """Another feed that the page tells of."""
        at = max(0, min(self.at + way, len(self.choices) - 1))
        if self.choices and at != self.at:
            self.at = at
            self.found = None
            work = self.look(self.choices[at][1], self.of)
            self.run_worker(work, group="look", exclusive=True, exit_on_error=False)

    async def look(self, typed: str, told: str) -> None:
        """Shows what is there, or says why nothing is."""
        self.say("looking …", "accent")
        try:
            path = path_of(typed)
            if path is not None:
                await self.show_list(await asyncio.to_thread(self.listed.offered, path))
            else:
                wanted = wanted_of(typed)
                if typed != told and not same_host(typed, told):
                    wanted = replace(
                        wanted, allow_private=False
                    )  # a page gives no leave to fetch from one's own network
                self.show_feed(await self.listed.seen(wanted, guessed="://" not in typed))
        except UnreadableError as error:
            self.say(f"{error.reason} {error.advice}")
        except OSError as error:
            self.say(f"It cannot be read: {error.strerror or error}.")
        except WirewatchError as error:
            self.say(str(error))

    async def show_list(self, offered: Offered) -> None:
        """The feeds of a file."""
        self.tell(*offer(offered))
        self.ready(offered if offered.feeds else None)

    def show_feed(self, seen: Seen | str) -> None:
        """The feed, and the others of its page."""
        if isinstance(seen, str):
            self.say(seen)
            return
        if seen.found.others and not self.choices:
            others = [(one.title or one.address, one.address) for one in seen.found.others]
            self.choices = [(seen.found.feed.title or seen.feed.address, seen.found.asked), *others]
        self.tell(*preview(seen, self.board.clock()), *self.others())
        self.ready(None if seen.known else seen)

    def others(self) -> Sequence[Block]:
        """All feeds of the page, the one that is shown marked."""
        lines = [
            Block(
                f"{'▌' if at == self.at else ' '} {safe(title, 60)}  {safe(address, 100)}",
                ink="accent" if at == self.at else "dim",
            )
            for at, (title, address) in enumerate(self.choices)
        ]
        return [Block(""), Block("The page tells of several; ↓ ↑ choose:", ink="dim"), *lines] if lines else []

    def ready(self, found: Seen | Offered | None) -> None:
        """There is something to subscribe to, or not."""
        self.found = found
        self.query_one("#adding", Box).foot(TAKE if found else LOOK)

    # --------------------------------------------------------------------------------------------- writing
    async def keep(self) -> None:
        """Closes once it is written; else says why it is not."""
        found, self.writing = self.found, True
        try:
            if isinstance(found, Seen):
                self.dismiss(await asyncio.to_thread(_subscribed, self.listed, found))
            elif found is not None:
                self.dismiss(await asyncio.to_thread(_imported, self.listed, found))
        except WirewatchError as error:
            self.say(str(error))
        finally:
            self.writing = False

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)


def _subscribed(listed: FeedList, seen: Seen) -> Done:
    feed = seen.feed
    name = safe(feed.name or feed.address, 60)
    edit = listed.change(
        _adding(listed, [feed]), lambda text: removed(text, feed.address), f"“{name}” is out of the list"
    )
    return edit, f"subscribed to “{name}”"


def _imported(listed: FeedList, offered: Offered) -> Done:
    def back(text: str) -> str:
        return reduce(lambda left, feed: removed(left, feed.address), offered.feeds, text)

    many = words.many(len(offered.feeds), "feed")
    edit = listed.change(_adding(listed, offered.feeds), back, f"{many} out of the list")
    return edit, f"{many} added"


def _adding(listed: FeedList, feeds: Sequence[Subscription]) -> Change:
    """Those that nobody has added in the meantime."""
    return lambda text: added(text, unknown(feeds, parse(text, listed.path).feeds))
