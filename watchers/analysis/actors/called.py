"""Groups that a text calls by name beside what they are: `the militia Zaydun`, `the Somos Tuta party`."""

from __future__ import annotations

from watchers.analysis.actors import casing
from watchers.analysis.actors.mention import ActorMention, Identity, slug
from watchers.analysis.lexicon.entries import Layer
from watchers.analysis.passage import Passage
from watchers.analysis.runs import Run, begins_sentence
from watchers.analysis.tokens import Gap, Shape
from watchers.document import ActorKind

RULES = {
    "actor:called": "a capitalised name beside group, militia, party, unit …: `the militia Zaydun`, `the Tuta party`",
}
_KINDS: dict[str, ActorKind] = {
    "militia": "armed group", "gang": "armed group", "cartel": "armed group", "faction": "armed group",
    "party": "party", "unit": "military", "battalion": "military", "regiment": "military", "group": "organisation",
    "coalition": "organisation", "movement": "organisation", "alliance": "organisation", "collective": "organisation",
    "organisation": "organisation", "organization": "organisation", "charity": "organisation",
}  # fmt: skip
_BEFORE = frozenset("group militia gang cartel faction party coalition movement alliance collective charity".split())
_AFTER = frozenset("militia gang cartel faction party coalition unit battalion regiment".split())
_LONGEST = 4


def find(passage: Passage) -> list[ActorMention]:
    """Mentions in reading order; they may overlap those of other rules, which are surer."""
    if passage.shouted or _KINDS.keys().isdisjoint(passage.tokens.key):
        return []
    return [m for run in passage.runs if (m := _called(passage, run))]


def _called(passage: Passage, run: Run) -> ActorMention | None:
    noun = _noun_before(passage, run) or _noun_after(passage, run) if len(run) <= _LONGEST else ""
    if not noun or not casing.tells(passage, run.first) or _known(passage, run):
        return None
    name = passage.tokens.name(run.first, run.stop)
    return ActorMention(run.first, run.stop, Identity(f"found:{slug(name)}", name, _KINDS[noun]), "actor:called")


def _noun_before(passage: Passage, run: Run) -> str:
    """`the hacker group NoName`, with an article and without a comma; one word alone must not be a person's."""
    word = passage.before(run.first)
    if word not in _BEFORE:
        return ""
    tokens = passage.tokens
    if tokens.gap[run.first] != Gap.SPACE or tokens.shape[run.first - 1] & Shape.CAPITAL:
        return ""
    return word if passage.starting(Layer.FIRST_NAME, run.first) is None else ""


def _noun_after(passage: Passage, run: Run) -> str:
    """`the Somos Tuta party`, behind an article; the noun ends the phrase."""
    tokens, word = passage.tokens, passage.after(run.stop)
    if word not in _AFTER:
        return ""
    if tokens.shape[run.stop - 1] & Shape.POSSESSIVE or passage.before(run.first) != "the":
        return ""
    if word == "gang" and passage.after(run.stop + 1) == "coalition":
        return word
    return word if passage.starting(Layer.ROLE, run.stop + 1) is None else ""


def _known(passage: Passage, run: Run) -> bool:
    """Whether a word of the name says that it is something else: a people, a place, a day, an office."""
    layers = (Layer.DEMONYM, Layer.TITLE, Layer.ACTOR, Layer.ORGANISATION_HEAD, Layer.AGENT, Layer.ROLE)
    if passage.starting(Layer.PLACE, run.first) and not passage.starting(Layer.COMMON, run.first):
        return True
    if any(passage.starting(layer, run.first) for layer in layers):
        return True
    return begins_sentence(passage.tokens, run.first) or len(passage.tokens.key[run.first]) < 3
