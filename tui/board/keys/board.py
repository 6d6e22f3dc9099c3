"""The board itself."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    # ------------------------------------------------------------------------------------------- narrowing
    Key("actors", "a", "pick('actor')", "Pick actors", "board", "actor", 0),
    Key("regions", "r", "pick('region')", "Pick regions", "board", "region", 0),
    Key("events", "e", "pick('event')", "Pick kinds of event", "board", "event", 1),
    Key("sources", "s", "pick('source')", "Pick sources", "board", "source", 12),
    Key("search", "slash", "search", "Search titles and texts as you type", "board", "search", 2),
    Key("expression", "F", "express", "Edit the filter as an expression", "board", "expression", 8),
    Key("saved", "f", "saved", "Saved filters: apply, mute, move, remove", "board", "filters", 4),
    Key("save", "S", "save", "Save the present filter under a name", "board", "save", 24),
    Key("span", "t", "span", "Time span: 1 h, 6 h, 24 h, 7 days, all", "board", "time", 10),
    Key("clear", "x", "clear", "Clear the filter", "board", "clear", 6),
    Key("take-back", "backspace", "take_back", "Take back the last term of the filter", "board"),
    Key("unread-only", "U", "only('unread')", "Only what is unread, or everything again", "board"),
    Key("undo", "u", "undo", "Undo the last change of filter, marks, feeds or saved filters", "board", "undo", 20),
    # ------------------------------------------------------------------------------------------- documents
    Key("read", "space", "read", "Mark read or unread", "board", "read", 7),
    Key("star", "asterisk", "star", "Star, or take the star away", "board", "star", 14),
    Key("next-unread", "n", "unread(1)", "Next unread document", "board", "next unread", 9),
    Key("previous-unread", "N", "unread(-1)", "Previous unread document", "board"),
    Key("why", "w", "why", "Why these tags: the words and the rule of each", "board", "why", 8),
    Key("compare", "c", "compare", "What changed between the versions, word by word", "board", "changes", 11),
    Key("original", "o", "original", "Open the original in the browser or viewer", "board", "original", 16),
    Key("note", "i", "note", "Write a note to the document, or change it", "board"),
    Key("copy", "y", "copy", "Copy the citation, with its link", "board", "copy", 15),
    Key("full-text", "T", "full_text", "Fetch the full text from the page it links to", "board", "full text", 21),
    # --------------------------------------------------------------------------------------------- the board
    Key("freeze", "equals_sign", "freeze", "Freeze the board, or follow again", "board", "freeze", 13),
    Key("compact", "comma", "compact", "One line or two for each document", "board", "compact", 18),
    Key("zoom", "z", "zoom", "Let the focused panel fill the screen, or not", "board", "zoom", 17),
    Key("close", "X", "close", "Close the focused panel", "board"),
    Key("wider", "ctrl+right,greater_than_sign", "grow(2, 0)", "Make the focused panel wider", "board"),
    Key("narrower", "ctrl+left,less_than_sign", "grow(-2, 0)", "Make the focused panel narrower", "board"),
    Key("higher", "ctrl+down", "grow(0, 1)", "Make the focused panel higher", "board"),
    Key("lower", "ctrl+up", "grow(0, -1)", "Make the focused panel lower", "board"),
    Key("matrix", "m", "matrix", "Who is named with whom, or where, of the filter", "board", "matrix", 24),
    Key("next-panel", "tab", "app.focus_next", "Next panel", "board", offered=False),
    Key("previous-panel", "shift+tab", "app.focus_previous", "Previous panel", "board", offered=False),
    Key("problems", "exclamation_mark", "problems", "Sources, and what could not be read", "board", "problems", 22),
    Key("rescan", "R", "rescan", "Look at every source now", "board", "rescan", 19),
    Key("sources-alone", "O", "alone", "The sources alone on the screen, for the keys of feeds", "board"),
    Key("add-source", "plus", "add_source", "Add a feed, or the feeds of an OPML file", "board", "add", 23),
    Key("import-feeds", "", "import_feeds", "Import feeds from an OPML file", "board"),
    Key("muted", "M", "muted", "Show what is muted and not shown, or no more", "board"),
    Key("retag", "", "app.retag", "Re-tag the archive with the present lexicon", "board"),
    Key("back", "escape,q", "back", "Back one level", "board", offered=False),
)
