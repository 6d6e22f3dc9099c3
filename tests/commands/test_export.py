"""`wirewatch export` writes what a filter lets through, whole or not at all, and nothing in it does anything."""

from __future__ import annotations

import csv
import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import platformdirs
import pytest
from markdown_it import MarkdownIt

from tests.archive.stories import wire
from tests.build import minutes, report
from tui.__main__ import main
from tui.commands.export.arguments import CHECKS, EXPORTS
from watchers.archive.lock import Lock
from watchers.archive.writing import Archive
from watchers.bundle.checking import check

SECONDS = 60.0
NOW = datetime.now(UTC)
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>"
    " [x](javascript:alert(1)) ![y](https://evil.example/z.png) <https://evil.example> {{7*7}} </style></title>"
)
FORMULA = "=HYPERLINK(A1)"
pytestmark = pytest.mark.usefixtures("lexicon_folder")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four documents to be had, newest first: Ferry afloat (killed), FORMULA, HOSTILE, Raid; and one embargoed."""
    path = tmp_path / "kept" / "archive.sqlite"
    held = report("Held back", "Iran signs.", received=NOW)
    raid = report(
        "Raid | at dawn",
        "A cease fire ends near Idlib.\n\n# No heading\n- no list\n1. nor this\n    nor code",
        [("iran", "Iran", "state")],
        ["idlib"],
        ["ASSAULT"],
        received=NOW - minutes(9),
        credit="Reuters",
    )
    hostile = report(HOSTILE, f"{HOSTILE}\n\n{HOSTILE}", received=NOW - minutes(8), uri="javascript:alert(1)")
    with closing(Archive.open(path)) as archive:
        archive.store_all(
            [
                replace(raid, document=replace(raid.document, link="https://news.example/a?b=<c>&d=(e)")),
                replace(hostile, document=replace(hostile.document, link="javascript:alert(1)", byline=HOSTILE)),
                report(FORMULA, "@SUM", received=NOW - minutes(7), credit="+1"),
                wire("Ferry afloat", "The ferry is afloat.", version="1", at=1),
                wire("Ferry", "", "kill.xml", at=2, version="2", status="cancelled", ednote="There was no ferry."),
                replace(held, document=replace(held.document, embargo=NOW + timedelta(days=1))),
            ]
        )
    return path


def export(path: Path, target: Path, *given: str, expression: str = "") -> int:
    return main(["--archive", str(path), "export", expression, "--to", str(target), *given])


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class Seen(HTMLParser):
    """What a browser would see of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_ending_says_what_is_written(path: Path, tmp_path: Path) -> None:
    for name, begins in (("a.md", b"# "), ("a.HTML", b"<!DOCTYPE"), ("a.jsonl", b"{"), ("a.csv", b"document,")):
        assert export(path, tmp_path / name) == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    for name in ("a.zip", "a.tar", "folder"):
        assert export(path, tmp_path / name) == 0
        assert check(tmp_path / name).whole


