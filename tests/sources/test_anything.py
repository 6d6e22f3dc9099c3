"""Whatever happens in a folder, in whatever order: in the end what was taken is what is there."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.sources.tray import QUICK, Tray, watching
from tests.waiting import until
from watchers.settings import Folder
from watchers.sources.names import file_uri, is_skipped

_NAMES = ("a.txt", "A.txt", "b.txt", "b\n.txt", "c.txt.part", ".hidden")
_FOLDERS = ("", "x", "x/y", "z", ".git")
_OLD = 1_000_000_000


class Hand:
    """Does something to a folder, chosen by chance; what cannot be done at that moment is left."""

    def __init__(self, folder: Path, aside: Path, seed: int) -> None:
        self.folder, self.aside, self.chance, self.written = folder, aside, random.Random(seed), 0
        self.deeds: tuple[Callable[[], object], ...] = (
            *(self.write, self.write, self.write, self.append, self.write_with_old_date, self.replace, self.link),
            *(
                self.move,
                self.delete,
                self.delete_folder,
                self.move_folder,
                self.close,
                self.touch,
                self.copy_out_and_in,
            ),
        )

    def act(self) -> None:
        with suppress(OSError, shutil.Error):
            self.chance.choice(self.deeds)()

    def text(self) -> str:
        self.written += 1
        return f"text {self.written:05}"

    def place(self) -> Path:
        folder = self.folder / self.chance.choice(_FOLDERS)
        folder.mkdir(parents=True, exist_ok=True)
        return folder / self.chance.choice(_NAMES)

    def write(self) -> None:
        self.place().write_text(self.text())

    def append(self) -> None:
        with self.place().open("a") as file:
            file.write(self.text())

    def write_with_old_date(self) -> None:
        path = self.place()
        path.write_text(self.text())
        os.utime(path, (_OLD, _OLD))

    def replace(self) -> None:
        (self.aside / "next").write_text(self.text())
        (self.aside / "next").replace(self.place())

    def link(self) -> None:
        os.link(self.place(), self.place())

    def move(self) -> None:
        self.place().rename(self.place())

    def delete(self) -> None:
        self.place().unlink()

    def delete_folder(self) -> None:
        shutil.rmtree(self.place().parent)

    def move_folder(self) -> None:
        self.place().parent.rename(self.folder / self.chance.choice(_FOLDERS[1:]))

    def copy_out_and_in(self) -> None:
        shutil.rmtree(self.aside / "kept", ignore_errors=True)
        self.place().parent.rename(self.aside / "kept")
        (self.aside / "kept").rename(self.place().parent / "back")

    def close(self) -> None:
        self.place().chmod(0o640)

    def touch(self) -> None:
        self.place().touch()


@pytest.mark.parametrize("poll", [None, True], ids=["hints", "polling"])
@pytest.mark.parametrize("seed", range(4))
async def test_in_the_end_all_is_known_as_it_is(tmp_path: Path, seed: int, poll: bool | None) -> None:
    folder, aside = tmp_path / "in", tmp_path / "aside"
    folder.mkdir()
    aside.mkdir()
    hand, tray = Hand(folder, aside, seed), Tray()
    async with watching(Folder(folder, poll=poll), tray, QUICK):
        for _ in range(150):
            await asyncio.to_thread(hand.act)
            await asyncio.sleep(hand.chance.choice((0, 0, 0.01, 0.05)))
        await _agree(tray, folder)
        for _ in range(50):
            await asyncio.to_thread(hand.act)
        await _agree(tray, folder)
    assert all(len(text) % len("text 00000") == 0 for _, text in tray.texts)


async def _agree(tray: Tray, folder: Path) -> None:
    """Fails with what is different."""
    there = await asyncio.to_thread(_there, folder)
    with suppress(AssertionError):
        await until(lambda: _last(tray) == there, 20)
    assert _last(tray) == there


def _there(folder: Path) -> dict[str, bytes]:
    """What each wanted file holds; the folder itself is made anew if it was deleted last, for that tells nothing."""
    folder.mkdir(exist_ok=True)
    paths = [path for path in folder.rglob("*") if path.is_file()]
    wanted = [path for path in paths if not any(map(is_skipped, path.relative_to(folder).parts))]
    return {file_uri(str(path)): path.read_bytes() for path in wanted}


def _last(tray: Tray) -> dict[str, bytes]:
    """What was taken last of each file that is not told to be gone."""
    return {each.uri: each.content for each in tray.arrivals if each.uri in tray.known}
