"""The saved filters: the list of them, and the form that saves one."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    Key("saved-add", "plus", "add", "Add it to the present filter: both must hold", "saved"),
    Key("saved-leave-out", "minus", "leave_out", "Leave out what it matches from what is shown now", "saved"),
    Key("saved-mute", "m", "mute", "Mute it until a time, or show again what it matches", "saved"),
    Key("saved-rename", "E,f2", "rename", "Give it another name", "saved"),
    Key("saved-remove", "d,delete", "remove", "Remove it; undo brings it back", "saved"),
    Key("saved-lower", "J,shift+down", "shift(1)", "One place down", "saved"),
    Key("saved-higher", "K,shift+up", "shift(-1)", "One place up", "saved"),
    Key("saved-undo", "u", "undo", "Undo the last change", "saved"),
    Key("saved-leave", "escape,q,f", "leave", "Leave the filter as it was", "saved"),
    Key("saving-keep", "enter", "keep", "Save the filter", "saving"),
    Key("saving-next", "down,tab", "app.focus_next", "Next line", "saving", urgent=True),
    Key("saving-previous", "up,shift+tab", "app.focus_previous", "Line before", "saving", urgent=True),
    Key("saving-colour-next", "right,space", "turn(1)", "Next colour, where the colour is asked", "saving"),
    Key("saving-colour-before", "left", "turn(-1)", "Colour before", "saving"),
    Key("saving-leave", "escape", "leave", "Save nothing", "saving"),
)
