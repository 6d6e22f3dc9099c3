"""Whole boards look as they did when somebody last looked at them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.board.snapshots import FOLDER, WHOLE, Whole, drawn

ADVICE = "it looks different now: python -m tests.board.snapshots writes it anew, git diff shows how"


@pytest.fixture(params=["UTC", "Asia/Kathmandu"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("whole", WHOLE, ids=lambda whole: whole.name)
async def test_a_whole_board(whole: Whole, tmp_path: Path) -> None:
    kept = (FOLDER / f"{whole.name}.txt").read_text(encoding="utf-8")
    assert (await drawn(whole, tmp_path)).splitlines() == kept.splitlines(), ADVICE
