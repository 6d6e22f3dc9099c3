"""What the panels tell the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from tui.board.applying import Part
from tui.board.keys import Place
from tui.board.view import View
from watchers.archive.rows import Row, StoredDocument
from watchers.document import Source
from watchers.filters import Filter, Term


@dataclass
class Viewed(Message):
    """The archive has answered the filter."""

    view: View


@dataclass
class Shelved(Message):
    """The saved filters have been read anew."""


@dataclass
class Alerted(Message):
    """There are other alerts, or one has been read."""


@dataclass
class Wanted(Message):
    """The wire shows documents whose rows it does not hold."""

    documents: Sequence[int]


@dataclass
class Fetched(Message):
    """Rows that the wire asked for."""

    rows: Sequence[Row]


@dataclass
class Selected(Message):
    """The wire's cursor stands on another document, or on none."""

    document: int | None


@dataclass
class Opened(Message):
    """Enter on a document."""

    document: int


@dataclass
class Read(Message):
    """A document has been fetched whole for the brief."""

    stored: StoredDocument


@dataclass
class Toggled(Message):
    """A line of a panel is to be filtered by, or no more."""

    term: Term


@dataclass
class Excluded(Message):
    """A line of a panel is to be left out, or no more."""

    term: Term


@dataclass
class Only(Message):
    """A line of a panel is to be the only one of its kind that is filtered by, or no more."""

    term: Term


@dataclass
class Narrowed(Message):
    """The filter is to be this one, `final` when the person has decided."""

    filter: Filter
    final: bool = True


@dataclass
class Removed(Message):
    """A chip was clicked."""

    part: Part


@dataclass
class Noted(Message, bubble=False):
    """A note to a document was written, or taken away; the app tells every screen, so it must not come back."""

    document: int


@dataclass
class Pressed(Message):
    """A key of the footer was clicked: the action to run, and the place of the key where it is known."""

    action: str
    place: Place | None = None


@dataclass
class Stood(Message):
    """The keys of another place go now: the footer tells them."""

    place: Place


@dataclass
class Asked(Message):
    """Enter on a source: what could not be read of it?"""

    source: Source
