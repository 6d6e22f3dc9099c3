"""The tree, citations, times, and what is said of a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest

from tests.build import FOLDER, NOON, WORLD, report
from tests.waiting import until
from tui.board import citing, words
from tui.board.content import safe
from tui.board.keys import KEYS, MODAL
from tui.board.keys.places import TOLD
from tui.board.panels.rows import foot
from tui.board.panels.timeline import axis, heading
from tui.board.telling import also, banner, coverage, short, tags
from tui.board.tree import branches, names
from watchers.archive.rows import Also, RegionCount, Row, StoredDocument
from watchers.document import Analysis, Event
from watchers.sources.names import file_uri


def counted(**counts: int) -> list[RegionCount]:
    return [RegionCount(key, *WORLD[key][:2], WORLD[key][2], n) for key, n in counts.items()]


def shown(turned: dict[str, bool], picked: frozenset[str] = frozenset()) -> list[str]:
    regions = counted(asia=4, syria=3, idlib=1, africa=9, sudan=9, khartoum=9)
    regions += [RegionCount("middle-east", "Middle East", "world region", "asia", 4)]
    glyphs = {True: "▾", False: "▸", None: "·"}
    return [" " * b.depth + glyphs[b.open] + b.region.name for b in branches(regions, turned, picked)]


def test_countries_are_seen_at_once_and_closed() -> None:
    assert shown({}) == ["▾Africa", " ▸Sudan", "▾Middle East", " ▸Syria"]


def test_a_picked_country_is_open_and_a_closed_region_hides_what_lies_in_it() -> None:
    assert shown({"africa": False}, frozenset(["syria"])) == ["▸Africa", "▾Middle East", " ▾Syria", "  ·Idlib"]


def test_regions_that_lie_in_each_other_end() -> None:
    circle = [RegionCount("a", "A", "area", "b", 1), RegionCount("b", "B", "area", "a", 1)]
    assert branches(circle, {"a": True, "b": True}, frozenset()) == []
    assert names(circle) == {"a": "B", "b": "A"}


def test_the_brief_says_what_is_not_told_of_another_language() -> None:
    said = [block.text for block in coverage(Analysis(language="ar", coverage="names"))]
    assert said == ["Arabic: places, countries and named actors only; no events are told."]
    assert not list(coverage(Analysis(language="en")))


def test_the_brief_says_what_is_not_to_be_used() -> None:
    one = stored()
    killed = replace(one, row=replace(one.row, status="cancelled"), notice="The figures were wrong.")
    waiting = replace(one, row=replace(one.row, status="withheld", embargo=NOON + timedelta(hours=2, minutes=13)))
    lifted = replace(one, row=replace(one.row, status="usable", embargo=NOON - timedelta(hours=2)))
    said = [[block.text for block in banner(each, NOON)] for each in (killed, waiting, lifted)]
    assert said[0] == [" ✖ killed by its provider: not to be used ", "The figures were wrong.", ""]
    assert said[1] == [
        " ✖ withheld by its provider: not to be used yet ",
        "⧗ embargoed until 14:13 UTC, in 2 h 13 min",
        "",
    ]
    assert said[2] == []


def test_the_brief_says_of_an_event_that_it_did_not_happen_or_may_not() -> None:
    event = Event("ASSAULT", None, None, None, None, None, (), tense="past")
    denied = replace(event, negated=True, modality="possible", hedged="alleged")
    said = [[block.text for block in tags(Analysis(events=(one,)))] for one in (event, denied)]
    assert said == [["attack"], ["attack  did not happen  possible  alleged"]]


def test_the_brief_says_who_else_tells_the_story_and_what_is_shared() -> None:
    one = Also(("Reuters", "AFP"), 4, "shared: Torvik, school, 2 numbers")
    assert [block.text for block in also(one)] == ["also told by: Reuters, AFP · 4 documents", one.why]
    many = Also(tuple(f"Paper [b]{n}" for n in range(8)), 1)
    assert next(block.text for block in also(many)).endswith("Paper [b]4 and 3 more · 1 document")
    assert list(also(None)) == []


def test_the_wire_says_how_many_copies_there_are_where_there_is_room() -> None:
    row = replace(stored().row, copies=3)
    for width, said in ((100, "3 copies  Reuters"), (40, "no tags            Reuters")):
        assert said in "".join(text for text, _ in foot(row, width))
    assert "1 copy  " in [text for text, _ in foot(replace(row, copies=1), 100)][-4] + "  "


def stored(uri: str = "file:///desk/a.txt", link: str | None = None) -> StoredDocument:
    one = report("A title", credit="Reuters", uri=uri)
    document = one.document if link is None else type(one.document)(one.document.text, "text", link=link)
    row = Row(1, "A title", "Desk", document.credit, NOON, None)
    return StoredDocument(row, uri, FOLDER, document, one.analysis)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "--help", "//host/x", "vscode://x", "file:///etc/passwd", "http://"]
)
def test_only_web_addresses_are_links(link: str) -> None:
    assert citing.link(stored(link=link)) is None


def test_a_citation_has_title_source_time_and_address() -> None:
    assert citing.citation(stored()) == (
        "“A title”, Reuters, 14 Mar 2030, 12:00 UTC. file:///desk/a.txt"
        " [wirewatch 1, version 1, captured 14 Mar 2030, 12:00:00 UTC]"
    )
    linked = citing.citation(stored(link="https://example.org/1"))
    assert linked.startswith("“A title”, Desk, 14 Mar 2030, 12:00 UTC. https://example.org/1 [wirewatch 1,")


def test_the_original_is_found_while_it_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a b.txt"
    file.write_text("text")
    assert citing.file(stored(file.as_uri())) == file
    assert citing.file(stored(str(file))) == file
    file.unlink()
    assert citing.file(stored(str(file))) is None


@pytest.mark.parametrize("name", ["a b.txt", "100%25.txt", "notes #2?.txt"])
def test_a_file_is_found_whatever_stands_in_its_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("text")
    assert citing.file(stored(file_uri(str(file)))) == file


async def test_a_viewer_gets_the_original_and_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    for name in ("xdg-open", "open"):
        (tmp_path / name).write_text(f"#!/bin/sh\nprintf '%s' \"$1\" > '{seen}'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert citing.open_original(stored(link="https://example.org/1")) == "Opened at example.org"
    await until(lambda: not any(thread.name == citing.VIEWER for thread in enumerate_threads()))
    assert seen.read_text() == "https://example.org/1"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (NOON, " 12:00"),
        (NOON - timedelta(days=1), "13 Mar"),
        (datetime(2029, 12, 3, tzinfo=UTC), "Dec’29"),
    ],
)
def test_moments_take_six_cells(when: datetime, said: str) -> None:
    assert words.moment(when, NOON) == said


def test_spans_and_axes() -> None:
    assert [heading(timedelta(hours=h)) for h in (1, 6, 24, 168)] == [
        "Last hour",
        "Last 6 hours",
        "Last 24 hours",
        "Last 7 days",
    ]
    assert axis(NOON, timedelta(hours=24), 40) == "12:00     18:00     00:00     06:00  now"


def test_nothing_unclean_is_shown_of_a_path() -> None:
    assert safe("a\x1b[31m\u202eb\nc") == "ab c"
    assert safe("folder with a long name", 8) == "folder…"
    assert short("file:///desk/sub/a\x07.txt") == "sub/a.txt"
    assert short("file:///desk/sub/%D8%AF%D8%B1%D8%B9%D8%A7%1B%FF.txt") == "sub/درعا�.txt"
    assert short("https://example.org/a/%20b") == "a/%20b"


def test_no_two_keys_of_a_place_are_the_same_and_every_id_is_one() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)
    for place in {key.place for key in KEYS}:
        together = {place} if place in MODAL else {place, "everywhere"}
        taken = [name for key in KEYS if key.place in together for name in key.keys.split(",") if name]
        assert len(taken) == len(set(taken))


def test_the_help_has_every_place() -> None:
    assert set(TOLD) == {key.place for key in KEYS}
