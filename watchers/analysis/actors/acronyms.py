"""An acronym in brackets behind a name, and where it stands again."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.actors.mention import ActorMention
from watchers.analysis.lexicon.entries import ActorName, Layer
from watchers.analysis.passage import Passage
from watchers.analysis.tokens import Shape

_LONGEST = 8


def find(passage: Passage, named: Iterable[ActorMention]) -> list[ActorMention]:
    """Mentions of the `named` by the acronyms that the text gives them, in reading order."""
    given: dict[str, ActorMention] = {}
    for mention in named:
        if mention.actor.kind != "person" and bracketed(passage, mention.stop):
            given.setdefault(passage.tokens.key[mention.stop], mention)
    if not given:
        return []
    tokens = passage.tokens
    return [
        ActorMention(i, i + 1, given[key].actor, "actor:acronym")
        for i, key in enumerate(tokens.key)
        if key in given and i >= given[key].stop and is_acronym(passage, i)
    ]


def bracketed(passage: Passage, i: int) -> bool:
    """Whether word i is an acronym alone in brackets."""
    tokens = passage.tokens
    if i >= len(tokens) or not tokens.text.startswith(")", tokens.end[i]):
        return False
    return tokens.text.endswith("(", 0, tokens.start[i]) and is_acronym(passage, i)


def is_acronym(passage: Passage, i: int) -> bool:
    """Two to eight letters, most of them capitals, that mean no other actor of the lexicon."""
    tokens = passage.tokens
    word = tokens.words(i, i + 1)
    capitals = sum(letter.isupper() for letter in word)
    known = passage.starting(Layer.ACTOR, i)
    free = known is None or all(isinstance(e, ActorName) and e.needs for e in known.entries)
    return free and 1 < len(word) <= _LONGEST and 2 * capitals > len(word) and bool(tokens.shape[i] & Shape.CAPITAL)


def spelled_out(passage: Passage, i: int) -> int | None:
    """The first of the words before the bracketed acronym at i whose capitals spell it; None when none do."""
    tokens = passage.tokens
    letters = [letter for letter in tokens.words(i, i + 1).casefold() if letter.isalpha()]
    k = i
    while letters and k > 0 and i - k < 2 * _LONGEST and (k == i or tokens.joined(k)):
        k -= 1
        if tokens.shape[k] & Shape.CAPITAL:
            if tokens.key[k][:1] != letters[-1]:
                return None
            letters.pop()
        elif letters[-1] == tokens.key[k][:1] and not tokens.shape[k] & Shape.CAPITAL:
            letters.pop()
    return k if not letters and tokens.shape[k] & Shape.CAPITAL else None
