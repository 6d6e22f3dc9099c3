"""How programs write into a folder: each works in a folder of its own and says what must be read of it.

What it says is the texts of each file, in the order in which they were finished. A writer that was held up by the
machine for longer than a file rests leaves that file out, and begins another.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

OLD = 1_000_000_000
"""A date long ago, in seconds."""
_TOO_LONG = 1.9


@dataclass(frozen=True)
class Desk:
    """Where a writer works: in a watched folder, and in one aside of it on the same disk."""

    folder: Path
    aside: Path
    wait: Callable[[Path], None]
    """Until a file has been read as it is."""


Texts = dict[str, list[str]]


def paced(folder: Path, pieces: Sequence[str], pause: float, mode: str = "a") -> Path:
    """A file written in pieces, closed in between."""
    for attempt in range(20):
        path, longest, last = folder / f"paced{attempt}.txt", 0.0, time.monotonic()
        for piece in pieces:
            with path.open(mode) as file:
                file.write(piece)
            now = time.monotonic()
            longest, last = max(longest, now - last), now
            time.sleep(pause)
        if longest < _TOO_LONG:
            return path
    raise AssertionError("the machine is too busy to write steadily")


def slow(desk: Desk) -> Texts:
    path = paced(desk.folder, [f"{n}\n" for n in range(20)], 0.15)
    return {path.name: [path.read_text()]}


def stalled(desk: Desk) -> Texts:
    path = paced(desk.folder, ["the first half, ", "the second half"], 1.5)
    return {path.name: [path.read_text()]}


def chunked(desk: Desk) -> Texts:
    path = paced(desk.folder, ["x" * 65536] * 8, 0.05)
    return {path.name: [path.read_text()]}


def room_made_first(desk: Desk) -> Texts:
    """Its size is final from the beginning."""
    path = desk.folder / "room.txt"
    with path.open("wb", buffering=0) as file:
        file.truncate(8)
        for n in range(8):
            file.seek(n)
            file.write(b"%d" % n)
            time.sleep(0.1)
    return {"room.txt": ["01234567"]}


def written_then_renamed(desk: Desk) -> Texts:
    for n, name in enumerate(["a.txt.part", ".a.txt.Xy7", "a.tmp"]):
        (desk.folder / name).write_text(f"whole {n}")
        time.sleep(0.1)
        (desk.folder / name).rename(desk.folder / f"renamed{n}.txt")
    return {f"renamed{n}.txt": [f"whole {n}"] for n in range(3)}


def moved_in(desk: Desk) -> Texts:
    (desk.aside / "sub" / "deep").mkdir(parents=True)
    for name in ("one.txt", "sub/two.txt", "sub/deep/three.txt"):
        (desk.aside / name).write_text(name)
    (desk.aside / "one.txt").rename(desk.folder / "one.txt")
    (desk.aside / "sub").rename(desk.folder / "sub")
    return {name: [name] for name in ("one.txt", "sub/two.txt", "sub/deep/three.txt")}


def moved_within(desk: Desk) -> Texts:
    """A folder renamed after it was read, and written into under its new name."""
    (desk.folder / "before").mkdir()
    first = desk.folder / "before" / "a.txt"
    first.write_text("a")
    desk.wait(first)
    first.parent.rename(desk.folder / "after")
    time.sleep(0.1)
    (desk.folder / "after" / "b.txt").write_text("b")
    return {"before/a.txt": ["a"], "after/a.txt": ["a"], "after/b.txt": ["b"]}


def folders_at_once(desk: Desk) -> Texts:
    """Folders in folders, and files in them before anybody can have begun to watch them."""
    texts = {}
    for n in range(20):
        deep = desk.folder / str(n) / "a" / "b" / "c"
        deep.mkdir(parents=True)
        (deep / "x.txt").write_text(str(n))
        texts[f"{n}/a/b/c/x.txt"] = [str(n)]
    return texts


def linked_in(desk: Desk) -> Texts:
    (desk.aside / "linked.txt").write_text("linked")
    os.link(desk.aside / "linked.txt", desk.folder / "linked.txt")
    return {"linked.txt": ["linked"]}


def replaced(desk: Desk) -> Texts:
    path = desk.folder / "latest.txt"
    for text in ("first", "other"):
        (desk.aside / "next").write_text(text)
        (desk.aside / "next").replace(path)
        desk.wait(path)
    return {"latest.txt": ["first", "other"]}


def rewritten(desk: Desk) -> Texts:
    path = desk.folder / "latest.txt"
    for text in ("a long first", "short", "other"):
        path.write_text(text)
        desk.wait(path)
    return {"latest.txt": ["a long first", "short", "other"]}


def appended(desk: Desk) -> Texts:
    path = paced(desk.folder, ["a\n", "b\n", "c\n"], 0.4)
    before = path.read_text()
    desk.wait(path)
    with path.open("a") as file:
        file.write("d\n")
    desk.wait(path)
    return {path.name: [before, before + "d\n"]}


def copied_with_its_date(desk: Desk) -> Texts:
    (desk.aside / "old.txt").write_text("old")
    os.utime(desk.aside / "old.txt", (OLD, OLD))
    subprocess.run(["cp", "-p", desk.aside / "old.txt", desk.folder / "old.txt"], check=True)
    return {"old.txt": ["old"]}


def copied_over_with_its_date(desk: Desk) -> Texts:
    """Other content of the same size under the same date, in the same place of the disk."""
    path = desk.folder / "same.txt"
    for text in ("one", "two", "six"):
        source = desk.aside / text
        source.write_text(text)
        os.utime(source, (OLD, OLD))
        subprocess.run(["cp", "-p", source, path], check=True)
        desk.wait(path)
    return {"same.txt": ["one", "two", "six"]}


def written_anew_with_its_date(desk: Desk) -> Texts:
    """Deleted, written again with the same size and date: the disk may even give it the same number."""
    path = desk.folder / "same.txt"
    for text in ("one", "two"):
        path.unlink(missing_ok=True)
        path.write_text(text)
        os.utime(path, (OLD, OLD))
        desk.wait(path)
    return {"same.txt": ["one", "two"]}


def only_touched(desk: Desk) -> Texts:
    """Its content stays, and is not brought in again."""
    path = desk.folder / "kept.txt"
    path.write_text("kept")
    desk.wait(path)
    path.chmod(0o640)
    os.link(path, desk.aside / "another name")
    later = desk.folder / "later.txt"
    later.write_text("later")
    desk.wait(later)
    return {"kept.txt": ["kept"], "later.txt": ["later"]}


def renamed_in_case(desk: Desk) -> Texts:
    path = desk.folder / "story.txt"
    path.write_text("told")
    desk.wait(path)
    path.rename(desk.folder / "Story.TXT")
    return {"story.txt": ["told"], "Story.TXT": ["told"]}


def odd_names(desk: Desk) -> Texts:
    texts = {}
    for raw in (
        b"line\nbreak.txt",
        b"bad\xff\xfe.txt",
        b"\x1b[31mred.txt",
        b" ",
        b"%41.txt",
        b"-rf",
        "ü\u202e.txt".encode(),
    ):
        name = os.fsdecode(raw)
        (desk.folder / name).write_text("words")
        texts[name] = ["words"]
    (desk.folder / "in\n\udcff").mkdir()
    (desk.folder / "in\n\udcff" / "a\tb").write_text("words")
    return {**texts, "in\n\udcff/a\tb": ["words"]}


def links_in_a_circle(desk: Desk) -> Texts:
    (desk.folder / "sub").mkdir()
    (desk.folder / "sub" / "round").symlink_to(desk.folder)
    (desk.folder / "up").symlink_to(desk.folder.parent)
    (desk.folder / "self").symlink_to(desk.folder / "self")
    (desk.folder / "again").symlink_to(desk.folder / "sub")
    (desk.folder / "sub" / "a.txt").write_text("a")
    return {"sub/a.txt": ["a"]}


def copied_as_a_tree(desk: Desk) -> Texts:
    names = [f"{n % 7}/{n % 3}/{n}.txt" for n in range(200)]
    for name in names:
        (desk.aside / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.aside / "tree" / name).write_text(name)
    shutil.copytree(desk.aside / "tree", desk.folder / "tree")
    return {f"tree/{name}": [name] for name in names}


WRITERS: tuple[Callable[[Desk], Texts], ...] = (
    *(slow, stalled, chunked, room_made_first, written_then_renamed, moved_in, moved_within, folders_at_once),
    *(linked_in, replaced, rewritten, appended, copied_with_its_date, copied_over_with_its_date),
    *(written_anew_with_its_date, only_touched, renamed_in_case, odd_names, links_in_a_circle, copied_as_a_tree),
)
