"""`wirewatch read` prints what was read, key by key after the contract, and only that."""

from __future__ import annotations

import io
import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tests.reading.office import docx, paragraph, pdf, zipped
from tui.__main__ import main
from tui.arguments import parse
from tui.commands import read
from watchers.contract import read_document
from watchers.document import Document, FeedFacts, Link, Subject
from watchers.reading.formats import WORDS

KEYS = (
    "format guid uri version status title abstract text byline dateline slugline credit copyright ednote genre"
    " language dateline_place dateline_date urgency subjects keywords places published first_created version_created"
    " updated embargo word_count links media feed warnings"
)
DISPATCH = "Power is back\n\nBy Ana Writer\n\nKYIV, Nov 18, 2025 (AP) - Lights went on.\n"
MOST = 100_000


def told(*files: str, form: str | None = None, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]], str]:
    """The exit code, the objects printed, and what was said on stderr."""
    out, said = io.BytesIO(), io.StringIO()
    code = read.run(files, form, MOST, io.BytesIO(stdin), out, said)
    return code, [json.loads(line) for line in out.getvalue().split(b"\n") if line], said.getvalue()


def test_a_document_after_the_contract() -> None:
    code, (answer,), said = told("-", stdin=DISPATCH.encode())
    assert (code, said) == (0, "")
    assert list(answer) == KEYS.split()
    assert (answer["title"], answer["byline"], answer["credit"]) == ("Power is back", "By Ana Writer", "AP")
    assert (answer["dateline_place"], answer["dateline_date"]) == ("KYIV", "2025-11-18")
    assert answer["published"] == "2025-11-18T00:00:00Z"
    absent = {key for key, value in answer.items() if value is None}
    assert {"guid", "status", "urgency", "embargo", "feed", "abstract"} <= absent
    assert [answer[key] for key in ("subjects", "keywords", "places", "links", "media", "warnings")] == [[]] * 6


def test_nothing_that_a_document_holds_is_left_out() -> None:
    left = {field.name for field in fields(Document)} - {"headline", "link"} - set(KEYS.split())
    assert left == set()
    whole = Document(
        "x",
        "rss",
        subjects=(Subject("medtop:1", "medtop", "war"),),
        links=(Link("https://a.example/b", "alternate", "text/html", "b"),),
        feed=FeedFacts("The Post", "https://a.example", "en"),
    )
    answer = read_document(whole)
    assert answer["subjects"] == [{"code": "medtop:1", "scheme": "medtop", "name": "war"}]
    assert answer["links"] == [{"href": "https://a.example/b", "rel": "alternate", "type": "text/html", "title": "b"}]
    assert answer["feed"] == {"title": "The Post", "link": "https://a.example", "language": "en", "updated": None}


def test_several_files_and_several_documents_of_one(tmp_path: Path) -> None:
    held = {"a.docx": docx(paragraph("In Word.")), "b.pdf": pdf([[(72, 700, 11, "In print.")]])}
    held["c.zip"] = zipped({"one.txt": b"First words.", "two.txt": b"More words."})
    for name, content in held.items():
        (tmp_path / name).write_bytes(content)
    code, answers, said = told(*(str(tmp_path / name) for name in held))
    assert (code, said) == (0, "")
    assert [answer["text"] for answer in answers] == ["In Word.", "In print.", "First words.", "More words."]
    assert [answer["format"] for answer in answers] == ["docx", "pdf", "text", "text"]


def test_what_cannot_be_read_is_answered_and_the_others_are_read(tmp_path: Path) -> None:
    good, bad, large = tmp_path / "good.txt", tmp_path / "bad.pdf", tmp_path / "large.txt"
    good.write_text(DISPATCH, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7")
    large.write_bytes(b"x" * (MOST + 1))
    code, answers, said = told(str(bad), str(good), str(tmp_path / "gone"), str(large), str(tmp_path))
    assert code == 1
    assert [set(answer) == {"source", "error"} for answer in answers] == [True, False, True, True, True]
    assert answers[0]["source"] == {"kind": "file", "name": "bad.pdf", "uri": bad.as_uri()}
    assert answers[0]["error"] == "bad.pdf: It is damaged or cut short. Fetch or copy it again."
    assert "over 100,000 bytes" in answers[3]["error"]
    assert "no ordinary file" in answers[4]["error"]
    assert said.count("\n") == 4


def test_standard_input_that_is_too_long_or_empty_is_answered() -> None:
    for content in (b"x" * (MOST + 1), b""):
        code, (answer,), _ = told("-", stdin=content)
        assert code == 1
        assert answer["source"] == {"kind": "stdin", "name": "standard input", "uri": "stdin:"}
        assert answer["error"].startswith("standard input: ")


def test_a_format_can_be_given() -> None:
    page = b"<html><body><p>words</p></body></html>"
    assert told(stdin=page, form="text")[1][0]["text"] == page.decode()
    assert told(stdin=b"# Head\n\nwords", form="markdown")[1][0]["title"] == "Head"


@pytest.mark.parametrize(("form", "hint"), [("htlm", "did you mean “html”?"), ("xyzzy", "one of text, ")])
def test_a_format_that_is_none_is_named(form: str, hint: str) -> None:
    code, answers, said = told(stdin=b"words", form=form)
    assert (code, answers) == (2, [])
    assert f"“{form}” is no format" in said
    assert hint in said


def test_every_format_can_be_named() -> None:
    assert set(read.FORMATS) == set(WORDS)
    given = parse(["read", "--as", "pdf", "a.pdf"])
    assert (given.command, given.form, given.files) == ("read", "pdf", ["a.pdf"])


def test_it_shows_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["read", "--help"])
    assert "wirewatch read report.pdf" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["read", "tag"])
def test_the_settings_say_how_large_a_file_may_be(
    command: str, tmp_path: Path, lexicon_folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    settings, path = tmp_path / "settings.toml", tmp_path / "a.txt"
    settings.write_text("max_bytes = 50\n", encoding="utf-8")
    path.write_text(DISPATCH, encoding="utf-8")
    assert main([command, str(path), "--settings", str(settings)]) == 1
    assert b"over 50 bytes" in capfdbinary.readouterr().out


def test_a_name_cannot_command_the_terminal() -> None:
    _, (answer,), said = told("no\x1b[31m.txt")
    assert "\x1b" not in said + answer["error"] + answer["source"]["name"]
