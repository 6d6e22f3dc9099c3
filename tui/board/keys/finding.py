"""Where one finds one's way: help, palette, messages, and the tour."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    # ------------------------------------------------------------------------------------------------ the help
    Key("help-down", "down,ctrl+n", "by(1)", "Line down", "help", urgent=True),
    Key("help-up", "up", "by(-1)", "Line up", "help", urgent=True),
    Key("help-page-down", "pagedown,ctrl+d", "page(1)", "Page down", "help", urgent=True),
    Key("help-page-up", "pageup,ctrl+u", "page(-1)", "Page up", "help", urgent=True),
    Key("help-tour", "ctrl+t", "tour", "Take the tour again", "help", urgent=True),
    Key("help-leave", "escape,f1", "leave", "Take the letters away; then close the help", "help", urgent=True),
    # --------------------------------------------------------------------------------------------- the palette
    Key("palette-take", "enter", "take", "Do it: open it, filter by it, or run it", "palette", urgent=True),
    Key("palette-down", "down,tab,ctrl+n", "move(1)", "Next line", "palette", urgent=True),
    Key("palette-up", "up,shift+tab", "move(-1)", "Line before", "palette", urgent=True),
    Key("palette-page-down", "pagedown", "page(1)", "Page down", "palette", urgent=True),
    Key("palette-page-up", "pageup", "page(-1)", "Page up", "palette", urgent=True),
    Key("palette-leave", "escape", "leave", "Close it, nothing done", "palette", urgent=True),
    # ------------------------------------------------------------------------------------ what the board has said
    Key("messages", "", "app.messages", "Messages: what the board has said lately", "everywhere"),
    Key("said-leave", "escape,q", "leave", "Back", "said"),
    # ---------------------------------------------------------------------------------------------- the tour
    Key("tour", "", "app.tour", "Tour: the board in five steps", "everywhere"),
    Key("tour-on", "ctrl+t", "app.tour_on", "Next step of the tour", "tour", urgent=True),
    Key("tour-skip", "escape", "app.skip_tour", "Leave the tour", "tour", urgent=True),
)
