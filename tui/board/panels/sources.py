"""Where documents come from, and how each source fares; the one under the cursor says all it has to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tui.board import offering, words
from tui.board.content import plain, safe
from tui.board.keys import Place, bindings
from tui.board.messages import Asked
from tui.board.muting import is_muted
from tui.board.panels.lines import Lines
from tui.board.strips import Run, clipped
from tui.board.view import View
from tui.board.wrapping import Block, laid_out
from tui.measure import wrapped
from watchers.archive.rows import Health, State

GLYPHS: dict[State, tuple[str, str]] = {
    "starting": ("◐", "accent"),
    "live": ("●", "good"),
    "waiting": ("○", "warn"),
    "failing": ("▲", "bad"),
    "off": ("·", "faint"),
}
PAUSED, MUTED = ("‖", "dim"), ("⊘", "warn")
ORDER: dict[State, int] = {"failing": 0, "waiting": 1, "starting": 2, "live": 3, "off": 4}
AGO = 48
"""Cells of a line that has room for when it was looked at last."""
AHEAD = 60
"""And for when it is looked at next."""
WIDE = 90
"""And for a sentence where nothing is wrong."""
NAME = 32


class Sources(Lines):
    """Enter lists what could not be read; the keys of feeds do what they say to the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sources")]
    clicks = 1
    table: Place = "sources"

    class Focused(Message):
        """The keys go here, or no more."""

        def __init__(self, here: bool) -> None:
            super().__init__()
            self.here = here

    def __init__(self) -> None:
        super().__init__(id="sources", heading="Sources")
        self.sources: tuple[Health, ...] = ()
        self.fitting: Mapping[str, int] | None = None
        self.now = datetime.now(UTC)
        self.more: list[str] = []
        self.here = False

    @property
    def current(self) -> Health | None:
        """The one under the cursor."""
        return self.sources[self.cursor] if self.cursor < len(self.sources) else None

    def show(self, view: View) -> None:
        """Takes a view; those in trouble come first, and the cursor stays on its source."""
        before = self.current
        self.sources = tuple(sorted(view.sources, key=_place))
        self.now = view.now
        self.fitting = view.by_source if view.filter and view.counted else None
        if before is not None and self.here:
            same = (at for at, one in enumerate(self.sources) if one.source.uri == before.source.uri)
            self.cursor = next(same, self.cursor)
        self.unfold(len(self.sources))
        if self.here and self.total:
            self.bring(self.cursor)
        aside = sum(health.set_aside for health in self.sources)
        wrong = sum(health.state == "failing" for health in self.sources)
        said = [f"{words.count(wrong)} failing"] if wrong else []
        said += [f"{words.count(aside)} could not be read"] if aside else []
        heading = f"{self.heading} {words.count(self.total)}" if self.total > 1 else self.heading
        self.entitle(plain(heading), plain(f"{' · '.join(said)} · !" if said else ""))

    # ------------------------------------------------------------------------------- the one under the cursor
    def unfold(self, total: int) -> None:
        """Gives the source under the cursor room for all it says, while the keys go here."""
        self.total = total
        self.cursor = max(0, min(self.cursor, total - 1))
        one = self.current if self.here else None
        width = max(20, self.columns - 5)
        blocks = [Block(each) for each in whole(one, self.now)] if one else []
        self.more = [blocks[line.block].text[line.start : line.end] for line in laid_out(blocks, width)]
        self.resized(total)

    def top(self, index: int) -> int:
        return index + (len(self.more) if index > self.cursor else 0)

    def standing(self, y: int) -> tuple[int, int]:
        below = y - self.cursor
        if below <= 0 or not self.more:
            return y, 0
        return (self.cursor, below) if below <= len(self.more) else (y - len(self.more), 0)

    def move_to(self, index: int) -> None:
        self.cursor = max(0, min(index, self.total - 1))
        self.unfold(self.total)
        self.bring(self.cursor)

    def on_focus(self) -> None:
        self.here = True
        self.unfold(self.total)
        if self.total:
            self.bring(self.cursor)
        self.post_message(self.Focused(True))

    def on_blur(self) -> None:
        self.here = False
        self.unfold(self.total)
        self.post_message(self.Focused(False))

    def on_resize(self) -> None:
        """Sentences break anew."""
        self.unfold(self.total)

    # ------------------------------------------------------------------------------------------------ painting
    def item(self, index: int, part: int, current: bool) -> Strip:
        """`● Harbour desk   1,204 · 4 min ago · next in 6 min`; below the one under the cursor, all it says."""
        ground = self.ground if current and self.has_focus else None
        if part:
            return self.painted([("     ", ""), (self.more[part - 1], "dim")], ground=ground)
        health = self.sources[index]
        fitting = None if self.fitting is None else self.fitting.get(health.source.uri, 0)
        left, right = told(health, self.now, self.columns, short=current and bool(self.more), fitting=fitting)
        return self.painted(left, right, ground)

    def blank(self, y: int) -> Strip:
        """No source yet; where there is no feed, how they are added."""
        if not self.total and y == 0:
            return self.painted([(" nothing is watched yet", "faint")])
        below = y + self.scroll_offset.y - self.top(self.total)
        if any(one.source.kind == "feed" for one in self.sources):
            return self.painted([])
        said = offering.line(self.board.keyring)
        lines = [said[a:b] for a, b in wrapped(said, max(8, self.columns - 2))]
        at = below if self.total else below - 1
        return self.painted([(f" {lines[at]}" if 0 <= at < len(lines) else "", "faint")])

    # ---------------------------------------------------------------------------------------------------- keys
    def chosen(self, index: int) -> None:
        """Opens the list."""
        self.post_message(Asked(self.sources[index].source))

    def action_pause(self) -> None:
        if self.current:
            self.board.feeds.turn_pause(self.current)

    def action_poll(self) -> None:
        if self.current:
            self.board.feeds.poll(self.current)

    def action_mute(self) -> None:
        if self.current:
            self.board.feeds.turn_mute(self.current)

    def action_rename(self) -> None:
        if self.current:
            self.board.feeds.rename(self.current)

    def action_tag(self) -> None:
        if self.current:
            self.board.feeds.tag(self.current)

    def action_remove(self) -> None:
        if self.current:
            self.board.feeds.remove(self.current)


