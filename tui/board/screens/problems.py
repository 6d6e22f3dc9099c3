"""Every source with its state, and every document that could not be read, with the reason and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.board import words
from tui.board.content import plain, safe
from tui.board.footing import foot
from tui.board.keys import bindings
from tui.board.muting import is_muted
from tui.board.panels.paper import Paper
from tui.board.panels.sources import glyph, is_paused, sentence
from tui.board.telling import block
from tui.board.wrapping import Block
from watchers.archive.rows import Health
from watchers.document import Unreadable

LIST = "{problems-list} lists them, to be read again  "


class Problems(ModalScreen[bool]):
    """What it shows is as it was when it was opened; true where the list is wanted from which it is read again."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("problems")]

    def __init__(self, sources: Sequence[Health], aside: Sequence[Unreadable], now: datetime) -> None:
        super().__init__()
        self.sources, self.aside, self.now = sources, aside, now

    def compose(self) -> ComposeResult:
        """One paper."""
        paper = Paper(id="paper", measure=110)
        paper.border_title = plain("Sources, and what could not be read")
        paper.border_subtitle = foot(self.app, f"{LIST if self.aside else ''}{{problems-leave}} closes")
        yield paper

    def on_mount(self) -> None:
        """The paper wraps once it has a width."""
        self.query_one(Paper).put([*health(self.sources, self.now), Block(""), *problems(self.aside, self.now)])

    def action_leave(self) -> None:
        self.dismiss(False)

    def action_list(self) -> None:
        self.dismiss(True)


def health(sources: Sequence[Health], now: datetime) -> Iterator[Block]:
    """A source in one or two lines."""
    yield Block("Sources", ink="title")
    if not sources:
        yield Block("Nothing is watched yet.", ink="dim")
    for one in sources:
        sign, ink = glyph(one, now)
        seen = f", last looked {words.ago(one.last_success, now)}" if one.last_success else ""
        held = "" if one.source.kind == "file" else f", {words.many(one.documents, 'document')}"
        state = "paused" if is_paused(one) else f"{one.state}, muted" if is_muted(one, now) else one.state
        said = f"   {state}{held}{seen}"
        yield block([(f"{sign} ", ink)], [(safe(one.source.name), "strong"), (said, "dim")])
        if one.problem:
            again = f" Next try {words.ahead(one.next_try, now)}." if one.next_try else ""
            yield block([("  ", "")], [(safe(one.problem, 2000) + again, ink)])
        elif one.source.kind == "feed" and (told := sentence(one)):
            yield block([("  ", "")], [(told, "dim")])


def problems(aside: Sequence[Unreadable], now: datetime) -> Iterator[Block]:
    """Name, reason and advice of each."""
    yield Block("Could not be read", ink="title")
    if not aside:
        yield Block("Everything that came in could be read.", ink="good")
    for one in aside:
        yield block(
            [("▲ ", "warn")],
            [(safe(one.name), "strong"), (f"   {safe(one.source.name)}, {words.ago(one.since, now)}", "dim")],
        )
        yield block([("  ", "")], [(safe(one.reason, 2000), "plain"), (f" {safe(one.advice, 2000)}", "dim")])
