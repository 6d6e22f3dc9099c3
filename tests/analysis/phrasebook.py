"""The word layers as they lie in the TOML files, without a compiled lexicon, and texts laid out with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import watchers
from watchers.analysis import sentences
from watchers.analysis.clauses import Named
from watchers.analysis.lexicon.entries import Entry, Layer, Meaning
from watchers.analysis.lexicon.phrases import phrase
from watchers.analysis.lexicon.words import read_words
from watchers.analysis.probe import Matches, probe
from watchers.analysis.tokens import Tokens, tokenise
from watchers.document import ActorKind

_WORDS = Path(watchers.__file__).parent / "lexicons" / "words"
_LAYERS = (
    Layer.STEM,
    Layer.CUE,
    Layer.HEDGE,
    Layer.NEGATION,
    Layer.TITLE,
    Layer.ROLE,
    Layer.AGENT,
    Layer.ORGANISATION_HEAD,
    Layer.CALENDAR,
)


class WordLayers:
    """Phrases of the word layers, looked up in a dict."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for layer in _LAYERS:
            for form, term in read_words(_WORDS / f"{layer}.toml"):
                words = phrase(form)
                assert words, form
                self._entries.setdefault(words, []).append(term)
        self._first_words = {words.split(" ")[0] for words in self._entries}

    def begins(self, word: str) -> bool:
        return word in self._first_words

    def prefixes(self, text: str) -> Iterable[tuple[int, Meaning]]:
        words = text.split(" ")
        for count in range(1, len(words) + 1):
            entries = self._entries.get(" ".join(words[:count]))
            if entries:
                yield count, Meaning(entries)


@cache
def _word_layers() -> WordLayers:
    return WordLayers()


def lay_out(text: str) -> tuple[Tokens, Matches]:
    tokens = tokenise(text, sentences.split(text))
    return tokens, probe(tokens, _word_layers())


def name(tokens: Tokens, words: str, identity: str, kind: ActorKind = "state", *, region: bool = False) -> Named:
    """The first place in the text where these words stand, as an actor or region."""
    start = tokens.text.index(words)
    return Named(tokens.at(start), tokens.at(start + len(words) - 1) + 1, identity, kind, region)
