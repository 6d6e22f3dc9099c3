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


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("The bridge was hit, officials said, according to Reuters.", "officials", ["Reuters"]),
        ("Reuters reported, citing two officials, that a deal was near.", "two officials", ["Reuters"]),
        ("Reuters reported that witnesses said the town had fallen.", "witnesses", ["Reuters"]),
        ("Witnesses said the town had fallen, Interfax reported.", "Witnesses", ["Interfax"]),
        (
            "State television quoted the general as saying that the town had fallen.",
            "the general",
            ["State television"],
        ),
        ("The mayor told Reuters on Friday that the town was calm.", "The mayor", ["Reuters"]),
    ],
)
def test_who_passes_it_on_is_told(text: str, source: str, via: list[str]) -> None:
    [said] = [a for a in told(text) if a.source and a.source.text == source]
    assert [quote.text for quote in said.via] == via


@pytest.mark.parametrize(
    ("text", "source", "cue", "rule"),
    [
        ("The mayor said the road was closed.", "The mayor", "said", "said"),
        ("“It is closed,” said the mayor.", "the mayor", "said", "said-inverted"),
        ("The mayor believes the road is closed.", "The mayor", "believes", "thought"),
        ("The mayor urged drivers to stay away.", "The mayor", "urged", "asked"),
        ("The mayor blamed the rain.", "The mayor", "blamed", "judged"),
        ("The mayor said the road was closed and promised repairs.", "The mayor", "promised", "and"),
        ("The mayor closed the road, saying it was unsafe.", "The mayor", "saying", "saying"),
        ("According to the mayor, the road is closed.", "the mayor", "According to", "according-to"),
        ("The mayor was quoted as saying that the road was closed.", "The mayor", "was quoted as saying", "quoted"),
        ("His claim that the road was safe was wrong.", "His", "claim", "noun"),
    ],
)
def test_each_rule_has_its_sentence(text: str, source: str, cue: str, rule: str) -> None:
    found = [(a.source.text, a.cue.text, a.rule) for a in told(text) if a.source and a.cue]
    assert (source, cue, f"attribution:{rule}") in found


def test_a_quotation_that_goes_on_is_the_same_ones() -> None:
    text = "“They came at night,” the woman said. “They took my sons.”"
    found = [(a.source.text, a.content.text, a.rule) for a in told(text) if a.source and a.content]
    assert found == [
        ("the woman", "“They came at night,”", "attribution:said"),
        ("the woman", "“They took my sons.”", "attribution:continued"),
    ]


def test_what_is_said_inside_a_quotation_is_no_statement_of_its_own() -> None:
    assert [a.source.text for a in told("“Nobody told us that they said so,” the driver said.") if a.source] == [
        "the driver"
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A resident who gave no name said the town was empty.", "A resident who gave no name"),
        ("Sen. Lisa Tran (D-Calif.) said the bill was dead.", "Sen. Lisa Tran (D-Calif.)"),
        (
            "One aide, speaking on condition of anonymity, said the deal was off.",
            "One aide, speaking on condition of anonymity",
        ),
        ("Aides to the senator insist the race is open.", "Aides to the senator"),
    ],
)
def test_a_source_is_told_whole(text: str, source: str) -> None:
    assert [a.source.text for a in told(text) if a.source] == [source]


def test_a_rumour_has_no_source() -> None:
    [said] = told("Reports that the bridge had fallen spread quickly.")
    assert (said.source, said.kind, said.hedged) == (None, "unnamed", "reported")


def test_every_rule_told_is_explained() -> None:
    text = "“Go,” he said. Officials said so, adding that they hoped to leave. Reports that it fell spread."
    assert {a.rule for a in told(text)} <= set(attribution.RULES)


def test_he_is_the_last_person_not_the_last_agency() -> None:
    text = "“We wait,” a commander said, according to Reuters. “It is late,” he said."
    assert [a.kind for a in told(text) if a.source and a.source.text == "he"] == ["official"]


def test_a_dateline_is_not_what_is_said() -> None:
    said = told("BEIRUT (Reuters) - The town is empty, officials said.")[-1]
    assert said.content is not None
    assert said.content.text == "The town is empty"
