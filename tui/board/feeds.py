"""What the keys of the sources panel do: each change goes into the list of feeds, beside the screen, and is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from tui.board import words
from tui.board.content import safe
from tui.board.muting import is_muted, spans
from tui.board.panels.sources import is_paused
from tui.board.undo import Edit
from watchers.archive.rows import Health
from watchers.clean import clean_line
from watchers.errors import WirewatchError

if TYPE_CHECKING:
    from tui.board.app import Board
    from tui.board.feedlist import Change, FeedList
    from watchers.subscriptions import Subscription

NAMED = 60
Drafted = tuple[Callable[[str], str], Callable[[str], str], str]
"""What changes the list's text, what takes that back, and what is said of it."""


class Feeds:
    """`open_list` opens the list of feeds when it is first needed, for it brings much along."""

    def __init__(self, board: Board, open_list: Callable[[], FeedList] | None) -> None:
        self._board, self._open = board, open_list
        self._list: FeedList | None = None

    # --------------------------------------------------------------------------------------- of one source
    def poll(self, health: Health) -> None:
        """Has it looked at now."""
        if is_paused(health):
            self._board.say(f"{called(health)} is paused: p has it visited again", "accent")
        elif health.state == "off" and not health.problem and not self._board.serving.along:
            self._board.say(f"{called(health)} is not watched at present", "accent")
        elif said := self._board.serving.rescan(health.source.uri):
            self._board.say(
                said if self._board.serving.service is None else f"looking at {called(health)} now", "accent"
            )

    def turn_pause(self, health: Health) -> None:
        """Pauses it, or has it visited again; one that is gone is visited again."""
        self._begin(self._turn_pause(health))

    async def _turn_pause(self, health: Health) -> None:
        from watchers.subscriptions.editing import paused, resumed

        feed = await self._listed(health)
        if feed is None:
            return
        if health.state == "off" and health.problem and not feed.paused:
            self.poll(health)
            return
        there, back = (resumed, paused) if feed.paused else (paused, resumed)
        said = ("visited again", "paused") if feed.paused else ("paused", "visited again")
        await self._change(health, _at(there, feed), _at(back, feed), *said)

    def turn_mute(self, health: Health) -> None:
        """Asks until when it is muted, or has it shown again."""
        self._begin(self._turn_mute(health))

    async def _turn_mute(self, health: Health) -> None:
        from tui.board.screens.offers import Offers

        feed = await self._listed(health)
        if feed is None:
            return
        now = self._board.clock()
        if is_muted(health, now) or feed.muted(now):
            await self._mute(health, feed, None, "shown again")
            return
        choices = spans(now.astimezone())
        offers = Offers(
            f"Mute {called(health)} until when? It is read on, and kept.", [(s.label, s.note) for s in choices]
        )
        at = await self._board.push_screen_wait(offers)
        if at is not None:
            await self._mute(health, feed, choices[at].until, f"muted {choices[at].said}")

    async def _mute(self, health: Health, feed: Subscription, until: datetime | None, said: str) -> None:
        from watchers.subscriptions.editing import muted

        def how(moment: datetime | None) -> Change:
            return lambda text: muted(text, feed.address, moment)

        before = "muted as before" if feed.muted_until else "shown again"
        await self._change(health, how(until), how(feed.muted_until), said, before)

    def rename(self, health: Health) -> None:
        """Asks for another name."""
        self._begin(self._rename(health))

    async def _rename(self, health: Health) -> None:
        feed = await self._listed(health)
        if feed is not None:
            hint = "nothing: as the feed calls itself"
            await self._enter(health, f"Rename {called(health)}", "name", feed.name, hint, partial(_named, feed))

    def tag(self, health: Health) -> None:
        """Asks for its tags."""
        self._begin(self._tag(health))

    async def _tag(self, health: Health) -> None:
        feed = await self._listed(health)
        if feed is not None:
            hint, tags = "parted by commas, or nothing", ", ".join(feed.tags)
            await self._enter(health, f"Tags of {called(health)}", "tags", tags, hint, partial(_tagged, feed))

    def remove(self, health: Health) -> None:
        """Asks whether it is to be removed."""
        self._begin(self._remove(health))

    async def _remove(self, health: Health) -> None:
        from tui.board.screens.offers import Offers
        from watchers.subscriptions.editing import added, removed

        feed = await self._listed(health)
        if feed is None:
            return
        kept = f"its {words.many(health.documents, 'document')} stay{'s' if health.documents == 1 else ''}"
        lines = [
            ("Keep it", ""),
            (f"Remove it from the list; {kept}", self._board.keyring.told("{undo} brings it back")),
        ]
        if await self._board.push_screen_wait(Offers(f"Remove {called(health)}?", lines)) == 1:
            await self._change(
                health, _at(removed, feed), lambda text: added(text, [feed]), "removed", "back in the list"
            )

    # ------------------------------------------------------------------------------------------- new ones
    def add(self, typed: str = "") -> None:
        """The form that takes an address; `typed` stands in it already."""
        self._begin(self._add(typed))

    async def _add(self, typed: str) -> None:
        from tui.board.screens.adding import Adding

        listed = self._opened()
        if listed is not None and (done := await self._board.push_screen_wait(Adding(listed, typed))) is not None:
            edit, said = done
            self._board.undo.keep(edit)
            self._board.say(f"{said} · {self._board.keyring.face('undo')} takes it back", "accent")

    def take_back(self, edit: Edit) -> None:
        """Writes the list as it was before an edit."""
        self._begin(self._take_back(edit))

    async def _take_back(self, edit: Edit) -> None:
        if (listed := self._opened()) is not None:
            await asyncio.to_thread(listed.change, edit.back, edit.back, "")
            self._board.say(edit.said, "accent")

    # ------------------------------------------------------------------------------------------------ how
    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._board.run_worker(self._told(work), group="feeds", exit_on_error=False)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except WirewatchError as error:
            self._board.say(safe(str(error)), seconds=15.0)

    def _opened(self) -> FeedList | None:
        if self._list is None and self._open is not None:
            self._list = self._open()
        if self._list is None:
            self._board.say("this board keeps no list of feeds", "accent")
        return self._list

    async def _listed(self, health: Health) -> Subscription | None:
        """The feed as the list has it; None where it has none, which is said."""
        listed = self._opened()
        if listed is None:
            return None
        if health.source.kind != "feed":
            self._board.say(f"{called(health)} stands in {safe(str(listed.settings))}: change it there", "accent")
            return None
        feed = await asyncio.to_thread(listed.feed, health.source.uri)
        if feed is None:
            said = (
                f"{called(health)} is not in {safe(str(listed.path))}, but of the command line or removed. + adds it."
            )
            self._board.say(said, "accent")
        return feed

    async def _enter(
        self,
        health: Health,
        title: str,
        label: str,
        value: str,
        hint: str,
        how: Callable[[str], Drafted],
    ) -> None:
        from tui.board.screens.entry import Entry

        listed = self._opened()
        if listed is None:
            return
        change = listed.change

        def keep(typed: str) -> tuple[Edit, str]:
            there, back, said = how(typed)
            return change(there, back, f"{called(health)}: as before"), f"{called(health)}: {said}"

        if (done := await self._board.push_screen_wait(Entry(title, label, value, hint, keep))) is not None:
            self._keep(*done)

    async def _change(self, health: Health, there: Change, back: Change, said: str, undone: str) -> None:
        if (listed := self._opened()) is not None:
            edit = await asyncio.to_thread(listed.change, there, back, f"{called(health)}: {undone}")
            self._keep(edit, f"{called(health)}: {said}")

    def _keep(self, edit: Edit, said: str) -> None:
        self._board.undo.keep(edit)
        self._board.say(f"{said} · {self._board.keyring.face('undo')} takes it back", "accent")


def called(health: Health) -> str:
    """`“Harbour desk”`."""
    return f"“{safe(health.source.name, NAMED)}”"


def _at(change: Callable[..., str], feed: Subscription, *values: object) -> Change:
    def changed(text: str) -> str:
        return change(text, feed.address, *values)

    return changed


def _named(feed: Subscription, typed: str) -> Drafted:
    from watchers.subscriptions.editing import renamed

    name = clean_line(typed)
    said = f"is called “{safe(name, NAMED)}” now" if name else "is called as it calls itself"
    return _at(renamed, feed, name), _at(renamed, feed, feed.name), said


def _tagged(feed: Subscription, typed: str) -> Drafted:
    from watchers.subscriptions.editing import retagged

    tags = [tag for each in typed.split(",") if (tag := clean_line(each))]
    said = f"tags: {safe(', '.join(tags), NAMED)}" if tags else "has no tags"
    return _at(retagged, feed, tags), _at(retagged, feed, feed.tags), said
