"""Who says so: the source's words, what kind of source it is, and which actor."""

from __future__ import annotations

import pytest

from tests.analysis.phrasebook import lay_out, name
from watchers.analysis import attribution
from watchers.document import Attribution


def told(text: str) -> tuple[Attribution, ...]:
    return attribution.find(*lay_out(text), [])


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("The road is closed, police officials said on Tuesday.", "police officials", "official"),
        ("“The road is closed,” said a spokesman for the ministry.", "a spokesman for the ministry", "spokesperson"),
        ("Ten people fled, according to Reuters.", "Reuters", "agency"),
        ("Witnesses said that shots were fired.", "Witnesses", "witness"),
        ("A report last month said the dam was unsafe.", "A report", "document"),
        ("Sources close to the talks said a deal was near.", "Sources close to the talks", "unnamed"),
        (
            "A senior Chadian commander said several days ago that his men would stay.",
            "A senior Chadian commander",
            "official",
        ),
        ("State media reported that the curfew was over.", "State media", "media"),
    ],
)
def test_a_source_is_a_whole_phrase_of_a_kind(text: str, source: str, kind: str) -> None:
    found = [(a.source.text, a.kind) for a in told(text) if a.source]
    assert found == [(source, kind)]


def test_a_chain_names_both() -> None:
    found = told("The rebels will leave, local officials said on Monday, according to Reuters.")
    assert [(a.source.text, a.kind) for a in found if a.source] == [
        ("local officials", "official"),
        ("Reuters", "agency"),
    ]


def test_an_apposition_belongs_to_the_source() -> None:
    [found] = told("“We wait,” Tamba Kallon, an official in a border town, told Reuters on Friday.")
    assert found.source is not None
    assert found.source.text == "Tamba Kallon, an official in a border town"
    assert found.content is not None
    assert found.content.text == "“We wait,”"


def test_the_content_follows_the_verb_without_its_that() -> None:
    [found] = told("Officials said that the bridge had fallen.")
    assert found.content is not None
    assert found.content.text == "the bridge had fallen."


def test_a_pronoun_is_the_last_one_who_spoke() -> None:
    text = "President Bakari Odum said the war was over. He added that refugees could return."
    tokens, matches = lay_out(text)
    found = attribution.find(tokens, matches, [name(tokens, "Bakari Odum", "odum", "person")])
    assert [a.actor for a in found] == ["odum", "odum"]


def test_a_claim_and_a_denial_are_hedged() -> None:
    assert [a.hedged for a in told("Officials claimed that ten had died. Officials denied that any had died.")] == [
        "alleged",
        "denied",
    ]


@pytest.mark.parametrize(
    "text", ["It was reported that ten had died.", "The request was refused.", "The state of the road is bad."]
)
def test_nobody_speaks_here(text: str) -> None:
    assert told(text) == ()
