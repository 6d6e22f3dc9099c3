"""What stands beside a name between commas and says who it is: `a witness, Idris Kamara, said`."""

from __future__ import annotations

from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match
from watchers.analysis.tokens import Gap, Shape

_PHRASE = 10
_PERSONAL = frozenset(["official", "spokesperson", "witness", "person"])
ARTICLES = frozenset("a an the one who whose then".split())


def apposed(passage: Passage, stop: int) -> bool:
    """A comma, then within six words what somebody is, or an age."""
    tokens = passage.tokens
    if stop + 1 >= len(tokens) or tokens.gap[stop] != Gap.COMMA:
        return False
    if tokens.shape[stop] & Shape.NUMBER:
        return tokens.key[stop].isdigit() and 15 < int(tokens.key[stop][:4]) < 100 and tokens.gap[stop + 1] == Gap.COMMA
    near = range(stop, min(stop + 6, len(tokens)))
    return tokens.key[stop] in ARTICLES and any(passage.starting(Layer.ROLE, i) for i in near)


def in_office(passage: Passage, first: int, stop: int) -> bool:
    """Between commas after an office or what somebody is: `The Foreign Secretary, Ivor Penhallow, said`."""
    tokens = passage.tokens
    if not 0 < first < stop < len(tokens) or not tokens.gap[first] == Gap.COMMA == tokens.gap[stop]:
        return False
    if tokens.gap[first + 1] == Gap.HYPHEN and len(tokens.key[first]) == 1:
        return False
    if passage.ending(Layer.TITLE, first) or _somebody(passage.ending(Layer.ROLE, first)):
        return True
    phrase = range(first - 1, max(-1, first - _PHRASE), -1)
    inside = next((k + 1 for k in phrase if tokens.gap[k + 1] >= Gap.COMMA and k + 1 < first), None)
    start = max(tokens.in_sentence(tokens.sentence[first]).start, inside or 0, first - _PHRASE)
    speaks = passage.starting(Layer.CUE, stop) is not None
    return speaks and any(
        _somebody(passage.starting(Layer.ROLE, k)) and passage.after(k + 1) in {"for", "of", "in"}
        for k in range(start, first)
    )


def holds(passage: Passage, first: int, stop: int) -> bool:
    """One unknown word before its office: `Lalduhoma, the chief minister of …`."""
    tokens = passage.tokens
    if stop + 2 >= len(tokens) or tokens.gap[stop] != Gap.COMMA or tokens.key[stop] not in {"the", "a"}:
        return False
    office = passage.starting(Layer.TITLE, stop + 1)
    layers = (Layer.PLACE, Layer.COMMON, Layer.DEMONYM, Layer.ACTOR, Layer.ORGANISATION_HEAD, Layer.STEM, Layer.ROLE)
    known = any(passage.starting(layer, first) for layer in layers)
    capital = tokens.shape[first] & Shape.CAPITAL and not tokens.shape[first] & Shape.ALL_CAPS
    return office is not None and bool(capital) and not known and passage.after(office.stop) in {"of", "in"}


def somewhere(passage: Passage, first: int) -> bool:
    """`near Kaiga, the governor said`: what follows the comma does not tell of the name."""
    return passage.ending(Layer.LOCATIVE, first) is not None and passage.tokens.joined(first)


def _somebody(role: Match | None) -> bool:
    """Whether the words say what one person is."""
    return role is not None and any(
        isinstance(e, Term) and e.value.partition("/")[0] in _PERSONAL and e.data.get("number") != "plural"
        for e in role.entries
    )
