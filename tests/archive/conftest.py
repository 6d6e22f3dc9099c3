"""A real archive in a folder of its own, with a reader beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "archive.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    opened = Archive.open(path)
    yield opened
    opened.close()


@pytest.fixture
def reader(archive: Archive) -> Iterator[Reader]:
    opened = Reader.open(archive.path)
    yield opened
    opened.close()


@pytest.fixture
def marks(archive: Archive) -> Iterator[Marks]:
    opened = Marks.open(archive.path)
    yield opened
    opened.close()