def _place(health: Health) -> tuple[int, bool, str]:
    """Trouble first; then folders, which are few, and feeds by name."""
    return ORDER[health.state], health.source.kind == "feed", health.source.name.casefold()


def is_paused(health: Health) -> bool:
    """Whether a person paused the feed: its sentence begins so."""
    return health.state == "off" and (health.said or "").startswith("Paused")


def glyph(health: Health, now: datetime) -> tuple[str, str]:
    """By its state; what a person wants of it stands above that, but for trouble."""
    if is_paused(health):
        return PAUSED
    return MUTED if is_muted(health, now) and health.state not in {"failing", "off"} else GLYPHS[health.state]


def sentence(health: Health) -> str:
    """What there is to say; what was said of a source that is not watched any more counts no longer."""
    if health.problem:
        return safe(health.problem, 1000)
    said = safe(health.said or "", 1000)
    if health.state == "off" and not said.startswith(("Paused", "No longer", "Gone")):
        return "Not watched at present; its documents are kept."
    return said


def whole(health: Health, now: datetime) -> Iterator[str]:
    """Its sentence, and what the line has no room for."""
    if said := sentence(health):
        yield said
    many = words.many(health.documents, "document")
    seen = f", last looked {words.ago(health.last_success, now)}" if health.last_success else ""
    following = f", again {words.ahead(health.next_try, now)}" if health.next_try else ""
    aside = f", {words.count(health.set_aside)} could not be read" if health.set_aside else ""
    yield f"{many}{aside}{seen}{following} · {safe(health.source.uri)}"


def told(
    health: Health, now: datetime, width: int = AGO, *, short: bool = False, fitting: int | None = None
) -> tuple[list[Run], list[Run]]:
    """A source's line: glyph and name, its problem or, where there is room, what it says; counts and times.

    A `short` one leaves the sentence to the lines below it; `fitting` are its documents that a filter lets through.
    """
    sign, ink = glyph(health, now)
    right = list(_right(health, now, width, fitting))
    name = safe(health.source.name)
    left: list[Run] = [(f" {sign} ", ink)]
    said = sentence(health) if (health.problem or width >= WIDE) and not short else ""
    if width >= WIDE:
        name = clipped(name, NAME)
        name += " " * (NAME - cell_len(name))
    left.append((name, "faint" if health.state == "off" else "plain"))
    if said:
        left.append((f"  {said}", ink if health.problem else "dim"))
    return left, right


def _right(health: Health, now: datetime, width: int, fitting: int | None) -> Iterator[Run]:
    for at, run in enumerate(_facts(health, now, width, fitting)):
        if at:
            yield " · ", "faint"
        yield run
    yield " ", ""


def _facts(health: Health, now: datetime, width: int, fitting: int | None) -> Iterator[Run]:
    muted = is_muted(health, now)
    if is_paused(health):
        yield "paused", "strong"
    if muted:
        yield "muted", "warn"
    if health.set_aside:
        yield f"▲ {words.count(health.set_aside)}", "warn"
    if health.problem:
        if health.next_try:
            yield f"again {words.ahead(health.next_try, now)}", "dim"
        return
    counted = words.count(health.documents) if health.counted else "…"
    yield (counted, "dim") if fitting is None else (f"{words.count(fitting)} of {counted}", "dim")
    if health.last_success and (width >= AGO or not muted):
        yield words.ago(health.last_success, now), "faint"
    if health.next_try and width >= AHEAD:
        yield f"next {words.ahead(health.next_try, now)}", "faint"
