"""What is done with many documents at once: cited, opened, written down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.board import citing, life, words
from tui.board.content import safe
from tui.board.panels.footer import LONG
from watchers.archive.rows import StoredDocument
from watchers.errors import WirewatchError
from watchers.filters import Filter, Term

if TYPE_CHECKING:
    from tui.board.app import Board

CITED, OPENED, WRITTEN = 500, 10, 5_000
"""At most so many: what a clipboard holds, a browser bears, and one likes to read in a file."""
PART = 20
"""Documents fetched at a time, for the board asks the same thread."""


async def copy(board: Board, documents: Sequence[int]) -> None:
    """Puts a citation a line into the clipboard; embargoed ones are left out."""
    if len(documents) > CITED:
        board.say(
            f"{words.count(len(documents))} are too many to copy: at most {CITED}. E writes them to a file", "warn"
        )
        return
    told = [stored async for stored in _fetched(board, documents)]
    free = [stored for stored in told if life.until(stored, board.clock()) is None]
    board.copy_to_clipboard("\n".join(map(citing.citation, free)))
    board.say(f"copied: {words.many(len(free), 'citation')}{_kept_back(len(told) - len(free))}", "accent")


async def open_originals(board: Board, documents: Sequence[int]) -> None:
    """Each in the browser or viewer."""
    if len(documents) > OPENED:
        board.say(f"{words.count(len(documents))} are too many to open: at most {OPENED}", "warn")
        return
    async for stored in _fetched(board, documents):
        said = life.refusal(stored, board.clock(), "opened") or citing.open_original(stored, board)
        board.say(said, "accent")


async def export(board: Board, documents: Sequence[int]) -> None:
    """Writes them into a new Markdown file among the person's documents."""
    if not documents:
        return
    if len(documents) > WRITTEN:
        many = words.count(len(documents))
        board.say(f"{many} are too many for one file here: wirewatch export writes any number", "warn", LONG)
        return
    from platformdirs import user_documents_path  # only here: no first paint waits for it

    now, title = board.clock(), board.filter
    path = await board.ask(lambda reader: reader.path)
    if path is None:
        return
    try:
        target, held = await asyncio.to_thread(written, path, documents, user_documents_path(), now, title)
    except (WirewatchError, OSError) as error:
        board.say(safe(f"not written: {error}"))
        return
    board.say(safe(f"{words.many(len(documents) - held, 'document')} in {target}{_kept_back(held)}"), "accent", LONG)


def written(archive: Path, documents: Sequence[int], folder: Path, now: datetime, asked: Filter) -> tuple[Path, int]:
    """The file, and how many are not in it for being embargoed. Raises WirewatchError, OSError."""
    from tui.commands.export import markdown
    from tui.commands.export.heading import About
    from tui.commands.export.paper import paper
    from tui.commands.export.placing import new_file
    from watchers.archive.originals import Snapshot
    from watchers.filters.writing import write

    with closing(Snapshot(archive)) as snapshot:
        held = frozenset(snapshot.numbers(Filter((Term("is", ("embargoed",)),)), now))
        free = [number for number in documents if number not in held]
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"wirewatch-{now:%Y-%m-%d-%H%M%S}.md"
        with new_file(target, force=False) as file:
            for part in markdown.together(
                About(write(asked), now, len(free)), iter(()), map(paper, snapshot.shown(free))
            ):
                file.write(part.encode("utf-8", "replace"))
    return target, len(documents) - len(free)


async def _fetched(board: Board, documents: Sequence[int]) -> AsyncIterator[StoredDocument]:
    for start in range(0, len(documents), PART):
        some = documents[start : start + PART]
        found = await board.ask(lambda reader, some=some: [reader.document(number) for number in some])  # type: ignore[misc]
        for stored in found or ():
            if stored is not None:
                yield stored


def _kept_back(number: int) -> str:
    return f" · {number} embargoed left out" if number else ""
