"""A spreadsheet never runs what a document says."""

from __future__ import annotations

import pytest

from tui.commands.cells import defused


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "－1", '=HYPERLINK("x")'])
def test_what_would_be_a_formula_is_text(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Raid at dawn", "1 + 1", " ", 0, -1, 2.5, None])
def test_all_else_stays_as_it_is(cell: object) -> None:
    assert defused(cell) == cell
