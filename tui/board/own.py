"""The analyst's own lexicon, as far as the board writes in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

from tui.board import drafts
from tui.board.drafts import Draft
from tui.board.matching import key
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.own.adding import add
from watchers.analysis.lexicon.own.entry import Entry, free_id
from watchers.analysis.lexicon.own.reading import read_own
from watchers.analysis.own import ACTORS, REGIONS

Section = Literal["actor", "region"]


class Own:
    """`folder` has the two files, `compiled` is the lexicon that they are laid over; every method reads the disk."""

    def __init__(self, folder: Path, compiled: Path) -> None:
        self.folder, self.compiled = folder, compiled

    def file(self, section: Section) -> Path:
        """Where entries of a kind are written."""
        return self.folder / (ACTORS if section == "actor" else REGIONS)

    def has(self, section: Section, name: str) -> bool:
        """Whether an entry is called so. Raises LexiconError where the file cannot be read."""
        return key(name) in map(key, self._names(section))

    def add(self, section: Section, draft: Draft) -> None:
        """Writes an entry, if the lexicon opens with it. Raises LexiconError, DraftError."""
        entry = self._entry(section, draft)
        with closing(Lexicon.open(self.compiled)) as lexicon:
            add(self.folder, entry, lexicon)

    def _entry(self, section: Section, draft: Draft) -> Entry:
        own = read_own(self.folder)
        taken = [*(change.id for change in own.actors), *(change.id or "" for change in own.regions)]
        id_ = free_id(draft.name, taken)
        return drafts.actor(draft, id_) if section == "actor" else drafts.region(draft, id_)

    def _names(self, section: Section) -> Iterator[str]:
        own = read_own(self.folder)
        for change in own.actors if section == "actor" else own.regions:
            yield from (change.name or "", *change.aliases)
