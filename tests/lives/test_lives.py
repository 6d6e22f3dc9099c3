"""Each story's life, file by file: what is kept, shown, struck through, held back and marked after each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lives.walking import STORIES, arrive, kept, steps
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive


def test_there_are_enough_of_them() -> None:
    assert len(STORIES) >= 20


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_the_life_of_a_story(story: Path, tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive.db")
    reader = Reader.open(archive.path)
    try:
        for step in steps(story):
            arrive(archive, step)
            assert kept(reader, step.expected) == step.expected, step.name
    finally:
        reader.close()
        archive.close()


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_the_same_files_again_change_nothing(story: Path, tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive.db")
    reader = Reader.open(archive.path)
    try:
        files = list(steps(story))
        for step in files:
            arrive(archive, step)
        arrive(archive, files[-1])
        assert kept(reader, files[-1].expected) == files[-1].expected
    finally:
        reader.close()
        archive.close()
