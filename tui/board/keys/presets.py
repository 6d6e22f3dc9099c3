"""Keys as other programs have them, over ours: whoever comes from there finds the same things under the same keys."""

from __future__ import annotations

from collections.abc import Mapping

OURS = "wirewatch"
_NEWSBOAT = {
    "down": "j,J,down",
    "up": "k,K,up",
    "saved-lower": "shift+down",
    "saved-higher": "shift+up",
    "read": "N",
    "previous-unread": "p",
    "unread-only": "l",
    "region-open": "right",
    "region-close": "left",
    "original": "o,O",
    "sources-alone": "E",
    "export": "ctrl+e",
    "source-rename": "f2",
    "source-poll": "r,R",
    "rescan": "R,ctrl+r",
    "clear": "ctrl+f,x",
    "star": "ctrl+b,asterisk",
    "palette": "ctrl+p,colon",
    "document-read": "N",
    "document-previous": "p",
    "document-star": "ctrl+b,asterisk",
    "document-original": "o,O",
    "versions-previous": "p",
    "paper-page-down": "pagedown,space",
    "paper-page-up": "pageup,b",
}
_VIM = {
    "palette": "ctrl+p,colon",
    "half-down": "ctrl+d,ctrl+f,pagedown",
    "half-up": "ctrl+u,ctrl+b,pageup",
    "paper-page-down": "pagedown,ctrl+f",
    "paper-page-up": "pageup,ctrl+b",
    "next-panel": "tab,ctrl+w",
    "document-back": "escape,q,h",
    "versions-leave": "escape,q,c,h",
    "picker-down": "down,ctrl+n,ctrl+j",
    "picker-up": "up,ctrl+p,ctrl+k",
    "expression-down": "down,ctrl+n",
    "expression-up": "up,shift+tab,ctrl+p",
    "palette-down": "down,tab,ctrl+n,ctrl+j",
    "palette-up": "up,shift+tab,ctrl+p,ctrl+k",
    "undo": "u,ctrl+z",
}
PRESETS: Mapping[str, Mapping[str, str]] = {OURS: {}, "newsboat": _NEWSBOAT, "vim-like": _VIM}
"""By name: keys by id, several parted by commas."""
