"""Actors that a text composes: a people or state and a force, an office or a crowd of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from watchers.analysis.actors import demonyms
from watchers.analysis.actors.mention import ActorMention, Identity, known, slug
from watchers.analysis.lexicon.entries import Demonym, Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match
from watchers.analysis.tokens import Shape
from watchers.document import ActorKind

RULES = {
    "actor:composed": "a demonym or country and a force, government or crowd: `Syrian army`, `Russian air power`",
    "actor:backed": "a patron, “backed” and a force: `Iranian-backed militias`",
    "actor:person's": "somebody's forces: `Assad's troops`",
    "actor:officials": "a demonym and what somebody is: `a senior Iranian commander`",
    "actor:of": "a force “of” or “from” a people or country: `fighters from the Druze sect`",
}
_MODIFIERS = 3
_BACKED = frozenset("backed supported led allied aligned linked funded controlled sponsored armed trained".split())
_FORCES = frozenset("army military troops forces".split())
_BETWEEN = frozenset(
    """and or but of in on at to from by with for as that which who is are was were be been will would has have had can
    could should may might must do does did not no the a an its their his her said says told after before""".split()
)
_VERBS = frozenset("killed launched moved sent deployed struck hit said told made took".split())
_LED = frozenset("led allied aligned linked".split())
_AGAINST = frozenset("anti counter pro non".split())
_OF_TOWNS = frozenset("mayor mayors councillor councillors sheriff".split())
_MEMBERS = frozenset(["official", "spokesperson", "unnamed"])


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose force it is: words from `first`, a state ("syria") or a people ("kurds"), its name and adjective."""

    first: int
    state: str
    country: str | None
    adjective: str
    backed: str = ""
    person: bool = False


def find(passage: Passage, named: Iterable[ActorMention]) -> list[ActorMention]:
    """Mentions in reading order; what is already `named` is kept as it is."""
    mentions = list(named)
    taken = {i for m in mentions for i in range(m.first, m.stop)}
    people = {m.stop: m for m in mentions if m.actor.kind == "person"}
    found = []
    for match, layer in _heads(passage):
        if not taken.isdisjoint(range(match.first, match.stop)):
            continue
        mention = _composed(passage, match, layer, people) or _of(passage, match, layer)
        if mention and taken.isdisjoint(range(mention.first, mention.stop)):
            found.append(mention)
            taken.update(range(mention.first, mention.stop))
        elif mention and mention.rule == "actor:person's":
            found.append(mention)
    found += [m for m in demonyms.find(passage) if taken.isdisjoint(range(m.first, m.stop))]
    return sorted(found, key=lambda m: m.first)


def _heads(passage: Passage) -> list[tuple[Match, Layer]]:
    """Agents and roles; of adjoining ones (`government forces`) the last is the head."""
    heads = [(m, layer) for layer in (Layer.AGENT, Layer.ROLE) for m in passage.longest(layer)]
    first_words = {m.first for m, _ in heads}
    return sorted(
        ((m, layer) for m, layer in heads if not (m.stop in first_words and passage.tokens.joined(m.stop))),
        key=lambda pair: pair[0].first,
    )


def _composed(passage: Passage, head: Match, layer: Layer, people: dict[int, ActorMention]) -> ActorMention | None:
    owner = _owner(passage, head, people)
    term = _term(head, layer)
    if owner and passage.tokens.key[head.first] == "units" and not _directly(passage, owner, head):
        return None
    if owner is None or term is None or (_single(term) and _titles(passage, head)):
        return None
    if layer == Layer.ROLE:
        local = passage.tokens.key[head.stop - 1] in _OF_TOWNS and bool(passage.ending(Layer.PLACE, head.first))
        member = term.value.partition("/")[0] in _MEMBERS and not owner.backed and not owner.person and not local
        return _officials(passage, owner, head, term) if member and not _titles(passage, head) else None
    if owner.backed:
        name = f"{owner.adjective}-{owner.backed} {_canonical(term)}"
        identity = Identity(f"{owner.state}-{owner.backed}-{slug(_canonical(term))}", name, kind_of(term), None)
        return ActorMention(owner.first, head.stop, identity, "actor:backed")
    identity = compose(passage, owner.state, owner.country, owner.adjective, term)
    if owner.person:
        return ActorMention(head.first, head.stop, identity, "actor:person's")
    return ActorMention(owner.first, head.stop, identity, "actor:composed")


def _directly(passage: Passage, owner: Owner, head: Match) -> bool:
    """`Chadian units`, but `Chadian housing units` are no troops."""
    whose = passage.ending(Layer.DEMONYM, head.first) or passage.ending(Layer.PLACE, head.first)
    return whose is not None and whose.first == owner.first


def compose(passage: Passage, state: str, country: str | None, adjective: str, term: Term) -> Identity:
    """The force, government or crowd of a state or people: `syria-military`, `syria-rebels`, `kurds-fighters`."""
    kind, canonical = kind_of(term), _canonical(term)
    standard = {"military": "military", "police": "police", "government": "government"}.get(kind)
    if country and standard and (kind != "military" or canonical in _FORCES):
        actor = passage.lexicon.actor(f"{state}-{standard}")
        if actor:
            return known(actor)
    people = passage.lexicon.actor(state) if canonical == "people" and not country else None
    if people:
        return known(people)
    name = f"{adjective} {canonical}"
    if country and standard:
        return Identity(f"{state}-{slug(canonical)}", name, kind, country, state, (state,))
    return Identity(f"{state}-{slug(canonical)}", name, kind, country)


