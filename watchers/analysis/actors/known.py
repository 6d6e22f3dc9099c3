"""Actors that the lexicon names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from watchers.analysis.actors import acronyms, extent
from watchers.analysis.actors.mention import ActorMention, known
from watchers.analysis.lexicon.entries import ActorName, Case, Demonym, KnownActor, Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match
from watchers.analysis.tokens import Gap

RULES = {
    "actor:name": "a name or alias of the actor lexicon, written as there",
    "actor:name-in-context": "an alias that means several, or a common word: the document names what settles it",
}
_PAST = frozenset(["former", "ex", "late"])
_OF_PARTIES = frozenset("founder chief leader workers supporters activists lawmakers chairman president".split())
_AT_HOME = frozenset(["armed group", "military", "government", "police", "party"])
_CLAIMS = frozenset("claim claims claimed militants attack attacks attacked bombing ambush raid".split())


def find(passage: Passage) -> list[ActorMention]:
    """Mentions in reading order; states are left to those who know whether a country acts."""
    told = _support(passage)
    support, most = frozenset(told), max((count for name, count in told.items() if name), default=0)
    main = frozenset(name for name, count in told.items() if count == most)
    found = []
    for match in passage.longest(Layer.ACTOR):
        mention = _named(passage, match, main if _general(passage, match) else support)
        if mention:
            found.append(mention)
    taken = {i for m in found for i in range(m.first, m.stop)}
    return sorted([*found, *(m for m in acronyms.find(passage, found) if m.first not in taken)], key=lambda m: m.first)


def _general(passage: Passage, match: Match) -> bool:
    """Words that every country has for a force of its own, as `National Guard`: they need the country most told of."""
    agent = passage.starting(Layer.AGENT, match.first)
    return agent is not None and agent.stop >= match.stop and len(match) > 1


def _support(passage: Passage) -> Counter[str]:
    """Country codes and actor ids that the text names by what needs no support itself; its source's own country."""
    named = Counter([passage.home[:2]] if passage.home else [])
    for match in passage.matches.get(Layer.ACTOR, ()):
        sure = [e.actor for e in match.entries if isinstance(e, ActorName) and not e.needs]
        named.update(actor.id for actor in sure)
        named.update(actor.country for actor in sure[:1] if actor.country and actor.kind in _AT_HOME)
    for match in passage.matches.get(Layer.DEMONYM, ()):
        named.update(e.country for e in match.entries if isinstance(e, Demonym))
    for match in passage.longest(Layer.PLACE):
        best = max((e.place for e in match.entries if isinstance(e, PlaceName)), key=lambda p: p.weight)
        named[best.country or ""] += 1
    return named


def _named(passage: Passage, match: Match, support: frozenset[str]) -> ActorMention | None:
    every = [e for e in match.entries if isinstance(e, ActorName) and e.actor.kind != "state"]
    names = [e for e in every if not e.needs or support.intersection(e.needs)] or _of_fighters(passage, match, every)
    if not names or (len(match) == 1 and _part_of_longer_name(passage, match, names)):
        return None
    if _credit(passage, match, names) or _inside_compound(passage, match):
        return None
    before = passage.before(extent.with_title(passage, match.first))
    past, when = before in _PAST, _year(passage, match.first) if before == "then" else passage.when
    name = max(
        names,
        key=lambda n: (
            not (n.actor.media and _has_members(passage, match)),
            _alive(n.actor, passage.when), n.actor.id in support, bool(n.needs), _near(n.actor, support),
            _in_office(n.actor, when) != past,
        ),
    )  # fmt: skip
    rule = "actor:name-in-context" if name.needs or len(names) > 1 else "actor:name"
    return _mention(passage, match, name.actor, rule)


def _year(passage: Passage, i: int) -> date | None:
    """The middle of a year told in the sentence, of which `then-President` may speak; else the document's day."""
    tokens = passage.tokens
    words = (tokens.key[k] for k in tokens.in_sentence(tokens.sentence[i]))
    year = next((int(w) for w in words if len(w) == 4 and w.isdigit() and w[:2] in {"19", "20"}), None)
    return date(year, 7, 1) if year and (passage.when is None or year < passage.when.year) else passage.when


def _has_members(passage: Passage, match: Match) -> bool:
    """`PTI founder`, `PTI lawmakers`: a party's rather than an agency's."""
    return passage.after(match.stop) in _OF_PARTIES


def _mention(passage: Passage, match: Match, actor: KnownActor, rule: str) -> ActorMention:
    """With a person's title and a group's crowd."""
    if actor.kind == "person":
        return ActorMention(extent.with_title(passage, match.first), match.stop, known(actor), rule)
    return ActorMention(match.first, extent.with_crowd(passage, match.stop), known(actor), rule)


def _of_fighters(passage: Passage, match: Match, names: list[ActorName]) -> list[ActorName]:
    """An acronym before a word for fighters or for what they do can only be an armed group's: `IS militants`."""
    groups = [n for n in names if n.actor.kind == "armed group"]
    if len({n.actor.id for n in groups}) != 1 or passage.shouted:
        return []
    crowd = extent.with_crowd(passage, match.stop) > match.stop
    return groups if crowd or (groups[0].case == Case.ACRONYM and _fights(passage, match)) else []


def _fights(passage: Passage, match: Match) -> bool:
    """`NPA attack`, `IS claims responsibility`; `strikes target IS`."""
    if passage.after(match.stop) in _CLAIMS:
        return True
    verb = passage.ending(Layer.STEM, match.first)
    return verb is not None and any(isinstance(e, Term) and e.value.startswith("assault") for e in verb.entries)


def _credit(passage: Passage, match: Match, names: Iterable[ActorName]) -> bool:
    """`GOMA, Nov 18 (Reuters) -`: who sends the report, not whom it is about."""
    text, (start, end) = passage.tokens.text, passage.tokens.span(match.first, match.stop)
    return any(n.actor.media for n in names) and text[start - 1 : start] == "(" and text[end : end + 1] == ")"


def _inside_compound(passage: Passage, match: Match) -> bool:
    """`PORT-AU-PRINCE` holds no African Union."""
    gap = passage.tokens.gap
    return match.stop < len(gap) and gap[match.first] == Gap.HYPHEN and gap[match.stop] == Gap.HYPHEN


def _part_of_longer_name(passage: Passage, match: Match, names: Iterable[ActorName]) -> bool:
    """A surname of the lexicon after another first name is somebody else: `Hafez Assad`, `Jim Clinton`."""
    if all(n.actor.kind != "person" for n in names):
        return False
    before = passage.ending(Layer.FIRST_NAME, match.first)
    return before is not None and passage.tokens.joined(match.first)


def _alive(actor: KnownActor, when: date | None) -> bool:
    if when is None:
        return actor.until is None
    return (actor.since is None or actor.since <= when) and (actor.until is None or when <= actor.until)


def _in_office(actor: KnownActor, when: date | None) -> bool:
    return any(
        o.until is None if when is None else (o.since or when) <= when <= (o.until or when) for o in actor.offices
    )


def _near(actor: KnownActor, support: frozenset[str]) -> bool:
    return actor.country in support or not support.isdisjoint(actor.ancestors)
