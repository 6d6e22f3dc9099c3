"""A filter is a value: terms come, go and are named."""

from __future__ import annotations

from datetime import timedelta

from watchers.filters import Filter, Term, last

IRAN = Term("actor", ("iran",), ("Iran",))
SYRIA = Term("region", ("geonames:163843",), ("Syria",))


def test_toggling_twice_is_nothing() -> None:
    assert Filter().toggled(IRAN).toggled(IRAN) == Filter()


def test_a_term_is_held_once() -> None:
    assert Filter().plus(IRAN).plus(IRAN).terms == (IRAN,)


def test_picking_replaces_the_terms_of_its_key_only() -> None:
    picked = Filter((SYRIA, IRAN)).picked("actor", [("israel", "Israel"), ("jordan", "Jordan")])
    assert picked.terms == (SYRIA, Term("actor", ("israel", "jordan"), ("Israel", "Jordan")))


def test_picking_nothing_takes_the_terms_away() -> None:
    assert Filter((SYRIA, IRAN)).picked("actor", []) == Filter((SYRIA,))


def test_terms_say_what_they_ask() -> None:
    assert Term("region", ("a", "b"), ("Syria", "Iraq")).shown == "region: Syria or Iraq"
    assert Term("actor", ("iran",), ("Iran",), negated=True).shown == "not actor: Iran"
    assert last(timedelta(hours=24), "last 24 h").values == ("86400",)
