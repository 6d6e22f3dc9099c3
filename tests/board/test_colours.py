"""What is written can be read on every ground it stands on, and no meaning rests on a hue alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tests.board.colours import BLIND, apart, contrast, linear, seen
from tui.board.inks import _LOOK, Inks
from tui.board.strips import on
from tui.board.themes import ANSI_DARK, ANSI_LIGHT, DARK, LIGHT

TEXT, DRAWN = 4.5, 3.0
"""WCAG 2.2: 1.4.3 (AA) for text, 1.4.11 for what is drawn."""
TOLD_APART = 14.0
"""ΔE*ab, six times what is just noticeable."""
WRITTEN = {colour for colour, _ in _LOOK.values()} - {"line", "bar"}
GROUPS = (("good", "warn", "bad"), ("actor", "region", "event"))
THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


def ink(theme: Theme, name: str) -> str:
    return theme.variables[f"ink-{name}"]


def grounds(theme: Theme) -> dict[str, str]:
    own = {name: ink(theme, name) for name in ("cursor", "quiet-cursor")}
    return {"background": str(theme.background), "surface": str(theme.surface), **own}


@THEMES
@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_text_is_read_on_every_ground(theme: Theme, name: str) -> None:
    for ground, colour in grounds(theme).items():
        assert contrast(ink(theme, name), colour) >= TEXT, f"{name} on {ground}"


@THEMES
def test_what_is_drawn_is_seen(theme: Theme) -> None:
    for ground, colour in grounds(theme).items():
        assert contrast(ink(theme, "bar"), colour) >= DRAWN, f"bars on {ground}"
        assert contrast(ink(theme, "accent"), colour) >= DRAWN, (
            f"the border of the focus, the cursor's edge on {ground}"
        )
    for ground in ("background", "surface"):
        assert contrast(ink(theme, "thumb"), grounds(theme)[ground]) >= DRAWN, f"the thumb of a scrollbar on {ground}"


@THEMES
def test_the_focused_border_differs_in_light_from_the_others(theme: Theme) -> None:
    assert contrast(ink(theme, "accent"), ink(theme, "line")) >= DRAWN


@THEMES
@pytest.mark.parametrize("blindness", BLIND)
def test_what_stands_side_by_side_is_told_apart_by_colour_blind_readers(theme: Theme, blindness: str) -> None:
    for group in GROUPS:
        for one, other in combinations(group, 2):
            left, right = (seen(linear(ink(theme, name)), blindness) for name in (one, other))
            assert apart(left, right) >= TOLD_APART, f"{one} and {other}"


def test_the_difference_of_two_colours_is_that_of_cie_1976() -> None:
    assert apart(linear("#ffffff"), linear("#000000")) == pytest.approx(100.0, abs=0.1)
    assert apart(linear("#ff0000"), linear("#00ff00")) == pytest.approx(170.6, abs=0.5)
    assert contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_whoever_sees_no_red_takes_it_for_a_dark_yellow() -> None:
    red, green, blue = seen(linear("#ff0000"), "protanopia")
    assert red == pytest.approx(green, abs=0.05)
    assert blue < 0.01


def weight(style: Style) -> Style:
    return style.without_color


@pytest.mark.parametrize("plain", [False, True])
def test_kinds_in_a_text_differ_in_weight_or_line_too(plain: bool) -> None:
    inks = Inks(DARK.variables, plain=plain)
    kinds = ["plain", "in-actor", "in-region", "in-event", "in-hedge"]
    assert len({weight(inks[kind]) for kind in kinds}) == len(kinds)
    pairs = (("removed", "inserted"), ("killed", "read"), ("title", "read"))
    assert all(weight(inks[one]) != weight(inks[other]) for one, other in pairs)


def test_without_colours_the_kinds_of_a_row_differ_too() -> None:
    inks = Inks(ANSI_DARK.variables, plain=True)
    assert len({weight(inks[kind]) for kind in ("actor", "region", "event", "faint")}) == 4


@pytest.mark.parametrize("theme", [ANSI_DARK, ANSI_LIGHT], ids=lambda theme: theme.name)
def test_with_few_colours_the_cursor_is_reversed_from_end_to_end(theme: Theme) -> None:
    inks = Inks(theme.variables, plain=True)
    ground = inks.ground("cursor")
    assert ground.reverse
    for name in _LOOK:
        assert on(ground, inks[name]).color is None
        assert on(ground, inks[name]).reverse


@THEMES
def test_the_cursor_is_seen_where_there_are_256_colours(theme: Theme) -> None:
    ground, cursor = (
        Color.parse(colour).rich_color.downgrade(ColorSystem.EIGHT_BIT)
        for colour in (str(theme.background), ink(theme, "cursor"))
    )
    assert ground != cursor
