"""Hostile text in every field: not one byte reaches the terminal that the renderer did not make."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs
import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.board.grammar import strays
from tests.board.payloads import PAYLOADS
from tests.build import actor, region, report
from tests.terminal import Terminal
from tui.board.guarded import harmless
from watchers.archive.marks import Marks
from watchers.archive.rows import Health
from watchers.archive.writing import Archive
from watchers.document import Report, Source, Unreadable

SECONDS = 60.0
ESC = "\x1b"
WALK = (
    "j", "j", "G", "g", " ", "*", ",", ",", "=", "=", "w", ESC, "\r", "w", "j", "j", ESC, ESC, "c", ESC, "n", "y",
    "a", "x", ESC, "r", "e", ESC, "e", ESC, "s", ESC, "/", "esc", ESC, "F", "actor:", ESC, "f", ESC, "S", ESC, "!", ESC,
    "O", "j", "\r", ESC, "m", ESC, "E", ESC, "#", ESC, "z", "\t", "z", "\t", "z", "\t", "z", "\t", "z", "\t", "z", "\t",
    "z", ESC, "M", ESC, "+", "http://\u202ex\x07y/", ESC, "t", "t", "t", "t", "t", "x", "?", "esc", ESC, "\x10", "the",
    ESC, "1", "2", "x", "1", "\r", ESC, "A", "j", "j", "\r", ESC, ESC, "i", ESC, "j", "i", ESC, ".",
    "C", "C", "O", "j", "j", "j", "w", ESC, ESC, "U", "U",
)  # fmt: skip
"""Every panel and screen that has a key."""
NAMES = (
    b"line\nbreak \x1b[31m\r.txt",
    b"no text \xff\xfe \x9b2J.txt",
    b"half \xe2\x80.txt",
    b"bell\x07 \x1b]0;x\x1b\\ .txt",
)
"""Of files: what a file system takes, and no terminal should."""


def hostile(text: str, number: int, now: datetime) -> Report:
    """A report with the text in each of its fields, as if no reader had cleaned it."""
    source = Source("feed" if number % 2 else "folder", text, f"https://desk.example/{number}")
    made = report(
        text[:2000],
        f"{text[:3000]} said so. Another sentence of it: {text[:300]}.",
        [actor(f"a{number}", text[:300], "armed group"), actor("iran", "Iran", "state", [text[:100]])],
        [replace(region("beit-jinn", text), name=text[:300])],
        ["ASSAULT"],
        uri=f"https://desk.example/{text[:200]}",
        source=source,
        received=now - timedelta(minutes=number),
        content=str(number).encode(),
    )
    document = replace(
        made.document,
        byline=text[:300],
        credit=text[:300],
        dateline=text[:300],
        slugline=text[:300],
        ednote=text[:300],
        copyright=text[:300],
        link=f"javascript:{text[:100]}",
    )
    return replace(made, document=document)


def fill(path: Path) -> None:
    now = datetime.now(UTC)
    with closing(Archive.open(path)) as archive:
        for number, text in enumerate(PAYLOADS):
            archive.store(hostile(text, number, now))
            source = Source("folder", text[:500], f"file:///desk/{number}")
            archive.health(Health(source, "failing", f"HTTP 503: {text[:300]}", now, next_try=now, set_aside=1))
            archive.set_aside(
                Unreadable(source, f"file:///desk/{number}", text[:300], text[:300], text[:300], now, None)
            )
    annotate(path, now)


def annotate(path: Path, now: datetime) -> None:
    """A note to each document, as if nothing had cleaned it on its way in."""
    with closing(Marks.open(path)) as marks:
        for number in range(len(PAYLOADS)):
            marks.note(number + 1, "a note", now)
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, text in enumerate(PAYLOADS):
            connection.execute("UPDATE note SET text = ? WHERE document = ?", (text[:2000], number + 1))


def filters() -> str:
    """Saved filters whose names are hostile, as TOML escapes them, and which alert."""
    escaped = (
        "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text[:60]) for text in PAYLOADS
    )
    return "".join(
        f'[[filter]]\nname = "{name}"\nexpression = "is:unread"\nalert = {{ bell = true }}\n\n' for name in escaped
    )


@pytest.fixture
def board(tmp_path: Path, lexicon_folder: Path) -> Iterator[Terminal]:
    """On an archive full of it, and a folder full of files called so."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate(PAYLOADS):
        name = text[:40].replace("/", "").replace("\x00", "") + f" {number}.txt"
        content = f"{text}\n\nDAMASCUS, Nov 3 ({text[:30]}) - {text}\n"
        (Path(os.fsdecode(os.fsencode(folder))) / name).write_text(content, encoding="utf-8", errors="replace")
    for name_of_bytes in NAMES:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name_of_bytes)).write_text("Ferry resumes\n\nIt left port.\n")
    fill(tmp_path / "a.sqlite")
    (tmp_path / "filters.toml").write_text(filters(), encoding="utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text("quiet_seconds = 0.2\nworkers = 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "tui", "--archive", str(tmp_path / "a.sqlite"), "--settings", str(settings)]
    kept = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path()), "PATH": ""}
    with Terminal([*command, str(folder)], kept, columns=160, lines=45) as terminal:
        terminal.until(lambda screen: "Wire" in screen and "DAMASCUS" not in screen and "documents" in screen, SECONDS)
        yield terminal


