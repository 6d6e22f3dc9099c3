"""What changed between two versions of a document, word by word, and from one pair of versions to the next."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tui.board import changes, life, words
from tui.board.changes import Compared, Told
from tui.board.keys import Place, bindings
from tui.board.messages import Pressed, Viewed
from tui.board.panels.editions import Editions
from tui.board.panels.footer import Footer
from tui.board.panels.paper import Paper
from tui.board.reader import Reader
from tui.board.wrapping import Block
from watchers.archive.rows import Version, VersionText

if TYPE_CHECKING:
    from tui.board.app import Board

LOST = Block("One of these versions cannot be read any more: the archive is damaged there.", ink="bad")
SAME = Block("The same words: only blanks and line ends may differ.", ink="good")
Texts = tuple[VersionText | None, VersionText | None]


class Versions(Screen[None]):
    """Opens with the pair that ends at the version that is shown; there are two at least."""

    place: ClassVar[Place] = "versions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("versions")]

    def __init__(self, document: int, versions: Sequence[Version]) -> None:
        super().__init__()
        self.document, self.versions = document, versions
        shown = next((at for at, version in enumerate(versions) if version.current), 0)
        self.later = shown or len(versions) - 1
        self.found: Compared | None = None
        self.told = Told((), ())
        self.folded, self.change = True, -1

    @property
    def board(self) -> Board:
        """The app, by its own type."""
        return cast("Board", self.app)

    @property
    def pair(self) -> tuple[Version, Version]:
        """The two that are compared."""
        return self.versions[self.later - 1], self.versions[self.later]

    def compose(self) -> ComposeResult:
        """Names, text, keys."""
        yield Editions()
        yield Paper(id="paper")
        yield Footer("versions")

    def on_mount(self) -> None:
        """The names at once."""
        self.query_one(Paper).focus()
        self.fetch()

    # ------------------------------------------------------------------------------------------ showing
    def fetch(self) -> None:
        """Compares the present pair; an older comparison still on its way is given up."""
        self.found, self.told, self.change = None, Told((), ()), -1
        self.tell("comparing …")
        self.board.run_worker(self.compare(self.pair), exclusive=True, group="compare", exit_on_error=False)

    async def compare(self, pair: tuple[Version, Version]) -> None:
        """The words are compared in a thread."""
        document = self.document

        def texts(reader: Reader) -> Texts:
            return reader.version_text(document, pair[0].number), reader.version_text(document, pair[1].number)

        old, new = await self.board.ask(texts) or (None, None)
        if old is None or new is None:
            self.tell("")
            self.query_one(Paper).put([LOST])
            return
        self.found = await asyncio.to_thread(changes.between, (old.title, old.text), (new.title, new.text))
        self.lay()

    def lay(self, top: bool = True) -> None:
        """Shows what was found, folded or whole."""
        if self.found is None:
            return
        self.told = changes.told(self.found, self.folded)
        blocks = self.told.blocks if self.told.changes else (SAME, Block(""), *self.told.blocks)
        self.query_one(Paper).put(blocks, top=top)
        self.count()

    def count(self) -> None:
        """How many changes there are, and at which one stands."""
        many = len(self.told.changes)
        at = f"change {self.change + 1} of {words.count(many)}"
        self.tell(at if self.change >= 0 else words.many(many, "change"))

    def tell(self, count: str) -> None:
        """Writes the two versions' names."""
        pairs = len(self.versions) - 1
        place = f"pair {self.later} of {pairs}" if pairs > 1 else ""
        self.query_one(Editions).put(self.pair, place, count, self.board.clock())

    async def on_viewed(self, message: Viewed) -> None:
        """Another version may have come in, or the document be embargoed now."""
        row = next((row for row in message.view.rows if row.document == self.document), None)
        if row and life.held_back(row, self.board.clock()):
            self.dismiss(None)
        elif row and life.several(row) != len(self.versions):
            self.board.run_worker(self.renew(), group="renew", exit_on_error=False)

    async def renew(self) -> None:
        """The same pair, among more versions."""
        found = await self.board.ask(lambda reader: reader.versions(self.document))
        if not found or [version.number for version in found] == [version.number for version in self.versions]:
            return
        before = self.pair
        self.versions = found
        at = next((at for at, version in enumerate(found) if version.number == before[1].number), 0)
        self.later = max(1, at)
        if [version.number for version in self.pair] != [version.number for version in before]:
            self.fetch()
        else:
            self.count()
        self.say("another version has come in")

    # --------------------------------------------------------------------------------------------- keys
    def action_pair(self, way: int) -> None:
        """The first and the last pair stay."""
        if not 1 <= self.later + way < len(self.versions):
            self.say("no earlier version" if way < 0 else "no later version")
            return
        self.later += way
        self.fetch()

    def action_change(self, way: int) -> None:
        """Scrolls to the next change, its sign standing out."""
        if not 0 <= self.change + way < len(self.told.changes):
            self.say("no other change that way" if self.told.changes else "nothing changed")
            return
        self.change += way
        paper = self.query_one(Paper)
        paper.reink(self.told.marked(self.change))
        paper.show_place(self.told.start(self.change))
        self.count()

    def action_fold(self) -> None:
        """The change under way stays the one."""
        self.folded = not self.folded
        at = self.change
        self.lay()
        if at >= 0:
            self.change = at - 1
            self.action_change(1)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_pressed(self, message: Pressed) -> None:
        self.board.run_worker(self.run_action(message.action), group="pressed", exit_on_error=False)

    def say(self, text: str) -> None:
        """In the footer, for a while."""
        self.query_one(Footer).say(text)
