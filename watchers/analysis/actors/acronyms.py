"""An acronym in brackets behind a name, and where it stands again."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.actors.mention import ActorMention
from watchers.analysis.lexicon.entries import ActorName, Layer
from watchers.analysis.passage import Passage
from watchers.analysis.tokens import Gap, Shape

_LONGEST = 8


def find(passage: Passage, named: Iterable[ActorMention]) -> list[ActorMention]:
    """Mentions of the `named` by the acronyms that the text gives them, in reading order."""
    given: dict[str, ActorMention] = {}
    for mention in named:
        if mention.actor.kind != "person" and bracketed(passage, mention.stop):
            given.setdefault(passage.tokens.key[mention.stop], mention)
        elif initials := _initials(passage, mention):
            given.setdefault(initials, mention)
    if not given:
        return []
    tokens = passage.tokens
    return [
        ActorMention(i, i + 1, given[key].actor, "actor:acronym")
        for i, key in enumerate(tokens.key)
        if key in given and i >= given[key].stop and is_acronym(passage, i)
    ]


def _initials(passage: Passage, mention: ActorMention) -> str:
    """By which letters a name of three words or more may stand again: `Syrian Arab Coalition`, `SAC`; "" for none."""
    tokens, words = passage.tokens, range(mention.first, mention.stop)
    capitals = [tokens.key[i][:1] for i in words if tokens.shape[i] & Shape.CAPITAL]
    last = tokens.shape[mention.stop - 1]
    whole = len(capitals) > 2 and last & Shape.CAPITAL and mention.actor.kind not in {"person", "people", "state"}
    return "".join(capitals) if whole else ""


def bracketed(passage: Passage, i: int) -> bool:
    """Whether word i is an acronym alone in brackets."""
    tokens = passage.tokens
    if i >= len(tokens) or tokens.gap[i] != Gap.OTHER or not tokens.shape[i] & Shape.CAPITAL:
        return False
    before, after = tokens.text[tokens.start[i] - 1], tokens.text[tokens.end[i] : tokens.end[i] + 1]
    return before == "(" and after == ")" and is_acronym(passage, i)


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
    plain = _spelled_out(passage, i, links=False)
    return _spelled_out(passage, i, links=True) if plain is None else plain


def _spelled_out(passage: Passage, i: int, *, links: bool) -> int | None:
    """`links` may lend it a letter: `Department of Defence (DoD)`."""
    tokens = passage.tokens
    letters = [letter for letter in tokens.words(i, i + 1).casefold() if letter.isalpha()]
    k = i
    while letters and k > 0 and i - k < 2 * _LONGEST and (k == i or tokens.joined(k)):
        k -= 1
        if tokens.shape[k] & Shape.CAPITAL:
            if tokens.key[k][:1] != letters[-1]:
                return None
            letters.pop()
        elif links and letters[-1] == tokens.key[k][:1]:
            letters.pop()
    return k if not letters and tokens.shape[k] & Shape.CAPITAL else None
