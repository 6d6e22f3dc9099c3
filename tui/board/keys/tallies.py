"""The panels that count actors, regions and events, in focus."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    Key("tally-filter", "enter", "choose", "Filter by the line, or no more", "tallies", "filter", 1),
    Key(
        "tally-exclude", "minus", "exclude", "Leave the line out, or no more; ctrl and a click", "tallies", "without", 1
    ),
    Key(
        "tally-only",
        "equals_sign",
        "only_this",
        "Filter by nothing else of its kind, or no more",
        "tallies",
        "only this",
        2,
    ),
    Key("tally-sort", "b", "sort", "Sort by count, by rise or by name", "tallies", "sort", 2),
    Key("tally-rule", "w", "rule", "Why it is unusual: the rule with its numbers", "tallies", "why", 2),
    Key("tally-leave", "escape,q", "screen.back", "Back to the wire", "tallies", "wire", 7, offered=False),
)
