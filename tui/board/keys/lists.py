"""Moving in lists, trees and texts."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    # ------------------------------------------------------------------------------------ moving in a list
    Key("down", "j,down", "down", "Next line", "list", offered=False),
    Key("up", "k,up", "up", "Line before", "list", offered=False),
    Key("first", "g,home", "first", "First line; the wire follows what comes in", "list", offered=False),
    Key("last", "G,end", "last", "Last line", "list", offered=False),
    Key("half-down", "ctrl+d,pagedown", "half_down", "Half a page down", "list", offered=False),
    Key("half-up", "ctrl+u,pageup", "half_up", "Half a page up", "list", offered=False),
    Key("enter", "enter", "choose", "Open the document, or filter by the line", "list", "open", 5, offered=False),
    # ------------------------------------------------------------------------------------- the tree of regions
    Key("region-close", "left,h", "close", "Close the region, or go to what it lies in", "tree", offered=False),
    Key("region-open", "right,l", "open", "Open the region", "tree", offered=False),
    # ----------------------------------------------------------------------------------------- a text to read
    Key("paper-down", "j,down", "by(1)", "Line down", "text", offered=False),
    Key("paper-up", "k,up", "by(-1)", "Line up", "text", offered=False),
    Key("paper-half-down", "ctrl+d", "page(0.5)", "Half a page down", "text", offered=False),
    Key("paper-half-up", "ctrl+u", "page(-0.5)", "Half a page up", "text", offered=False),
    Key("paper-page-down", "pagedown", "page(1)", "Page down", "text", offered=False),
    Key("paper-page-up", "pageup", "page(-1)", "Page up", "text", offered=False),
    Key("paper-first", "g,home", "first", "Beginning", "text", offered=False),
    Key("paper-last", "G,end", "last", "End", "text", offered=False),
)
