"""Events: which kind, by whom, against whom, where, and whether it happened at all."""

from __future__ import annotations

import pytest

from tests.analysis.phrasebook import lay_out, name
from watchers.analysis import events
from watchers.analysis.clauses import lay
from watchers.document import Event


def told(text: str) -> tuple[Event, ...]:
    tokens, matches = lay_out(text)
    return events.find(tokens, matches, lay(tokens, matches), [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad and Niger signed a border agreement.", "AGREE"),
        ("The envoys held talks in Geneva on an evacuation.", "CONSULT"),
        ("The king praised the new government.", "SUPPORT"),
        ("Kenya extradited two fugitives to Uganda.", "COOPERATE"),
        ("The agency delivered food to the refugees.", "AID"),
        ("The governor lifted the curfew.", "CONCEDE"),
        ("The rebels withdrew from the valley.", "RETREAT"),
        ("The minister demanded an inquiry.", "REQUEST"),
        ("The premier accused his rival of fraud.", "ACCUSE"),
        ("The council rejected the offer.", "REJECT"),
        ("The junta threatened to close the border.", "THREATEN"),
        ("Thousands of students protested in the capital.", "PROTEST"),
        ("The union imposed sanctions on the bank.", "SANCTION"),
        ("The army deployed two battalions.", "MOBILIZE"),
        ("Police arrested nine activists.", "COERCE"),
        ("Gunmen attacked the convoy.", "ASSAULT"),
    ],
)
def test_each_kind_has_its_words(text: str, kind: str) -> None:
    assert told(text)[0].kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The cabinet sanctioned the dispatch of officers.", "SUPPORT"),
        ("Nurses began a strike over pay.", "PROTEST"),
        ("Drone strikes killed four militants.", "ASSAULT"),
        ("The union called off its strike.", "CONCEDE"),
        ("Prosecutors charged the mayor with corruption.", "ACCUSE"),
        ("Leaders promised to attack the port.", "THREATEN"),
        ("The court ordered the paper to suspend publication.", "COERCE"),
        ("The government will not allow aid convoys.", "REJECT"),
        ("Niger said it will withdraw its inspectors from the mine.", "THREATEN"),
        ("Niger said it will send food aid to Chad.", "AGREE"),
        ("The envoy said the army must leave the town.", "REQUEST"),
    ],
)
def test_a_word_means_what_its_frame_says(text: str, kind: str) -> None:
    assert told(text)[0].kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake killed forty people.",
        "The striker scored a goal.",
        "He told the story well.",
    ],
)
def test_what_is_no_event_is_not_told(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The army did not attack the town.",
        "No attack was reported overnight.",
        "The ministry denied that its jets had bombed the town.",
        "Rebels failed to capture the airport.",
        "The police foiled an attack on the embassy.",
    ],
)
def test_what_did_not_happen_is_told_as_such(text: str) -> None:
    [event] = told(text)
    assert event.negated
    assert {m.rule for m in event.mentions} == {"event:negated"}


def test_what_did_not_happen_is_told_last() -> None:
    found = told("The army did not attack the town. Police arrested nine activists.")
    assert [(e.kind, e.negated) for e in found] == [("COERCE", False), ("ASSAULT", True)]


def test_the_same_event_told_and_denied_is_two() -> None:
    found = told("Rebels attacked the town. The army did not attack it.")
    assert [(e.kind, e.negated) for e in found] == [("ASSAULT", False), ("ASSAULT", True)]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Gunmen attacked the convoy.", "past"),
        ("Gunmen have kidnapped a priest.", "past"),
        ("The town was shelled by the army.", "past"),
        ("The town is being shelled.", "present"),
        ("Police arrest nine activists", "present"),
        ("Israel strikes Damascus", "present"),
        ("The junta will deploy two battalions.", "future"),
        ("Talks between Chad and Niger began in Geneva.", "past"),
        ("The attack on the town will begin soon.", "future"),
        ("The army plans to attack the port.", "present"),
    ],
)
def test_the_tense_is_that_of_the_clause(text: str, tense: str) -> None:
    assert told(text)[0].tense == tense


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Gunmen attacked the convoy.", "ASSAULT", None),
        ("Niger said it will send food aid to Chad.", "AGREE", "intended"),
        ("The army plans to attack the port.", "THREATEN", "intended"),
        ("The group tried to kidnap the minister.", "ASSAULT", "intended"),
        ("The envoy called for a ceasefire.", "REQUEST", "demanded"),
        ("The rebels should lay down their arms, the envoy said.", "REQUEST", "demanded"),
        ("The troops may attack the town.", "ASSAULT", "possible"),
        ("If the army attacks the town, thousands will flee.", "ASSAULT", "conditional"),
    ],
)
def test_what_is_not_told_as_happening_says_how(text: str, kind: str, modality: str | None) -> None:
    event = told(text)[0]
    assert (event.kind, event.modality) == (kind, modality)


def test_what_is_only_supposed_is_told_behind_what_happened() -> None:
    found = told("If the army attacks the town, the rebels will flee. Police arrested nine activists.")
    assert [e.modality for e in found] == [None, "conditional"]


def test_what_is_asked_for_is_not_told_as_done() -> None:
    assert [e.kind for e in told("The envoy called for sanctions and an arms embargo.")] == ["REQUEST"]


def test_the_mode_is_told() -> None:
    assert told("Warplanes carried out airstrikes on the ridge.")[0].mode == "aerial"


