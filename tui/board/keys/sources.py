"""The panel of sources, and what could not be read of one."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    # ----------------------------------------------------------------------- what could not be read of a source
    Key("aside-leave", "escape,q", "leave", "Back to the board", "aside", "back", 1),
    Key("aside-whole", "enter", "whole", "Reason and advice whole, or not", "aside", "reason", 2),
    Key("aside-retry", "r", "retry", "Read the one under the cursor again", "aside", "retry", 3),
    Key("aside-retry-all", "R,a", "retry_all", "Read everything in the list again", "aside", "retry all", 4),
    # -------------------------------------------------------------------------- the panel of sources, in focus
    Key("source-pause", "p", "pause", "Pause the feed, or visit it again", "sources", "pause", 2),
    Key("source-poll", "R", "poll", "Look at this source now", "sources", "look now", 1),
    Key("source-mute", "m", "mute", "Mute the feed until a time, or show it again", "sources", "mute", 3),
    Key("source-rename", "E,f2", "rename", "Give the feed another name", "sources", "rename", 4),
    Key("source-tags", "number_sign", "tag", "Write the feed's tags", "sources", "tags", 6),
    Key(
        "source-remove",
        "d,delete",
        "remove",
        "Remove the feed from the list; its documents stay",
        "sources",
        "remove",
        5,
    ),
)
