"""NewsML 1 as the agencies write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.expecting import expected, files, told
from tests.reading.arriving import document


@pytest.mark.parametrize("path", files("newsml1"), ids=lambda path: path.stem)
def test_what_a_file_tells(path: Path) -> None:
    assert told(path) == expected(path)