def test_actor_target_and_region_by_clause() -> None:
    tokens, matches = lay_out("Rebels attacked Chad's army near Tuta, while Niger closed its border.")
    named = [
        name(tokens, "Rebels", "rebels", "armed group"),
        name(tokens, "Chad's army", "chad-military", "military"),
        name(tokens, "Tuta", "tuta", region=True),
        name(tokens, "Niger", "niger"),
    ]
    assault = events.find(tokens, matches, lay(tokens, matches), named)[0]
    assert (assault.actor, assault.target, assault.region) == ("rebels", "chad-military", "tuta")


def test_the_passive_swaps_the_sides() -> None:
    tokens, matches = lay_out("The police chief was kidnapped by the rebels.")
    named = [name(tokens, "police chief", "chief", "person"), name(tokens, "rebels", "rebels", "armed group")]
    [event] = events.find(tokens, matches, lay(tokens, matches), named)
    assert (event.actor, event.target) == ("rebels", "chief")
    assert event.mentions[0].rule == "event:passive"


def test_a_noun_takes_its_sides_from_the_words_around() -> None:
    tokens, matches = lay_out("Talks between Chad and Niger began in Geneva.")
    named = [name(tokens, "Chad", "chad"), name(tokens, "Niger", "niger")]
    event = events.find(tokens, matches, lay(tokens, matches), named)[0]
    assert (event.kind, event.actor, event.target) == ("CONSULT", "chad", "niger")


def _sides(text: str, **named: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, actor and target of each event; the keywords are ids, their values the words."""
    tokens, matches = lay_out(text)
    cast = sorted((name(tokens, words, identity) for identity, words in named.items()), key=lambda n: n.start)
    return [(e.kind, e.actor, e.target) for e in events.find(tokens, matches, lay(tokens, matches), cast)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad rejected the offer from Niger and closed the border.", "COERCE"),
        ("Chad shelled a town in Niger, killing nine people.", "ASSAULT"),
        ("Chad accused Niger and urged restraint.", "REQUEST"),
        ("Chad said that Niger would leave next year and rejected any talks.", "REJECT"),
        ("Chad, which borders Niger, deployed two battalions.", "MOBILIZE"),
        ("Chad praised Niger. It condemned the offer.", "ACCUSE"),
    ],
)
def test_a_verb_has_the_subject_of_the_one_it_hangs_on(text: str, kind: str) -> None:
    assert (kind, "chad") in [(k, who) for k, who, _ in _sides(text, chad="Chad", niger="Niger")]


def test_who_is_accused_is_said_to_have_done_it() -> None:
    found = _sides("Chad accused Niger of shelling two villages.", chad="Chad", niger="Niger")
    assert found == [("ACCUSE", "chad", "niger"), ("ASSAULT", "niger", None)]


def test_nobody_is_taken_for_the_actor_where_another_noun_is_the_subject() -> None:
    assert _sides("Chad spoke after strangers attacked a convoy.", chad="Chad") == [("ASSAULT", None, None)]


def test_who_condemns_an_attack_did_not_carry_it_out() -> None:
    assert ("ASSAULT", "chad", None) not in _sides("Chad condemned an attack in the valley.", chad="Chad")


def test_by_names_the_actor_behind_a_comma_too() -> None:
    found = _sides("Two men were shot dead, allegedly by fighters of the Front.", front="Front")
    assert found == [("ASSAULT", "front", None)]


def test_the_dead_and_the_strike_of_one_sentence_are_one_event() -> None:
    found = _sides("Nine soldiers were killed in an attack by rebels.", army="soldiers", rebels="rebels")
    assert found == [("ASSAULT", "rebels", "army")]


def test_a_place_of_its_own_wins_over_the_rest_of_the_sentence() -> None:
    tokens, matches = lay_out("Rebels attacked Tuta, killing nine people, and shelled a camp near Moro.")
    named = [name(tokens, "Tuta", "tuta", region=True), name(tokens, "Moro", "moro", region=True)]
    found = events.find(tokens, matches, lay(tokens, matches), named)
    assert [(e.region, [m.text for m in e.mentions]) for e in found] == [
        ("tuta", ["attacked", "killing"]),
        ("moro", ["shelled"]),
    ]


def test_that_nobody_claimed_it_is_no_event() -> None:
    assert told("No group claimed responsibility.") == ()


def test_rockets_shot_down_are_told_once() -> None:
    assert [e.kind for e in told("The army shot down three rockets.")] == ["ASSAULT"]


def test_a_hedge_passes_on_to_the_event() -> None:
    assert told("Israel allegedly carried out strikes on the depot.")[0].hedged == "alleged"


def test_mentions_of_one_event_are_gathered() -> None:
    [event] = told("Gunmen attacked the convoy. The attack lasted an hour.")
    assert [m.text for m in event.mentions] == ["attacked", "attack"]


def test_the_headline_weighs_most() -> None:
    text = "Police arrest nine\n\nGunmen attacked the convoy."
    tokens, matches = lay_out(text)
    assert events.find(tokens, matches, lay(tokens, matches), [], title_words=3)[0].kind == "COERCE"


def test_every_rule_told_is_explained() -> None:
    text = "Gunmen attacked. Talks began. The chief was kidnapped by them. Chad said it will bomb the port."
    assert {m.rule for e in told(text) for m in e.mentions} <= set(events.RULES)
