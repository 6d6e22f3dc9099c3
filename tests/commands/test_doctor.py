"""`wirewatch doctor` says what is set, watched and failing, to a person and to a program, from the same facts."""

from __future__ import annotations

import io
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.build import NOON, report
from tui.commands import doctor
from tui.journal import Journal
from tui.paths import Paths
from watchers.archive.rows import Health, State
from watchers.archive.writing import Archive
from watchers.document import Source, Unreadable

WIRE = Source("folder", "wire\x1b[31m", "file:///wire")
BAD = Unreadable(WIRE, "file:///wire/bad.pdf", "bad.pdf", "It is damaged or cut short.", "Copy it again.", NOON)


@pytest.fixture
def paths(tmp_path: Path, lexicon_folder: Path) -> Paths:
    return Paths(tmp_path / "settings.toml", tmp_path / "archive.sqlite", lexicon_folder.parent)


def plain(paths: Paths) -> tuple[int, str]:
    out = io.StringIO()
    return doctor.run(paths, out), out.getvalue()


def facts(paths: Paths) -> tuple[int, Any]:
    out = io.StringIO()
    code = doctor.run(paths, out, as_json=True)
    assert out.getvalue().count("\n") == 1
    return code, json.loads(out.getvalue())


def fill(paths: Paths, *, state: State = "live") -> None:
    with closing(Archive.open(paths.archive)) as archive:
        archive.store(report(source=WIRE))
        archive.set_aside(BAD)
        archive.health(Health(WIRE, state, "The folder may not be read." if state == "failing" else None, NOON))


def test_where_nothing_is_there_yet_nothing_fails(paths: Paths) -> None:
    code, found = facts(paths)
    assert (code, found["well"]) == (0, True)
    assert found["settings"]["exists"] is False
    assert found["lexicon"]["compiled"] is True
    assert [Path(file["path"]).name for file in found["own"]["files"]] == ["actors.toml", "regions.toml"]
    assert (found["archive"]["exists"], found["archive"]["documents"]) == (False, 0)
    code, text = plain(paths)
    assert code == 0
    assert "(not there: the defaults hold)" in text
    assert "✖" not in text


def test_what_is_set_aside_and_what_fails_is_counted_and_named(paths: Paths) -> None:
    fill(paths, state="failing")
    code, found = facts(paths)
    assert (code, found["well"]) == (1, False)
    (source,) = found["archive"]["sources"]
    assert (source["uri"], source["state"], source["documents"], source["set_aside"]) == (WIRE.uri, "failing", 1, 1)
    assert source["problem"] == "The folder may not be read."
    assert source["last_success"] == "2030-03-14T12:00:00Z"
    assert source["next_try"] is None
    (aside,) = found["archive"]["set_aside"]
    assert (aside["name"], aside["reason"], aside["advice"]) == (BAD.name, BAD.reason, BAD.advice)
    code, text = plain(paths)
    assert code == 1
    assert "✖ source     wire" in text
    assert "✖ set aside  bad.pdf: It is damaged or cut short." in text


def test_nothing_in_plain_lines_is_obeyed_by_a_terminal(paths: Paths) -> None:
    fill(paths)
    assert "\x1b" not in plain(paths)[1]


@pytest.mark.parametrize("text", ["quiet = 3\n", 'home = "XX"\n'])
def test_a_slip_in_the_settings_is_the_same_sentence_both_ways(paths: Paths, text: str) -> None:
    paths.settings.write_text(text)
    code, found = facts(paths)
    assert code == 1
    assert found["settings"]["problem"]
    assert found["settings"]["problem"] in plain(paths)[1]


def test_folders_are_told_as_they_are_set(paths: Paths) -> None:
    paths.settings.write_text('[[folder]]\npath = "/wire"\nname = "wire desk"\ninclude = ["*.xml"]\n')
    (folder,) = facts(paths)[1]["settings"]["folders"]
    assert (folder["path"], folder["name"], folder["include"]) == ("/wire", "wire desk", ["*.xml"])


def test_a_folder_that_is_away_is_said(paths: Paths) -> None:
    away, there = paths.settings.parent / "away", paths.settings.parent / "there"
    there.mkdir()
    paths.settings.write_text(f'folders = ["{there}", "{away}"]\n')
    code, text = plain(paths)
    _, _, after = text.partition(f"watches {away} ")
    assert code == 0
    assert after.splitlines()[1] == "○            it is not there now; it is taken up as soon as it appears"
    assert text.count("it is not there now") == 1
    assert [each["exists"] for each in facts(paths)[1]["settings"]["folders"]] == [True, False]


def test_a_source_that_waits_is_not_told_as_if_nothing_was_the_matter(paths: Paths) -> None:
    with closing(Archive.open(paths.archive)) as archive:
        archive.health(Health(WIRE, "waiting", "The folder is not there.", NOON))
    assert "○ source     wire" in plain(paths)[1]


def test_an_archive_that_is_none_is_said(paths: Paths) -> None:
    paths.archive.write_bytes(b"This is no archive at all." * 100)
    code, found = facts(paths)
    assert code == 1
    assert found["archive"]["problem"] in plain(paths)[1]


def test_slips_in_the_saved_filters_are_named_with_their_lines(paths: Paths) -> None:
    paths.filters.parent.mkdir(parents=True, exist_ok=True)
    paths.filters.write_text('[[filter]]\nname = "Gulf"\nexpression = "region:gulf"\n[[filter]]\nname = 3\n', "utf-8")
    code, found = facts(paths)
    assert (code, found["filters"]["saved"]) == (1, 1)
    assert "line 5" in found["filters"]["mistakes"][0]
    code, text = plain(paths)
    assert code == 1
    assert "✖ filters " in text


def test_it_names_the_log_of_what_went_wrong_within_the_board(paths: Paths) -> None:
    assert f"{paths.log} (not there" in plain(paths)[1]
    assert facts(paths)[1]["log"] == {"path": str(paths.log), "last": None}
    Journal(paths.log).write(ValueError("a slip"), "a test")
    code, told = plain(paths)
    assert code == 0
    assert f"○ log        {paths.log} · what went wrong within the board, last 0 s ago" in told
    assert facts(paths)[1]["log"]["last"]
