"""People that no lexicon names: a title, a first name, an apposition, a verb of saying; later the surname alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Set
from dataclasses import replace

from watchers.analysis.actors import apposition
from watchers.analysis.actors.extent import initials, with_title
from watchers.analysis.actors.mention import ActorMention, Identity, slug
from watchers.analysis.lexicon.entries import Demonym, Layer, PlaceName
from watchers.analysis.passage import Passage
from watchers.analysis.runs import NEVER_A_NAME, Run, begins_sentence
from watchers.analysis.tokens import Gap, Shape

RULES = {
    "actor:title": "capitalised words after a title or office: `Colonel Amadou Diallo`",
    "actor:role": "capitalised words after what somebody is: `student Pavel Horak`",
    "actor:first-name": "two to four capitalised words that begin with a first name",
    "actor:kunya": "Abu, Umm or Ibn and a name",
    "actor:apposition": "capitalised words, a comma and what somebody is: `Idris Kamara, an official in …`",
    "actor:speaker": "capitalised words beside a verb of saying",
    "actor:age": "a capitalised name after an age: `14-year-old Tamsin`",
    "actor:born": "capitalised words after “born” or “née”",
    "actor:introduced": "the capitalised words that open a life: `Orrin Bexley (born 1950) is a British general`",
    "actor:office": "a title alone, of somebody named with it in the document: `the Foreign Secretary`",
    "actor:surname": "the last name of somebody named in full in the document",
}
_KUNYA = frozenset(["abu", "umm", "ibn", "abou"])
_PARTICLES = frozenset("van von der den ter ten de del della di da du la al el bin ibn bint ben abu ould".split())
_LONGEST = 5
_CITY = 5.5
_SAINTS = frozenset(["saint", "st", "st."])
_DIVISIONS = frozenset("county province district governorate region state street road avenue airport river".split())
_BY_FIRST_NAME = frozenset(["actor:speaker", "actor:age"])
_NATIONS = frozenset(
    "jordan israel chad georgia france england ireland holland brazil poland wales norway kenya india".split()
)
"""Countries that are surnames too, behind a first name."""


def find(passage: Passage, named: Iterable[ActorMention]) -> list[ActorMention]:
    """Mentions of people outside the words already `named`, in reading order."""
    taken = {i for m in named for i in range(m.first, m.stop)}
    others = frozenset(taken)
    people = []
    for run in passage.runs:
        person = None if passage.shouted else _person(passage, run, taken)
        if person:
            people.append(person)
            taken.update(range(person.first, person.stop))
    known = [m for m in named if m.actor.kind == "person"]
    people = _same(passage, known, people)
    found = [*people, *_surnames(passage, [*known, *people], taken)]
    found = [_titled(passage, m, others) for m in found]
    return sorted([*found, *_offices(passage, [*known, *found], [*named, *found])], key=lambda m: m.first)


def _offices(passage: Passage, people: list[ActorMention], named: list[ActorMention]) -> list[ActorMention]:
    """`the Foreign Secretary` with capitals: the person whom the document gives that title."""
    tokens = passage.tokens
    holders: dict[str, ActorMention] = {}
    for person in people:
        title = passage.starting(Layer.TITLE, person.first)
        if title and title.stop < person.stop:
            holders.setdefault(" ".join(tokens.key[title.first : title.stop]), person)
    taken = {i for m in named for i in range(m.first, m.stop)}
    return [
        ActorMention(m.first, m.stop, holder.actor, "actor:office")
        for m in passage.longest(Layer.TITLE)
        if tokens.shape[m.first] & Shape.CAPITAL and taken.isdisjoint(range(m.first, m.stop))
        if (holder := holders.get(" ".join(tokens.key[m.first : m.stop]))) and _stands_alone(passage, m.first, m.stop)
    ]


def _stands_alone(passage: Passage, first: int, stop: int) -> bool:
    run = passage.run_of[first]
    return passage.after(stop) not in {"of", "for"} and run is not None and run.first == first and run.stop == stop


def _titled(passage: Passage, person: ActorMention, others: Set[int]) -> ActorMention:
    """With the title before the name, as far as no other actor has its words."""
    first = with_title(passage, person.first)
    return replace(person, first=first) if others.isdisjoint(range(first, person.first)) else person


def _same(passage: Passage, known: list[ActorMention], people: list[ActorMention]) -> list[ActorMention]:
    """A title and a last name mean the person whose full name the document has: `Mr Kamara` is Idris Kamara."""
    key = passage.tokens.key
    full = {key[m.stop - 1]: m.actor for m in reversed([*known, *people]) if " " in m.actor.name}
    short = [m.stop - m.first == 1 and key[m.first] in full for m in people]
    return [
        replace(m, actor=full[key[m.first]], rule="actor:surname") if is_short else m
        for m, is_short in zip(people, short, strict=True)
    ]


def _person(passage: Passage, run: Run, taken: set[int]) -> ActorMention | None:
    first, title = _after_titles(passage, run)
    first = _after_place(passage, first, run.stop)
    if first == run.first and not title:
        first, title = _with_particles(passage, first)
    stop = initials(passage, run.stop)
    if first >= stop or not taken.isdisjoint(range(first, stop)) or passage.starting(Layer.DEMONYM, first):
        return None
    rule = _rule(passage, first, stop, title)
    if rule is None or stop - first > _LONGEST:
        return None
    name = passage.tokens.name(first, stop)
    return ActorMention(first, stop, _identity(passage, name, first), rule)


def _after_titles(passage: Passage, run: Run) -> tuple[int, bool]:
    """Where the name begins behind titles and demonyms of the run, and whether there was a title."""
    first, title = run.first, False
    for i in range(run.first, run.stop):
        match = passage.starting(Layer.TITLE, i)
        hyphenated = match is not None and match.stop < run.stop and passage.tokens.gap[match.stop] == Gap.HYPHEN
        if match and match.stop <= run.stop and match.stop > first and not hyphenated:
            first, title = match.stop, True
    if not title:
        before = passage.ending(Layer.TITLE, run.first)
        title = before is not None and passage.tokens.joined(run.first)
    for i in range(run.first + 1, run.stop):
        across = passage.ending(Layer.TITLE, i)
        if across and across.first < run.first and i > first:
            first, title = i, True
    return first, title


def _with_particles(passage: Passage, first: int) -> tuple[int, bool]:
    """With `van der` between a title and the run: the first word of the name, and whether a title is before it."""
    k = first
    while k > 0 and passage.tokens.joined(k) and passage.tokens.key[k - 1] in _PARTICLES:
        k -= 1
    titled = k < first and passage.tokens.joined(k) and passage.ending(Layer.TITLE, k) is not None
    return (k, True) if titled else (first, False)


def _after_place(passage: Passage, first: int, stop: int) -> int:
    """Behind a place that ran into the name: `Minister for East Africa Wanda Prystupko`."""
    place = passage.starting(Layer.PLACE, first) if first < stop else None
    if place and place.stop < stop and not passage.starting(Layer.FIRST_NAME, first):
        return place.stop if passage.starting(Layer.FIRST_NAME, place.stop) else first
    return first


def _rule(passage: Passage, first: int, stop: int, title: bool) -> str | None:
    """The first rule that holds, the surest first; a name that is a place's needs an apposition besides."""
    if title:
        return "actor:title" if _may_bear(passage, first, stop) else None
    if stop - first == 1 and passage.starting(Layer.FIRST_NAME, first) and _said(passage, first, stop):
        return "actor:speaker" if not _well_known_place(passage, first) else None
    if _after_age(passage, first, stop) and not _no_person(passage, first, stop):
        return "actor:age"
    if stop - first == 1 and apposition.holds(passage, first, stop):
        return "actor:apposition"
    if stop - first < 2 or _no_person(passage, first, stop):
        return None
    free, apposed = (
        not _place_over(passage, first, stop),
        apposition.apposed(passage, stop) or apposition.in_office(passage, first, stop),
    )
    tokens = passage.tokens
    rules = {
        "actor:kunya": tokens.key[first] in _KUNYA and (free or apposed),
        "actor:role": free and tokens.joined(first) and passage.ending(Layer.ROLE, first) is not None,
        "actor:first-name": passage.starting(Layer.FIRST_NAME, first) is not None and (free or apposed),
        "actor:speaker": free and not begins_sentence(tokens, first) and _said(passage, first, stop),
        "actor:apposition": free and apposed and not apposition.somewhere(passage, first),
        "actor:born": tokens.joined(first) and tokens.key[first - 1] in {"born", "née", "nee"},
        "actor:introduced": free and _introduced(passage, first, stop),
    }
    return next((rule for rule, holds in rules.items() if holds), None)


