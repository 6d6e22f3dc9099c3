"""What opens over the board."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    # ----------------------------------------------------------------------------------- what opens over the board
    Key("picker-apply", "enter", "apply", "Filter by what is marked, else by the line", "picker"),
    Key("picker-mark", "tab,ctrl+@,ctrl+space", "mark", "Mark the line, or take the mark away", "picker", urgent=True),
    Key("picker-down", "down,ctrl+n", "move('down')", "Next line", "picker", urgent=True),
    Key("picker-up", "up", "move('up')", "Line before", "picker", urgent=True),
    Key("picker-half-down", "pagedown", "move('half_down')", "Half a page down", "picker", urgent=True),
    Key("picker-half-up", "pageup", "move('half_up')", "Half a page up", "picker", urgent=True),
    Key(
        "promote",
        "P",
        "promote(True)",
        "Add what was found to your lexicon, where P is no letter",
        "picker",
        urgent=True,
    ),
    Key("promote-anyway", "f2", "promote(False)", "Add what was found to your lexicon", "picker", urgent=True),
    Key("picker-leave", "escape", "leave", "Leave the filter as it was", "picker"),
    Key("form-keep", "enter", "keep", "Write it into your lexicon", "form"),
    Key("form-next", "down,tab", "app.focus_next", "Next line", "form", urgent=True),
    Key("form-previous", "up,shift+tab", "app.focus_previous", "Line before", "form", urgent=True),
    Key("form-kind-next", "right,space", "turn(1)", "Next kind, where the kind is asked", "form"),
    Key("form-kind-before", "left", "turn(-1)", "Kind before", "form"),
    Key("form-leave", "escape", "leave", "Leave the lexicon as it was", "form"),
    Key("offers-take", "enter", "take", "Take the line", "offers", urgent=True),
    Key("offers-down", "j,down,tab", "move(1)", "Next line", "offers", urgent=True),
    Key("offers-up", "k,up,shift+tab", "move(-1)", "Line before", "offers", urgent=True),
    Key("offers-leave", "escape,q", "leave", "Leave everything as it was", "offers"),
    Key("entry-keep", "enter", "keep", "Write what stands in the line", "entry"),
    Key("entry-leave", "escape", "leave", "Leave the list as it was", "entry"),
    Key("adding-go", "enter", "go", "Look at the address; then subscribe", "adding"),
    Key("adding-next", "down", "other(1)", "Another feed of the page", "adding", urgent=True),
    Key("adding-previous", "up", "other(-1)", "The feed before", "adding", urgent=True),
    Key("adding-leave", "escape", "leave", "Leave the list as it was", "adding"),
    Key("search-keep", "enter", "keep", "Filter by the words typed", "search"),
    Key("search-leave", "escape", "leave", "Leave the filter as it was", "search"),
    Key("problems-list", "enter", "list", "List what could not be read, to read it again", "problems"),
    Key("problems-leave", "escape,q,exclamation_mark", "leave", "Back to the board", "problems"),
)
