"""Whose a bare force is, who is meant by what stands beside a name, and who is no actor at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from watchers.analysis.tagger import Tagger
from watchers.document import Analysis, Document

WHOSE = [
    ("Police in Suva closed the market.", "Police", "FJ"),
    ("The defence ministry in Chisinau denied it.", "defence ministry", "MD"),
    ("The French minister left. Chad said its troops had left Kousseri.", "troops", "TD"),
    ("The Iraqi prime minister ordered an inquiry and the army left the town.", "army", "IQ"),
    ("Riot police fired tear gas in Tbilisi.", "Riot police", "GE"),
    ("Separatist fighters burned a school in Cameroon.", "Separatist fighters", "CM"),
    ("In Mexico a convoy of the National Guard was stopped.", "National Guard", "MX"),
]
NAMED = [
    ("Its interior minister, Orrin Bexley, said so.", "Orrin Bexley", "person"),
    ("A spokesman for the Tuta Council, Orrin Bexley, denied it.", "Orrin Bexley", "person"),
    ("Bexleyhuoma, the chief minister of Mizoram, left.", "Bexleyhuoma", "person"),
    ("Michael Jordan bought a club.", "Michael Jordan", "person"),
    ("The road belongs to the militia Zaydun.", "Zaydun", "armed group"),
    ("A convoy of the 444 Brigade was stopped near Tripoli.", "444 Brigade", "armed group"),
    ("Gunmen of the Zaydun Brigade left.", "Gunmen", "armed group"),
    ("Hezbollah left the hill. The group said nothing.", "group", "armed group"),
    ("The Tuta Labour Congress called a strike.", "Tuta Labour Congress", "organisation"),
    ("Chad's State Council met.", "State Council", "government"),
    ("Hamas detained two Al Jazeera journalists in Gaza.", "Al Jazeera", "organisation"),
]
NOBODY = [
    ("Haitian police retook a police station.", "police station"),
    ("Settlers live in the occupied West Bank.", "West Bank"),
    ("A sheriff in Doña Ana County said so.", "Doña Ana County"),
    ("Boats burned near Kaiga Bexley, the governor said.", "Kaiga Bexley"),
    ("The council asked her to appoint a Special Envoy.", "Special Envoy"),
    ("Israel approved 300 housing units.", "units"),
]
TOGETHER = [
    ("Seoul and Washington plan to meet.", {"south-korea", "united-states"}),
    ("Israel and Hamas resumed talks.", {"israel", "hamas"}),
    ("Ethiopia and Somaliland renewed a memorandum.", {"ethiopia", "somaliland"}),
    ("Sweden and Lithuania opened inquiries after a second cable lost its signal.", {"sweden", "lithuania"}),
]


@pytest.fixture(scope="module")
def tagger(lexicon_folder: Path) -> Iterator[Tagger]:
    with Tagger.open(lexicon_folder) as one:
        yield one


def _tag(tagger: Tagger, text: str) -> Analysis:
    return tagger.tag(Document(text, "text", language="en"))


@pytest.mark.parametrize(("text", "words", "country"), WHOSE)
def test_a_bare_force_is_that_of_the_words_around(tagger: Tagger, text: str, words: str, country: str) -> None:
    told = {m.text: a.country for a in _tag(tagger, text).actors for m in a.mentions}
    assert told.get(words) == country, told


@pytest.mark.parametrize(("text", "words", "kind"), NAMED)
def test_a_name_is_told_by_what_stands_beside_it(tagger: Tagger, text: str, words: str, kind: str) -> None:
    told = {m.text: a.kind for a in _tag(tagger, text).actors for m in a.mentions}
    assert told.get(words) == kind, told


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_what_names_nobody_is_no_actor(tagger: Tagger, text: str, words: str) -> None:
    start = text.index(words)
    told = [m.text for a in _tag(tagger, text).actors for m in a.mentions if start <= m.start < start + len(words)]
    assert not told


@pytest.mark.parametrize(("text", "who"), TOGETHER)
def test_two_at_the_head_of_a_clause_act_together(tagger: Tagger, text: str, who: set[str]) -> None:
    assert who <= {a.id for a in _tag(tagger, text).actors}


def test_a_side_of_an_event_is_always_told_among_actors_or_regions(tagger: Tagger) -> None:
    told = _tag(tagger, "A spokesman told AFP that troops shelled Homs in Syria. Police told Reuters that rebels fled.")
    known = {a.id for a in told.actors} | {r.id for r in told.regions}
    assert {"afp", "reuters"}.isdisjoint(known)
    assert {i for e in told.events for i in (e.actor, e.target, e.region) if i} <= known