def walked(board: Terminal, keys: Sequence[str]) -> None:
    """Each key when what the one before it did has been painted."""
    for key in keys:
        board.type(key)
        for _ in range(30):
            if not board.read(0.3 if key == ESC else 0.05):
                break


def test_nothing_but_the_renderers_own_reaches_the_terminal(board: Terminal) -> None:
    walked(board, WALK)
    assert board.process.poll() is None, board.text
    home(board)
    assert aligned(board.cells()) == []
    board.type("Q")
    assert board.exit_code(SECONDS) == 0
    assert strays(bytes(board.printed)) == []
    assert b"\x1b]8;" not in board.printed
    assert not re.search(rb"\x1b\][012];", board.printed), "the terminal's title"


def home(board: Terminal) -> None:
    """Back to all panels, out of whatever is open."""
    quiet = 200
    for _ in range(20):
        open_ = re.search(r"esc (closes|leaves?|back)\b", board.text)
        if "━ Wire" in board.text and "╭─ Actors" in board.text and not open_:
            return
        board.type(ESC)
        while board.read(0.5):  # the next one must not be read together with it
            if (quiet := quiet - 1) < 0:
                break
    raise AssertionError(board.text)


UPPER, LOWER, SIDES = "╭╮┏┓", "╰╯┗┛", "│┃▆█▄▂▁▃▅▇"
"""Corners and sides of panels, of the one in focus too; a side may be a scrollbar's end."""


def aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    """Lines of panels on which a border does not stand below that of the line above."""
    wrong, edges = [], set[int]()
    for cells in lines:
        corners = {at for at, cell in enumerate(cells) if cell and cell in UPPER + LOWER}
        if missing := [at for at in sorted(edges - corners) if cells[at] not in SIDES]:
            wrong.append(f"{missing}: {''.join(cells)}")
        edges = (edges - {at for at in corners if cells[at] in LOWER}) | {at for at in corners if cells[at] in UPPER}
    return wrong


@pytest.mark.parametrize("text", PAYLOADS)
def test_the_last_look_at_a_line_leaves_what_is_harmless_in_its_cells(text: str) -> None:
    strip = Strip([Segment("│"), Segment(text[:2000], Style(link="https://evil.example")), Segment("│")])
    kept = harmless(strip)
    assert strays(kept.text.encode()) == []
    assert cell_len(kept.text) == strip.cell_length
    assert not any(segment.style and segment.style.link for segment in kept)


@pytest.mark.parametrize("text", PAYLOADS[:9])
def test_the_grammar_finds_each_of_them(text: str) -> None:
    assert strays(text.encode())
