"""Another analysis takes the place of a document's own, whole or not at all, and touches nothing else."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.archive.retagging_forever import DOCUMENTS, first, second
from tests.build import FOLDER, NOON, event, minutes, report
from watchers.archive.changes import Change, change
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.rows import Tag
from watchers.archive.writing import Archive
from watchers.document import Analysis, Event, FileState, Hedge, Mention
from watchers.filters import Filter, Term
from watchers.filters.parsing import parse

ROOT = Path(__file__).parents[2]
KILLS = 5
STATE = FileState(5, 1, 7)


def test_the_tags_are_those_of_the_new_analysis_everywhere(archive: Archive, reader: Reader) -> None:
    archive.store(first(1))
    told = archive.retag(1, 1, second(1).analysis)
    assert told == Change(
        True,
        (Tag("saf", "Sudanese Armed Forces"), Tag("un", "United Nations")),
        (Tag("irgc", "Revolutionary Guards"),),
        (Tag("khartoum", "Khartoum"),),
        (Tag("beit-jinn", "Beit Jinn"),),
        2,
    )
    stored = reader.document(1)
    assert stored is not None
    assert stored.analysis == second(1).analysis
    assert [tag.id for tag in stored.row.actors] == ["saf", "un"]
    assert {count.id for count in reader.actor_counts(Filter(), NOON)} == {"saf", "un"}
    assert {count.id for count in reader.region_counts(Filter(), NOON)} == {"africa", "sudan", "khartoum"}
    assert {count.id for count in reader.event_counts(Filter(), NOON)} == {"CONSULT", "PROTEST"}
    assert list(reader.numbers(Filter((Term("actor", ("iran",)),)), NOON)) == []
    assert list(reader.numbers(Filter((Term("text", ("words",)),)), NOON)) == [1]


def test_receipt_marks_versions_files_and_originals_stay(archive: Archive, reader: Reader, marks: Marks) -> None:
    archive.store(report("Old", uri="u1", file_state=STATE))
    archive.store(replace(first(1), arrival=replace(first(1).arrival, file_state=STATE)))
    marks.read([1], True)
    marks.star([1], True)
    before, original = reader.document(1), reader.original(1)
    archive.retag(1, 2, second(1).analysis)
    after = reader.document(1)
    assert before is not None
    assert after is not None
    told = after.row
    assert told == replace(before.row, actors=told.actors, regions=told.regions, event=told.event)
    assert (after.row.read, after.row.starred, after.row.version) == (True, True, 2)
    assert (after.document, after.uri, after.source) == (before.document, before.uri, before.source)
    assert reader.original(1) == original
    assert archive.file_states(FOLDER) == {"u1": STATE}


def test_what_is_the_same_is_not_written(archive: Archive, reader: Reader) -> None:
    archive.store(first(1))
    reader.changed()
    assert archive.retag(1, 1, first(1).analysis) == Change()
    assert not reader.changed()


def test_only_the_current_version_is_tagged_again(archive: Archive, reader: Reader) -> None:
    archive.store(first(1))
    archive.store(report("Newer", uri="u1"))
    assert archive.retag(1, 1, second(1).analysis) is None
    assert archive.retag(99, 1, second(1).analysis) is None
    assert reader.actor_counts(Filter(), NOON) == []


def test_a_lasting_actor_takes_the_name_that_the_new_analysis_gives_it(archive: Archive, reader: Reader) -> None:
    archive.store(report(actors=[("saf", "Army", "military")]))
    told = archive.retag(1, 1, report(actors=[("saf", "Sudanese Armed Forces", "military")]).analysis)
    assert told == Change(changed=True)
    assert [count.name for count in reader.actor_counts(Filter(), NOON)] == ["Sudanese Armed Forces"]


def test_events_are_compared_without_their_words() -> None:
    raid, talks = event("ASSAULT", "aerial"), event("CONSULT")
    moved = replace(raid, mentions=(Mention(0, 4, "raid", "event:stem"),))
    assert change(Analysis(events=(raid,)), Analysis(events=(moved,))) == Change(changed=True)
    assert change(Analysis(events=(raid, talks)), Analysis(events=(replace(raid, actor="iran"),))).events == 2


def test_a_damaged_analysis_is_made_anew(archive: Archive, reader: Reader) -> None:
    archive.store(first(1))
    with closing(sqlite3.connect(archive.path)) as raw, raw:
        raw.execute("UPDATE version SET analysis = x'00ff'")
    kept = reader.reread(1)
    assert kept is not None
    assert (kept.document, kept.analysis) == (first(1).document, None)
    told = archive.retag(1, 1, second(1).analysis)
    assert told is not None
    assert told.changed
    stored = reader.document(1)
    assert stored is not None
    assert stored.row.damaged is None


def test_what_is_tagged_from_is_read_back_as_it_was(archive: Archive, reader: Reader) -> None:
    given = report("Guards deny raid", published=NOON - minutes(30), credit="Reuters", received=NOON - minutes(5))
    archive.store(given)
    kept = reader.reread(1)
    assert kept is not None
    assert (kept.document, kept.analysis, kept.received) == (given.document, given.analysis, NOON - minutes(5))
    assert (kept.number, kept.version, kept.title) == (1, 1, "Guards deny raid")
    assert reader.reread(2) is None


def test_a_kill_leaves_each_document_old_or_new(path: Path) -> None:
    random = Random()
    with closing(Archive.open(path)) as archive:
        for number in range(1, DOCUMENTS + 1):
            archive.store(first(number))
    for _ in range(KILLS):
        kill_while_retagging(path, random)
        Archive.open(path).close()
        with closing(Reader.open(path)) as reader:
            assert [number for number in range(1, DOCUMENTS + 1) if not whole(reader, number)] == []


def kill_while_retagging(path: Path, random: Random) -> None:
    command = [sys.executable, "-m", "tests.archive.retagging_forever", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        for _ in range(random.randint(1, 40)):
            assert writer.stdout.readline()
        time.sleep(random.uniform(0, 0.004))
        writer.kill()
        writer.communicate(timeout=30)


def whole(reader: Reader, number: int) -> bool:
    """Analysis, row and tag tables all tell the same."""
    stored = reader.document(number)
    if stored is None or stored.analysis not in (first(number).analysis, second(number).analysis):
        return False
    told = stored.analysis
    own = {*(actor.id for actor in told.actors), *(node.id for actor in told.actors for node in actor.ancestors)}
    return (
        [tag.id for tag in stored.row.actors] == [actor.id for actor in told.actors]
        and own == {actor for actor in ("irgc", "iran", "saf", "un") if number in tagged(reader, "actor", actor)}
        and {e.kind for e in told.events}
        == {kind for kind in ("ASSAULT", "CONSULT", "PROTEST") if number in tagged(reader, "event", kind)}
        and all(number in tagged(reader, "region", node.id) for node in told.regions[0].path)
    )


def tagged(reader: Reader, key: str, value: str) -> list[int]:
    return list(reader.numbers(Filter((Term(key, (value,)),)), NOON))  # type: ignore[arg-type]


def test_labels_follow_another_analysis_and_another_version(archive: Archive, reader: Reader) -> None:
    def found(expression: str) -> set[int]:
        return set(reader.numbers(parse(expression), NOON))

    first = report("Ferry sails", "Words.", uri="u", credit="Reuters", events=[Event("ASSAULT", "aerial")])
    archive.store(first)
    assert found("agency:reuters lang:en event:assault.aerial -has:hedge") == {1}
    told = Analysis(language="ar", hedges=(Hedge(0, 5, "Words", "alleged"),))
    archive.retag(1, 1, told)
    assert found("agency:reuters lang:ar has:hedge -lang:en -event:assault.aerial") == {1}
    archive.store(report("Ferry sails", "Other words.", uri="u", credit="AFP"))
    assert found("agency:afp lang:en has:versions -has:hedge -agency:reuters") == {1}
