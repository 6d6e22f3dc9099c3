"""A tagger for the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchers.analysis.tagger import Tagger


@pytest.fixture(scope="session")
def tagger(lexicon_folder: Path) -> Tagger:
    """With the shipped lexicon."""
    return Tagger.open(lexicon_folder)
