"""`wirewatch query` prints what a filter lets through, in the form asked for, and points at what it cannot mean."""

from __future__ import annotations

import csv
import json
import re
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
from rich.cells import cell_len

from tests.build import FOLDER, minutes, report
from tests.terminal import Terminal
from tui.__main__ import main
from watchers.archive.lock import Lock
from watchers.archive.marks import Marks
from watchers.archive.rows import Health
from watchers.archive.writing import Archive
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


@pytest.mark.parametrize("begun", ["=cmd|' /C calc'!A0", "+1 dead", "-5 °C", "@SUM(A1)", "＝1+1"])
def test_no_cell_is_a_formula_and_json_has_the_text_as_it_is(
    path: Path, capsys: pytest.CaptureFixture[str], begun: str
) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store(report(begun, "Sandstorm.", received=NOW))

    def out(form: str) -> str:
        assert asked(path, "sandstorm", "--fields", "title,document", "--format", form) == 0
        return capsys.readouterr().out

    assert list(csv.reader(lines(out("csv"))))[1] == [f"'{begun}", "4"]
    assert lines(out("markdown"))[2].startswith(f"| '{begun[0]}")
    assert json.loads(out("jsonl"))["title"] == begun


def test_markdown_is_text_whatever_a_headline_holds(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store(report("<b>[link](javascript:x)</b> `a|b`", "Sandstorm.", received=NOW))
    assert asked(path, "sandstorm", "--fields", "title", "--format", "markdown") == 0
    assert lines(capsys.readouterr().out)[2] == r"| \<b\>\[link\](javascript:x)\</b\> \`a\|b\` |"


def test_by_relevance_headlines_come_first_and_what_has_no_word_last(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store(report("Talks go on", f"{'Nobody said a word. ' * 40}Of a ferry.", received=NOW))
        archive.store(report("Ferry sinks", "A ferry sank.", received=NOW - minutes(9)))
    assert asked(path, "ferry OR café", "--sort", "relevance") == 0
    found = [json.loads(line)["title"] for line in lines(capsys.readouterr().out)]
    assert found[-1] == "Talks go on"
    assert asked(path, "ferry OR region:syria", "--sort", "relevance") == 0
    found = [json.loads(line)["title"] for line in lines(capsys.readouterr().out)]
    assert found == ["Ferry sinks", "Talks go on", "Raid | at dawn"]
    assert asked(path, "region:syria -ferry", "--sort", "relevance") == 2
    assert "give words to search for" in capsys.readouterr().err


def test_documents_of_a_muted_source_are_printed_for_they_were_asked_for(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Archive.open(path)) as archive:
        archive.health(Health(FOLDER, "live", muted=NOW + timedelta(days=1)))
    assert asked(path, "raid", "--count") == 0
    assert capsys.readouterr().out == "1\n"


def test_what_is_embargoed_is_in_no_facet(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for expression in ("", "actor:iran"):
        assert asked(path, expression, "--facets", "actor,region") == 0
        rows = [tuple(json.loads(line).values()) for line in lines(capsys.readouterr().out)]
        assert rows[0] == ("actor", "iran", "Iran", 1)
        assert {row[3] for row in rows} == {1}


def test_a_long_table_keeps_its_columns(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store_all([report(f"{'停火谈判' * (n // 600)} {n}", received=NOW - minutes(n)) for n in range(1500)])
    assert asked(path, "", "--format", "table", "--fields", "title,source,document") == 0
    head, *rows = lines(capsys.readouterr().out)
    at = cell_len(head[: head.index("source")])
    assert len(rows) == 1502
    assert {cell_len(row[: row.index("Desk")]) for row in rows} == {at}


def test_what_is_printed_is_of_one_moment_however_slowly_it_is_read(path: Path) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store_all([report(f"Long {n}", "A long day at the port. " * 400, received=NOW) for n in range(200)])
    command = [sys.executable, "-m", "tui", "--archive", str(path), "query", "port", "--sort", "oldest"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        first = process.stdout.readline()
        with closing(Archive.open(path)) as archive:
            archive.store_all([report(f"Late {n}", "A long day at the port.", received=NOW) for n in range(50)])
        rest = process.stdout.readlines()
    assert [json.loads(line)["title"] for line in [first, *rest]] == [f"Long {n}" for n in range(200)]


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