def _may_bear(passage: Passage, first: int, stop: int) -> bool:
    """Whether the words behind a title are a name: no saint's place, no country, no `Doña Ana County`."""
    if passage.tokens.key[stop - 1] in _DIVISIONS:
        return False
    saint = passage.tokens.key[first - 1] in _SAINTS
    return stop - first > 1 or not (saint or _country(passage, first, stop))


def _country(passage: Passage, first: int, stop: int) -> bool:
    match = passage.starting(Layer.PLACE, first)
    return (
        match is not None
        and match.stop == stop
        and any(isinstance(e, PlaceName) and e.place.kind == "country" for e in match.entries)
    )


def _nation(passage: Passage, first: int, i: int) -> bool:
    """A country, unless it may be the surname of `Michael Jordan`."""
    surname = passage.tokens.key[i] in _NATIONS and passage.starting(Layer.FIRST_NAME, first) and i == first + 1
    return _country(passage, i, i + 1) and not surname


def _well_known_place(passage: Passage, i: int) -> bool:
    match = passage.starting(Layer.PLACE, i)
    return match is not None and any(isinstance(e, PlaceName) and e.place.weight >= _CITY for e in match.entries)


def _place_over(passage: Passage, first: int, stop: int) -> bool:
    match = passage.starting(Layer.PLACE, first)
    return match is not None and match.stop >= stop


