"""What else tells a document's story, and why that is thought so: told anew from the texts whenever it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from watchers.analysis import copies
from watchers.analysis.openings import Opening, opening, shared
from watchers.archive import decoding, queries
from watchers.archive.rows import Also, Related, StoredDocument
from watchers.document import Analysis, Document

Ask = Callable[..., list[Any]]
"""SQL and its values to rows."""
_SAID = {
    "exact": "the same text",
    "near": "nearly the same text",
    "contained": "the same text, cut short",
    "fuller": "the same text, and more",
}
_TELLERS = 200


@dataclass(frozen=True, slots=True)
class _Compared:
    """By what a document is compared with others."""

    sketch: tuple[int, ...]
    whole: int
    opening: Opening

    @classmethod
    def of(cls, document: Document, analysis: Analysis) -> _Compared:
        """As it was read and tagged."""
        said = copies.words(document.text)
        whole = copies.whole([*copies.words(document.headline or ""), *said])
        return cls(copies.sketch(said), whole, opening(document.headline, document.text, analysis))

    def why(self, one: _Compared) -> str:
        """What this is to another one."""
        same = bool(self.whole) and self.whole == one.whole
        found = "exact" if same else copies.likeness(self.sketch, one.sketch)
        return _SAID[found] if found else shared(one.opening, self.opening)


def of(ask: Ask, number: int, limit: int) -> list[Related]:
    """The newest first."""
    here = _compared(ask, number)
    rows = [decoding.row(columns) for columns in ask(queries.FELLOWS, number, limit)]
    original = next((each[0] for each in ask("SELECT coalesce(copy_of, id) FROM document WHERE id = ?", number)), 0)
    return [Related(row, _why(ask, here, row.document), original in {row.copy_of, row.document}) for row in rows]


def with_others(ask: Ask, stored: StoredDocument) -> StoredDocument:
    """A document with who else tells its story."""
    row = stored.row
    if row.cluster is None:
        return stored
    told = ask(queries.TELLERS, row.cluster, row.document, _TELLERS)
    if not told:
        return stored
    documents = sum(count for (count,) in ask(queries.TOLD_IN, row.cluster)) - 1
    here = None if row.damaged else _Compared.of(stored.document, stored.analysis)
    by = tuple(dict.fromkeys(str(teller) for _, teller in told))
    return replace(stored, also=Also(by, max(documents, len(told)), _why(ask, here, told[0][0])))


def _why(ask: Ask, here: _Compared | None, other: int) -> str:
    there = _compared(ask, other)
    return there.why(here) if here and there else ""


def _compared(ask: Ask, number: int) -> _Compared | None:
    """None where it is not there, or is damaged."""
    found = ask(queries.REREAD, number)
    kept = decoding.reread(number, found[0]) if found else None
    if kept is None or kept.document is None:
        return None
    return _Compared.of(kept.document, kept.analysis or Analysis())
