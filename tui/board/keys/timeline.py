"""The timeline in focus."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    Key("time-left", "left,h", "move(-1)", "Earlier", "timeline", "earlier", 3, offered=False),
    Key("time-right", "right,l", "move(1)", "Later", "timeline", "later", 4, offered=False),
    Key("time-far-left", "shift+left", "move(-8)", "Much earlier", "timeline", offered=False),
    Key("time-far-right", "shift+right", "move(8)", "Much later", "timeline", offered=False),
    Key("time-first", "g,home", "move(-100000)", "The oldest", "timeline", offered=False),
    Key("time-last", "G,end", "move(100000)", "The newest", "timeline", offered=False),
    Key("time-pick", "v,space", "pick", "Begin to pick a stretch of time, or not", "timeline", "pick", 2),
    Key("time-filter", "enter", "filter", "Filter by the stretch of time picked", "timeline", "filter", 1),
    Key("time-leave", "escape,q", "leave", "Pick nothing; then back to the wire", "timeline", "back", 5, offered=False),
)
