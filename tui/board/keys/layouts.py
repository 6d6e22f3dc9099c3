"""Layouts by name, and which panels stand there."""

from __future__ import annotations

from tui.board.keys.key import Key
from tui.board.layout.plan import PANELS, Panel


def _letter(panel: Panel) -> Key:
    """A panel's own: their first letters differ."""
    return Key(f"panel-{panel}", panel[0], f"turn('{panel}')", f"Open or close the panel of {panel}", "panels")


KEYS: tuple[Key, ...] = (
    Key("layouts", "L", "layouts", "Layouts: use, save, delete", "board", "layouts", 24),
    Key("panels", "P", "panels", "Panels: open and close each by its letter", "board", "panels", 25),
    Key("save-layout", "", "save_layout", "Save this layout as …", "board"),
    Key("usual", "", "layout('usual')", "Put every panel back where it was", "board"),
    Key("layout-use", "enter", "use", "Use the layout of the line", "layouts", urgent=True),
    Key("layout-save", "s", "save", "Save the board as it is under a name", "layouts"),
    Key("layout-delete", "d", "delete", "Delete the layout of the line, if it is yours", "layouts"),
    Key("layout-undo", "u", "undo", "Bring back what was deleted last", "layouts"),
    Key("layout-down", "j,down,tab", "move(1)", "Next line", "layouts", urgent=True),
    Key("layout-up", "k,up,shift+tab", "move(-1)", "Line before", "layouts", urgent=True),
    Key("layout-leave", "escape,q,L", "leave", "Leave the board as it is", "layouts"),
    Key("panel-turn", "enter,space", "turn", "Open or close the panel of the line", "panels", urgent=True),
    *map(_letter, PANELS),
    Key("panel-zoom", "z", "zoom", "The panel alone on the screen", "panels"),
    Key("panel-down", "j,down,tab", "move(1)", "Next line", "panels", urgent=True),
    Key("panel-up", "k,up,shift+tab", "move(-1)", "Line before", "panels", urgent=True),
    Key("panel-leave", "escape,q,P", "leave", "Back to the board", "panels"),
)
