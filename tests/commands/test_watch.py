"""`wirewatch watch` prints each new document and version once, whoever takes them in, and ends cleanly."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.build import FOLDER, report
from tests.commands.stored import keep as kept_in
from tests.commands.stored import stories
from tests.commands.streaming import SECONDS, Watch
from watchers.archive.lock import Lock
from watchers.archive.rows import Health
from watchers.archive.writing import Archive

STORY = (
    "Rebels leave {0}\n\nGOMA, DR Congo, Nov 18 (Reuters) - Rebels left {0} near Goma, officials in Kinshasa said.\n"
)
EMBARGOED = """<?xml version="1.0"?>
<nitf><head><title>{0}</title>
<docdata management-status="{2}"><date.release norm="{1}"/><doc-id id-string="a-{0}"/></docdata></head>
<body><body.content><p>Ministers in Amman signed the accord on Monday, officials said.</p></body.content></body></nitf>
"""

pytestmark = pytest.mark.usefixtures("lexicon_folder")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path


def drop(place: Path, name: str, text: str) -> None:
    (place / "in" / name).write_text(text, encoding="utf-8")


def until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def kept(place: Path) -> list[tuple[str, int]]:
    """Titles and versions of the archive."""
    with closing(sqlite3.connect(place / "archive.sqlite", timeout=10)) as archive:
        found: list[tuple[str, int]] = archive.execute("SELECT title, version FROM document").fetchall()
        return sorted(found)


def count(place: Path) -> int:
    try:
        return len(kept(place))
    except sqlite3.OperationalError:
        return 0


def test_each_new_document_and_version_is_a_line(place: Path) -> None:
    drop(place, "a.txt", STORY.format("Sake"))
    with Watch(place) as watch:
        (first,) = watch.lines(1)
        assert first["title"] == "Rebels leave Sake"
        assert first["source"]["kind"] == "folder"
        assert first["stored"]["version"] == 1
        assert first["stored"]["uri"].endswith("/in/a.txt")
        assert first["regions"]
        drop(place, "a.txt", STORY.format("Sake and Minova"))
        (second,) = watch.lines(1)
        assert (second["title"], second["stored"]["version"]) == ("Rebels leave Sake and Minova", 2)
        assert second["stored"]["document"] == first["stored"]["document"]
        assert second["stored"]["sequence"] > first["stored"]["sequence"]
        assert watch.stop(signal.SIGTERM) == 0
    assert watch.errors.read_text() == ""


def test_begun_again_it_goes_on_behind_a_sequence(place: Path) -> None:
    for number in range(3):
        drop(place, f"{number}.txt", STORY.format(number))
    with Watch(place) as watch:
        found = watch.lines(3)
        assert watch.stop(signal.SIGINT) == 130
    drop(place, "new.txt", STORY.format("new"))
    with Watch(place, "--after", str(found[0]["stored"]["sequence"])) as watch:
        again = watch.lines(3)
    assert [one["stored"]["sequence"] for one in again[:2]] == [one["stored"]["sequence"] for one in found[1:]]
    assert again[2]["title"] == "Rebels leave new"
    with Watch(place) as watch:
        drop(place, "newer.txt", STORY.format("newer"))
        assert [one["title"] for one in watch.lines(1)] == ["Rebels leave newer"]


def test_beside_another_it_follows_and_takes_over_when_that_ends(place: Path) -> None:
    with Watch(place) as first:
        drop(place, "a.txt", STORY.format("a"))
        first.lines(1)
        with Watch(place, "--after", "0") as second:
            assert [one["title"] for one in second.lines(1)] == ["Rebels leave a"]
            drop(place, "b.txt", STORY.format("b"))
            assert [one["title"] for one in second.lines(1)] == ["Rebels leave b"]
            assert [one["title"] for one in first.lines(1)] == ["Rebels leave b"]
            assert "follows what it keeps" in second.errors.read_text()
            first.process.kill()
            drop(place, "c.txt", STORY.format("c"))
            assert [one["title"] for one in second.lines(1)] == ["Rebels leave c"]


def test_a_reader_that_takes_nothing_keeps_no_document_out(place: Path) -> None:
    for number in range(80):
        drop(place, f"{number}.txt", STORY.format(number) + "It was a long day for everybody in the town. " * 60)
    with Watch(place) as watch:
        until(lambda: count(place) == 80, "all kept though nothing is read of the pipe")
        found = watch.lines(80)
        assert len({one["id"] for one in found}) == 80


def test_it_ends_though_its_reader_takes_nothing(place: Path) -> None:
    for number in range(80):
        drop(place, f"{number}.txt", STORY.format(number) + "It was a long day for everybody in the town. " * 60)
    with Watch(place) as watch:
        until(lambda: count(place) == 80, "all kept")
        watch.process.send_signal(signal.SIGTERM)
        assert watch.process.wait(SECONDS) == 0
    lock = Lock(place / "archive.sqlite")
    assert lock.acquire()
    lock.release()


def test_a_reader_that_goes_ends_it_even_when_nothing_comes(place: Path) -> None:
    drop(place, "a.txt", STORY.format("a"))
    with Watch(place) as watch:
        watch.lines(1)
        watch.output.close()
        assert watch.process.wait(SECONDS) == 0
        watch.process.stdout = None
    assert watch.errors.read_text() == ""


def test_what_is_embargoed_comes_when_that_lifts(place: Path) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=8)
    drop(place, "later.xml", EMBARGOED.format("Later", f"{soon + timedelta(days=9):%Y%m%dT%H%M%SZ}", "embargoed"))
    drop(place, "soon.xml", EMBARGOED.format("Soon", f"{soon:%Y%m%dT%H%M%SZ}", "embargoed"))
    with Watch(place) as watch:
        until(lambda: count(place) == 2, "both kept")
        drop(place, "now.txt", STORY.format("now"))
        (now, later) = watch.lines(2)
        assert [now["title"], later["title"]] == ["Rebels leave now", "Soon"]
        assert datetime.now(UTC) >= datetime.fromisoformat(later["embargo"])
        assert watch.stop(signal.SIGTERM) == 0


def test_what_an_earlier_run_held_back_comes_when_its_embargo_lifts(place: Path) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=12)
    drop(place, "soon.xml", EMBARGOED.format("Soon", f"{soon:%Y%m%dT%H%M%SZ}", "embargoed"))
    with Watch(place) as watch:
        until(lambda: count(place) == 1, "the embargoed one is kept")
        drop(place, "now.txt", STORY.format("now"))
        (now,) = watch.lines(1)
        assert watch.stop(signal.SIGTERM) == 0
    with Watch(place, "--after", str(now["stored"]["sequence"])) as watch:
        (later,) = watch.lines(1)
        assert later["title"] == "Soon"
        assert datetime.now(UTC) >= datetime.fromisoformat(later["embargo"])
        assert watch.stop(signal.SIGTERM) == 0


def test_an_embargo_that_lifts_between_two_runs_is_told_by_the_second(place: Path) -> None:
    now = datetime.now(UTC)
    held = report("Held back", "Iran signs.", received=now - timedelta(hours=2))
    held = replace(held, document=replace(held.document, embargo=now - timedelta(hours=1)))
    kept_in(place, [held, report("Told", received=now - timedelta(hours=2)), report("Later", received=now)])
    with Watch(place, "--after", "2") as watch:
        assert [one["title"] for one in watch.lines(2)] == ["Held back", "Later"]
    with Watch(place, "--after", "3") as watch:
        drop(place, "new.txt", STORY.format("new"))
        assert [one["title"] for one in watch.lines(1)] == ["Rebels leave new"]


def test_a_killed_story_says_so(place: Path) -> None:
    with Watch(place) as watch:
        drop(place, "a.xml", EMBARGOED.format("Accord", "20261101T000000Z", "usable"))
        (first,) = watch.lines(1)
        assert first["status"] == "usable"
        drop(place, "a.xml", EMBARGOED.format("Accord", "20261101T000000Z", "canceled"))
        (second,) = watch.lines(1)
        assert second["status"] == "cancelled"


COUNTING = """
import sys
from tui.__main__ import main
from watchers.portions import Told
from watchers import errands

