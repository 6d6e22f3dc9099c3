"""Nothing moves under a reader's hands: where the cursor and the window stand after documents came and went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.board.anchor import Stand, followed

OLD = [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("new", "stand", "same_filter", "expected"),
    [
        ([7, 6, *OLD], Stand(0, 0, 0), True, Stand(0, 0, 0)),
        ([7, 6, *OLD], Stand(2, 0, 0), True, Stand(4, 4, 2)),
        ([7, 6, *OLD], Stand(0, 2, 0), True, Stand(2, 6, 2)),
        ([6, *OLD], Stand(3, 4, 5), True, Stand(4, 6, 6)),
        ([5, 4, 2, 1], Stand(2, 2, 0), True, Stand(2, 2, 0)),
        ([5, 4], Stand(3, 2, 1), True, Stand(1, 2, 1)),
        ([5, 3, 1], Stand(2, 2, 9), False, Stand(1, 0, 0)),
        ([5, 4], Stand(2, 2, 0), False, Stand(0, 0, 0)),
        ([], Stand(2, 2, 1), True, Stand(0, 0, 0)),
    ],
)
def test_stand(new: list[int], stand: Stand, same_filter: bool, expected: Stand) -> None:
    assert followed(OLD, new, stand, tall=2, same_filter=same_filter) == expected


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_the_document_keeps_its_line_on_the_screen(old_count: int, more: int, data: st.DataObject) -> None:
    old = list(range(old_count, 0, -1))
    new = list(range(old_count + more, 0, -1))
    cursor = data.draw(st.integers(0, old_count - 1))
    scroll = data.draw(st.integers(0, cursor * 2))
    after = followed(old, new, Stand(cursor, scroll, 0), tall=2, same_filter=True)
    if cursor or scroll:
        assert new[after.cursor] == old[cursor]
        assert after.cursor * 2 - after.scroll == cursor * 2 - scroll
        assert after.above == more
