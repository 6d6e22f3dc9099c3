"""How the board looks on this terminal: theme, inks, and the edge where colours and signs are taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App, SystemCommand
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen

from tui.board.inks import Inks
from tui.board.terminal import Terminal
from tui.board.themes import ANSI_DARK, ANSI_LIGHT, OURS, variables


class Looks(App[None]):
    """On a terminal of few colours or none the terminal's own take the place of a theme's, whichever was asked for."""

    def __init__(self, theme: str, terminal: Terminal) -> None:
        self._inks: tuple[str, Inks] | None = None
        super().__init__()
        self.terminal = terminal
        self.no_color = terminal.colours == "none"
        self._edge: list[LineFilter] = [Colourless()] if self.no_color else []
        if terminal.ascii:
            from tui.board.ascii import Ascii

            self._edge.append(Ascii(terminal.encoding))
        for ours in OURS:
            self.register_theme(ours)
        wanted = theme if theme in self.available_themes else OURS[0].name
        self.theme = wanted if terminal.colours == "all" else self._few(wanted)

    def _few(self, wanted: str) -> str:
        """The theme of the terminal's own colours that is as dark as the one asked for."""
        theme = self.available_themes[wanted]
        return wanted if theme.ansi else (ANSI_DARK if theme.dark else ANSI_LIGHT).name

    @property
    def inks(self) -> Inks:
        """The styles of the theme that is on."""
        if self._inks is None or self._inks[0] != self.theme:
            plain = self.no_color or self.current_theme.ansi
            self._inks = (self.theme, Inks(self.get_css_variables(), plain=plain))
        return self._inks[1]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Ink colours for themes that are not ours."""
        theme = self.current_theme
        return variables(theme, theme.to_color_system().generate())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own would leave greys where there are to be no colours."""
        return self._edge if self.no_color else [*super().get_line_filters(), *self._edge]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None of Textual's: ours are in the palette."""
        return ()


class Colourless(LineFilter):
    """Leaves weights and lines, and what a click means."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Those of a line."""
        return [Segment(text, _without_colour(style) if style else None) for text, style, _ in segments]


@lru_cache(maxsize=2048)
def _without_colour(style: Style) -> Style:
    bare = style.without_color
    return bare + Style.from_meta(style.meta) if style.meta else bare
