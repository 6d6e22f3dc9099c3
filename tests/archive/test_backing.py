"""A backup is whole, of one moment, and never in the place of anything, while a board writes on."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.archive.test_kills import ROOT, halves
from tests.build import NOON, report
from watchers.archive import backing
from watchers.archive.backing import back_up, place_for
from watchers.archive.checking import check
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.errors import ArchiveCorruptError, ArchiveError
from watchers.filters import Filter

NOW = datetime(2030, 3, 14, 12, 30, 5, tzinfo=UTC)


def fill(path: Path, number: int = 30) -> Path:
    actors = [("irgc", "Revolutionary Guards", "military", ("iran",))]
    with closing(Archive.open(path)) as archive:
        archive.store_all(
            [
                report(f"Report {each}", "Words. " * 50, actors, ["beit-jinn"], ["ASSAULT"], uri=f"u{each}")
                for each in range(number)
            ]
        )
    return path


def titles(path: Path) -> set[str]:
    with closing(Reader.open(path)) as reader:
        return {row.title for row in reader.rows(reader.numbers(Filter(), NOON))}


def test_it_is_one_file_that_opens_like_the_archive(path: Path, tmp_path: Path) -> None:
    fill(path)
    made = back_up(path, tmp_path / "new" / "copy.sqlite")
    assert (made.documents, made.size) == (30, made.path.stat().st_size)
    assert [each.name for each in made.path.parent.iterdir()] == ["copy.sqlite"]
    assert titles(made.path) == titles(path)
    assert check(made.path).findings == ()
    assert made.path.stat().st_mode == path.stat().st_mode
    with closing(Archive.open(made.path)) as archive:
        assert archive.store(report("One more")).outcome == "new"


def test_its_name_has_the_time_in_utc_and_lies_beside_or_in_the_folder_given(path: Path, tmp_path: Path) -> None:
    assert place_for(path, None, NOW) == path.with_name("archive-20300314T123005Z.db")
    assert place_for(path, tmp_path, NOW) == tmp_path / "archive-20300314T123005Z.db"
    assert place_for(path, tmp_path / "x.db", NOW) == tmp_path / "x.db"


def test_nothing_is_written_over(path: Path, tmp_path: Path) -> None:
    fill(path)
    (tmp_path / "there").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("there", "link"):
        with pytest.raises(ArchiveError, match="not written over"):
            back_up(path, tmp_path / name)
    with pytest.raises(ArchiveError, match="not written over"):
        back_up(path, path)
    assert (tmp_path / "there").read_text() == "mine"


def test_what_is_no_archive_is_not_backed_up(tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("Dear diary")
    with pytest.raises(ArchiveError, match="damaged"):
        back_up(tmp_path / "diary", tmp_path / "copy")
    with pytest.raises(ArchiveError, match="no archive here yet"):
        back_up(tmp_path / "none", tmp_path / "copy")
    assert [each.name for each in tmp_path.iterdir()] == ["diary"]


def test_where_no_copy_can_be_made_it_says_so_and_leaves_nothing(path: Path, tmp_path: Path) -> None:
    fill(path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="a file, not a folder"):
        back_up(path, tmp_path / "file" / "copy.sqlite")
    with pytest.raises(ArchiveError, match="too long"):
        back_up(path, tmp_path / ("x" * 300))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "kept"]


def test_it_is_of_one_moment_though_a_board_stores_all_the_while(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer is a process of its own; a page a step, so that it stores between any two."""
    fill(path, 100)
    monkeypatch.setattr(backing, "_PAGES", 1)
    command = [sys.executable, "-m", "tests.archive.storing_forever", str(path), "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        steps: list[tuple[int, int]] = []
        made = back_up(path, tmp_path / "copy.sqlite", lambda done, total: steps.append((done, total)))
        writer.stdout.readline()
        writer.kill()
        writer.communicate()
    assert steps == sorted(steps), "it never began again"
    assert steps[-1][0] == steps[-1][1]
    assert made.documents >= 101
    assert halves(made.path) == []
    assert made.documents < len(titles(path))


def test_a_damaged_archive_gives_no_backup(path: Path, tmp_path: Path) -> None:
    fill(path, 400)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 40_000)
    with pytest.raises(ArchiveCorruptError, match="damaged, so no copy was made") as raised:
        back_up(path, tmp_path / "copy.sqlite")
    assert raised.value.path == path
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]
