"""Values turned on and off in a filter: asked for, left out, the only ones of their key."""

from __future__ import annotations

from watchers.filters import Filter, Term

IRAN, SYRIA = Term("actor", ("iran",), ("Iran",)), Term("actor", ("syria",), ("Syria",))
EITHER = Term("actor", ("iran", "syria"), ("Iran", "Syria"))
GOLAN = Term("region", ("golan",), ("Golan Heights",))
NOT_IRAN = Term("actor", ("iran",), (), True)


def test_a_value_is_turned_on_and_off() -> None:
    assert Filter((GOLAN,)).turned(IRAN) == Filter((GOLAN, IRAN))
    assert Filter((GOLAN, IRAN)).turned(IRAN) == Filter((GOLAN,))


def test_a_value_of_several_is_turned_off_alone_and_the_others_keep_their_names() -> None:
    assert Filter((EITHER, GOLAN)).turned(IRAN) == Filter((SYRIA, GOLAN))
    assert Filter((EITHER,)).turned(IRAN).terms[0].labels == ("Syria",)


def test_what_is_left_out_is_asked_for_no_more_and_the_other_way_round() -> None:
    assert Filter((IRAN,)).excluded(IRAN) == Filter((NOT_IRAN,))
    assert Filter((NOT_IRAN,)).turned(IRAN) == Filter((IRAN,))
    assert Filter((EITHER,)).excluded(IRAN) == Filter((SYRIA, NOT_IRAN))
    assert Filter((NOT_IRAN,)).excluded(IRAN) == Filter()


def test_the_only_one_of_its_key_leaves_other_keys_alone_and_goes_the_second_time() -> None:
    asked = Filter((EITHER, GOLAN, NOT_IRAN))
    assert asked.only(SYRIA) == Filter((GOLAN, SYRIA))
    assert asked.only(SYRIA).only(SYRIA) == Filter((GOLAN,))


def test_values_are_told_apart_by_sign() -> None:
    asked = Filter((SYRIA, NOT_IRAN, GOLAN))
    assert (asked.chosen("actor"), asked.chosen("actor", negated=True)) == (frozenset({"syria"}), frozenset({"iran"}))
