"""`wirewatch query` prints what a filter lets through, in the form asked for, and points at what it cannot mean."""

from __future__ import annotations

import csv
import json
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs
import pytest

from tests.build import minutes, report
from tests.terminal import Terminal
from tui.__main__ import main
from tui.asking import EXAMPLES
from watchers.archive import Archive, Lock, Marks
from watchers.filters.closed import HAD, STATES
from watchers.filters.tokens import KEYS

SECONDS = 60.0
NOW = datetime.now(UTC)
pytestmark = pytest.mark.usefixtures("lexicon_folder")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.sqlite"
    held = report("Held back", "Iran signs.", [("iran", "Iran", "state")], received=NOW)
    reports = [
        report(
            "Raid | at dawn",
            "A cease fire ends.",
            [("iran", "Iran", "state")],
            ["idlib"],
            ["ASSAULT"],
            received=NOW - minutes(5),
            credit="Reuters",
        ),
        report("Café reopens", "Nothing else.", received=NOW - minutes(3), published=NOW - timedelta(days=3)),
        replace(held, document=replace(held.document, embargo=NOW + timedelta(days=1))),
    ]
    with closing(Archive.open(path)) as archive:
        archive.store_all(reports)
    return path


def asked(path: Path, *given: str) -> int:
    return main(["--archive", str(path), "query", *given])


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_a_pipe_gets_a_document_a_line_after_the_contract(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(path, "actor:iran cease") == 0
    (line,) = lines(capsys.readouterr().out)
    told = json.loads(line)
    assert (told["title"], told["actors"][0]["id"], told["stored"]["document"]) == ("Raid | at dawn", "iran", 1)


def test_what_is_embargoed_is_kept_out_and_said_so(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["", "--count"], ["is:embargoed OR café OR raid", "--count"]):
        assert asked(path, *given) == 0
        out, err = capsys.readouterr()
        assert (out, "1 document that is embargoed is kept out" in err) == ("2\n", True)


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("newest", ["Café reopens", "Raid | at dawn"]),
        ("oldest", ["Raid | at dawn", "Café reopens"]),
        ("published", ["Raid | at dawn", "Café reopens"]),
    ],
)
def test_it_is_sorted_and_cut(path: Path, capsys: pytest.CaptureFixture[str], sort: str, titles: Sequence[str]) -> None:
    for limit in (1, 2):
        assert asked(path, "", "--sort", sort, "--limit", str(limit)) == 0
        assert [json.loads(line)["title"] for line in lines(capsys.readouterr().out)] == titles[:limit]


def test_each_form_holds_the_same(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def out(form: str) -> str:
        assert asked(path, "raid", "--fields", "title,actors,credit", "--format", form) == 0
        return capsys.readouterr().out

    assert json.loads(out("json"))[0]["credit"] == "Reuters"
    assert list(json.loads(out("jsonl"))) == ["title", "actors", "credit"]
    assert list(csv.reader(lines(out("csv")))) == [["title", "actors", "credit"], ["Raid | at dawn", "Iran", "Reuters"]]
    assert lines(out("markdown"))[2] == "| Raid \\| at dawn | Iran | Reuters |"
    assert re.split(r" {2,}", lines(out("table"))[1]) == ["Raid | at dawn", "Iran", "Reuters"]
    assert asked(path, "nothing-like-it", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_facets_are_counted(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(path, "", "--facets", "actor,event,source") == 0
    rows = [tuple(json.loads(line).values()) for line in lines(capsys.readouterr().out)]
    assert rows == [
        ("actor", "iran", "Iran", 1),
        ("event", "ASSAULT", "ASSAULT", 1),
        ("source", "file:///desk", "Desk", 2),
    ]


def test_the_last_look_is_that_of_whoever_looked_last(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Marks.open(path)) as marks:
        marks.look(NOW - timedelta(minutes=4))
    for expression in ("since:last", "is:new"):
        assert asked(path, expression) == 0
        assert [json.loads(line)["title"] for line in lines(capsys.readouterr().out)] == ["Café reopens"]


@pytest.mark.parametrize(
    ("given", "said", "caret"),
    [
        (["raid actr:iran"], "did you mean actor:?", "       ^"),
        (["actor:irann"], "did you mean Iran?", "        ^"),
        (["", "--fields", "tilte"], "did you mean “title”?", None),
    ],
)
def test_what_cannot_be_meant_is_pointed_at(
    path: Path, capsys: pytest.CaptureFixture[str], given: Sequence[str], said: str, caret: str | None
) -> None:
    assert asked(path, *given) == 2
    out, err = capsys.readouterr()
    assert (out, said in err) == ("", True)
    assert caret is None or lines(err)[-1] == caret


def test_an_expression_may_begin_by_leaving_out(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(path, "-actor:iran", "--count") == 0
    assert capsys.readouterr().out == "1\n"


def test_a_table_on_a_terminal_while_another_writes(path: Path) -> None:
    lock = Lock(path)
    assert lock.acquire()
    command = [sys.executable, "-m", "tui", "--archive", str(path), "query", "since:7d"]
    cache = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}
    with Terminal(command, cache) as terminal:
        deadline = time.monotonic() + SECONDS
        while "Café reopens" not in "\n".join(terminal.screen.display):
            assert time.monotonic() < deadline, terminal.screen.display
            terminal.read(0.2)
        assert "document" in terminal.screen.display[1] or "document" in terminal.screen.display[0]
    lock.release()


def test_the_examples_of_its_help_run(path: Path) -> None:
    shown = subprocess.run([sys.executable, "-m", "tui", "query", "--help"], capture_output=True, text=True, check=True)
    for example in EXAMPLES:
        assert example in shown.stdout
        command = shlex.split(example.partition(" | ")[0])
        assert command[:2] == ["wirewatch", "query"]
        assert asked(path, *command[2:]) == 0


def test_help_names_every_key_and_every_state(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["query", "--help"])
    told = capsys.readouterr().out
    assert [key for key in KEYS if f"{key}:" not in told] == []
    assert [value for value in (*STATES, *HAD) if value not in told] == []


def test_what_an_ambiguous_name_is_taken_for_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(path, "region:kyiv", "--count") == 0
    out, err = capsys.readouterr()
    assert (out, "“kyiv” is taken for Kyiv (place, Kyiv City, Ukraine)" in err) == ("0\n", True)
