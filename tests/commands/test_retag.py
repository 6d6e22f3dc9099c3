"""`wirewatch retag` tags the archive again, says what changed, and leaves every document whole whatever stops it."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest

from tests.build import NOON, minutes, report
from tests.terminal import Terminal
from tui.__main__ import main
from tui.commands import progress, retag
from watchers.analysis.tagger import Tagger
from watchers.archive.lock import Lock
from watchers.archive.reader import Reader
from watchers.archive.rows import StoredDocument
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.errors import ArchiveBusyError, ArchiveError
from watchers.filters import Filter
from watchers.settings import Settings

STORY = "GOMA, DR Congo, Nov 18 (Reuters) - Rebels attacked soldiers near Goma, officials in Kinshasa said."
SETTINGS = Settings(workers=1)
SECONDS = 60.0


def stale(number: int = 0) -> Report:
    """A document as an older lexicon has tagged it."""
    given = report(f"Rebels near Goma {number}", STORY, [("found:ibex", "Ibex Front", "armed group")], ["khartoum"])
    arrival = replace(given.arrival, received=NOON + minutes(number))
    return replace(given, arrival=arrival, document=replace(given.document, headline=given.title))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


def fill(path: Path, reports: Sequence[Report]) -> None:
    with closing(Archive.open(path)) as archive:
        for each in reports:
            archive.store(each)


def documents(path: Path) -> list[StoredDocument]:
    with closing(Reader.open(path)) as reader:
        found = [reader.document(number) for number in reader.numbers(Filter(), NOON)]
    return [each for each in found if each is not None]


def told(path: Path, lexicon: Path, *, dry_run: bool = False) -> tuple[int, str]:
    """The exit code, and what was printed."""
    out = io.StringIO()
    code = retag.run(path, lambda: lexicon, SETTINGS, out, dry_run=dry_run)
    return code, out.getvalue()


def test_every_document_has_the_tags_of_the_present_lexicon(path: Path, lexicon_folder: Path, tagger: Tagger) -> None:
    fill(path, [stale(n) for n in range(3)])
    code, said = told(path, lexicon_folder)
    assert code == 0
    assert "documents  3 looked at, 3 changed\n" in said
    assert "lost 3: Ibex Front 3\n" in said
    assert "Goma 3" in said
    assert "lost 3: Khartoum 3\n" in said
    for stored in documents(path):
        assert stored.analysis == tagger.tag(stored.document, stored.row.received)
    assert "3 looked at, 0 changed" in told(path, lexicon_folder)[1]


def test_a_dry_run_counts_beside_a_board_and_writes_nothing(path: Path, lexicon_folder: Path) -> None:
    fill(path, [stale()])
    before, board = documents(path), Lock(path)
    assert board.acquire()
    code, said = told(path, lexicon_folder, dry_run=True)
    board.release()
    assert (code, documents(path)) == (0, before)
    assert "documents  1 looked at, 1 would change; nothing was written\n" in said
    assert "lost 1: Ibex Front 1" in said


def test_a_board_that_writes_the_archive_is_named(path: Path, lexicon_folder: Path) -> None:
    fill(path, [stale()])
    board = Lock(path)
    assert board.acquire()
    with pytest.raises(ArchiveBusyError, match="Let its board do it"):
        told(path, lexicon_folder)
    board.release()


def test_without_an_archive_it_says_so_and_makes_none(
    path: Path, lexicon_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ArchiveError, match="there is no archive here yet"):
        told(path, lexicon_folder)
    assert main(["retag", "--archive", str(path), "--settings", str(path.parent / "none.toml")]) == 1
    assert "there is no archive here yet" in capsys.readouterr().err
    assert list(path.parent.iterdir()) == []


def test_a_document_that_cannot_be_tagged_is_named_and_left(path: Path, lexicon_folder: Path) -> None:
    fill(path, [stale(n) for n in range(3)])
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE version SET text = x'01ff' WHERE document = 2")
    code, said = told(path, lexicon_folder)
    assert code == 1
    assert "3 looked at, 2 changed" in said
    assert "failed     1, left as they were" in said
    assert "Rebels near Goma 1: What the archive kept of it is damaged." in said
    with closing(sqlite3.connect(path)) as raw:
        held = raw.execute(
            "SELECT count(*) FROM region_tag t JOIN region r ON r.id = t.region WHERE r.key = 'khartoum'"
        )
        assert held.fetchone() == (1,)


def test_in_a_log_there_is_a_line_now_and_then(
    path: Path, lexicon_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SECONDS", 0.0)
    fill(path, [stale(n) for n in range(3)])
    told(path, lexicon_folder)
    assert capsys.readouterr().err.splitlines()[-1] == "Re-tagging: 3 of 3, 3 changed"


def test_broken_off_it_says_how_far_it_came_and_all_is_whole(path: Path, lexicon_folder: Path, tagger: Tagger) -> None:
    many = 1000
    fill(path, [stale(n) for n in range(many)])
    settings = path.parent / "settings.toml"
    settings.write_text("workers = 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "tui", "retag", "--archive", str(path), "--settings", str(settings)]
    with Terminal(command, {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}, columns=120) as terminal:
        terminal.until(lambda screen: f" of {many:,}, " in screen and " 0 of" not in screen, SECONDS)
        os.killpg(terminal.process.pid, signal.SIGINT)  # as a terminal does for ^c
        assert terminal.exit_code(SECONDS) == 130
        assert "broken off at " in terminal.text
        assert "Traceback" not in terminal.text
    stored = documents(path)
    fresh = [tagger.tag(each.document, each.row.received) for each in stored]
    old = [stale(number).analysis for number in reversed(range(many))]
    assert [each.analysis for each in stored if each.analysis not in (fresh[0], old[0])] == []
    assert 0 < sum(each.analysis == fresh[0] for each in stored) < many
