"""One pass of the lexicon over the words: every phrase of every layer that stands in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from watchers.analysis.lexicon.entries import ActorName, Case, Demonym, Entry, Layer, Meaning, PlaceName, Silence, Term
from watchers.analysis.tokens import Gap, Shape, Tokens

LONGEST = 9
"""Words of the longest phrase that is looked for."""


class Phrases(Protocol):
    """What the probe asks of a lexicon."""

    def begins(self, word: str, /) -> bool:
        """Whether any known phrase begins with this word; most begin none."""
        ...

    def prefixes(self, phrase: str) -> Iterable[tuple[int, Meaning]]:
        """Number of words and meaning of each known phrase that `phrase` begins with; words are keys between blanks."""
        ...


@dataclass(frozen=True, slots=True)
class Match:
    """A known phrase over the words from `first` up to and without `stop`."""

    first: int
    stop: int
    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return self.stop - self.first


_TELLING = Shape.CAPITAL | Shape.ALL_CAPS | Shape.UNCASED
Silent = tuple[Layer, int, int]
"""From the first word up to and without the second, nothing of a layer is meant."""
Matches = dict[Layer, list[Match]]
"""The matches of each layer in reading order, at each word the longest first."""


def probe(tokens: Tokens, lexicon: Phrases) -> Matches:
    """All matches; overlapping ones of a layer are all kept, the reader of the layer chooses."""
    found: Matches = defaultdict(list)
    silent: list[Silent] = []
    keys = tokens.key
    run_stop = 0
    begins = lexicon.begins
    for first, word in enumerate(keys):
        if run_stop <= first:
            run_stop = _run_stop(tokens, first)
        if not begins(word):
            continue
        for words, meaning in lexicon.prefixes(" ".join(keys[first : min(run_stop, first + LONGEST)])):
            _keep(found, silent, tokens, first, first + words, meaning)
    for layer, first, stop in silent:
        found[layer] = [m for m in found[layer] if m.first < first or m.stop > stop]
    for matches in found.values():
        matches.sort(key=lambda m: (m.first, -m.stop))
    return found


def _run_stop(tokens: Tokens, first: int) -> int:
    """Where the words end that may stand in one phrase with word `first`."""
    gap, sentence = tokens.gap, tokens.sentence
    stop, count, own = first + 1, len(gap), sentence[first]
    while stop < count and gap[stop] <= Gap.HYPHEN and sentence[stop] == own:
        stop += 1
    return stop


def _keep(found: Matches, silent: list[Silent], tokens: Tokens, first: int, stop: int, meaning: Meaning) -> None:
    shape = tokens.shape[first] & _TELLING
    heard = meaning.heard.get(shape)
    if heard is None:
        heard = meaning.heard[shape] = _heard(meaning, shape)
    for layer, entries in heard:
        if entries:
            found[layer].append(Match(first, stop, entries))
        else:
            silent.append((layer, first, stop))


def _heard(meaning: Meaning, shape: int) -> tuple[tuple[Layer, tuple[Entry, ...]], ...]:
    """The entries of each layer that count where the first word has this shape; none for a layer that is silenced."""
    by_layer: dict[Layer, list[Entry]] = {}
    silenced = []
    for entry in meaning:
        layer, case = layer_of(entry)
        if isinstance(entry, Silence):
            silenced.append(layer)
        elif case == Case.ANY or shape & (Shape.CAPITAL if case == Case.CAPITAL else Shape.ALL_CAPS | Shape.UNCASED):
            by_layer.setdefault(layer, []).append(entry)
    return (*((layer, tuple(kept)) for layer, kept in by_layer.items()), *((layer, ()) for layer in silenced))


def layer_of(entry: Entry) -> tuple[Layer, Case]:
    """The layer of an entry and how it must be written."""
    match entry:
        case Term(layer=Layer.COMMON):
            return Layer.COMMON, Case.CAPITAL  # asked only of what may be a name
        case Term(layer=layer, case=case):
            return layer, case
        case ActorName(case=case):
            return Layer.ACTOR, case
        case PlaceName(case=case):
            return Layer.PLACE, case
        case Demonym():
            return Layer.DEMONYM, Case.CAPITAL
        case Silence(layer=layer):
            return layer, Case.ANY


def longest(matches: Iterable[Match]) -> list[Match]:
    """The matches that no earlier or longer one overlaps."""
    chosen: list[Match] = []
    taken = -1
    for match in sorted(matches, key=lambda m: (m.first, -m.stop)):
        if match.first >= taken:
            chosen.append(match)
            taken = match.stop
    return chosen