unpacked = errands.unpacked

def counted(told):
    with open(sys.argv[1], "ab", buffering=0) as tags:
        tags.write(b".")
    return unpacked(told)

errands.unpacked = counted
sys.exit(main(["watch", *sys.argv[2:]]))
"""


def test_killed_twice_in_a_catch_up_nothing_is_missed_doubled_or_done_again(place: Path) -> None:
    many, in_hand = 2000, 8
    for number in range(many):
        drop(place, f"{number:04}.txt", STORY.format(number))
        os.utime(place / "in" / f"{number:04}.txt", (1_700_000_000 + number,) * 2)
    tags = place / "tags"
    for reached in (300, 900):
        with Watch(place, program=("-c", COUNTING, str(tags))) as watch:
            until(lambda reached=reached: count(place) >= reached, f"{reached} kept")  # type: ignore[misc]
            watch.process.kill()
    with Watch(place, "--after", "0", program=("-c", COUNTING, str(tags))) as watch:
        found = watch.lines(many)
        assert watch.stop(signal.SIGINT) == 130
    assert kept(place) == [(title, 1) for title in sorted(f"Rebels leave {number}" for number in range(many))]
    assert len({one["stored"]["document"] for one in found}) == many
    newest_first = [int(one["title"].rpartition(" ")[2]) for one in found]
    assert min(newest_first[:200]) > many - 300
    assert many <= tags.stat().st_size <= many + 4 * in_hand
    errors = watch.errors.read_text()
    assert "Traceback" not in errors


def test_a_line_is_whole_json_whatever_the_text_holds(place: Path) -> None:
    drop(place, "a.txt", "Ponts détruits\n\nGOMA (AFP) - « Les ponts » \u2028 de Goma … 🜂\n")
    with Watch(place) as watch:
        (found,) = watch.lines(1)
    assert "« Les ponts »" in found["text"]
    assert json.dumps(found)


@pytest.mark.parametrize("words", [["--format", "xml"], ["--after", "yesterday"]])
def test_wrong_usage_is_2(place: Path, words: list[str]) -> None:
    with Watch(place, *words) as watch:
        assert watch.process.wait(SECONDS) == 2


def test_a_filter_lets_through_what_the_archive_would_find(place: Path) -> None:
    drop(place, "a.txt", STORY.format("Sake"))
    drop(place, "b.txt", "Ferry sails\n\nAMMAN, Nov 18 (Reuters) - A ferry sailed from Aqaba, officials said.\n")
    with Watch(place, "--after", "0") as watch:
        assert len(watch.lines(2)) == 2
    with Watch(place, "--after", "0", "--filter", "region:jordan OR shipwreck*") as watch:
        (ferry,) = watch.lines(1)
        assert ferry["title"] == "Ferry sails"
        drop(place, "c.txt", STORY.format("Minova"))
        drop(place, "d.txt", "Shipwreck off Lamu\n\nLAMU, Kenya, Nov 18 (AP) - A dhow sank off Lamu, sailors said.\n")
        assert [line["title"] for line in watch.lines(1)] == ["Shipwreck off Lamu"]


def test_a_filter_that_means_nothing_is_wrong_usage(place: Path) -> None:
    with Watch(place, "--filter", "raid actr:iran") as watch:
        watch.process.communicate(timeout=SECONDS)
        assert watch.process.returncode == 2
        assert watch.errors.read_text(encoding="utf-8").splitlines()[-1] == "       ^"


def test_documents_of_a_muted_source_come_like_all_others(place: Path) -> None:
    path = kept_in(place, stories(1))
    with closing(Archive.open(path)) as archive:
        archive.health(Health(FOLDER, "live", muted=datetime.now(UTC) + timedelta(days=1)))
    with Watch(place, "--after", "0") as watch:
        assert [one["title"] for one in watch.lines(1)] == ["Story 1"]
