"""What tests of both packages share."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from platformdirs import user_cache_path

from watchers.analysis.lexicon.compile import ensure
from watchers.analysis.lexicon.compiled import Lexicon

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")  # the same examples in every run: a slow or unlucky machine fails nobody's change


@pytest.fixture(scope="session")
def lexicon_folder() -> Path:
    """The shipped lexicon, compiled once for all runs in the user's cache."""
    return ensure(user_cache_path("wirewatch"), lambda step, done, total: None)


@pytest.fixture(scope="session")
def lexicon(lexicon_folder: Path) -> Iterator[Lexicon]:
    """The same, opened."""
    opened = Lexicon.open(lexicon_folder)
    yield opened
    opened.close()


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A real file system of its own, where this user may mount one."""
    with tempfile.TemporaryDirectory() as name:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", name], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("needs the right to mount a file system")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)