def _no_person(passage: Passage, first: int, stop: int) -> bool:
    """Whether a word among the capitals belongs to an organisation, a country or a feature: `Whatcom County`."""
    return any(
        passage.starting(Layer.ORGANISATION_HEAD, i)
        or (i + 1 == stop and (passage.starting(Layer.FEATURE, i) or _nation(passage, first, i)))
        or passage.tokens.key[i] in _DIVISIONS
        for i in range(first, stop)
    )


def _after_age(passage: Passage, first: int, stop: int) -> bool:
    """`14-year-old` just before the words, no noun behind them (`14-year-old Bexley girl`) and no place over them."""
    tokens = passage.tokens
    if first < 3 or not tokens.joined(first) or tokens.key[first - 2 : first] != ["year", "old"]:
        return False
    if tokens.key[first - 3].isdigit() and len(tokens.key[first - 3]) > 2:
        return False
    return not _place_over(passage, first, stop) and (passage.after(stop) in NEVER_A_NAME or not passage.after(stop))


def _introduced(passage: Passage, first: int, stop: int) -> bool:
    """At the head of a text or paragraph, then within a sentence `is a` or `was the` and what somebody is."""
    tokens = passage.tokens
    if not begins_sentence(tokens, first) or tokens.sentence[first] > 0:
        return False
    sentence = tokens.in_sentence(tokens.sentence[first])
    for i in range(stop, min(stop + 30, sentence.stop - 1)):
        if tokens.key[i] in {"is", "was"} and tokens.key[i + 1] in apposition.ARTICLES:
            return any(passage.starting(Layer.ROLE, k) for k in range(i + 2, min(i + 6, sentence.stop)))
    return False


def _said(passage: Passage, first: int, stop: int) -> bool:
    after = passage.starting(Layer.CUE, stop) if stop < len(passage.tokens) else None
    if after and passage.tokens.joined(stop):
        return True
    before = passage.ending(Layer.CUE, first)
    return before is not None and passage.tokens.joined(first) and passage.tokens.key[first - 1] in {"said", "says"}


def _identity(passage: Passage, name: str, first: int) -> Identity:
    """With the country of a demonym just before: `Iranian President …`, `Syrian spokesman …`."""
    country = None
    for i in range(max(0, first - 4), first):
        match = passage.starting(Layer.DEMONYM, i)
        if match and match.stop <= first:
            country = next((e.country for e in match.entries if isinstance(e, Demonym) and e.country), country)
    return Identity(f"found:{slug(name)}", name, "person", country)


def _surnames(passage: Passage, people: list[ActorMention], taken: set[int]) -> list[ActorMention]:
    """Single capitalised words that are the last name of a person already named; the nearest such person before."""
    tokens, owners = passage.tokens, sorted(people, key=lambda m: m.first)
    full: dict[str, list[ActorMention]] = {}
    for m in owners:
        if m.rule != "actor:surname":
            full.setdefault(tokens.key[m.stop - 1], []).append(m)
    found = []
    for i, name in enumerate(tokens.key):
        if name not in full or i in taken or not tokens.shape[i] & Shape.CAPITAL:
            continue
        run = passage.run_of[i]
        if tokens.shape[i] & Shape.POSSESSIVE and _country(passage, i, i + 1) and passage.starting(Layer.AGENT, i + 1):
            continue
        if run is None or run.stop != i + 1 or _after_titles(passage, run)[0] not in {i, run.stop}:
            continue
        before = bisect_left(full[name], i, key=lambda m: m.first)
        person = full[name][before - 1] if before else None
        person = person or next((m for m in full[name] if m.rule in _BY_FIRST_NAME), None)
        if person:
            found.append(ActorMention(i, i + 1, person.actor, "actor:surname"))
    return found
