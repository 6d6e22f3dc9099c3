"""The part of the screen on which the panels stand; seams between them are dragged by the mouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from tui.board.layout.arranging import Arrangement, Seam, arranged
from tui.board.layout.plan import PANELS, Panel, Plan
from tui.board.layout.resizing import grown, moved, seam_at

NO_MARGIN = Spacing()


class Desk(Container):
    """`alone` is the panel that is zoomed; a panel that does not stand there is not displayed."""

    @dataclass
    class Changed(Message):
        """The person has moved a seam."""

        plan: Plan

    def __init__(self, panels: Mapping[Panel, Widget]) -> None:
        super().__init__(id="desk")
        self._placed = _Placed(self)
        self.panels = panels
        self.plan = Plan()
        self.alone: Panel | None = None
        self.kept: Panel = "wire"
        self.found = Arrangement({})
        self._dragged: tuple[Seam, Plan, Arrangement, events.MouseDown] | None = None

    def compose(self) -> ComposeResult:
        """In the order in which one goes through them."""
        yield from self.panels.values()

    @property
    def layout(self) -> Layout:
        """Ours, whatever the stylesheet says."""
        return self._placed

    def put(self, plan: Plan, alone: Panel | None = None) -> None:
        """Arranges the panels anew."""
        self.plan, self.alone = plan, alone
        self.stand()

    def panel_of(self, widget: Widget | None) -> Panel | None:
        """The panel that a widget is."""
        return next((panel for panel, each in self.panels.items() if each is widget), None)

    def stand(self) -> None:
        """By the size there is now."""
        if not self.size:
            return
        self.fit(self.size)
        for panel, widget in self.panels.items():
            widget.display = panel in self.found.boxes
            widget.refresh(layout=True)  # of a child: a widget's own forgets only how its ancestors are arranged
        self.show_focus()

    def fit(self, size: Size) -> None:
        """Decides where the panels stand in so many cells."""
        absent = frozenset(PANELS) - self.panels.keys()
        plan = replace(self.plan, closed=self.plan.closed | absent)
        self.found = arranged(plan, size.width, size.height, self.alone)

    def show_focus(self) -> None:
        """The keys never go to a panel that nobody sees, nor nowhere: back to the last one, else to the wire."""
        panel = self.panel_of(self.screen.focused)
        if self.screen.focused is not None and (panel is None or panel in self.found.boxes):
            return
        wanted = [self.kept, "wire", *self.found.boxes]
        there = [self.panels[each] for each in wanted if each in self.found.boxes]
        if first := next((widget for widget in there if widget.can_focus), None):
            self.screen.set_focus(first)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remembered for when the terminal is too small for a while."""
        self.kept = self.panel_of(event.widget) or self.kept

    def on_resize(self) -> None:
        """Another size may have room for other panels."""
        self.stand()

    def on_show(self) -> None:
        """The terminal is large enough again."""
        self.stand()

    def grow(self, panel: Panel, across: int, down: int) -> None:
        """Makes a panel wider or higher by so many cells."""
        self.put(grown(self.plan, panel, across, down, (self.size.width, self.size.height)), self.alone)
        self.post_message(self.Changed(self.plan))

    # --------------------------------------------------------------------------------------- the mouse
    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Takes hold of a seam."""
        at = event.screen_offset - self.region.offset
        if self.alone is None and (seam := seam_at(self.found, at.x, at.y)):
            self._dragged = (seam, self.plan, self.found, event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The seam follows the mouse."""
        if self._dragged:
            seam, plan, found, start = self._dragged
            by = event.screen_offset - start.screen_offset
            self.put(moved(plan, found, seam, by.x if seam.upright else by.y))

    def on_mouse_up(self) -> None:
        """Lets go of it."""
        if self._dragged:
            self.drop()
            self.release_mouse()

    def on_mouse_release(self) -> None:
        """However else a drag ends, the seam stays where it is now."""
        if self._dragged and self.app.mouse_captured is not self:
            self.drop()

    def drop(self) -> None:
        """The seam follows the mouse no more."""
        self._dragged = None
        self.post_message(self.Changed(self.plan))


class _Placed(Layout):
    """Each panel in its box."""

    name = "wirewatch"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.size = Size()

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Panels without a box are left out; another size is met at once, or one frame would show the last boxes."""
        if size and size != self.size:
            self.size = size
            self.desk.fit(size)
        boxes = self.desk.found.boxes
        placed = {self.desk.panels[panel]: Region(*box) for panel, box in boxes.items()}
        return [
            WidgetPlacement(placed[child], NULL_OFFSET, NO_MARGIN, child, number)
            for number, child in enumerate(children)
            if child in placed
        ]
