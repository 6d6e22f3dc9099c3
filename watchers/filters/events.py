"""Kinds of events by PLOVER's names, plain words and ACLED's names, and as they are shown."""

from __future__ import annotations

from difflib import get_close_matches
from typing import get_args

from watchers import acled
from watchers.document import EventKind
from watchers.filters.folding import folded

WORDS: dict[EventKind, tuple[str, ...]] = {
    "AGREE": ("agreement", "deal"),
    "CONSULT": ("talks", "meeting"),
    "SUPPORT": ("support",),
    "COOPERATE": ("cooperation",),
    "AID": ("aid",),
    "CONCEDE": ("concession",),
    "RETREAT": ("withdrawal",),
    "REQUEST": ("appeal", "demand"),
    "ACCUSE": ("accusation",),
    "REJECT": ("refusal",),
    "THREATEN": ("threat",),
    "PROTEST": ("protest", "demonstration"),
    "SANCTION": ("sanction",),
    "MOBILIZE": ("mobilisation", "mobilization", "mobilise"),
    "COERCE": ("coercion",),
    "ASSAULT": ("attack",),
}
"""The first one is shown."""


def meant(text: str) -> tuple[str, str] | None:
    """Value and label: `ASSAULT`, `ASSAULT.aerial`; None where no event is called so."""
    kind, _, mode = text.strip().replace("/", ".").partition(".")
    if found := _kind(kind):
        value = f"{found}.{'-'.join(mode.casefold().split())}" if mode else found
        return value, label(value)
    if told := acled.meaning(text):
        value = f"{told[0]}.{told[1]}" if told[1] else told[0]
        return value, label(value)
    return None


def label(value: str) -> str:
    """`attack`, `attack: aerial`."""
    kind, _, mode = value.partition(".")
    word = next((words[0] for each, words in WORDS.items() if each == kind), kind)
    return f"{word}: {mode}" if mode else word


def near(text: str) -> tuple[str, ...]:
    """Names of events that are written much alike, else all plain ones."""
    names = [*map(str.lower, get_args(EventKind)), *_BY_WORD, *map(str.lower, (*acled.EVENTS, *acled.SUB_EVENTS))]
    return tuple(get_close_matches(text.lower(), names, n=3, cutoff=0.6)) or tuple(words[0] for words in WORDS.values())


def _kind(text: str) -> EventKind | None:
    word = folded(text)
    if found := next((kind for kind in get_args(EventKind) if kind.lower() == word), None):
        kind: EventKind = found
        return kind
    return _BY_WORD.get(word) or _BY_WORD.get(word.removesuffix("s"))


_BY_WORD: dict[str, EventKind] = {word: kind for kind, words in WORDS.items() for word in words}
