"""`wirewatch tag` keeps the public contract, line by line, whatever comes in."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tui.commands import tag
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.tagger import Tagger
from watchers.document import Analysis, Document

DISPATCH = """Iranian foreign minister arrives in Baghdad

BAGHDAD, Nov 20 (Reuters) - Iran's foreign minister arrived in Baghdad on Friday for talks with Iraqi officials,
the Iraqi government said. Israel allegedly struck a convoy near Abu Kamal a day earlier.
"""


def told(
    tagger: Tagger, *files: str, stdin: bytes = b"", with_sentences: bool = False
) -> tuple[int, list[dict[str, Any]], str]:
    """The exit code, the objects printed, and what was said on stderr."""
    out, said = io.BytesIO(), io.StringIO()
    code = tag.run(files, tagger, io.BytesIO(stdin), out, said, with_sentences=with_sentences)
    return code, [json.loads(line) for line in out.getvalue().split(b"\n") if line], said.getvalue()


def line(**given: object) -> bytes:
    return json.dumps(given, ensure_ascii=False).encode() + b"\n"


def test_a_file_is_told_after_the_contract(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "dispatch.txt"
    path.write_text(DISPATCH, encoding="utf-8")
    code, (answer,), _ = told(tagger, str(path))
    assert code == 0
    told_of = "id source title text published received guid version status urgency embargo language coverage"
    keys = f"{told_of} summary actors regions events attributions hedges"
    assert list(answer) == keys.split()
    assert answer["title"] == "Iranian foreign minister arrives in Baghdad"
    assert answer["source"] == {"kind": "file", "name": "dispatch.txt", "uri": path.as_uri()}
    assert len(answer["id"]) == 64
    assert answer["language"] == "en"
    assert {"iraq-government", "israel"} <= {actor["id"] for actor in answer["actors"]}
    assert "Baghdad" in {region["name"] for region in answer["regions"]}


def test_every_span_stands_at_its_offsets(tagger: Tagger) -> None:
    text = "“Ankara 🇹🇷 ağır,” said Mehmet Yılmaz. Syrian rebels reportedly left Idlib, according to Reuters."
    _, (answer,), _ = told(tagger, stdin=line(text=text))
    assert answer["text"] == text
    tags = [*answer["actors"], *answer["regions"], *answer["events"]]
    spans = [m for t in tags for m in t["mentions"]] + answer["hedges"] + answer["summary"]
    spans += [a[part] for a in answer["attributions"] for part in ("source", "cue", "content") if a[part]]
    assert spans
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]


def test_a_mention_in_the_headline_says_so(tagger: Tagger) -> None:
    _, (answer,), _ = told(tagger, stdin=line(title="Clashes near Goma", text="Fighting was heard at dawn."))
    (goma,) = [region for region in answer["regions"] if region["name"] == "Goma"]
    assert [(m["in"], m["start"], m["text"]) for m in goma["mentions"]] == [("title", 13, "Goma")]


def test_answers_come_in_order_with_their_ids_and_bad_lines_are_answered(tagger: Tagger) -> None:
    lines = [
        line(id="a", text="Clashes near Goma."),
        b"{not json\n",
        b'["a list"]\n',
        line(id=7, text=5),
        line(id="no text"),
        line(id="when", text="x", published="soon"),
        b"\xff\xfe\n",
        b'{"id": NaN, "text": "x"}\n',
        line(id="early", text="x", published="0001-01-01T00:00:00+05:00"),
        b"\n",
        line(id="z", text=""),
    ]
    code, answers, _ = told(tagger, stdin=b"".join(lines))
    assert code == 1
    assert [answer["id"] for answer in answers] == ["a", None, None, 7, "no text", "when", None, None, "early", "z"]
    assert ["error" in answer for answer in answers] == [False, *[True] * 8, False]
    assert "Line 4 cannot be read: “text” is no string." in answers[3]["error"]
    assert "“published” is no ISO 8601 date" in answers[5]["error"]


def test_sentences_are_told_when_asked_for(tagger: Tagger) -> None:
    text = "The U.S. envoy left. He said: “No.” Talks go on."
    _, (answer,), _ = told(tagger, stdin=line(text=text), with_sentences=True)
    sentences = [text[s["start"] : s["end"]] for s in answer["sentences"]]
    assert sentences == ["The U.S. envoy left.", "He said: “No.”", "Talks go on."]


def test_published_is_told_in_utc(tagger: Tagger) -> None:
    _, (answer,), _ = told(tagger, stdin=line(text="x", published="2026-11-20T09:30:00+02:00"))
    assert answer["published"] == "2026-11-20T07:30:00Z"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 400, b"%PDF-1.7\n1 0 obj"])
def test_a_file_that_cannot_be_read_is_named(tagger: Tagger, tmp_path: Path, content: bytes) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(DISPATCH, encoding="utf-8")
    code, (first, second), said = told(tagger, str(bad), str(good))
    assert code == 1
    assert first["id"] is None
    assert "bad.txt" in first["error"]
    assert "bad.txt" in said
    assert second["title"].startswith("Iranian foreign minister")


def test_a_file_that_is_not_there_is_named(tagger: Tagger, tmp_path: Path) -> None:
    code, (answer,), _ = told(tagger, str(tmp_path / "gone.txt"))
    assert code == 1
    assert "gone.txt: cannot be read" in answer["error"]


def test_twice_the_same_bytes(tagger: Tagger) -> None:
    first, second = (told(tagger, stdin=line(id=1, text=DISPATCH))[1] for _ in range(2))
    assert [{**a, "received": None} for a in first] == [{**a, "received": None} for a in second]


def test_a_lone_surrogate_does_not_stop_the_stream(tagger: Tagger) -> None:
    code, (first, second), _ = told(
        tagger, stdin=b'{"id": 1, "text": "Goma \\ud800"}\n' + line(id=2, text="Clashes near Goma.")
    )
    assert code == 0
    assert first["text"] == "Goma \ud800"
    assert [region["name"] for region in second["regions"]] == ["Goma"]


def test_a_name_cannot_command_the_terminal(tagger: Tagger) -> None:
    _, _, said = told(tagger, "no\x1b[31m.txt")
    assert "\x1b" not in said
    assert "no.txt" in said


def test_what_is_no_file_or_too_large_is_named(tagger: Tagger, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(21 * 2**20)
    code, (folder, too_large), _ = told(tagger, str(tmp_path), str(large))
    assert code == 1
    assert "This is no ordinary file." in folder["error"]
    assert "It has over 20,971,520 bytes." in too_large["error"]


class Listening(Tagger):
    """Notes from where each document is told to report."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self.homes: list[str | None] = []

    def tag(self, document: Document, received: datetime | None = None, home: str | None = None) -> Analysis:
        self.homes.append(home)
        return super().tag(document, received, home)


