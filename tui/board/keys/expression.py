"""The line in which the filter is written as an expression."""

from __future__ import annotations

from tui.board.keys.key import Key

EARLIER = "Line before; above the first, the expressions written before"
KEYS: tuple[Key, ...] = (
    Key("expression-apply", "enter", "apply", "Filter by it; put in the line that was gone to", "expression"),
    Key("expression-take", "tab", "take", "Put in the line of the list", "expression", urgent=True),
    Key("expression-down", "down", "move(1)", "Next line of the list", "expression", urgent=True),
    Key("expression-up", "up,shift+tab", "move(-1)", EARLIER, "expression", urgent=True),
    Key("expression-leave", "escape", "leave", "Close the list; then leave the filter as it was", "expression"),
)
