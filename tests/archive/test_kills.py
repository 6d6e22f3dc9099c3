"""A kill at any instant loses nothing that was stored and leaves nothing half."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

from tests.build import NOON
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.filters import Filter, Term

KILLS = 5
ROOT = Path(__file__).parents[2]


def kill_while_storing(path: Path, first: int, random: Random) -> int:
    """Kills the writer at some instant of a later store; returns how many versions it said are stored in all."""
    command = [sys.executable, "-m", "tests.archive.storing_forever", str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(random.randint(1, 60))]
        time.sleep(random.uniform(0, 0.004))
        writer.kill()
        said += writer.stdout.readlines()
        writer.wait(30)
    return max(int(line) for line in said if line.endswith("\n")) + 1


def halves(path: Path) -> list[tuple[str, int]]:
    """Per kind of half document, how many there are."""
    queries = {
        "no version": "SELECT count(*) FROM document d WHERE NOT EXISTS"
        " (SELECT 1 FROM version v WHERE v.document = d.id AND v.number = d.version)",
        "no newest version": "SELECT count(*) FROM document d WHERE NOT EXISTS"
        " (SELECT 1 FROM version v WHERE v.document = d.id AND v.number = d.newest)",
        "versions missing": "SELECT count(*) FROM document d WHERE d.versions <>"
        " (SELECT count(*) FROM version v WHERE v.document = d.id)",
        "no original": "SELECT count(*) FROM version WHERE original NOT IN (SELECT id FROM original)",
        "no actors": "SELECT count(*) FROM document d WHERE 2 <>"
        " (SELECT count(*) FROM actor_tag t WHERE t.document = d.id)",
        "no regions": "SELECT count(*) FROM document d WHERE 5 <>"
        " (SELECT count(*) FROM region_tag t WHERE t.document = d.id)",
        "no events": "SELECT count(*) FROM document WHERE id NOT IN (SELECT document FROM event_tag)",
        "no words": "SELECT count(*) FROM document WHERE id NOT IN (SELECT rowid FROM search)",
        "tags of none": "SELECT count(*) FROM region_tag WHERE document NOT IN (SELECT id FROM document)",
    }
    with closing(sqlite3.connect(path)) as raw:
        found = [(kind, raw.execute(sql).fetchone()[0]) for kind, sql in queries.items()]
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        raw.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    return [(kind, number) for kind, number in found if number]


def versions(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT count(*) FROM version").fetchone()[0])


def test_no_kill_loses_a_document_or_leaves_a_half_one(path: Path) -> None:
    random, stored = Random(), 0
    for _ in range(KILLS):
        said = kill_while_storing(path, stored, random)
        Archive.open(path).close()
        stored = versions(path)
        assert stored in {said, said + 1}
        assert halves(path) == []
        with closing(Reader.open(path)) as reader:
            everything = set(reader.numbers(Filter(), NOON))
            assert len(everything) == (stored + 1) // 2
            assert everything == set(reader.numbers(Filter((Term("text", ("words",)),)), NOON))
            assert all(whole(reader, number) for number in everything)


def whole(reader: Reader, number: int) -> bool:
    """Row, text, analysis and original of one version."""
    stored, original = reader.document(number), reader.original(number)
    if stored is None or original is None or stored.row.damaged:
        return False
    return original.decode() == f"{stored.row.title}\n\n{stored.document.text}" and bool(stored.analysis.actors)
