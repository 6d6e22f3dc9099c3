"""`wirewatch archive` looks after an archive while a board writes it, and says what came of it."""

from __future__ import annotations

import io
import json
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.build import report
from tests.terminal import Terminal
from tui.__main__ import main
from tui.commands.archive.arguments import EXAMPLES
from watchers.archive.checking import check
from watchers.archive.lock import Lock
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.sources import mounts

NOW = datetime.now(UTC)
SECONDS = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Thirty documents, a day between each and the next, the last of today."""
    path = tmp_path / "archive.sqlite"
    with closing(Archive.open(path)) as archive:
        for number in range(30):
            text = f"The ferry {number} left port at dawn. " * 30
            archive.store(report(f"Ferry {number}", text, received=NOW - timedelta(days=30 - number)))
    return path


@contextmanager
def board(path: Path) -> Iterator[Archive]:
    """What writes it meanwhile, with its lock."""
    lock = Lock(path)
    assert lock.acquire()
    with closing(Archive.open(path)) as archive:
        yield archive
    lock.release()


def run(path: Path, *given: str) -> int:
    return main(["--archive", str(path), "archive", *given])


def documents(path: Path) -> int:
    with closing(Reader.open(path)) as reader:
        return reader.totals().documents


def test_a_backup_says_where_it_lies(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with board(path) as archive:
        assert run(path, "backup") == 0
        assert archive.store(report("One more")).outcome == "new"
    said = capsys.readouterr()
    copy = Path(said.out.strip())
    assert (copy.parent, copy.suffix) == (path.parent, ".sqlite")
    assert "30 documents" in said.err
    assert "looked through and whole" in said.err
    assert documents(copy) == 30


def test_a_backup_into_a_folder_or_under_a_name(path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    assert run(path, "backup", str(tmp_path / "copies")) == 0
    assert Path(capsys.readouterr().out.strip()).parent == tmp_path / "copies"
    assert run(path, "backup", str(tmp_path / "copy.db")) == 0
    assert run(path, "backup", str(tmp_path / "copy.db")) == 1
    assert "not written over" in capsys.readouterr().err


def test_a_check_of_a_whole_archive(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with board(path):
        assert run(path, "check") == 0
    assert capsys.readouterr().out == "● 30 documents, 30 versions, 30 originals: all whole\n"
    assert run(path, "check", "--quick") == 0
    assert "what lies in documents was not looked at" in capsys.readouterr().out


def test_a_check_says_what_is_wrong_and_what_to_do(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE version SET text = X'01FF' WHERE document = 3")
        raw.execute("UPDATE original SET content = X'0061' WHERE id = 4")
    assert run(path, "check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("✖ documents: document 3, version 1: what was kept of it cannot be read")
    assert lines[1].startswith("✖ documents: document 4, version 1"), "its text is kept behind its original"
    assert lines[2] == "  The others are whole. Take these in again from where they came."
    assert lines[3].startswith("✖ originals: document 4: the bytes as they came")
    assert lines[-1] == "✖ 30 documents, 30 versions, 30 originals: 3 findings"
    assert run(path, "check", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["whole"], told["documents"]) == (False, 30)
    assert [each["part"] for each in told["findings"]] == ["documents", "documents", "originals"]


def test_stats(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Marks.open(path)) as marks:
        marks.star([1, 2], starred=True)
        marks.note(3, "Ask the port.", NOW)
    with board(path):
        assert run(path, "stats") == 0
    out = capsys.readouterr().out
    assert "documents  30 (2 starred, 1 with a note)" in out
    assert "texts and analyses" in out
    assert f"{NOW:%Y-%m}" in out
    assert "Desk" in out
    assert run(path, "stats", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["documents"], told["by_source"][0]["name"]) == (30, "Desk")
    assert sum(told["by_month"].values()) == 30


def test_a_dry_run_says_what_would_go(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Marks.open(path)) as marks:
        marks.star([1], starred=True)
    assert run(path, "prune", "--older-than", "20d", "--dry-run") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("10 documents, received ")
    assert out[1] == "kept though as old: 1, starred, noted or embargoed"
    assert out[-1] == "nothing was changed"
    assert documents(path) == 30


def test_a_prune_beside_a_board(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with board(path) as archive:
        assert run(path, "prune", "--older-than", "20d", "--yes") == 0
        assert archive.store(report("One more")).outcome == "new"
    assert "11 documents taken out" in capsys.readouterr().out
    assert documents(path) == 20
    assert check(path).findings == ()
    assert run(path, "prune", "--older-than", "20d", "--yes") == 0
    assert "there is nothing to take out" in capsys.readouterr().out


def test_a_prune_to_a_size(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "prune", "--keep-size", "1KB", "--yes") == 0
    out = capsys.readouterr().out
    assert "30 documents taken out" in out
    assert "is more than 1.0 KB: what is left may not go" in out
    assert documents(path) == 0


def test_how_many_go_for_a_size_is_said_to_be_reckoned(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "prune", "--keep-size", "1KB", "--dry-run") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("about 30 documents, received ")
    assert out[1] == "that is reckoned: the oldest go until no more than 1.0 KB is in use"


def test_where_nobody_can_be_asked_nothing_goes(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert run(path, "prune", "--older-than", "20d") == 1
    assert "give --yes, or --dry-run" in capsys.readouterr().err
    assert documents(path) == 30


@pytest.mark.parametrize(("answer", "left"), [("n", 30), ("y", 19)])
def test_a_person_is_asked_on_a_terminal(path: Path, answer: str, left: int) -> None:
    command = [sys.executable, "-m", "tui", "--archive", str(path), "archive", "prune", "--older-than", "20d"]
    with Terminal(command, {}, columns=120, lines=20) as terminal:
        terminal.until(lambda screen: "Take 11 documents out for good? [y/N]" in screen, SECONDS)
        terminal.type(f"{answer}\r")
        assert terminal.exit_code(SECONDS) == (0 if answer == "y" else 1)
    assert documents(path) == left


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["prune"], "one of the arguments --older-than --keep-size is required"),
        (["prune", "--older-than", "old"], "“old” is no age; give one such as 90d"),
        (["prune", "--keep-size", "-2GB"], "expected one argument"),
        (["prune", "--keep-size=-2GB"], "“-2GB” is no size; give one such as 2GB"),
        (["prune", "--keep-size", "0"], "“0” is no size"),
        (["prune", "--older-than", "9d", "--keep-size", "2GB"], "not allowed with"),
        ([], "required: backup | check | stats | prune"),
        (["mend"], "invalid choice: 'mend'"),
    ],
)
def test_wrong_usage(path: Path, capsys: pytest.CaptureFixture[str], given: Sequence[str], said: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(path, *given)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("given", ["backup", "check", "stats", "prune --older-than 9d"])
def test_what_is_no_archive_is_named_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    (tmp_path / "diary").write_text("Dear diary")
    for name, said in (
        ("diary", "is damaged"),
        ("none", "no archive here yet"),
        ("", "this is a folder"),
        ("n" * 300, "too long"),
    ):
        assert run(tmp_path / name, *shlex.split(given)) == 1
        told = capsys.readouterr()
        assert said in told.err
        assert told.out == ""
    assert [each.name for each in tmp_path.iterdir()] == ["diary"]


def test_a_share_is_told_of(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"30 22 0:40 / {tmp_path} rw - nfs4 server:/export rw\n")
    monkeypatch.setattr(mounts, "_MOUNTS", table)
    assert run(path, "check", "--quick") == 0
    assert "lies on a share (nfs4)" in capsys.readouterr().err
    main(["--archive", str(path), "doctor"])
    assert "lies on a share (nfs4)" in capsys.readouterr().out


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_runs(path: Path, tmp_path: Path, example: str) -> None:
    """As a shell does it, but for jq where there is none."""
    command, _, pipe = example.partition(" | ")
    given = [sys.executable, "-m", "tui", "--archive", str(path), *shlex.split(command)[1:]]
    root = Path(__file__).parents[3]
    done = subprocess.run(
        given, capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(root)}, check=True
    )
    if pipe and shutil.which("jq"):
        subprocess.run(shlex.split(pipe), input=done.stdout, text=True, check=True, capture_output=True)
    elif pipe:
        json.loads(done.stdout)
