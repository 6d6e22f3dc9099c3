"""An app that goes on when one of its widgets fails; Textual's own ends, with exit code 0."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.dom import DOMNode
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from tui.board.content import safe
from tui.board.mishaps import PAINTING, Mishaps, sentence
from tui.board.panels.footer import LONG, SECONDS, Footer
from tui.board.portable import portable
from tui.board.sparing import Sparing
from tui.journal import Journal

_JOINER = "\u200c"
"""A format character that some scripts are written with."""
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class Guarded(App[None]):
    """`ended_by` is what could not be gone on from: the app ends then, and whoever ran it tells the person."""

    def __init__(self) -> None:
        self.keep_log(None)
        self.ended_by: BaseException | None = None
        self._stands = False
        super().__init__()

    def keep_log(self, log: Path | None) -> None:
        """Where what fails is written down; None writes nothing."""
        self.journal = Journal(log)
        self.mishaps = Mishaps(self.journal, self.complain)

    def complain(self, text: str) -> None:
        """Tells the person what failed in no panel."""
        self.say(text, seconds=LONG)

    def say(self, text: str, ink: str = "bad", seconds: float = SECONDS) -> None:
        """In the footer of the uppermost screen that has one."""
        footers = [footer for screen in self.screen_stack for footer in screen.query(Footer)]
        for footer in footers[-1:]:  # none while the screens are taken down
            footer.say(text, ink, seconds)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What fails beside the screen is said, and ends nothing."""
        if event.state is WorkerState.ERROR and (error := event.worker.error):
            self.journal.write(error, f"work beside the screen, {event.worker.group}")
            self.say(safe(f"{type(error).__name__}: {error}"))

    def _register_child(self, parent: DOMNode, child: Widget, before: int | None, after: int | None) -> None:
        """Every widget comes by here, screens too, before its first message."""
        if child not in self._registry:
            _guard(child, self.mishaps)
            if isinstance(child, Screen):
                child._compositor = Sparing()
        super()._register_child(parent, child, before, after)

    async def _dispatch_message(self, message: Message) -> None:
        """What the app itself does wrong ends it only before it stands."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self._stands:
                raise
            self.mishaps.happened(error, type(message).__name__, self)
        self._stands = self._stands or isinstance(message, events.Mount)

    def _handle_exception(self, error: Exception) -> None:
        """What comes by none of the guards: timers, layouts, screens that are made, the start."""
        node = active_message_pump.get(None)
        hollow = isinstance(node, Screen) and not node.children
        if not self._stands or self._closing or (hollow and len(self.screen_stack) < 2):
            self.ended_by = self.ended_by or error
            self._return_code = 1
            self.journal.write(error, "the whole board")
            self._close_messages_no_wait()
            return
        self.mishaps.happened(error, "work of its own", node)
        if hollow and isinstance(node, Screen):
            self.call_later(node.dismiss)


def _guard(widget: Widget, mishaps: Mishaps) -> None:
    """Puts a guard before a widget's messages and lines; as its own attributes, for any widget of any class."""
    guards = {
        "_dispatch_message": partial(_dispatched, widget, mishaps),
        "render_line": partial(_painted, widget, mishaps),
        "render_lines": partial(_framed, widget),
    }
    vars(widget).update(guards)


def _framed(widget: Widget, crop: Region) -> list[Strip]:
    """The lines with the border around them, as they go to the terminal: the last place to look at them."""
    return [harmless(strip) for strip in type(widget).render_lines(widget, crop)]


def harmless(strip: Strip) -> Strip:
    """Without what a terminal would obey or open: no reader has cleaned what an error, a name or a row may hold."""
    if all(_is_harmless(segment) for segment in strip):
        return strip
    return Strip([_without(segment) for segment in strip], strip.cell_length)


def _is_harmless(segment: Segment) -> bool:
    text, style, _ = segment
    return text.isprintable() and portable(text) is text and (style is None or style._link is None)


def _without(segment: Segment) -> Segment:
    """What has a width keeps it."""
    text = portable(segment.text)
    text = text if text is segment.text else set_cell_size(text, segment.cell_length)
    text = "".join(c if c.isprintable() or c == _JOINER else _UNKNOWN * cell_len(c) for c in text)
    style = segment.style.update_link(None) if segment.style and segment.style.link else segment.style
    return Segment(text, style)


async def _dispatched(widget: Widget, mishaps: Mishaps, message: Message) -> None:
    kind = type(message)
    try:
        await type(widget)._dispatch_message(widget, message)
    except Exception as error:
        mishaps.happened(error, kind.__name__, widget)
    else:
        mishaps.well(widget, kind.__name__)


def _painted(widget: Widget, mishaps: Mishaps, y: int) -> Strip:
    if told := mishaps.told(widget):
        return sentence(widget, told, y)
    try:
        line = type(widget).render_line(widget, y)
    except Exception as error:
        mishaps.happened(error, PAINTING, widget)
        return sentence(widget, mishaps.told(widget), y)
    return line


def kind_of(widget: Widget) -> type[Widget]:
    """Its class, whose methods a guard calls."""
    return type(widget)
