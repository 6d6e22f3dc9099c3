"""Widgets that paint their own lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.style import Style
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.board.strips import Run, line

if TYPE_CHECKING:
    from tui.board.app import Board
    from tui.board.inks import Inks


class Inked(Widget, inherit_bindings=False):
    """A widget whose lines are runs of ink on its own background."""

    ALLOW_SELECT = False
    _base: tuple[str, Style] | None = None

    def notify_style_update(self) -> None:
        """The background may be another one."""
        self._base = None
        super().notify_style_update()

    @property
    def columns(self) -> int:
        """Cells of a line: the scrollbar has its own."""
        return self.size.width - self.scrollbar_size_vertical

    @property
    def base(self) -> Style:
        """The widget's background, kept because asking Textual for it costs more than painting a line."""
        if self._base is None or self._base[0] != self.app.theme:
            self._base = (self.app.theme, Style(bgcolor=self.rich_style.bgcolor))
        return self._base[1]

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    @property
    def inks(self) -> Inks:
        """The styles of the theme that is on."""
        return self.board.inks

    def painted(self, left: Sequence[Run], right: Sequence[Run] = (), ground: str | None = None) -> Strip:
        """A line as wide as the widget; `ground` names a background."""
        base = self.base + self.inks.ground(ground) if ground else self.base
        return line(self.inks, self.columns, left, right, base)


class Scrolled(Inked, ScrollView, can_focus=True, inherit_bindings=False):
    """Lines that scroll; their number changes without a new layout of the screen."""

    _said: tuple[Content, Content] | None = None

    def room_for(self, lines: int) -> None:
        """There are so many lines now."""
        size = Size(1, lines)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def repaint(self) -> None:
        """Paints the lines anew, and not the border."""
        self.refresh(self.size.region)

    def scroll_now(self, y: int) -> None:
        """Scrolls at once."""
        self.scroll_to(y=y, animate=False, force=True)

    def entitle(self, title: Content, subtitle: Content) -> None:
        """Writes the border where it says something else than before."""
        if (said := (title, subtitle)) != self._said:
            self._said = said
            self.border_title, self.border_subtitle = title, subtitle


class Bar(Inked):
    """One line across the screen; what is clickable in it is asked by column."""

    def runs(self) -> tuple[list[Run], list[Run]]:
        """What stands at the left end and what at the right."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The only line."""
        left, right = self.runs()
        return self.painted(left, right)
