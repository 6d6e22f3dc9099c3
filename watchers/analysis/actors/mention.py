"""Who an actor is, and the words that name it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchers.analysis.lexicon.entries import KnownActor
from watchers.analysis.spelling import key
from watchers.document import ActorKind


@dataclass(frozen=True, slots=True)
class Identity:
    """An actor without its mentions; `ancestors` nearest first."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    part_of: str | None = None
    ancestors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """The words from `first` up to and without `stop` name an actor."""

    first: int
    stop: int
    actor: Identity
    rule: str


def known(actor: KnownActor) -> Identity:
    """The identity of an actor of the lexicon."""
    return Identity(actor.id, actor.name, actor.kind, actor.country, actor.part_of, actor.ancestors)


def slug(name: str) -> str:
    """`Ibrahim al-Jebawi` → `ibrahim-al-jebawi`; letters of other scripts stay."""
    words = (key(word) for word in re.split(r"[\W_]+", name))
    return "-".join(word for word in words if word)
