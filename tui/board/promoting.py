"""From a line of a picker to an entry of the analyst's own lexicon."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.board import drafts
from tui.board.content import safe
from tui.board.drafts import Draft
from tui.board.matching import Choice
from tui.board.own import Own, Section
from tui.board.panels.footer import LONG
from tui.board.reader import Reader
from tui.board.screens.form import ACTOR, REGION, Form
from watchers.analysis.lexicon.own.kinds import ACTOR_KINDS, REGION_KINDS
from watchers.archive.rows import StoredDocument
from watchers.document import Mention
from watchers.errors import LexiconError
from watchers.filters import Filter, Term

if TYPE_CHECKING:
    from tui.board.app import Board

SEEN = 40
"""Documents that are asked by which words they name it."""
LONGEST = 240
"""Characters of a sentence that are shown."""
THEN = "Re-tag the archive: ^p"


async def promote(board: Board, section: Section, choice: Choice) -> None:
    """Opens the form for what no lexicon knows; says of anything else that it is known."""
    if not choice.found:
        board.say(f"{choice.name} is in the lexicon already", "accent")
        return
    if board.own is None:
        return
    own = board.own()
    try:
        if await asyncio.to_thread(own.has, section, choice.name):
            board.say(f"{choice.name} is in {own.file(section).name} already. {THEN}", "accent", LONG)
            return
    except LexiconError as error:
        board.say(safe(str(error)))
        return
    known = await board.ask(lambda reader: known_of(reader, section, choice.value, board.clock()))
    if known is not None:
        await board.push_screen(form(own, section, *known), partial(_told, board, own, section))


def form(own: Own, section: Section, draft: Draft, sentence: str) -> Form:
    """Empty but for what the documents say."""
    lines, kinds = (ACTOR, ACTOR_KINDS) if section == "actor" else (REGION, REGION_KINDS)
    title, write = f"Add to {short(own.file(section))}", partial(own.add, section)
    return Form(title, lines, kinds, draft, write, seen=safe(sentence, LONGEST))


def short(path: Path, most: int = 60) -> str:
    """From home on, or as much of its end as there is room for: the file's name says most."""
    home = Path.home()
    text = safe(f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path))
    return text if len(text) <= most else f"…{text[1 - most :]}"


def _told(board: Board, own: Own, section: Section, name: str | None) -> None:
    if name is not None:
        board.say(f"{safe(name)} added to {own.file(section).name}. {THEN}", "accent", LONG)


def known_of(reader: Reader, section: Section, value: str, now: datetime) -> tuple[Draft, str] | None:
    """What the archive knows of an actor or region, and a sentence that names it; None where nobody does any more."""
    named = list(mentions(reader, section, value, now))
    texts, sentence = [text for text, _ in named], next((sentence for _, sentence in named if sentence), "")
    if section == "actor":
        actor = reader.actor(value)
        return (drafts.of_actor(actor, texts), sentence) if actor else None
    region = reader.region(value)
    return (drafts.of_region(region, texts), sentence) if region else None


def mentions(reader: Reader, section: Section, value: str, now: datetime) -> Iterator[tuple[str, str]]:
    """The words by which the newest documents name it, each with its sentence."""
    for number in reader.numbers(Filter((Term(section, (value,)),)), now)[:SEEN]:
        if stored := reader.document(number):
            tags = stored.analysis.actors if section == "actor" else stored.analysis.regions
            for mention in (mention for tag in tags if tag.id == value for mention in tag.mentions):
                yield mention.text, sentence_of(stored, mention)


def sentence_of(stored: StoredDocument, mention: Mention) -> str:
    """In one line; the headline where that is meant."""
    if mention.field == "title":
        return stored.row.title
    around = (stored.document.text[a:b] for a, b in stored.analysis.sentences if a <= mention.start < b)
    return " ".join(next(around, "").split())
