"""Every key of the board as data: the footer, the help, the palette and the bindings are drawn from this one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Place = Literal["everywhere", "list", "board", "document", "picker"]


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` as Textual spells them, the first is the one shown; `footer` is its word there, "" for none.

    A lower `rank` stays longer in a footer that runs out of room. `offered`: the command palette lists it.
    """

    id: str
    keys: str
    action: str
    words: str
    place: Place
    footer: str = ""
    rank: int = 50
    offered: bool = True


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
    Key("original", "o", "original", "Open the original in the browser or viewer", "board", "original", 16),
    Key("copy", "y", "copy", "Copy the citation, with its link", "board", "copy", 15),
    # --------------------------------------------------------------------------------------------- the board
    Key("freeze", "equals_sign", "freeze", "Freeze the board, or follow again", "board", "freeze", 13),
    Key("compact", "comma", "compact", "One line or two for each document", "board", "compact", 18),
    Key("zoom", "z", "zoom", "Let the focused panel fill the screen, or not", "board", "zoom", 17),
    Key("next-panel", "tab", "app.focus_next", "Next panel", "board", offered=False),
    Key("previous-panel", "shift+tab", "app.focus_previous", "Previous panel", "board", offered=False),
    Key("problems", "exclamation_mark", "problems", "Sources, and what could not be read", "board", "problems", 22),
    Key("rescan", "R", "rescan", "Look at every source now", "board", "rescan", 19),
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
)
DIGITS = tuple(str(n) for n in range(1, 10))

_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "asterisk": "*",
    "equals_sign": "=",
    "comma": ",",
    "exclamation_mark": "!",
    "escape": "esc",
    "backspace": "⌫",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "shift+tab": "⇧tab",
}


def face(key: str) -> str:
    """A key as a person knows it: `?`, `^d`, `esc`."""
    return _SHOWN.get(key) or (f"^{key[5:]}" if key.startswith("ctrl+") else key)


def bindings(place: Place) -> list[Binding]:
    """The bindings of a place, each with the id under which settings may give it other keys."""
    return [Binding(key.keys, key.action, key.words, show=False, id=key.id) for key in KEYS if key.place == place]


def digits() -> list[Binding]:
    """1 to 9: the actor of that line in the tallies."""
    return [Binding(d, f"nth({d})", f"Toggle actor {d} of the tallies", show=False, id=f"actor-{d}") for d in DIGITS]


def faces(key: Key, keymap: Mapping[str, str]) -> Iterator[str]:
    """The keys that now do it, as a person knows them."""
    for name in keymap.get(key.id, key.keys).split(","):
        yield face(name.strip())
