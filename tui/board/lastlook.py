"""The last look: until when a person has looked here, what has happened since, and the way through it.

It is kept each minute in which somebody does something, and when the board is left. After a new start, or a while
without a key, a line in the footer's place says what is new until a key is pressed; `n` as that key walks through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from tui.board import muting, words
from tui.board.content import safe
from tui.board.muting import Mute
from tui.board.panels.footer import SECONDS
from tui.board.reader import Reader
from tui.board.strips import Run
from tui.board.unread import first_unread
from watchers.errors import WirewatchError
from watchers.filters import Filter, Term
from watchers.filters.times import LAST
from watchers.unusual import Unusual

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.board.app import Board

AWAY = timedelta(minutes=15)
BEAT = timedelta(minutes=1)
NEW = Term("since", (LAST,), ("since the last look",))
NAMED = 3


@dataclass(frozen=True, slots=True)
class News:
    """What has come since an instant, but for what is muted; `unusual` are names, the most unusual first."""

    since: datetime
    documents: int
    stories: int = 0
    unusual: tuple[str, ...] = ()


class LastLook:
    """`since` is from when on something is new; None where nobody has ever looked, and everything is."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.since: datetime | None = None
        self.news: News | None = None
        self._begun = self._shown = self._just = self._walking = False
        self._touched: datetime | None = None
        self._kept: datetime | None = None
        self._counting: Worker[None] | None = None
        self._due = False

    # ------------------------------------------------------------------------------------ who is there
    def begin(self, looked: datetime | None) -> None:
        """The archive has answered for the first time, and knows of the last look; its news are counted after that."""
        if not self._begun:
            self._begun, self.since = True, looked
            self._shown = looked is not None and self._touched is None

    def touched(self, key: bool) -> None:
        """A key, or the mouse: somebody is there."""
        now = self._touched = self._board.clock()
        self._just = key and self._shown
        if self._shown and key:
            self._hide()
        if self._kept is None or now - self._kept >= BEAT:
            self._keep(now)

    def tick(self) -> None:
        """After a while without a key, all that comes is new."""
        now, touched = self._board.clock(), self._touched
        if touched is not None and now - touched >= AWAY and (self.since is None or self.since < touched):
            self.since, self._walking = touched, False
            self._keep(touched)
            self.show()
            self._board.refreshing.soon()

    async def leave(self) -> None:
        """The board is left: whoever was there has looked until then, and nobody looks now."""
        if self._touched is not None:
            await self._write(self._touched)

    def _keep(self, now: datetime) -> None:
        self._kept = now
        self._board.run_worker(self._write(now), group="look", exit_on_error=False)

    async def _write(self, when: datetime) -> None:
        with suppress(WirewatchError):  # what cannot be written is told where more hangs on it
            await self._board.reading.mark(lambda pen: pen.look(when))

    # -------------------------------------------------------------------------------- what has happened
    def show(self) -> None:
        """Says what has happened since, until a key; counted again as more comes."""
        self._shown = True
        self.count()

    def count(self) -> None:
        """Nothing where the line is not there to be read, or counting takes long still."""
        if self._shown and self._board.view.counted:
            self._due = True
            if self._counting is None or self._counting.is_finished:
                self._counting = self._board.run_worker(self._count(), group="news", exit_on_error=False)

    async def _count(self) -> None:
        while self._due and self.since is not None:
            self._due, since = False, self.since
            mutes, now = await self._board.shelf.mutes(), self._board.clock()
            news = await self._board.ask(partial(happened, mutes=mutes, since=since, now=now))
            if news is not None and self._shown and since == self.since:
                self.news = news
                self._board.home.footer.keep(line(news, now))
                if not news.documents:
                    self._board.set_timer(SECONDS, self._fade)

    def _fade(self) -> None:
        """That nothing has happened is soon told; then the keys are of more use."""
        if self._shown and self.news is not None and not self.news.documents:
            self._hide()

    def _hide(self) -> None:
        self._shown = False
        self._board.home.footer.keep([])

    # ------------------------------------------------------------------------------ the way through it
    @property
    def walks(self) -> bool:
        """Whether the next document to go to is one that is new since then."""
        return self._walking or (self._just and bool(self.news and self.news.documents))

    async def next(self, way: int) -> int | None:
        """The next unread of those, the oldest first: what corrects comes after what it corrects, and the way ends at
        the top, where the board follows again. For -1 back. None at the end, after which it is over."""
        here = self._board.home.wire.document if self._walking else None
        self._walking = True
        since, asked = self.since, self._board.filter
        mutes, now = await self._board.shelf.mutes(), self._board.clock()
        found = None
        if since is not None:
            found = await self._board.ask(lambda reader: _ahead(reader, asked, mutes, since, now, here, way))
        self._walking = found is not None or way < 0
        return found

    def over(self) -> str:
        """What is said at the end."""
        since = self.since
        return f"nothing unread is left of what is new since {when(since, self._board.clock())}" if since else ""


