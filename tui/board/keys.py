"""Every key of the board as data: the footer, the help, the palette and the bindings are drawn from this one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Place = Literal[
    "everywhere",
    "list",
    "tree",
    "text",
    "board",
    "document",
    "versions",
    "aside",
    "sources",
    "picker",
    "form",
    "offers",
    "entry",
    "adding",
    "search",
    "expression",
    "problems",
    "help",
]
MODAL: tuple[Place, ...] = ("picker", "form", "offers", "entry", "adding", "search", "expression", "problems", "help")
"""Places over which the keys of everywhere do nothing."""


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` as Textual spells them, the first is the one shown, "" for what only the palette offers.

    `footer` is its word there, "" for none.

    A lower `rank` stays longer in a footer that runs out of room. `offered`: the command palette lists it.
    `urgent` keys are taken before the focused widget sees them.
    """

    id: str
    keys: str
    action: str
    words: str
    place: Place
    footer: str = ""
    rank: int = 50
    offered: bool = True
    urgent: bool = False


KEYS: tuple[Key, ...] = (
    Key("help", "question_mark,f1", "app.help", "Show every key", "everywhere", "help", 3),
    Key(
        "palette",
        "ctrl+p",
        "app.command_palette",
        "Search commands by name",
        "everywhere",
        "palette",
        30,
        offered=False,
    ),
    Key("quit", "Q,ctrl+q,ctrl+c", "app.quit", "Quit wirewatch", "everywhere", "quit", 40),
    # ------------------------------------------------------------------------------------ moving in a list
    Key("down", "j,down", "down", "Next line", "list", offered=False),
    Key("up", "k,up", "up", "Line before", "list", offered=False),
    Key("first", "g,home", "first", "First line; the wire follows what comes in", "list", offered=False),
    Key("last", "G,end", "last", "Last line", "list", offered=False),
    Key("half-down", "ctrl+d,pagedown", "half_down", "Half a page down", "list", offered=False),
    Key("half-up", "ctrl+u,pageup", "half_up", "Half a page up", "list", offered=False),
    Key("enter", "enter", "choose", "Open the document, or filter by the line", "list", "open", 5, offered=False),
    # ------------------------------------------------------------------------------------------- narrowing
    Key("actors", "a", "pick('actor')", "Pick actors", "board", "actor", 0),
    Key("regions", "r", "pick('region')", "Pick regions", "board", "region", 0),
    Key("events", "e", "pick('event')", "Pick kinds of event", "board", "event", 1),
    Key("sources", "s", "pick('source')", "Pick sources", "board", "source", 12),
    Key("search", "slash", "search", "Search titles and texts as you type", "board", "search", 2),
    Key("expression", "F", "express", "Edit the filter as an expression", "board", "expression", 8),
    Key("span", "t", "span", "Time span: 1 h, 6 h, 24 h, 7 days, all", "board", "time", 10),
    Key("clear", "x", "clear", "Clear the filter", "board", "clear", 6),
    Key("take-back", "backspace", "take_back", "Take back the last term of the filter", "board"),
    Key("unread-only", "U", "only('unread')", "Only what is unread, or everything again", "board"),
    Key("undo", "u", "undo", "Undo the last change of filter or marks", "board", "undo", 20),
    # ------------------------------------------------------------------------------------------- documents
    Key("read", "space", "read", "Mark read or unread", "board", "read", 7),
    Key("star", "asterisk", "star", "Star, or take the star away", "board", "star", 14),
    Key("next-unread", "n", "unread(1)", "Next unread document", "board", "next unread", 9),
    Key("previous-unread", "N", "unread(-1)", "Previous unread document", "board"),
    Key("why", "w", "why", "Why these tags: the words and the rule of each", "board", "why", 8),
    Key("compare", "c", "compare", "What changed between the versions, word by word", "board", "changes", 11),
    Key("original", "o", "original", "Open the original in the browser or viewer", "board", "original", 16),
    Key("copy", "y", "copy", "Copy the citation, with its link", "board", "copy", 15),
    Key("full-text", "T", "full_text", "Fetch the full text from the page it links to", "board", "full text", 21),
    # --------------------------------------------------------------------------------------------- the board
    Key("freeze", "equals_sign", "freeze", "Freeze the board, or follow again", "board", "freeze", 13),
    Key("compact", "comma", "compact", "One line or two for each document", "board", "compact", 18),
    Key("zoom", "z", "zoom", "Let the focused panel fill the screen, or not", "board", "zoom", 17),
    Key("next-panel", "tab", "app.focus_next", "Next panel", "board", offered=False),
    Key("previous-panel", "shift+tab", "app.focus_previous", "Previous panel", "board", offered=False),
    Key("problems", "exclamation_mark", "problems", "Sources, and what could not be read", "board", "problems", 22),
    Key("rescan", "R", "rescan", "Look at every source now", "board", "rescan", 19),
    Key("sources-alone", "O", "alone", "The sources alone on the screen, for the keys of feeds", "board"),
    Key("add-source", "plus", "add_source", "Add a feed, or the feeds of an OPML file", "board", "add", 23),
    Key("import-feeds", "", "import_feeds", "Import feeds from an OPML file", "board"),
    Key("muted", "M", "muted", "Show what is muted, or no more", "board"),
    Key("retag", "", "app.retag", "Re-tag the archive with the present lexicon", "board"),
    Key("back", "escape,q", "back", "Back one level", "board", offered=False),
    # ------------------------------------------------------------------------------------- an open document
    Key("document-back", "escape,q", "close", "Back to the board", "document", "back", 1, offered=False),
    Key(
        "document-why",
        "w",
        "why",
        "Why these tags: the words and the rule of each",
        "document",
        "why",
        2,
        offered=False,
    ),
    Key("document-next", "n", "unread(1)", "Next unread document", "document", "next unread", 4, offered=False),
    Key("document-previous", "N", "unread(-1)", "Previous unread document", "document", offered=False),
    Key("document-read", "space", "read", "Mark read or unread", "document", "read", 5, offered=False),
    Key("document-star", "asterisk", "star", "Star, or take the star away", "document", "star", 6, offered=False),
    Key("document-original", "o", "original", "Open the original", "document", "original", 7, offered=False),
    Key("document-copy", "y", "copy", "Copy the citation, with its link", "document", "copy", 8, offered=False),
    Key(
        "document-compare", "c", "compare", "What changed between the versions", "document", "changes", 3, offered=False
    ),
    Key(
        "document-full-text",
        "T",
        "full_text",
        "Fetch the full text from the page it links to",
        "document",
        "full text",
        9,
        offered=False,
    ),
    # ---------------------------------------------------------------------------------------- what changed
    Key("versions-leave", "escape,q,c", "leave", "Back", "versions", "back", 1),
    Key(
        "versions-earlier",
        "left,left_square_bracket",
        "pair(-1)",
        "An earlier pair of versions",
        "versions",
        "earlier",
        4,
    ),
    Key("versions-later", "right,right_square_bracket", "pair(1)", "A later pair of versions", "versions", "later", 5),
    Key("versions-next", "n", "change(1)", "Next change", "versions", "next change", 2),
    Key("versions-previous", "N", "change(-1)", "Change before", "versions"),
    Key("versions-fold", "f", "fold", "Show what is unchanged whole, or folded again", "versions", "unfold", 6),
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
    Key("entry-keep", "enter", "keep", "Write it into the list of feeds", "entry"),
    Key("entry-leave", "escape", "leave", "Leave the list as it was", "entry"),
    Key("adding-go", "enter", "go", "Look at the address; then subscribe", "adding"),
    Key("adding-next", "down", "other(1)", "Another feed of the page", "adding", urgent=True),
    Key("adding-previous", "up", "other(-1)", "The feed before", "adding", urgent=True),
    Key("adding-leave", "escape", "leave", "Leave the list as it was", "adding"),
    Key("search-keep", "enter", "keep", "Filter by the words typed", "search"),
    Key("search-leave", "escape", "leave", "Leave the filter as it was", "search"),
    Key("expression-apply", "enter", "apply", "Filter by it; put in the line that was gone to", "expression"),
    Key("expression-take", "tab", "take", "Put in the line of the list", "expression", urgent=True),
    Key("expression-down", "down", "move(1)", "Next line of the list", "expression", urgent=True),
    Key(
        "expression-up",
        "up,shift+tab",
        "move(-1)",
        "Line before; above the first, the expressions written before",
        "expression",
        urgent=True,
    ),
    Key("expression-leave", "escape", "leave", "Close the list; then leave the filter as it was", "expression"),
    Key("problems-list", "enter", "list", "List what could not be read, to read it again", "problems"),
    Key("problems-leave", "escape,q,exclamation_mark", "leave", "Back to the board", "problems"),
    Key("help-leave", "escape,q,question_mark,f1", "leave", "Close the help", "help"),
)
DIGITS = tuple(str(n) for n in range(1, 10))

_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "asterisk": "*",
    "plus": "+",
    "number_sign": "#",
    "equals_sign": "=",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "exclamation_mark": "!",
    "escape": "esc",
    "backspace": "⌫",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "shift+tab": "⇧tab",
    "ctrl+space": "^space",
    "left": "←",
    "right": "→",
}


def face(key: str) -> str:
    """A key as a person knows it: `?`, `^d`, `esc`."""
    return _SHOWN.get(key) or (f"^{key[5:]}" if key.startswith("ctrl+") else key)


def bindings(place: Place) -> list[Binding]:
    """The bindings of a place; Textual's own footer shows none of them."""
    mine = [key for key in KEYS if key.place == place and key.keys]
    return [Binding(k.keys, k.action, k.words, show=False, priority=k.urgent, id=k.id) for k in mine]


def digits() -> list[Binding]:
    """1 to 9: the actor of that line in the tallies."""
    return [Binding(d, f"nth({d})", f"Toggle actor {d} of the tallies", show=False, id=f"actor-{d}") for d in DIGITS]


def faces(key: Key) -> list[str]:
    """The keys that do it, as a person knows them."""
    return [face(name) for name in key.keys.split(",") if name]
