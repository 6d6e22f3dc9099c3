"""A kill in a backup, a prune or a step to a newer version leaves the archive whole, and doing it again ends it."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

from tests.archive.test_kills import ROOT, halves
from tests.archive.test_migrating import VERSION_1
from tests.archive.test_pruning import dated, fill, numbers, without_incremental
from watchers.archive import migrations
from watchers.archive.before import place_of
from watchers.archive.checking import check
from watchers.archive.marks import Marks
from watchers.archive.writing import Archive

KILLS = 6


def killed(deed: str, path: Path, random: Random, most: int, wait: float) -> bool:
    """Begins a deed and kills it at some instant; whether it was done before."""
    command = [sys.executable, "-m", "tests.archive.tending", deed, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(random.randint(1, most))]
        time.sleep(random.uniform(0, wait))
        process.kill()
        said += process.stdout.readlines()
        process.wait(30)
    return "done\n" in said


def finish(deed: str, path: Path) -> None:
    subprocess.run([sys.executable, "-m", "tests.archive.tending", deed, str(path)], check=True, cwd=ROOT)


def test_no_kill_in_a_prune_leaves_a_half_document_or_takes_one_that_stays(path: Path) -> None:
    random = Random()
    fill(path, (dated(number, 100 if number <= 900 else 0) for number in range(1, 1001)))
    without_incremental(path)
    with closing(Marks.open(path)) as marks:
        marks.star(range(1, 51), starred=True)
    stays = {*range(1, 51), *range(901, 1001)}
    for _ in range(KILLS):
        killed("prune", path, random, 8, 0.05)
        assert check(path).findings == ()
        assert halves(path) == []
        assert stays <= numbers(path)
    finish("prune", path)
    assert numbers(path) == stays
    assert check(path).findings == ()


def test_no_kill_in_a_backup_leaves_half_a_copy_under_its_name(path: Path) -> None:
    random, copy = Random(), path.with_name("copy.db")
    fill(path, (dated(number, 1) for number in range(1, 301)))
    pages = path.stat().st_size // 4096
    for _ in range(KILLS):
        if killed("backup", path, random, pages, 0.02) or copy.exists():
            assert check(copy).findings == ()
            copy.unlink()
    finish("backup", path)
    assert numbers(copy) == set(range(1, 301))
    left = {each.name for each in path.parent.iterdir()}
    assert left <= {path.name, f"{path.name}-wal", f"{path.name}-shm", copy.name}, "what was begun is cleared away"
    assert check(path).findings == ()


def test_no_kill_in_a_migration_leaves_it_between_two_versions(path: Path) -> None:
    random = Random()
    old = gzip.decompress(VERSION_1.read_bytes())
    path.parent.mkdir()
    for _ in range(KILLS):
        path.write_bytes(old)
        killed("migrate", path, random, 1, 0.08)
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA user_version").fetchone()[0] in {1, migrations.NEWEST}
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        Archive.open(path).close()
        assert len(numbers(path)) == 10
        copy = place_of(path, migrations.NEWEST)
        with closing(sqlite3.connect(copy)) as raw:
            assert raw.execute("PRAGMA user_version").fetchone() == (1,)
            assert raw.execute("SELECT count(*) FROM document").fetchone() == (10,)
        for each in path.parent.iterdir():
            each.unlink()
