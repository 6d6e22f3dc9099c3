"""On a share the archive is written without SQLite's log, and that is said; on a disk of this machine it is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.build import report
from watchers.archive.backing import back_up
from watchers.archive.checking import check
from watchers.archive.marks import Marks
from watchers.archive.network import journal_for, remark
from watchers.archive.pruning import Goal, Pruning
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.errors import ArchiveBusyError
from watchers.sources import mounts


@pytest.fixture
def share(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The archive's folder as a table of mounts tells of a share."""
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 0:40 / {path.parent} rw - nfs4 server:/export rw\n")
    monkeypatch.setattr(mounts, "_MOUNTS", table)
    return path


def mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        return str(raw.execute("PRAGMA journal_mode").fetchone()[0])


def test_a_disk_of_this_machine_has_the_log_and_no_remark(path: Path) -> None:
    Archive.open(path).close()
    assert (mode(path), remark(path), journal_for(path)) == ("wal", None, "WAL")


def test_a_share_has_none_and_what_to_do_is_said(share: Path) -> None:
    with closing(Archive.open(share)) as archive:
        archive.store(report())
        assert [each.name for each in share.parent.iterdir()] == [share.name]
        with closing(Reader.open(share)) as reader, closing(Marks.open(share)) as marks:
            marks.star([1], starred=True)
            assert reader.rows([1])[0].starred
            assert archive.store(report("Another")).outcome == "new"
    assert mode(share) == "delete"
    assert "(nfs4), where SQLite's log is not safe" in (remark(share) or "")
    assert "--archive PATH" in (remark(share) or "")


def test_an_archive_that_was_carried_to_a_share_loses_its_log(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store(report())
    table = tmp_path / "mountinfo"
    table.write_text(f"30 22 0:40 / {path.parent} rw - cifs //server/share rw\n")
    monkeypatch.setattr(mounts, "_MOUNTS", table)
    with closing(Reader.open(path)), pytest.raises(ArchiveBusyError):
        Archive.open(path)
    with closing(Archive.open(path)) as archive:
        assert archive.store(report("Another")).outcome == "new"
    assert mode(path) == "delete"


def test_it_is_backed_up_checked_and_pruned_there_all_the_same(share: Path, tmp_path: Path) -> None:
    with closing(Archive.open(share)) as archive:
        archive.store_all([report(f"Report {number}") for number in range(20)])
        assert back_up(share, tmp_path / "copy.db").documents == 20
        assert check(share).findings == ()
        with closing(Pruning(share)) as pruning:
            assert pruning.run(Goal(size=1), report().arrival.received).documents == 20
        assert archive.store(report("Another")).outcome == "new"
