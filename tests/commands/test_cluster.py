"""`wirewatch cluster` says which JSON lines tell one story and which repeat another, and answers every line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.wires import WIRES
from tui.__main__ import main
from tui.commands import cluster


def lines(*given: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in given)


def told(given: bytes, lexicon_folder: Path, own: Path) -> tuple[int, list[dict[str, Any]]]:
    out = io.BytesIO()
    code = cluster.run(Path("-"), lambda: lexicon_folder, own, io.BytesIO(given), out)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_gets_its_story_in_its_order(lexicon_folder: Path, tmp_path: Path) -> None:
    given = lines(*({"id": wire.name, "title": wire.title, "text": wire.text} for wire in WIRES))
    code, answers = told(given, lexicon_folder, tmp_path)
    assert code == 0
    assert [answer["id"] for answer in answers] == [wire.name for wire in WIRES]
    pairs = {(wire.story, answer["story"]) for wire, answer in zip(WIRES, answers, strict=True)}
    assert len(pairs) == len({wire.story for wire in WIRES}) == len({answer["story"] for answer in answers})
    assert [answer["copy_of"] for answer in answers] == [wire.of for wire in WIRES]


def test_what_is_told_long_after_is_another_story(lexicon_folder: Path, tmp_path: Path) -> None:
    quakes = [wire for wire in WIRES if wire.story == "torvik"]
    given = [{"text": wire.text, "published": f"2030-0{n}-14"} for n, wire in enumerate(quakes, 3)]
    assert [answer["story"] for answer in told(lines(*given), lexicon_folder, tmp_path)[1]] == [1, 2]


def test_a_line_that_cannot_be_read_says_so_and_the_others_are_answered(lexicon_folder: Path, tmp_path: Path) -> None:
    given = b"nonsense\n" + lines({"id": 7, "text": WIRES[0].text}, {"id": 8}, {"id": 9, "text": ""})
    code, answers = told(given, lexicon_folder, tmp_path)
    assert code == 1
    assert ["error" in answer for answer in answers] == [True, False, True, False]
    assert answers[1] == {"id": 7, "story": 1, "copy_of": None}


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cluster", str(tmp_path / "none.jsonl")]) == 1
    assert "cannot be read: No such file" in capsys.readouterr().err