def test_documents_report_from_home_unless_they_say_so(lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "dispatch.txt"
    path.write_text(DISPATCH, encoding="utf-8")
    listening = Listening(lexicon)
    lines = line(text="Rain fell.") + line(text="Rain fell.", home="DE")
    code = tag.run([str(path), "-"], listening, io.BytesIO(lines), io.BytesIO(), io.StringIO(), home="US-KY")
    assert code == 0
    assert listening.homes == ["US-KY", "US-KY", "DE"]


NITF = """<nitf><head><title>Accord</title><docdata management-status="embargoed"><date.release norm="{0}"/>
</docdata></head><body><body.content><p>Ministers signed the accord in Amman.</p></body.content></body></nitf>"""


def test_what_is_embargoed_still_is_refused_unless_it_is_asked_for(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "accord.xml"
    path.write_text(NITF.format("20990101T060000Z"), encoding="utf-8")
    code, (answer,), said = told(tagger, str(path))
    assert code == 1
    assert len(answer["id"]) == 64
    assert "“Accord” is embargoed until 01 Jan 2099 06:00 UTC" in answer["error"]
    assert answer["error"] in said
    out = io.BytesIO()
    assert tag.run([str(path)], tagger, io.BytesIO(), out, io.StringIO(), embargoed=True) == 0
    assert json.loads(out.getvalue())["embargo"] == "2099-01-01T06:00:00Z"
    path.write_text(NITF.format("20200101T060000Z"), encoding="utf-8")
    assert told(tagger, str(path))[0] == 0
