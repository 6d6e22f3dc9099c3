"""Organisations called by the head of their name alone, with a capital: `the Coalition`, `the Department`."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.actors import casing, extent
from watchers.analysis.actors.mention import ActorMention, Identity
from watchers.analysis.lexicon.entries import ActorName, Layer, Term
from watchers.analysis.passage import Passage
from watchers.analysis.runs import begins_sentence
from watchers.analysis.tokens import Shape
from watchers.document import ActorKind

RULES = {
    "actor:short-name": "the head of an organisation's name alone, with a capital, where the document has the whole "
    "name: `the Coalition` for the Tuta Relief Coalition",
    "actor:group": "the group, the movement or the agency that does something: the last one named just before",
}
_GROUPS: dict[str, tuple[ActorKind, ...]] = {
    "group": ("armed group", "organisation"), "movement": ("armed group", "party"), "agency": ("organisation",),
    "organisation": ("armed group", "organisation"), "organization": ("armed group", "organisation"),
}  # fmt: skip
_BY_GROUP = 40
"""How many words behind a name `the group` may point back to it."""
_NO_ORGANISATION = frozenset(["person", "people", "state"])
_ARTICLES = frozenset("the our its their his her this said".split())


def find(passage: Passage, named: Iterable[ActorMention]) -> list[ActorMention]:
    """Mentions in reading order outside the words already `named`; the last such organisation before, else the next."""
    if passage.shouted:
        return []
    mentions = sorted(named, key=lambda m: m.first)
    return sorted([*_heads_alone(passage, mentions), *_groups(passage, mentions)], key=lambda m: m.first)


def _groups(passage: Passage, named: list[ActorMention]) -> list[ActorMention]:
    """`the group said`: the last of its kind just before, one that fights first."""
    tokens, found = passage.tokens, []
    taken = {i for m in named for i in range(m.first, m.stop)}
    for i, word in enumerate(tokens.key):
        if word not in _GROUPS or i in taken or passage.before(i) != "the" or not _verb(passage, i + 1):
            continue
        near = [m for m in named if i - _BY_GROUP < m.first < i]
        kinds = ([m for m in near if m.actor.kind == kind] for kind in _GROUPS[word])
        last = next((ms[-1] for ms in kinds if ms), None)
        if last:
            found.append(ActorMention(i, i + 1, last.actor, "actor:group"))
    return found


def _verb(passage: Passage, i: int) -> bool:
    verb = passage.starting(Layer.CUE, i) or passage.starting(Layer.STEM, i) if passage.after(i) else None
    told = verb is not None and any(isinstance(e, Term) and "number" not in e.data for e in verb.entries)
    return told or passage.after(i) in {"has", "had", "is", "was", "will", "would", "could", "did", "also", "says"}


def _heads_alone(passage: Passage, mentions: list[ActorMention]) -> list[ActorMention]:
    heads: dict[str, list[tuple[int, Identity]]] = {}
    for mention in mentions:
        if mention.actor.kind not in _NO_ORGANISATION and (head := _head(passage, mention)):
            heads.setdefault(head, []).append((mention.first, mention.actor))
    if not heads:
        return []
    taken = {i for m in mentions for i in range(m.first, m.stop)}
    return [
        ActorMention(i, extent.with_crowd(passage, i + 1), _nearest(heads[key], i), "actor:short-name")
        for i, key in enumerate(passage.tokens.key)
        if key in heads and i not in taken and _alone(passage, i)
    ]


def _head(passage: Passage, mention: ActorMention) -> str:
    """The key of the head word that ends the name, of a mention of several words; "" where there is none."""
    tokens = passage.tokens
    for i in range(mention.stop - 1, mention.first - 1, -1):
        head = passage.starting(Layer.ORGANISATION_HEAD, i)
        before = any(tokens.key[k] not in _ARTICLES for k in range(mention.first, i))
        if head and len(head) == 1 and (before or (passage.after(i + 1) in {"of", "for"} and i + 2 < mention.stop)):
            return tokens.key[i]
    return ""


def _nearest(named: list[tuple[int, Identity]], i: int) -> Identity:
    before = [actor for first, actor in named if first < i]
    return before[-1] if before else named[0][1]


def _alone(passage: Passage, i: int) -> bool:
    """A run of its own after an article, or inside a sentence with no word before that could be its name's."""
    tokens, run = passage.tokens, passage.run_of[i]
    if run is None or len(run) != 1 or not tokens.shape[i] & Shape.CAPITAL:
        return False
    if tokens.joined(i) and tokens.shape[i - 1] & Shape.NUMBER:
        return False
    known = passage.starting(Layer.ACTOR, i)
    if known and any(isinstance(e, ActorName) and not e.needs for e in known.entries):
        return False
    if not casing.tells(passage, i) or passage.after(i + 1) in {"of", "for"}:
        return False
    head = passage.starting(Layer.ORGANISATION_HEAD, i)
    firm = head is not None and any(isinstance(e, Term) and e.value.startswith("company") for e in head.entries)
    return passage.before(i) in _ARTICLES or not (firm or begins_sentence(tokens, i))
