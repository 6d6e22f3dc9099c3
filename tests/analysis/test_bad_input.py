"""What bad input gets: no exception, the same tags twice, few or none, and no step taken oftener than words ask."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.test_tagger import check, mentions
from tests.bench.awkward import KINDS
from watchers.analysis.tagger import Tagger
from watchers.document import Analysis, Document

ROOT = Path(__file__).parents[2]
Lines = Counter[tuple[CodeType, int]]
NOTHING = {
    "an empty string": "",
    "white space": " \n\n\t \r\n ",
    "one letter": "x",
    "one full stop": ".",
    "a table of numbers": "| 1990 | 12.4 | 88 |\n| 1991 | 13.4 | 81 |\n" * 100,
    "columns": "Year\tOutput\tJobs\n1990\t12.4\t88\n1991\t13.4\t81\n",
    "a scanned page": "Tbe arrny ot l3aghdad sa1d 0n Tue5day tbat 8asra arid Mosu| bad b€en she1led by tbe l5raeli5.",
    "words run together": "OfficialsinKhartoumsaidthatthearmyhadshelledtwovillages." * 50,
    "no language": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
}


@pytest.fixture(scope="module")
def tagger(lexicon_folder: Path) -> Iterator[Tagger]:
    with Tagger.open(lexicon_folder) as opened:
        yield opened


def found(told: Analysis) -> list[str]:
    """The words of all tags."""
    return [m.text for m in mentions(told)]


@pytest.mark.parametrize("kind", KINDS)
def test_awkward_text_is_tagged_twice_alike(tagger: Tagger, kind: str) -> None:
    document = Document(KINDS[kind](30_000), "text")
    told = tagger.tag(document)
    check(document, told)
    assert msgspec.json.encode(told) == msgspec.json.encode(tagger.tag(document))


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_says_nothing_gets_no_tags(tagger: Tagger, text: str) -> None:
    assert found(tagger.tag(Document(text, "text"))) == []


@pytest.mark.parametrize(("kind", "most"), [("capitalised words", 5), ("single letters", 5), ("scanner's noise", 20)])
def test_a_hundred_thousand_letters_of_noise_get_a_handful_at_most(tagger: Tagger, kind: str, most: int) -> None:
    told = tagger.tag(Document(KINDS[kind](100_000), "text"))
    assert sum(len(r.mentions) for r in told.regions) <= most
    assert told.events == ()


def test_a_hundred_thousand_capitals_get_none(tagger: Tagger) -> None:
    assert found(tagger.tag(Document("K" * 100_000, "text"))) == []


def test_shouted_news_is_news(tagger: Tagger) -> None:
    told = tagger.tag(Document("THE ARMY SHELLED KOSTI ON TUESDAY, OFFICIALS IN KHARTOUM SAID.", "text"))
    assert {r.name for r in told.regions} == {"Kosti", "Khartoum"}
    assert [e.kind for e in told.events] == ["ASSAULT"]


def test_scripts_are_read_side_by_side(tagger: Tagger) -> None:
    told = tagger.tag(Document("Officials in القاهرة said that Kyiv and Goma were quiet; 北京 denied it.", "text"))
    assert {r.name for r in told.regions} >= {"Cairo", "Kyiv", "Goma"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400))
def test_any_text_at_all_is_tagged(tagger: Tagger, text: str) -> None:
    document = Document(text, "text", headline=text[:40].replace("\n", " ") or None)
    check(document, tagger.tag(document))


def test_another_process_answers_with_the_same_bytes() -> None:
    lines = "".join(json.dumps({"id": kind, "text": text(3000)}) + "\n" for kind, text in KINDS.items())
    one, other = (_answers(lines, seed) for seed in ("1", "2"))
    assert one == other
    assert len(one) == len(KINDS)
    assert not any('"error"' in line for line in one)


def _answers(lines: str, seed: str) -> list[str]:
    """What `wirewatch tag -` writes, but for when it received it."""
    told = subprocess.run(
        [sys.executable, "-m", "tui", "tag", "-"],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
    )
    return [re.sub(r'"received":\s*"[^"]*"', "", line) for line in told.stdout.splitlines()]


@pytest.mark.parametrize(
    ("kind", "length"),
    [
        ("news prose", 10_000),
        ("names without end", 2_500),
        ("cues without end", 6_000),
        ("people nobody knows", 5_000),
    ],
)
def test_four_times_the_text_takes_each_step_four_times_as_often(tagger: Tagger, kind: str, length: int) -> None:
    """Counted, not timed; a step that goes over all earlier ones would be taken sixteen times as often."""
    small, large = (_steps(tagger, KINDS[kind](size)) for size in (length, 4 * length))
    often = {step: (small[step], count) for step, count in large.items() if count > 2000}
    assert {_named(step): counts for step, counts in often.items() if counts[1] > 12 * max(counts[0], 300)} == {}


def _steps(tagger: Tagger, text: str) -> Lines:
    """How often each line of the analysis ran."""
    steps: Lines = Counter()

    def line(frame: FrameType, event: str, _: object) -> Callable[..., Any]:
        steps[frame.f_code, frame.f_lineno] += 1
        return line

    def call(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        return line if "analysis" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        tagger.tag(Document(text, "text"))
    finally:
        sys.settrace(before)
    return steps


def _named(step: tuple[CodeType, int]) -> str:
    return f"{Path(step[0].co_filename).name}:{step[1]} {step[0].co_name}"