def happened(reader: Reader, mutes: Sequence[Mute], since: datetime, now: datetime) -> News:
    """All that came in since an instant, whatever the filter is."""
    with reader.moment(), reader.looked(since):
        asked = _shown(reader, Filter((NEW,)), mutes, now)
        unusual = reader.unusual(now, _shown(reader, Filter(), mutes, now))
        return News(since, reader.count(asked, now), reader.clusters(asked, now), _named(reader, unusual))


def _named(reader: Reader, unusual: Sequence[Unusual]) -> tuple[str, ...]:
    """Actors, and of regions the innermost: where Goma is unusual, Africa goes without saying."""
    parents = {one.id: _parent(reader, one.id) for one in unusual if one.kind == "region"}
    around = {parent for parent in parents.values() if parent}
    while outer := {parent for region in around if (parent := _parent(reader, region))} - around:
        around |= outer
    return tuple(one.name for one in unusual if one.kind == "actor" or (one.kind == "region" and one.id not in around))


def _parent(reader: Reader, region: str) -> str | None:
    facts = reader.region(region)
    return facts.parent if facts else None


def line(news: News, now: datetime) -> list[Run]:
    """`31 new in 9 stories since 18:40 yesterday, 2 unusual: Goma, M23 · n walks through them`."""
    since = f" since {when(news.since, now)}"
    if not news.documents:
        return [(" nothing new", "plain"), (since, "dim")]
    stories = f" in {words.many(news.stories, 'story', 'stories')}" if 0 < news.stories < news.documents else ""
    runs: list[Run] = [(f" {words.count(news.documents)} new{stories}", "strong"), (since, "dim")]
    if news.unusual:
        names = ", ".join(safe(name, 40) for name in news.unusual[:NAMED])
        more = "…" if len(news.unusual) > NAMED else ""
        runs.append((f", {words.count(len(news.unusual))} unusual: {names}{more}", "warn"))
    way = " goes to it" if news.documents == 1 else " walks through them, oldest first"
    return [*runs, (" · ", "faint"), ("n", "key"), (way, "dim")]


def when(moment: datetime, now: datetime) -> str:
    """`18:40`, `18:40 yesterday`, `18:40 on Friday 20 Nov`; in UTC, as everything here."""
    there, today = moment.astimezone(UTC), now.astimezone(UTC).date()
    days = (today - there.date()).days
    day = {0: "", 1: " yesterday"}.get(days, f" on {there:%A} {there.day} {there:%b}")
    return f"{there:%H:%M}{day}{'' if there.year == today.year else f' {there.year}'}"


def _shown(reader: Reader, asked: Filter, mutes: Sequence[Mute], now: datetime) -> Filter:
    return muting.shown(asked, muting.outs(asked, reader.sources(counted=False), mutes, now))


def _ahead(  # noqa: PLR0917 - one question, asked in the reader's thread
    reader: Reader, asked: Filter, mutes: Sequence[Mute], since: datetime, now: datetime, here: int | None, way: int
) -> int | None:
    with reader.moment(), reader.looked(since):
        new = list(reader.numbers(_shown(reader, asked.plus(NEW), mutes, now), now))[::-1]
        at = new.index(here) if here in new else None
        if way > 0:
            return first_unread(reader, new if at is None else new[at + 1 :])
        return first_unread(reader, [] if at is None else new[:at][::-1])
