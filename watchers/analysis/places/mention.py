"""Words that name a place, before and after it is known which."""

from __future__ import annotations

from dataclasses import dataclass

from watchers.analysis.lexicon.entries import Place, PlaceName
from watchers.document import Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """The words from `first` up to and without `stop` may name one of several places; `name` is their key."""

    first: int
    stop: int
    name: str
    options: tuple[PlaceName, ...]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place; `place` is None where it is not known which, then `name` says how the text calls it.

    `end` is the offset where the mention ends if a final stop belongs to it (`Pa.`), else None: with its last word.
    """

    first: int
    stop: int
    name: str
    place: Place | None
    rule: str
    role: Role = "place"
    end: int | None = None
