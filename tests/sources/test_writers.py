"""However a file comes to be in a folder, it is read once it is finished, whole, and once for each content."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sources.tray import Tray, watching
from tests.sources.writers import WRITERS, Desk, Texts
from tests.waiting import until
from watchers.settings import Folder, Settings
from watchers.sources.names import file_path, file_uri

AS_SHIPPED = Settings()
WAYS = {
    "as shipped": (None, AS_SHIPPED),
    "hints only": (None, replace(AS_SHIPPED, rescan_seconds=600)),
    "polling": (True, AS_SHIPPED),
}
_SECONDS = 60.0


@pytest.mark.parametrize("way", WAYS)
async def test_each_finished_file_is_read_once_for_each_content(tmp_path: Path, way: str) -> None:
    poll, settings = WAYS[way]
    (tmp_path / "in").mkdir()
    tray = Tray()
    async with watching(Folder(tmp_path / "in", poll=poll), tray, settings) as source:
        await until(lambda: source.condition.state == "live")
        told = await asyncio.gather(*(asyncio.to_thread(_work, writer, tmp_path, tray) for writer in WRITERS))
        expected = {writer.__name__: texts for writer, texts in zip(WRITERS, told, strict=True)}
        await until(lambda: _is_all(_read(tray, tmp_path), expected), _SECONDS)
        await until(lambda: not source.pending)
    read = _read(tray, tmp_path)
    for writer, texts in expected.items():
        assert {name: read[writer].get(name) for name in texts} == texts, writer
        assert {name for name in read[writer] if "paced" not in name} <= texts.keys(), writer
    assert not tray.aside
    assert source.condition.problem is None
    gone = {file_path(uri).removeprefix(f"{tmp_path}/in/") for uri in tray.lost}
    assert gone - {"written_anew_with_its_date/same.txt"} == {"renamed_in_case/story.txt", "moved_within/before/a.txt"}


def _work(writer: Callable[[Desk], Texts], folder: Path, tray: Tray) -> Texts:
    """In a thread."""
    desk = Desk(folder / "in" / writer.__name__, folder / "aside" / writer.__name__, _waiting(tray))
    desk.folder.mkdir()
    desk.aside.mkdir(parents=True)
    return writer(desk)


def _waiting(tray: Tray) -> Callable[[Path], None]:
    def wait(path: Path) -> None:
        uri, content, deadline = file_uri(str(path)), path.read_bytes(), time.monotonic() + _SECONDS
        while not any(each.uri == uri and each.content == content for each in list(tray.arrivals)):
            assert time.monotonic() < deadline, f"{path} was not read"
            time.sleep(0.02)

    return wait


def _read(tray: Tray, folder: Path) -> dict[str, Texts]:
    read: dict[str, Texts] = {writer.__name__: {} for writer in WRITERS}
    for each in tray.arrivals:
        writer, _, name = file_path(each.uri).removeprefix(f"{folder}/in/").partition("/")
        read[writer].setdefault(name, []).append(each.content.decode())
    return read


def _is_all(read: dict[str, Texts], expected: dict[str, Texts]) -> bool:
    return all(
        len(read[writer].get(name, ())) >= len(each)
        for writer, texts in expected.items()
        for name, each in texts.items()
    )
