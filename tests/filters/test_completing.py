"""Completion puts in at the cursor what fits there, wherever that is, and nothing that is typed makes it fail."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.archive.offering import Offer
from watchers.errors import FilterError
from watchers.filters import vocabulary
from watchers.filters.calling import Named, NameKey
from watchers.filters.closed import VALUES
from watchers.filters.completing import MOST, Completion, completions, repairs
from watchers.filters.cursor import LONGEST, inks, spot
from watchers.filters.parsing import parse
from watchers.filters.ranking import key as letters
from watchers.filters.ranking import rank
from watchers.filters.tokens import KEYS
from watchers.filters.writing import plain, write

IBEX = Named("ibex", "Ibex Front", "armed group")
IBERIA = Named("iberia", "Iberia", "state")
COAST, HILL = Named("r1", "Ibexville", "place, Coast, Freeland"), Named("r2", "Ibexville", "place, Hills, Freeland")
KNOWN: dict[str, list[tuple[Named, int]]] = {
    "actor": [(IBERIA, 9), (IBEX, 3)],
    "region": [(COAST, 2), (HILL, 1), (Named("r3", "Iberia", "country"), 8)],
    "source": [(Named("feed:1", "Ibis, daily", "feed"), 5)],
}


class Few:
    """A handful of names."""

    def named(self, key: NameKey, text: str) -> Sequence[Named]:
        return [
            each
            for each, _ in KNOWN[key]
            if text in {each.id, each.name} or text in {f"{each.name} ({part})" for part in each.aside.split(", ")}
        ]

    def near(self, key: NameKey, text: str) -> Sequence[str]:
        return ()

    def offered(self, key: NameKey, typed: str, most: int) -> Sequence[Offer]:
        return [
            Offer(each, count) for each, count in KNOWN[key] if rank(letters(each.name), letters(typed)) is not None
        ][:most]


def completed(marked: str) -> list[str]:
    """What comes of each completion at the sign ⎸."""
    at = marked.index("⎸")
    expression = marked.replace("⎸", "")
    return [each.put(expression)[0] for each in completions(expression, at, Few())]


@pytest.mark.parametrize(
    ("marked", "first"),
    [
        ("reg⎸", "region:"),
        ("raid sl⎸", "raid slug:"),
        ("-(act⎸ OR raid)", "-(actor: OR raid)"),
        ("credit⎸", "agency:"),
        ("iber⎸", "actor:Iberia "),
        ("actor:ibe⎸", "actor:Iberia "),
        ("actor:front⎸", 'actor:"Ibex Front" '),
        ("actor:if⎸", 'actor:"Ibex Front" '),
        ("actor:=ib⎸ raid", "actor:=Iberia raid"),
        ("actor:Iberia,⎸", 'actor:Iberia,"Ibex Front" '),
        ("actor: Iberia, fro⎸", 'actor: Iberia, "Ibex Front" '),
        ("actor: ⎸", "actor: Iberia "),
        ('actor:"ibex fr⎸', 'actor:"Ibex Front" '),
        ('actor:"ibex fr⎸" raid', 'actor:"Ibex Front" raid'),
        ("(actor:ib⎸ex OR raid)", "(actor:Iberia OR raid)"),
        ("region:ibexv⎸", 'region:"Ibexville (Coast)" '),
        ("source:ibis⎸", 'source:"Ibis, daily" '),
        ("-is:un⎸", "-is:unread "),
        ("is:read,st⎸", "is:read,starred "),
        ("has:med⎸", "has:media "),
        ("lang:fre⎸", "lang:fr "),
        ("kind:fe⎸", "kind:feed "),
        ("event:air⎸", "event:assault.aerial "),
        ("event:battl⎸", "event:assault "),
        ("event:talk⎸", "event:consult "),
        ("since:⎸", "since:24h "),
        ("since:3⎸", "since:30d "),
        ("since:last w⎸ raid", "since:last week raid"),
        ("on:yes⎸", "on:yesterday "),
        ("origins:=⎸", "origins:=2 "),
    ],
)  # fmt: skip
def test_what_fits_goes_in_at_the_cursor(marked: str, first: str) -> None:
    assert completed(marked)[0] == first


@pytest.mark.parametrize("marked", ["⎸", "raid ⎸", "-⎸", "(⎸", "raid OR ⎸"])
def test_where_nothing_is_typed_the_keys_are_offered(marked: str) -> None:
    expression = marked.replace("⎸", "")
    assert [each.shown for each in completions(expression, len(expression))][:3] == ["actor:", "region:", "event:"]


@pytest.mark.parametrize("marked", ['"cease f⎸', "text:⎸", "nokey:⎸", "12:30⎸", "actor:zzzz⎸", "\x00⎸", "\u2067⎸"])
def test_where_nothing_fits_nothing_is_offered(marked: str) -> None:
    assert completed(marked) == []


def test_a_key_and_every_closed_value_can_be_found() -> None:
    assert set(vocabulary.KEYS) == set(KEYS)
    for key, values in VALUES.items():
        for value in values:
            assert f"{key}:{value} " in completed(f"{key}:{value}⎸")


def test_what_is_put_in_can_be_parsed() -> None:
    for key in ("is", "has", "kind", "lang", "event", "since", "before", "on", "actor", "region", "source"):
        for put in completed(f"{key}:⎸"):
            assert len(parse(put, Few()).terms) == 1, put


@pytest.mark.parametrize(
    ("expression", "mended"),
    [
        ("raid actr:iran", ["raid actor:iran"]),
        ("region:Ibexville raid", ['region:"Ibexville (Coast)" raid', 'region:"Ibexville (Hills)" raid']),
        ("is:unred", ["is:unread ", "is:read "]),
        ("x -event:atack,talks", ["x -event:attack,talks", "x -event:talks,talks"]),
    ],
)
def test_after_an_error_its_choices_are_the_completions(expression: str, mended: list[str]) -> None:
    with pytest.raises(FilterError) as raised:
        parse(expression, Few())
    assert [each.put(expression)[0] for each in repairs(raised.value)] == mended
    for put in mended:
        if "event" not in put:
            parse(put.replace("iran", "Iberia"), Few())


def test_a_mended_name_is_written_with_what_tells_it_apart() -> None:
    found = parse('region:"Ibexville (Hills)"', Few())
    assert found.terms[0].values == ("r2",)
    assert write(found, Few()) == 'region:"Ibexville (Hills)"'


def test_stretches_of_an_expression_are_told_apart() -> None:
    expression = 'raid -actor:=iran,"x y" OR (since: last week) "a b"'
    told = [(expression[ink.start : ink.end].strip(), ink.kind) for ink in inks(expression)]
    assert told == [
        ("raid", "word"),
        ("actor:=", "key"),
        ("iran", "value"),
        ('"x y"', "value"),
        ("OR", "operator"),
        ("since:", "key"),
        ("last week", "value"),
        ('"a b"', "phrase"),
    ]


HOSTILE = st.text(st.sampled_from('ab:,"“\\()-=* \n\x00\u2067漢éactor'), max_size=60)


@given(HOSTILE, st.integers(-3, 70))
def test_nothing_that_is_typed_makes_it_fail(expression: str, at: int) -> None:
    here = spot(expression, at)
    assert 0 <= here.start <= here.end <= len(expression)
    found = completions(expression, at, Few())
    assert len(found) <= MOST
    for each in found:
        put, cursor = each.put(expression)
        assert 0 <= each.start <= each.end <= len(expression)
        assert 0 <= cursor <= len(put)
    for ink in inks(expression):
        assert 0 <= ink.start <= ink.end <= len(expression)
    for each in repairs(_wrong(expression)):
        assert 0 <= each.start <= each.end <= len(expression)


def _wrong(expression: str) -> FilterError:
    try:
        parse(expression, Few())
    except FilterError as error:
        return error
    return FilterError(expression, 0, "nothing")


@pytest.mark.parametrize(
    "piece", ["(", '"', "a:", "actor:a ", "a,", "since:last ", "= ", "-", " ", "\x00", "\\", "is:a OR "]
)
@pytest.mark.parametrize("size", [LONGEST, 1_000_000])
def test_however_long_it_is_there_is_an_answer(piece: str, size: int) -> None:
    expression = (piece * size)[:size]
    completions(expression, size, Few())
    completions(expression, size // 2, Few())
    inks(expression)


def test_a_blank_follows_what_is_finished_and_a_key_waits_for_its_value() -> None:
    assert Completion("is:new", 0, 2, "is:new").put("is raid") == ("is:new raid", 7)
    assert Completion("is:new", 0, 2, "is:new").put("is)") == ("is:new)", 6)
    assert Completion("is:", 0, 1, "is:", open=True).put("i raid") == ("is: raid", 3)
    assert plain("a b") == '"a b"'
