"""What a thing looks like by its name; kinds differ in weight or line too, never in colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

_LOOK: dict[str, tuple[str, str]] = {
    "plain": ("plain", ""),
    "strong": ("strong", "bold"),
    "title": ("strong", "bold"),
    "read": ("plain", ""),
    "dim": ("dim", ""),
    "faint": ("faint", ""),
    "quote": ("dim", "italic"),
    "line": ("line", ""),
    "accent": ("accent", ""),
    "key": ("accent", "bold"),
    "name": ("accent", "bold"),
    "found": ("accent", "bold underline"),
    "actor": ("actor", ""),
    "region": ("region", ""),
    "event": ("event", "italic"),
    "hedge": ("hedge", "italic"),
    "in-actor": ("actor", "bold"),
    "in-region": ("region", "underline"),
    "in-event": ("event", "bold italic"),
    "in-hedge": ("hedge", "italic"),
    "marked": ("accent", "bold reverse"),
    "heading": ("strong", "bold"),
    "link": ("accent", "underline"),
    "good": ("good", ""),
    "warn": ("warn", "bold"),
    "bad": ("bad", "bold"),
    "bar": ("bar", ""),
    "trend": ("bar", ""),
    "killed": ("dim", "strike"),
    "banner": ("bad", "bold reverse"),
    "removed": ("bad", "strike"),
    "removed-sign": ("bad", "bold"),
    "inserted-sign": ("good", "bold"),
    "inserted": ("good", "bold underline"),
    "star": ("actor", "bold"),
    "map-land": ("line", ""),
    "map-shore": ("faint", ""),
    "map-name": ("faint", "italic"),
    "map-country": ("region", ""),
    "map-country-2": ("region", "bold"),
    "map-1": ("plain", ""),
    "map-2": ("actor", ""),
    "map-3": ("actor", "bold"),
    "map-4": ("event", "bold"),
    "map-here": ("accent", "bold"),
    "map-cursor": ("accent", "bold reverse"),
}
_IN_PLACE = {"faint": "dim", "line": "dim", "region": "underline", "good": "bold", "star": "bold", "map-land": "dim"}
"""Weights that stand for colours where there are few or none."""


class Inks:
    """The styles of one theme by name; a style has a colour and a weight, and a background only as `plain@cursor`.

    `plain` where there are few colours or none: the cursor is reversed there, and what is faint is dimmed.
    """

    def __init__(self, colours: Mapping[str, str], *, plain: bool = False) -> None:
        self._colours, self._plain = colours, plain
        self._styles: dict[str, Style] = {}

    def __getitem__(self, name: str) -> Style:
        if name not in self._styles:
            ink, _, ground = name.partition("@")
            colour, weight = _LOOK[ink or "plain"]
            if self._plain:
                weight = f"{weight} {_IN_PLACE.get(ink, '')}"
            style = Style.parse(weight) + Style(color=_rich(self._colours[f"ink-{colour}"]))
            self._styles[name] = style + self.ground(ground) if ground else style
        return self._styles[name]

    def ground(self, name: str) -> Style:
        """A background by the name of its colour, `cursor`, `quiet-cursor`."""
        if self._plain:
            return Style(reverse=True) if name == "cursor" else Style.null()
        return Style(bgcolor=_rich(self._colours[f"ink-{name}"]))


@lru_cache(maxsize=256)
def _rich(colour: str) -> RichColor:
    return Color.parse(colour).rich_color
