"""A text laid out for tagging: its words, what the lexicon knows of them, and its capital runs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from watchers.analysis.lexicon.entries import Country, KnownActor, Layer, Meaning, Place, PlaceName
from watchers.analysis.probe import Match, Matches, longest, probe
from watchers.analysis.runs import Run, capital_runs, run_at
from watchers.analysis.tokens import Gap, Shape, Span, Tokens, tokenise
from watchers.document import RegionNode


class Knowledge(Protocol):
    """What the tagger asks of a lexicon."""

    def close(self) -> None: ...
    def begins(self, word: str, /) -> bool: ...
    def prefixes(self, phrase: str) -> Iterable[tuple[int, Meaning]]: ...
    def spelled(self, name_key: str) -> Sequence[PlaceName]: ...
    def place(self, identity: str) -> Place | None: ...
    def path(self, identity: str) -> tuple[RegionNode, ...]: ...
    def ancestors(self, identity: str) -> tuple[RegionNode, ...]: ...
    def actor(self, identity: str) -> KnownActor | None: ...
    def country(self, iso: str) -> Country | None: ...


@dataclass(frozen=True)
class Passage:
    """`title_stop` is the offset where the text begins behind the headline; `when` the day the document speaks from.

    `home` is the region its source reports from, `US` or `US-KY`.
    """

    tokens: Tokens
    matches: Matches
    runs: list[Run]
    run_of: list[Run | None]
    lexicon: Knowledge
    title_stop: int
    when: date | None
    home: str | None = None

    def longest(self, layer: Layer) -> list[Match]:
        """The matches of a layer that no earlier or longer one overlaps."""
        if layer not in self._longest:
            self._longest[layer] = longest(self.matches.get(layer, ()))
        return self._longest[layer]

    @cached_property
    def _longest(self) -> dict[Layer, list[Match]]:
        return {}

    def starting(self, layer: Layer, i: int) -> Match | None:
        """The longest match of a layer that begins at word i."""
        starts = self._starts.get(layer)
        if starts is None:
            starts = self._starts[layer] = {m.first: m for m in reversed(self.matches.get(layer, ()))}
        return starts.get(i)

    def ending(self, layer: Layer, i: int) -> Match | None:
        """The longest match of a layer whose last word is the one before word i."""
        ends = self._ends.get(layer)
        if ends is None:
            ends = self._ends[layer] = {m.stop: m for m in reversed(self.matches.get(layer, ()))}
        return ends.get(i)

    @cached_property
    def _starts(self) -> dict[Layer, dict[int, Match]]:
        return {}

    @cached_property
    def _ends(self) -> dict[Layer, dict[int, Match]]:
        return {}

    @cached_property
    def title_words(self) -> int:
        """How many words the headline has."""
        return bisect_left(self.tokens.start, self.title_stop)

    @cached_property
    def shouted(self) -> bool:
        """Whether the text is in capitals throughout, so that capitals say nothing."""
        cased = [s for s in self.tokens.shape[:400] if not s & (Shape.NUMBER | Shape.UNCASED)]
        return len(cased) > 5 and sum(bool(s & Shape.ALL_CAPS) for s in cased) > 0.7 * len(cased)

    def before(self, i: int) -> str:
        """The key of the word before word i in its clause, "" where a clause begins."""
        return self.tokens.key[i - 1] if i > 0 and self._close(i) else ""

    def after(self, stop: int) -> str:
        """The key of the word at `stop`, "" where the clause ends before it."""
        return self.tokens.key[stop] if stop < len(self.tokens) and self._close(stop) else ""

    def _close(self, i: int) -> bool:
        return self.tokens.gap[i] <= Gap.HYPHEN and self.tokens.sentence[i] == self.tokens.sentence[i - 1]


def lay_out(
    text: str, sentences: list[Span], lexicon: Knowledge, title_stop: int, when: date | None, home: str | None = None
) -> Passage:
    """The passage of a text."""
    tokens = tokenise(text, sentences)
    matches = probe(tokens, lexicon)
    runs = capital_runs(tokens, matches)
    return Passage(tokens, matches, runs, run_at(runs, len(tokens)), lexicon, title_stop, when, home)