@pytest.mark.parametrize(
    ("target", "given", "said"),
    [
        ("a.pdf", [], "end it with one of .md"),
        ("a.md", ["--format", "bundle"], "a bundle is a folder, a .zip or a .tar"),
        ("a.zip", ["--format", "csv"], "only a bundle is packed"),
        ("folder/", ["--format", "csv"], "csv is one file"),
        ("none/a.md", [], "there is no such folder"),
    ],
)
def test_what_cannot_be_meant_is_said(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str, given: Sequence[str], said: str
) -> None:
    assert main(["--archive", str(path), "export", "", "--to", f"{tmp_path}/{target}", *given]) == 2
    assert said in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_nothing_is_written_over_unless_forced(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.md"
    target.write_text("mine")
    assert export(path, target) == 2
    assert (text(target), "is there already; give another name, or --force" in capsys.readouterr().err) == (
        "mine",
        True,
    )
    assert export(path, target, "--force") == 0
    assert text(target).startswith("# ")


def test_a_folder_is_replaced_only_where_an_export_wrote_it(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "case"
    assert export(path, target) == 0
    assert export(path, target) == 2
    assert export(path, target, "--force", expression="raid") == 0
    assert sum(1 for _ in (target / "data" / "documents").rglob("*.json")) == 1
    (target / "notes.txt").write_text("mine")
    assert export(path, target, "--force") == 2
    assert "holds what no export wrote (notes.txt)" in capsys.readouterr().err
    assert text(target / "notes.txt") == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["case", "kept"]


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.jsonl", "a.csv", "a.zip", "folder"])
def test_what_is_embargoed_is_kept_out_and_said_so(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert export(path, tmp_path / name, expression="held OR raid") == 0
    assert "1 document kept out: embargoed" in capsys.readouterr().err
    files = [tmp_path / name, *(tmp_path / name).rglob("*")]
    content = b"".join(each.read_bytes() for each in files if each.is_file())
    assert (b"Held back" in content, b"Raid" in content) == (False, True)


def test_what_was_killed_is_marked_everywhere(path: Path, tmp_path: Path) -> None:
    for name in ("a.md", "a.html"):
        assert export(path, tmp_path / name, expression="is:killed") == 0
        assert "Killed by its provider: not to be used." in text(tmp_path / name)
        assert "There was no ferry." in text(tmp_path / name)
    assert export(path, tmp_path / "a.jsonl", expression="is:killed") == 0
    told = json.loads(text(tmp_path / "a.jsonl"))
    assert (told["title"], told["status"], told["stored"]["notice"]) == (
        "Ferry afloat",
        "cancelled",
        "There was no ferry.",
    )
    assert export(path, tmp_path / "a.csv", expression="is:killed") == 0
    (row,) = csv.DictReader(text(tmp_path / "a.csv").splitlines())
    assert (row["status"], row["notice"]) == ("cancelled", "There was no ferry.")


def test_a_page_runs_nothing_loads_nothing_and_links_to_the_web_alone(path: Path, tmp_path: Path) -> None:
    assert export(path, tmp_path / "a.html") == 0
    seen = Seen(text(tmp_path / "a.html"))
    known = "html head meta title style body h1 div nav ol li a span article h2 p ul dl dt dd q footer br code"
    assert {tag for tag, _ in seen.tags} <= set(known.split())
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on") or name == "src"]
    links = [attributes["href"] or "" for tag, attributes in seen.tags if tag == "a"]
    assert [link for link in links if not link.startswith("#d")] == ["https://news.example/a?b=%3Cc%3E&d=%28e%29"]
    policy = next(each["content"] for tag, each in seen.tags if "http-equiv" in each)
    assert (policy or "").startswith("default-src 'none'; style-src 'sha256-")
    assert seen.words.count(HOSTILE) >= 4


def test_a_page_lists_what_it_holds(path: Path, tmp_path: Path) -> None:
    assert export(path, tmp_path / "a.html") == 0
    seen = Seen(text(tmp_path / "a.html"))
    targets = [attributes["href"] for tag, attributes in seen.tags if tag == "a" and "rel" not in attributes]
    assert targets == [f"#{attributes['id']}" for tag, attributes in seen.tags if tag == "article"]
    assert len(targets) == 4


def test_markdown_means_nothing_but_its_words(path: Path, tmp_path: Path) -> None:
    assert export(path, tmp_path / "a.md") == 0
    page = text(tmp_path / "a.md")
    tokens = MarkdownIt("commonmark", {"linkify": False}).parse(page)
    kinds = {token.type for token in tokens} | {each.type for token in tokens for each in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "image", "code_block", "fence", "ordered_list_open"}
    links = [each.attrs["href"] for token in tokens for each in token.children or () if each.type == "link_open"]
    assert links == ["https://news.example/a?b=%3Cc%3E&d=%28e%29"]
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    assert len(headings) == 5
    for expected in ("**Actors:** Iran", "(“Idlib”)", "*Desk · Reuters · received ", " UTC*", "SHA-256"):
        assert expected in page


def test_a_folder_of_pages_has_an_index(path: Path, tmp_path: Path) -> None:
    for form, ending, link in (("markdown", ".md", "](000001.md)"), ("html", ".html", 'href="000001.html"')):
        assert export(path, tmp_path / form, "--format", form) == 0
        names = {each.name for each in (tmp_path / form).iterdir()}
        assert names == {f"{name}{ending}" for name in ("index", "000001", "000002", "000003", "000004")}
        assert link in text(tmp_path / form / f"index{ending}")
        assert "A cease fire ends" in text(tmp_path / form / f"000001{ending}")


def test_a_table_has_a_row_each_and_no_formula(path: Path, tmp_path: Path) -> None:
    assert export(path, tmp_path / "a.csv", "--sort", "oldest") == 0
    rows = list(csv.DictReader(text(tmp_path / "a.csv").splitlines()))
    assert [row["document"] for row in rows] == ["1", "2", "3", "4"]
    assert (rows[0]["actors"], rows[0]["regions"], rows[0]["events"]) == ("Iran", "Idlib", "ASSAULT")
    assert (rows[2]["title"], rows[2]["credit"], rows[2]["text"]) == (f"'{FORMULA}", "'+1", "'@SUM")


def test_it_is_sorted_and_cut(path: Path, tmp_path: Path) -> None:
    assert export(path, tmp_path / "a.jsonl", "--sort", "oldest", "--limit", "2") == 0
    told = [json.loads(line) for line in text(tmp_path / "a.jsonl").splitlines()]
    assert [each["stored"]["document"] for each in told] == [1, 2]
    assert told[0]["actors"][0]["id"] == "iran"


def test_an_expression_may_begin_by_leaving_out(path: Path, tmp_path: Path) -> None:
    assert export(path, tmp_path / "a.jsonl", expression="-actor:iran") == 0
    told = [json.loads(line)["stored"]["document"] for line in text(tmp_path / "a.jsonl").splitlines()]
    assert told == [3, 2]


def test_nothing_found_is_written_too(path: Path, tmp_path: Path) -> None:
    for name in ("a.md", "a.html", "a.jsonl", "a.csv", "a.zip", "case"):
        assert export(path, tmp_path / name, expression="nothing-like-it") == 0
        assert (tmp_path / name).exists()
    assert check(tmp_path / "a.zip").whole
    assert check(tmp_path / "case").whole


def test_what_is_damaged_is_said_and_the_others_are_written(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE version SET analysis = X'01FF' WHERE document = 1")
        raw.execute("UPDATE original SET content = X'02' WHERE id = 1")
    for name in ("a.md", "a.html", "a.jsonl", "a.csv", "a.zip"):
        assert export(path, tmp_path / name) == 1
        assert "1 version damaged in the archive" in capsys.readouterr().err
        assert b"damaged" in (tmp_path / name).read_bytes()
    verdict = check(tmp_path / "a.zip")
    assert (verdict.whole, verdict.facts and verdict.facts.damaged) == (True, 1)


def test_the_bytes_that_hold_an_embargoed_document_stay_out(path: Path, tmp_path: Path) -> None:
    held = report("Secret", "Not yet.", uri="secret", content=b"Free and secret", received=NOW)
    with closing(Archive.open(path)) as archive:
        archive.store(report("Free", "Now.", uri="free", content=b"Free and secret", received=NOW))
        archive.store(replace(held, document=replace(held.document, embargo=NOW + timedelta(days=1))))
    assert export(path, tmp_path / "a.zip", expression="free") == 0
    content = (tmp_path / "a.zip").read_bytes()
    assert (b"Free and secret" in content, b"embargoed when this was exported" in content) == (False, True)
    assert check(tmp_path / "a.zip").whole


def test_it_works_while_another_writes(path: Path, tmp_path: Path) -> None:
    lock = Lock(path)
    assert lock.acquire()
    with closing(Archive.open(path)) as archive:
        archive.store(report("Meanwhile", "News.", uri="meanwhile", received=NOW))
        assert export(path, tmp_path / "a.zip") == 0
    lock.release()
    verdict = check(tmp_path / "a.zip")
    assert verdict.facts is not None
    assert verdict.facts.documents == 5


def test_a_disk_that_takes_no_more_is_named_and_nothing_half_is_left(path: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(platformdirs.user_cache_path().resolve())}
    with closing(Archive.open(path)) as archive:
        archive.store_all([report(f"Story {n}", uri=str(n)) for n in range(400)])
    for name in ("a.jsonl", "a.zip", "case"):
        command = ["bash", "-c", 'ulimit -f 64; exec "$@"', "-", sys.executable, "-m", "tui", "--archive", str(path)]
        command += ["export", "", "--to", str(tmp_path / name)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, "cannot be written: File too large" in done.stderr) == (1, True), done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_asked_to_end_it_leaves_nothing_half(path: Path, tmp_path: Path) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store_all([report(f"Story {n}", "Words. " * 200, uri=str(n)) for n in range(3000)])
    command = [sys.executable, "-m", "tui", "--archive", str(path), "export", "", "--to", str(tmp_path / "case")]
    environment = {**os.environ, "XDG_CACHE_HOME": str(platformdirs.user_cache_path().resolve())}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    deadline = time.monotonic() + SECONDS
    while not list(tmp_path.glob(".case.*/data")) and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=SECONDS)
    left = {each.name for each in tmp_path.iterdir()}
    assert left == {"kept"} or (process.returncode == 0 and check(tmp_path / "case").whole)


def test_the_examples_of_both_helps_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for verb, examples in (("export", EXPORTS), ("verify", CHECKS)):
        with pytest.raises(SystemExit):
            main([verb, "--help"])
        shown = capsys.readouterr().out
        for example in examples:
            assert f"  {example}\n" in shown
            command = shlex.split(example.partition(" | ")[0])
            assert command[:2] == ["wirewatch", verb]
            assert main(["--archive", str(path), *command[1:]]) == 0
