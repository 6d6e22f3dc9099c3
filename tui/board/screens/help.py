"""Every key, drawn from the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.board.keys import DIGITS, KEYS, Place, bindings, faces
from tui.board.panels.paper import Paper
from tui.board.telling import block
from tui.board.wrapping import Block

HEADINGS: tuple[tuple[Place, str], ...] = (
    ("list", "Moving"),
    ("board", "On the board"),
    ("sources", "In the panel of sources"),
    ("tree", "In the tree of regions"),
    ("brief", "In the brief"),
    ("document", "In an open document"),
    ("finding", "Finding in an open document"),
    ("links", "In the list of links"),
    ("related", "In the list of who else tells a story"),
    ("copies", "Where it is asked what to copy"),
    ("taking", "Where a text was not copied"),
    ("text", "In a text"),
    ("picker", "In a picker"),
    ("form", "Adding to your lexicon"),
    ("search", "In the search line"),
    ("expression", "Writing an expression"),
    ("saved", "In the list of saved filters"),
    ("saving", "Saving a filter"),
    ("adding", "Adding a feed"),
    ("entry", "Writing a name, tags or until when"),
    ("offers", "Where you are asked"),
    ("versions", "Between the versions of a document"),
    ("aside", "In the list of what could not be read"),
    ("problems", "In the overview of sources and problems"),
    ("help", "Here"),
    ("everywhere", "Everywhere"),
)
MARKS = (
    ("●", "accent", "unread"),
    ("★", "star", "starred"),
    ("!!! !! !", "bad", "flash, bulletin, urgent: the provider's urgency 1, 2 and 3"),
    ("✖ killed", "bad", "killed by its provider, its headline struck through: kept, and not to be used"),
    ("✖ withheld", "bad", "withheld by its provider: not to be used yet"),
    ("⧗ 2 h 13 min", "warn", "embargoed for so long: until then only its row is shown"),
    ("↻2", "warn", "there are two versions of it; c tells what changed"),
    ("corrected", "warn", "its provider corrected it; corr on a narrow screen"),
    ("advisory", "dim", "a note to editors, not a story; adv on a narrow screen"),
    ("✝gone", "faint", "the file is no longer there; the archive keeps it"),
    ("⊘", "warn", "a muted source: its documents are kept, and not shown; M shows them"),
    ("‖", "dim", "a paused feed"),
    ("◦ found", "faint", "in a picker: no lexicon knows it; P adds it to yours"),
    ("attack?", "event", "an event that is alleged, reported or denied, not told as fact"),
    ("▌", "accent", "in the filter, or under the cursor"),
)


class Help(ModalScreen[None]):
    """Any of the keys that leave closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help")]

    def compose(self) -> ComposeResult:
        """One paper."""
        paper = Paper(id="paper", measure=96)
        paper.border_title = "Keys — esc closes"
        yield paper

    def on_mount(self) -> None:
        """The paper wraps once it has a width."""
        self.query_one(Paper).put(list(blocks()))

    def action_leave(self) -> None:
        self.dismiss(None)


def blocks() -> Iterator[Block]:
    """Headings, keys and what they do; the marks of the wire at the end."""
    for place, heading in HEADINGS:
        yield Block(heading, ink="title")
        yield from (entry(" ".join(faces(key)), key.words) for key in KEYS if key.place == place and key.keys)
        if place == "board":
            yield entry(f"{DIGITS[0]}…{DIGITS[-1]}", "Toggle that actor of the tallies")
        if place == "document":
            yield entry(f"{DIGITS[0]}…{DIGITS[-1]}", "Where that sentence of the summary stands")
        yield Block("")
    yield Block("Marks on the wire", ink="title")
    yield from (block([("  ", ""), (mark.ljust(14), ink)], [(said, "plain")]) for mark, ink, said in MARKS)


def entry(shown: str, said: str) -> Block:
    """A key and its words."""
    return block([("  ", ""), (shown.ljust(14), "key")], [(said, "plain")])
