"""Several folders, each with what is set for it: patterns, name, home, columns; and files taken again on request."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sources.tray import QUICK, Tray, looked, watching
from tests.waiting import until
from watchers.patterns import Patterns
from watchers.settings import Columns, Folder, Settings
from watchers.sources.folders import distinct

HINTS_ONLY = Settings(quiet_seconds=0.15, rescan_seconds=600, max_bytes=1000)
NAMES = ("a.xml", "a.txt", "drafts/b.txt", "drafts/deep/b.txt", "wire/c.txt", "wire/c.xml")


def _fill(folder: Path) -> None:
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


@pytest.mark.parametrize("poll", [True, None], ids=["polling", "hints"])
async def test_only_what_is_wanted_comes_in(tmp_path: Path, poll: bool | None) -> None:
    _fill(tmp_path)
    tray = Tray()
    folder = Folder(tmp_path, include=("**/*.txt",), exclude=("drafts/**",), poll=poll)
    async with watching(folder, tray) as source:
        await until(lambda: len(tray.arrivals) >= 2)
        (tmp_path / "drafts" / "later.txt").write_text("no")
        (tmp_path / "wire" / "later.xml").write_text("no")
        (tmp_path / "wire" / "later.txt").write_text("yes")
        await until(lambda: len(tray.arrivals) >= 3)
        await looked(source)
    assert tray.names == ["a.txt", "c.txt", "later.txt"]


async def test_what_is_no_longer_wanted_stays_and_is_not_gone(tmp_path: Path) -> None:
    _fill(tmp_path)
    first = Tray()
    async with watching(tmp_path, first):
        await until(lambda: len(first.arrivals) == len(NAMES))
    second = Tray(first.known)
    async with watching(Folder(tmp_path, exclude=("drafts",)), second) as source:
        await looked(source)
        (tmp_path / "drafts" / "b.txt").write_text("changed where nobody looks")
        (tmp_path / "drafts" / "deep" / "b.txt").unlink()
        await looked(source)
    assert (second.arrivals, second.lost) == ([], [])
    third = Tray(first.known)
    async with watching(tmp_path, third):
        await until(lambda: third.arrivals and third.lost)
    assert third.texts == [("b.txt", "changed where nobody looks")]


async def test_documents_say_what_is_set_for_their_folder(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a")
    settings = replace(QUICK, home="US", columns=Columns(text="Body", title="Head"))
    for folder, home, columns, name in (
        (Folder(tmp_path, "wire desk", home="SY", columns=Columns(text="story")), "SY", ("story", "Head"), "wire desk"),
        (Folder(tmp_path), "US", ("Body", "Head"), tmp_path.name),
    ):
        tray = Tray()
        async with watching(folder, tray, settings):
            await until(lambda tray=tray: tray.arrivals)  # type: ignore[misc]
        arrival = tray.arrivals[0]
        assert arrival.columns is not None
        assert (arrival.home, arrival.columns.text, arrival.columns.title) == (home, *columns)
        assert arrival.source.name == name


async def test_a_file_set_aside_is_tried_again_on_request_though_unchanged(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text("x" * 1001)
    (tmp_path / "good.txt").write_text("good")
    tray = Tray()
    async with watching(tmp_path, tray, HINTS_ONLY) as source:
        await until(lambda: tray.aside and tray.arrivals)
        source.retry([tray.aside[0].uri, "file:///nowhere/a.txt"])
        await until(lambda: len(tray.aside) == 2)
        source.retry([tray.arrivals[0].uri + "#a part of it"])
        await until(lambda: len(tray.arrivals) == 2)
        source.retry(None)
        await until(lambda: len(tray.aside) == 3 and len(tray.arrivals) == 3)
    assert tray.names == ["good.txt"] * 3


async def test_what_was_asked_for_before_the_start_is_tried_then(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    first = Tray()
    async with watching(tmp_path, first) as source:
        await until(lambda: len(first.arrivals) == 2)
    source.retry([first.arrivals[0].uri])
    second = Tray(first.known)
    async with watching(source, second):
        await until(lambda: second.arrivals)
        await looked(source)
    assert [each.uri for each in second.arrivals] == [first.arrivals[0].uri]


async def test_a_file_that_is_gone_when_it_is_tried_again_is_told_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    tray = Tray()
    async with watching(Folder(tmp_path, poll=True), tray, HINTS_ONLY) as source:
        await until(lambda: tray.arrivals)
        path.unlink()
        source.retry(None)
        await until(lambda: tray.lost)


async def test_a_folder_behind_a_link_is_looked_through_often(tmp_path: Path) -> None:
    """The system tells nothing of what happens there, and that is no failure."""
    (tmp_path / "in").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere")
    tray = Tray()
    async with watching(tmp_path / "in", tray, HINTS_ONLY) as source:
        await until(lambda: source.condition.state == "live")
        (tmp_path / "elsewhere" / "a.txt").write_text("a")
        await until(lambda: tray.arrivals)
        assert source.condition.problem is None


def test_each_folder_is_watched_once_and_has_a_name_of_its_own(tmp_path: Path) -> None:
    for name in ("north/wire", "south/wire", "desk"):
        (tmp_path / name).mkdir(parents=True)
    os.symlink(tmp_path / "desk", tmp_path / "alias")  # noqa: PTH211
    given = [
        *(Folder(tmp_path / "north" / "wire"), Folder(tmp_path / "south" / "wire"), Folder(tmp_path / "desk")),
        *(Folder(tmp_path / "alias"), Folder(tmp_path / "north" / ".." / "north" / "wire"), Folder(Path("/"))),
        Folder(tmp_path / "other", "desk"),
    ]
    names = [folder.name for folder in distinct(given)]
    assert names == ["north/wire", "south/wire", f"{tmp_path.name}/desk", "/", f"desk ({tmp_path.name}/other)"]


def test_a_folder_within_another_keeps_its_files_to_itself(tmp_path: Path) -> None:
    inner = tmp_path / "in [1]" / "deep"
    inner.mkdir(parents=True)
    outer, within = distinct([Folder(tmp_path), Folder(inner)])
    patterns = Patterns(outer.include, outer.exclude)
    assert not patterns.enters("in [1]/deep")
    assert not patterns.wants("in [1]/deep/a.txt")
    assert patterns.wants("in [1]/a.txt")
    assert within.exclude == ()
