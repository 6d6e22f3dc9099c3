"""Hedges are found with their level, and reach as far as they should."""

from __future__ import annotations

import pytest

from tests.analysis.phrasebook import lay_out
from watchers.analysis import hedges
from watchers.analysis.clauses import lay
from watchers.document import Hedge


def found(text: str) -> tuple[Hedge, ...]:
    tokens, matches = lay_out(text)
    return hedges.find(tokens, matches, lay(tokens, matches))


@pytest.mark.parametrize(
    ("text", "words", "level"),
    [
        ("The army allegedly shelled the town.", "allegedly", "alleged"),
        ("It was reported that troops had crossed.", "It was reported that", "reported"),
        ("The blast probably came from a gas line.", "probably", "likely"),
        ("The ministry denied the report.", "denied", "denied"),
        ("An unconfirmed message spoke of ten dead.", "unconfirmed", "unconfirmed"),
        ("The raid was attributed to smugglers.", "attributed to", "alleged"),
        ("The vaccine may help.", "may", "likely"),
    ],
)
def test_a_hedge_has_its_level(text: str, words: str, level: str) -> None:
    told = found(text)
    assert (words, level) in [(h.text, h.level) for h in told]


@pytest.mark.parametrize(
    "text",
    [
        "The vote is set for May 4.",
        "The group claimed responsibility.",
        "Storms claimed lives.",
        "The storm claimed 12 lives.",
        "Police could not reach the village.",
        "Residents could hear gunfire.",
        "The likely candidate left early.",
        "Police questioned a suspect.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert found(text) == ()


def test_a_clause_is_the_reach_of_an_adverb() -> None:
    tokens, matches = lay_out("Rebels allegedly shelled the town, while the army withdrew.")
    level = hedges.scope(tokens, matches, lay(tokens, matches))
    assert level[tokens.key.index("shelled")] == "alleged"
    assert level[tokens.key.index("withdrew")] is None


def test_an_adjective_reaches_over_its_noun_only() -> None:
    tokens, matches = lay_out("Jets struck suspected rebel depots before soldiers seized the airport.")
    level = hedges.scope(tokens, matches, lay(tokens, matches))
    assert level[tokens.key.index("rebel")] == "alleged"
    assert level[tokens.key.index("struck")] is None


@pytest.mark.parametrize(
    ("text", "words", "scope", "rule"),
    [
        ("The army allegedly shelled the town.", "allegedly", "The army allegedly shelled the town", "hedge:word"),
        ("Rebels allegedly left, and the army came.", "allegedly", "Rebels allegedly left", "hedge:word"),
        ("Jets struck suspected rebel depots near the port.", "suspected", "suspected rebel depots", "hedge:phrase"),
        ("Allegations of torture by guards were heard.", "Allegations", "Allegations of torture", "hedge:phrase"),
        (
            "It was reported that troops left.",
            "It was reported that",
            "It was reported that troops left",
            "hedge:sentence",
        ),
        ("The rebels left, officials claimed.", "claimed", "The rebels left, officials claimed", "hedge:word"),
    ],
)
def test_the_scope_is_told(text: str, words: str, scope: str, rule: str) -> None:
    hedge = next(h for h in found(text) if h.text == words)
    assert hedge.scope is not None
    assert (text[slice(*hedge.scope)], hedge.rule) == (scope, rule)


def test_every_rule_is_explained() -> None:
    text = "The army allegedly shelled suspected depots. Many believe that it did."
    assert {h.rule for h in found(text)} == set(hedges.RULES)
