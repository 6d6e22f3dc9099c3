"""Whoever reads along notices that the archive's file is another one."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive.test_backing import fill, titles
from tests.build import report
from tui.board.reading import Reading
from watchers.archive.backing import back_up
from watchers.archive.following import Follower
from watchers.archive.marks import Marks
from watchers.archive.presence import found, identity, there
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.errors import ArchiveError


def test_it_is_here_moved_deleted_or_replaced(path: Path, tmp_path: Path) -> None:
    held = identity(fill(path))
    assert held is not None
    with closing(Reader.open(path)):
        assert found(path, held).whereabouts == "here"
        path.rename(tmp_path / "moved")
        moved = found(path, held)
        assert (moved.whereabouts, moved.at) == ("moved", tmp_path / "moved")
        path.write_text("another")
        assert found(path, held).whereabouts == "replaced"
        path.unlink()
        (tmp_path / "moved").unlink()
        assert found(path, held).whereabouts == "deleted"
        shutil.rmtree(path.parent)
        assert found(path, held).whereabouts == "deleted"


def test_a_stream_goes_on_with_an_archive_that_was_put_back(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    with closing(Follower(path)) as follower:
        assert [each.sequence for each in follower.after(0, 10)] == [1, 2, 3]
        back_up(path, tmp_path / "copy").path.replace(path)
        with closing(Archive.open(path)) as archive:
            archive.store(report("One more"))
        assert [each.title for each in follower.after(3, 10)] == ["One more"]


def test_a_stream_does_not_go_on_with_another_archive(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    with closing(Follower(path)) as follower:
        follower.after(0, 10)
        with closing(Archive.open(tmp_path / "other.db")) as archive:
            archive.store_all([report(f"Other {number}") for number in range(2)])
        (tmp_path / "other.db").replace(path)
        with pytest.raises(ArchiveError, match="counts otherwise"):
            follower.after(3, 10)


def move(path: Path, to: Path) -> None:
    path.rename(to)


async def test_a_board_reads_and_marks_the_archive_that_is_there_now(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    reading = Reading(lambda: Reader.open(path), lambda: Marks.open(path), place=lambda: there(path))
    try:
        await reading.mark(lambda marks: marks.star([1], True))
        assert await reading.ask(lambda reader: reader.totals().documents) == 3
        move(path, tmp_path / "moved.db")
        assert await reading.ask(lambda reader: reader.totals().documents) == 3, "it still answers"
        with pytest.raises(ArchiveError, match="no archive here"):
            await reading.mark(lambda marks: marks.star([2], True))
        fill(path, 5)
        assert await reading.ask(lambda reader: reader.totals().documents) == 5
        await reading.mark(lambda marks: marks.star([3], True))
    finally:
        reading.close()
    assert len(titles(path)) == 5