def _owner(passage: Passage, head: Match, people: dict[int, ActorMention]) -> Owner | None:
    """The demonym, country or person up to three modifiers before the head, in the same run of words."""
    tokens = passage.tokens
    for first in range(head.first, max(-1, head.first - _MODIFIERS - 1), -1):
        if first == 0 or not tokens.joined(first) or (first < head.first and _breaks(passage, first)):
            return None
        person = people.get(first)
        if person and tokens.shape[first - 1] & Shape.POSSESSIVE and person.actor.country:
            return _of_person(passage, person)
        owner = _ending_at(passage, first)
        if owner:
            backed = next((tokens.key[i] for i in range(first, head.first) if tokens.key[i] in _BACKED), "")
            return replace(owner, backed=backed if backed in _LED or not backed else "backed")
    return None


def _breaks(passage: Passage, i: int) -> bool:
    """A word that stands in no noun phrase before its head: a link, a number, a verb, a prefix that turns it round."""
    key = passage.tokens.key[i]
    if key in _BETWEEN or key in _AGAINST or passage.tokens.shape[i] & Shape.NUMBER:
        return True
    verb = passage.starting(Layer.CUE, i) or passage.starting(Layer.STEM, i)
    past = verb is not None and any(isinstance(e, Term) and e.data.get("form") in {"s", "ed"} for e in verb.entries)
    return key not in _BACKED and (past or key in _VERBS)


def _single(term: Term) -> bool:
    return term.data.get("number") == "singular"


def _ending_at(passage: Passage, stop: int) -> Owner | None:
    demonym = passage.ending(Layer.DEMONYM, stop)
    if demonym:
        entry = next(e for e in demonym.entries if isinstance(e, Demonym))
        return Owner(demonym.first, entry.state, entry.country or None, passage.tokens.name(demonym.first, stop))
    place = passage.ending(Layer.PLACE, stop)
    if place is None:
        return None
    iso = next((e.place.country for e in place.entries if isinstance(e, PlaceName) and e.place.kind == "country"), None)
    country = passage.lexicon.country(iso) if iso else None
    return Owner(place.first, country.state, country.iso, country.adjective) if country else None


def _of_person(passage: Passage, person: ActorMention) -> Owner | None:
    country = passage.lexicon.country(person.actor.country or "")
    return Owner(person.first, country.state, country.iso, country.adjective, person=True) if country else None


def _officials(passage: Passage, owner: Owner, head: Match, term: Term) -> ActorMention | None:
    """`Iranian commander`: a member of the state's forces or government, or just one of its people."""
    kind = cast("ActorKind", term.data.get("kind", "person"))
    name = f"{owner.adjective} {passage.tokens.name(head.first, head.stop)}"
    part = {"military": "military", "police": "police"}.get(kind, "government")
    actor = passage.lexicon.actor(f"{owner.state}-{part}") if owner.country else None
    ancestors = (actor.id, *actor.ancestors) if actor else ()
    identity = Identity(slug(name), name, kind, owner.country, actor.id if actor else None, ancestors)
    return ActorMention(owner.first, head.stop, identity, "actor:officials")


def _of(passage: Passage, head: Match, layer: Layer) -> ActorMention | None:
    """`fighters from the Druze sect`, `army of Chad`."""
    tokens, term = passage.tokens, _term(head, layer)
    i = head.stop
    if layer != Layer.AGENT or term is None or i >= len(tokens) or tokens.key[i] not in {"of", "from"}:
        return None
    i += 2 if i + 1 < len(tokens) and tokens.key[i + 1] == "the" else 1
    if i >= len(tokens) or not tokens.joined(i):
        return None
    whose = passage.starting(Layer.DEMONYM, i) or passage.starting(Layer.PLACE, i)
    owner = _ending_at(passage, whose.stop) if whose else None
    if owner is None or whose is None or tokens.shape[whose.stop - 1] & Shape.POSSESSIVE:
        return None
    run = passage.run_of[whose.first]
    stop = run.stop if run and run.first == whose.first else whose.stop
    identity = compose(passage, owner.state, owner.country, owner.adjective, term)
    return ActorMention(head.first, stop, identity, "actor:of")


def _titles(passage: Passage, head: Match) -> bool:
    """Whether a name follows, so that the words are its title: `Syrian President Bashar al-Assad`."""
    return (
        head.stop < len(passage.tokens) and passage.tokens.joined(head.stop) and passage.run_of[head.stop] is not None
    )


def _term(head: Match, layer: Layer) -> Term | None:
    return next((e for e in head.entries if isinstance(e, Term) and e.layer == layer), None)


def kind_of(term: Term) -> ActorKind:
    """The actor's kind: what stands before the stroke of an agent's value."""
    return cast("ActorKind", term.value.partition("/")[0])


def _canonical(term: Term) -> str:
    return str(term.data.get("name", term.value))
