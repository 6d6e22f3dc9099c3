"""What terminals measure differently is shown by signs that they all measure alike."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from wcwidth import wcwidth

from tui.board.portable import portable


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("🇺🇦 and 🇸🇾", "UA and SY"),
        ("👩\u200d🚒 came", "👩 came"),
        ("👨\u200d👩\u200d👧 left", "👨 left"),
        ("👍🏽!", "👍!"),
        ("☎\ufe0f 12", "☎  12"),
        ("plain text", "plain text"),
        ("Дом, 家", "Дом, 家"),
    ],
)
def test_it_is_as_wide_as_every_terminal_thinks(written: str, shown: str) -> None:
    kept = portable(written)
    assert kept == shown
    assert cell_len(kept) == cell_len(written) == sum(wcwidth(char) for char in kept)


def test_letters_behind_a_joiner_stay() -> None:
    assert portable("क्\u200dष") == "क्ष"
