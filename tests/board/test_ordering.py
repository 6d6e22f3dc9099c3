"""The order of the panels that count, and how it stays under a person's hands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.board.ordering import Order, Places, Tally, ranked
from watchers.unusual import Unusual

GOMA = Tally("goma", "Goma", 9, (0, 0, 1, 8), Unusual("region", "goma", "Goma", 9, 1.0, 3))
LIMA = Tally("lima", "Lima", 30, (1, 1, 1, 27))
AMMAN = Tally("amman", "Amman", 40, (20, 10, 5, 5))
OUT = Tally("oslo", "Oslo", 0, excluded=True)


def names(order: Order) -> list[str]:
    return [tally.name for tally in ranked([AMMAN, LIMA, GOMA, OUT], order)]


def test_by_count_by_rise_and_by_name() -> None:
    assert names("count") == ["Oslo", "Amman", "Lima", "Goma"]
    assert names("rise") == ["Oslo", "Goma", "Lima", "Amman"]
    assert names("name") == ["Amman", "Goma", "Lima", "Oslo"]


@given(st.lists(st.lists(st.integers(0, 9), unique=True), max_size=6))
def test_what_was_seen_keeps_its_order_and_what_is_new_stands_behind(views: list[list[int]]) -> None:
    places, seen = Places(), list[str]()
    for view in views:
        shown = places.held(view, str)
        assert sorted(shown) == sorted(view)
        seen += [name for name in map(str, shown) if name not in seen]
        assert list(map(str, shown)) == [name for name in seen if int(name) in view]
