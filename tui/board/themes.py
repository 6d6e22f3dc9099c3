"""Our themes, two of colours and two of a terminal's own sixteen, and the ink colours for those that are not ours.

Text keeps 4.5:1 against every ground it stands on, what is drawn 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="wirewatch-dark",
    dark=True,
    primary="#7fb4d6",
    secondary="#8f9fb3",
    accent="#e8b45a",
    warning="#e8b45a",
    error="#f2837c",
    success="#7fd0a8",
    foreground="#d6dce4",
    background="#10151b",
    surface="#161d25",
    panel="#1b242e",
    variables={
        "ink-plain": "#d6dce4",
        "ink-strong": "#f4f7fa",
        "ink-dim": "#a9b6c4",
        "ink-faint": "#8f9eb0",
        "ink-line": "#2b3744",
        "ink-thumb": "#5f6e80",
        "ink-accent": "#7fc4e8",
        "ink-actor": "#e8b45a",
        "ink-region": "#7fcbb0",
        "ink-event": "#f0937f",
        "ink-hedge": "#b9a6ec",
        "ink-good": "#7fd0a8",
        "ink-warn": "#e8b45a",
        "ink-bad": "#f2837c",
        "ink-bar": "#5f9dc0",
        "ink-cursor": "#233445",
        "ink-quiet-cursor": "#1a242e",
    },
)
LIGHT = Theme(
    name="wirewatch-light",
    dark=False,
    primary="#1f5f8b",
    secondary="#5a6675",
    accent="#885d07",
    warning="#885d07",
    error="#8a1a1a",
    success="#066f53",
    foreground="#23292f",
    background="#faf8f3",
    surface="#f3f0e8",
    panel="#ebe7dc",
    variables={
        "ink-plain": "#2a3037",
        "ink-strong": "#0c1014",
        "ink-dim": "#4d5762",
        "ink-faint": "#5a626b",
        "ink-line": "#cfc9ba",
        "ink-thumb": "#8a8578",
        "ink-accent": "#0b5e92",
        "ink-actor": "#855800",
        "ink-region": "#0d6c73",
        "ink-event": "#8f1430",
        "ink-hedge": "#6a3fb0",
        "ink-good": "#066f53",
        "ink-warn": "#885d07",
        "ink-bad": "#8a1a1a",
        "ink-bar": "#4a81aa",
        "ink-cursor": "#dbe6ec",
        "ink-quiet-cursor": "#f0ece1",
    },
)


def _of_the_terminal(name: str, dark: bool, **inks: str) -> Theme:
    """Colours by the names that terminals give them; text and ground are the terminal's own."""
    own = "ansi_default"
    told = {f"ink-{ink}": f"ansi_{colour}" for ink, colour in inks.items()}
    grounds = dict.fromkeys(("ink-plain", "ink-strong", "ink-dim", "ink-faint", "ink-cursor", "ink-quiet-cursor"), own)
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary=told["ink-accent"],
        secondary=told["ink-accent"],
        accent=told["ink-accent"],
        warning=told["ink-warn"],
        error=told["ink-bad"],
        success=told["ink-good"],
        foreground=own,
        background=own,
        surface=own,
        panel=own,
        boost=own,
        variables={**dict(BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"].variables), **grounds, **told},
    )


ANSI_DARK = _of_the_terminal(
    "wirewatch-ansi",
    True,
    line="bright_black",
    thumb="white",
    accent="bright_cyan",
    actor="bright_yellow",
    region="bright_green",
    event="bright_red",
    hedge="bright_magenta",
    good="bright_green",
    warn="bright_yellow",
    bad="bright_red",
    bar="cyan",
)
ANSI_LIGHT = _of_the_terminal(
    "wirewatch-ansi-light",
    False,
    line="bright_black",
    thumb="bright_black",
    accent="blue",
    actor="magenta",
    region="blue",
    event="red",
    hedge="magenta",
    good="green",
    warn="magenta",
    bad="red",
    bar="blue",
)
OURS = (DARK, LIGHT, ANSI_DARK, ANSI_LIGHT)


def variables(theme: Theme, generated: Mapping[str, str]) -> dict[str, str]:
    """The ink colours for a theme that is not ours, made of the colours it has."""
    if theme.ansi:
        return dict((ANSI_DARK if theme.dark else ANSI_LIGHT).variables)
    shade = generated.get
    plain = shade("foreground", "#e0e0e0" if theme.dark else "#202020")
    ground = shade("background", "#101010" if theme.dark else "#f0f0f0")
    try:
        front, back = Color.parse(plain), Color.parse(ground)
    except ColorParseError:
        return dict((DARK if theme.dark else LIGHT).variables)
    own = (DARK if theme.dark else LIGHT).variables
    mixed = {
        "ink-plain": front,
        "ink-strong": front,
        "ink-dim": front.blend(back, 0.3),
        "ink-faint": front.blend(back, 0.48),
        "ink-line": front.blend(back, 0.78),
        "ink-thumb": front.blend(back, 0.55),
        "ink-cursor": back.blend(front, 0.16),
        "ink-quiet-cursor": back.blend(front, 0.07),
    }
    return {**own, **{name: color.hex6 for name, color in mixed.items()}}
