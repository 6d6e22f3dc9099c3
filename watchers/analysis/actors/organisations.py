"""Organisations that no lexicon names, told by their head word: `Committee for the Relief of Tuta`."""

from __future__ import annotations

from watchers.analysis.actors.composed import kind_of
from watchers.analysis.actors.mention import ActorMention, Identity, slug
from watchers.analysis.lexicon.entries import Demonym, Layer, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match
from watchers.analysis.runs import Run
from watchers.analysis.tokens import Shape

RULES = {
    "actor:organisation-head": "capitalised words that hold the head of an organisation's name (Ministry, Council)",
    "actor:acronym": "an acronym in brackets after the name, or a later use of it",
}
_LONGEST = 10
_LINKS = frozenset("of for and on in to against the de des du et".split())
_LINKS_AFTER_HEAD = frozenset("of for on to against de".split())


def find(passage: Passage) -> list[ActorMention]:
    """Mentions in reading order, each a run and what "of" or "for" ties to it."""
    if passage.shouted:
        return []
    found: list[ActorMention] = []
    taken = 0
    for run in passage.runs:
        head = _head(passage, run)
        if head is None or run.first < taken:
            continue
        first, stop = _start(passage, run), _extended(passage, run, head)
        if stop - first < 2:
            continue
        found.append(_mention(passage, first, stop, head))
        taken = stop
    return found


def _head(passage: Passage, run: Run) -> Match | None:
    """The last head word in the run, written with a capital."""
    heads = [
        m
        for i in range(run.first, run.stop)
        if (m := passage.starting(Layer.ORGANISATION_HEAD, i))
        and m.stop <= run.stop
        and passage.tokens.shape[i] & Shape.CAPITAL
    ]
    return heads[-1] if heads else None


def _start(passage: Passage, run: Run) -> int:
    title = passage.starting(Layer.TITLE, run.first)
    return title.stop if title and title.stop < run.stop else run.first


def _extended(passage: Passage, run: Run, head: Match) -> int:
    """Past `of`, `for the` … to the end of the run behind, when the head ends its own run."""
    tokens, stop = passage.tokens, run.stop
    if head.stop != run.stop or tokens.shape[stop - 1] & Shape.POSSESSIVE:
        return stop
    while stop < len(tokens) and tokens.joined(stop) and tokens.key[stop] in _LINKS_AFTER_HEAD:
        follow = stop + 1
        while follow < len(tokens) and tokens.joined(follow) and tokens.key[follow] in _LINKS:
            follow += 1
        behind = passage.run_of[follow] if follow < len(tokens) and tokens.joined(follow) else None
        if behind is None or behind.first != follow or behind.stop - run.first > _LONGEST:
            break
        stop = behind.stop
    return stop


def _mention(passage: Passage, first: int, stop: int, head: Match) -> ActorMention:
    name = passage.tokens.name(first, stop)
    country = next((e.country for m in _demonyms(passage, first, stop) for e in m if e.country), None)
    term = next(e for e in head.entries if isinstance(e, Term))
    state = passage.lexicon.country(country) if country else None
    owner = f"{state.state}-government" if state and kind_of(term) in {"government", "military", "police"} else None
    ancestors = (owner, state.state) if owner and state else ()
    identity = Identity(f"found:{slug(name)}", name, kind_of(term), country, owner, ancestors)
    return ActorMention(first, stop, identity, "actor:organisation-head")


def _demonyms(passage: Passage, first: int, stop: int) -> list[list[Demonym]]:
    matches = (passage.starting(Layer.DEMONYM, i) for i in range(first, stop))
    return [[e for e in m.entries if isinstance(e, Demonym)] for m in matches if m]
