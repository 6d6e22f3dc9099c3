"""Documents that tell one story lie in one cluster, those that repeat another say so, and the counts stay true."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.analysis.wires import WIRES, Wire
from tests.build import NOON, minutes, report
from watchers.analysis.traces import trace_of
from watchers.archive.pruning import Goal, Pruning
from watchers.archive.reader import Reader
from watchers.archive.rows import Row
from watchers.archive.writing import Archive
from watchers.document import Report, Source
from watchers.errors import ArchiveError
from watchers.filters.parsing import parse
from watchers.gathering import Gathering
from watchers.keeping import Keeper

BY_NAME = {wire.name: wire for wire in WIRES}


def paper(name: str) -> Source:
    return Source("feed", name, f"https://{name.lower()}.example/feed")


def arrived(wire: Wire | str, paper_name: str = "Gazette", *, at: float = 0, **facts: object) -> Report:
    """A wire as it comes in with a feed, `at` minutes after noon; `facts` are fields of its document."""
    told = BY_NAME[wire] if isinstance(wire, str) else wire
    source = paper(paper_name)
    uri = f"{source.uri}/{told.name}"
    made = report(told.title, told.text, uri=uri, source=source, received=NOON + minutes(at))
    document = replace(made.document, **facts)  # type: ignore[arg-type]
    analysis = replace(made.analysis, trace=trace_of(document, made.analysis))
    return replace(made, document=document, analysis=analysis)


def stream(wires: Sequence[Wire] = WIRES) -> list[Report]:
    return [arrived(wire, at=10.0 * n) for n, wire in enumerate(wires)]


def shown(reader: Reader) -> dict[str, Row]:
    """By title."""
    return {row.title: row for row in reader.rows(reader.numbers(parse(""), NOON))}


def found(reader: Reader, expression: str) -> set[int]:
    return set(reader.numbers(parse(expression), NOON + timedelta(days=1)))


def check_counts(path: Path) -> None:
    """What is said of each cluster is what its documents say."""
    sql = """
        SELECT cluster, count(*), count(DISTINCT origin), min(at), max(at) FROM document
        WHERE cluster IS NOT NULL GROUP BY cluster ORDER BY cluster
    """
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT id, documents, origins, first, last FROM cluster ORDER BY id").fetchall()
        assert kept == connection.execute(sql).fetchall()


def by_story(reader: Reader) -> list[list[str]]:
    groups: dict[int | None, list[str]] = {}
    titles = {wire.title: wire.name for wire in WIRES}
    for title, row in shown(reader).items():
        groups.setdefault(row.cluster, []).append(titles[title])
    return sorted(map(sorted, groups.values()))


def test_a_stream_is_put_together_as_it_is_stored(archive: Archive, reader: Reader) -> None:
    for one in stream():
        archive.store(one)
    stories = {wire.story for wire in WIRES}
    assert by_story(reader) == sorted(sorted(w.name for w in WIRES if w.story == story) for story in stories)
    check_counts(archive.path)


def test_copies_are_counted_by_the_report_and_by_each_copy(archive: Archive, reader: Reader) -> None:
    archive.store_all(stream())
    rows = shown(reader)
    ferry = rows["Ferry capsizes off Port Marel, 31 drown"]
    reprint, cut = rows["31 die as ferry turns over"], rows["Ferry disaster"]
    assert (ferry.copies, ferry.copy_of) == (2, None)
    assert (reprint.copies, reprint.copy_of, cut.copy_of) == (2, ferry.document, ferry.document)
    assert rows["Quake kills 40 in Ambarat"].copies == 0


def test_twenty_reprints_of_one_report_are_one_origin(archive: Archive, reader: Reader) -> None:
    for n in range(20):
        archive.store(arrived("ferry", f"Paper{n}", at=n, credit="NORWIRE" if n % 2 else "Norwire "))
    assert found(reader, "origins:=1") == set(range(1, 21))
    archive.store(arrived("ferry rewritten", "Harbour Post", at=30))
    assert found(reader, "origins:2") == set(range(1, 22))
    check_counts(archive.path)


def test_a_copy_has_the_origin_of_what_it_copies_whoever_signs_it(archive: Archive, reader: Reader) -> None:
    archive.store(arrived("quake", "Gazette", credit="Norwire"))
    archive.store(arrived("quake", "Herald", at=5, credit="Herald staff"))
    assert found(reader, "origins:=1") == {1, 2}


def test_versions_of_one_document_are_no_copies(archive: Archive, reader: Reader) -> None:
    archive.store(arrived("quake"))
    told = BY_NAME["quake"]
    archive.store(arrived(replace(told, text=told.text.replace("12 people", "14 people")), at=9))
    row = reader.rows([1])[0]
    assert (row.versions, row.copies, row.copy_of) == (2, 0, None)
    check_counts(archive.path)


def test_a_version_that_tells_another_story_moves(archive: Archive, reader: Reader) -> None:
    archive.store_all([arrived("ferry"), arrived("orlo", at=1), arrived("orlo goes on", "Herald", at=2)])
    other = replace(BY_NAME["ferry rewritten"], name="orlo")
    archive.store(arrived(other, at=3))
    ferry, moved, stayed = reader.rows([1, 2, 3])
    assert moved.cluster == ferry.cluster
    assert stayed.cluster != ferry.cluster
    check_counts(archive.path)


def test_a_killed_document_stays_where_it_was(archive: Archive, reader: Reader) -> None:
    archive.store_all([arrived("quake"), arrived("quake goes on", "Herald", at=5)])
    before = [row.cluster for row in reader.rows([1, 2])]
    killed = replace(
        BY_NAME["quake"], title="KILL: Quake", text="Kill the story. An apple harvest was meant. More later."
    )
    archive.store(arrived(killed, at=9, status="cancelled"))
    assert [row.cluster for row in reader.rows([1, 2])] == before
    check_counts(archive.path)


def test_a_restart_changes_no_number_and_goes_on_with_each_story(path: Path) -> None:
    clusters = []
    for restarted in (False, True):
        place = path.with_name(f"{restarted}.db")
        archive = Archive.open(place)
        for one in stream():
            archive.store(one)
            if restarted:
                archive.close()
                archive = Archive.open(place)
        with closing(Reader.open(place)) as reader:
            clusters.append({title: (row.cluster, row.copy_of) for title, row in shown(reader).items()})
        archive.close()
        check_counts(place)
    assert clusters[0] == clusters[1]


def test_what_is_set_apart_stays_apart(archive: Archive, reader: Reader) -> None:
    archive.store_all([arrived("quake"), arrived("quake goes on", "Herald", at=5)])
    apart = archive.split(2)
    assert [row.cluster == apart for row in reader.rows([1, 2])] == [False, True]
    told = BY_NAME["quake goes on"]
    archive.store(arrived(replace(told, text=f"{told.text} Snow is forecast."), "Herald", at=9))
    archive.store(arrived(replace(told, name="third", text=f"{told.text} Tents were put up."), "Post", at=12))
    assert [row.cluster == apart for row in reader.rows([1, 2])] == [False, True]
    assert archive.split(99) is None
    check_counts(archive.path)


def test_what_is_joined_by_hand_stays_joined(archive: Archive, reader: Reader) -> None:
    archive.store_all([arrived("quake"), arrived("harvest", "Herald", at=5)])
    archive.join(2, 1)
    archive.store(arrived(replace(BY_NAME["harvest"], text=f"{BY_NAME['harvest'].text} Pears too."), "Herald", at=9))
    one, other = reader.rows([1, 2])
    assert one.cluster == other.cluster
    assert found(reader, "story:#1") == {1, 2}
    assert archive.join(1, 99) is None
    check_counts(archive.path)


def test_what_could_not_be_stored_is_not_remembered(archive: Archive, reader: Reader) -> None:
    archive.store(arrived("quake"))
    with closing(sqlite3.connect(archive.path)) as other, other:
        other.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON version WHEN NEW.title LIKE 'Ferry%'"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(ArchiveError):
        archive.store_all([arrived("orlo", at=1), arrived("ferry", at=2)])
    archive.store_all([arrived("quake goes on", at=3), arrived("orlo goes on", at=4)])
    assert [row.cluster for row in reader.rows([2, 3])] == [reader.rows([1])[0].cluster, reader.rows([3])[0].cluster]
    assert reader.rows([3])[0].cluster != reader.rows([1])[0].cluster
    check_counts(archive.path)


def test_traces_of_stories_that_have_ended_are_let_go(archive: Archive) -> None:
    for day in range(8):
        archive.store(arrived(replace(BY_NAME["quake"], name=f"day {day}"), at=day * 24 * 60))
    with closing(sqlite3.connect(archive.path)) as connection:
        assert connection.execute("SELECT min(document) FROM trace").fetchone() == (5,)


def test_a_damaged_trace_is_passed_over(path: Path) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store_all([arrived("quake"), arrived("orlo", at=1)])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE trace SET body = x'c1' WHERE document = 1")
    with closing(Archive.open(path)) as archive, closing(Reader.open(path)) as reader:
        archive.store(arrived("orlo goes on", at=2))
        _, one, other = reader.rows([1, 2, 3])
        assert one.cluster == other.cluster


def test_related_documents_come_newest_first_with_the_reason(archive: Archive, reader: Reader) -> None:
    archive.store_all(stream())
    ferry = shown(reader)["Ferry capsizes off Port Marel, 31 drown"]
    found = [(each.row.title, each.why, each.copied) for each in reader.related(ferry.document)]
    assert (
        found[1:]
        == [
            ("Mourning after ferry disaster off Port Marel", "the same text, and more", False),
            ("Ferry disaster", "the same text, cut short", True),
            ("31 die as ferry turns over", "the same text", True),
        ]
        or found[1:][2][1] == "nearly the same text"
    )
    title, why, copied = found[0]
    assert (title, copied) == ("Coastguard calls off search for Star of Ilvane victims", False)
    assert why.startswith("shared: ")
    assert "Terrane" in why or "Marel" in why


def test_a_document_says_who_else_tells_its_story(archive: Archive, reader: Reader) -> None:
    archive.store(arrived("quake", credit="Norwire"))
    archive.store(arrived("quake goes on", "Herald", at=5))
    archive.store(arrived("harvest", "Herald", at=6))
    stored, alone = reader.document(1), reader.document(3)
    assert stored
    assert stored.also
    assert (stored.also.by, stored.also.documents) == (("Herald",), 1)
    assert "Torvik" in stored.also.why
    assert alone
    assert alone.also is None


async def test_documents_of_an_older_archive_are_put_together_beside_what_comes_in(path: Path) -> None:
    with closing(Archive.open(path)) as archive:
        archive.store_all([replace(one, analysis=replace(one.analysis, trace=None)) for one in stream()])
    rings: list[int] = []
    keeper = Keeper(path, lambda: None)
    await keeper.open()
    with closing(Reader.open(path)) as reader:
        assert reader.without_cluster(0, 99) == list(range(1, len(WIRES) + 1))
        await Gathering(path, keeper, lambda: 0, lambda: rings.append(1)).run()
        assert reader.without_cluster(0, 99) == []
        assert len(by_story(reader)) == len({wire.story for wire in WIRES})
    await keeper.close()
    assert rings
    check_counts(path)


def test_what_is_tagged_otherwise_stays_where_it_is(archive: Archive, reader: Reader) -> None:
    archive.store_all([arrived("quake"), arrived("orlo", at=1)])
    before = [row.cluster for row in reader.rows([1, 2])]
    trace = BY_NAME["quake"].trace
    tagged = replace(trace, terms={**trace.terms, "a:brekke": 1.0})
    archive.retag(1, 1, replace(arrived("quake").analysis, language="no", trace=tagged))
    archive.store(arrived("quake goes on", at=5))
    assert [row.cluster for row in reader.rows([1, 2])] == before
    assert reader.rows([3])[0].cluster == before[0]
    check_counts(archive.path)


def test_what_is_pruned_leaves_the_counts_true_for_a_writer_that_goes_on_as_well(
    archive: Archive, reader: Reader
) -> None:
    for n in range(4):
        archive.store(arrived("ferry", f"Paper{n}", at=n, credit="Norwire"))
    archive.store(arrived("quake", at=5))
    with closing(Pruning(archive.path, lambda _: None)) as pruning:
        assert pruning.run(Goal(before=NOON + minutes(4)), NOON + minutes(60)).documents == 4
    check_counts(archive.path)
    archive.store(arrived("ferry", "Herald", at=30))
    archive.store(arrived("quake", "Herald", at=31))
    check_counts(archive.path)
    assert found(reader, "origins:=1") == {5, 6, 7}
