"""What is copied of a document, and the word on how that went."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from tui.board import citing, clipboard, life, words
from tui.board.content import safe
from tui.board.reader import Reader
from watchers.archive.rows import StoredDocument

if TYPE_CHECKING:
    from tui.board.app import Board

BEGINNING = 60
"""Characters of what was copied that are told."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something of a document to copy, and what it is called."""

    name: str
    text: str


async def citation(board: Board, stored: StoredDocument) -> str:
    """With the digest of the bytes that it came in, where the archive keeps them."""
    number = stored.row.document

    def digest(reader: Reader) -> str | None:
        original = reader.original(number)
        return sha256(original).hexdigest() if original is not None else None

    return citing.citation(stored, await board.ask(digest))


def offers(stored: StoredDocument, cited: str, stretch: tuple[int, int] | None) -> list[Offer]:
    """The marked sentence first, if there is one; then the citation, the link and the whole text."""
    text = stored.document.text
    found = []
    if stretch and (said := " ".join(text[slice(*stretch)].split())):
        found.append(Offer("the marked sentence, with its source", f"“{safe(said, 20_000)}”\n— {cited}"))
    found.append(Offer("the citation", cited))
    if address := citing.link(stored):
        found.append(Offer("the link", address))
    if stored.analysis.summary:
        summary = "\n".join(f"“{safe(' '.join(quote.text.split()), 5_000)}”" for quote in stored.analysis.summary)
        found.append(Offer("the summary, with its source", f"{summary}\n— {cited}"))
    if text:
        found.append(Offer("the whole text, with its source", f"{stored.row.title}\n\n{text}\n\n— {cited}"))
    return found


async def copied(board: Board, stored: StoredDocument) -> None:
    """Copies the citation; an embargoed one not."""
    if refusal := life.refusal(stored, board.clock(), "copied"):
        board.say(refusal, "accent")
    else:
        await copy(board, Offer("the citation", await citation(board, stored)))


async def copy(board: Board, offer: Offer) -> None:
    """Copies it the surest way there is, and says which; where there is none, it is shown to be taken by hand."""
    from tui.board.screens.taking import Taking

    ways, large = clipboard.ways(), not clipboard.fits(offer.text)
    for way in ways:
        if way.command:
            if await asyncio.to_thread(clipboard.given, way.command, offer.text):
                board.say(f"copied with {way.name}: {beginning(offer.text)}", "accent")
                return
        elif not large:
            board.copy_to_clipboard(offer.text)
            board.say(f"copied: {beginning(offer.text)} · through the terminal (OSC 52)", "accent")
            return
    many = words.count(len(offer.text.encode()))
    too_large = f"{many} bytes are more than a terminal's clipboard takes, so nothing was copied"
    why = too_large if large and clipboard.Way() in ways else "no clipboard can be reached from here"
    await board.push_screen(Taking(offer.name, offer.text, why))


def beginning(text: str) -> str:
    """As much as tells what it is."""
    line = " ".join(text[: 4 * BEGINNING].split())
    return line if len(line) <= BEGINNING else f"{line[: BEGINNING - 1].rstrip()}…"
