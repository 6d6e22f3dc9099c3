"""Terminals that know few colours, none, or no letters but ASCII's: nothing of the board is lost on them."""

from __future__ import annotations

import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.board.news import ADVISERS, HEIGHTS, news
from tests.board.screen import running
from tests.build import NOON, report
from tests.terminal import Terminal as Pty
from tui.board.ascii import SIGNS, Ascii, spelled
from tui.board.looks import Colourless
from tui.board.terminal import Terminal, colours_of, encoding_of, terminal_of

ROOT = Path(__file__).parent.parent.parent
BLACK = Color(0, 0, 0)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")), max_size=60)
COLOUR = re.compile(rb"\x1b\[[0-9;:]*m")
ALLOWED = {"", "0", "1", "2", "3", "4", "7", "9"}
"""Parts of SGR that are weights and lines."""


# ---------------------------------------------------------------------------------------- what a terminal says
@pytest.mark.parametrize(
    ("environ", "encoding"),
    [
        ({}, "utf-8"),
        ({"LANG": "en_GB.UTF-8"}, "utf-8"),
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({"LANG": "C"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ({"LC_CTYPE": "C.UTF-8"}, "utf-8"),
        ({"LANG": "C", "LC_CTYPE": "de_DE.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "POSIX"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "de_DE@euro"}, "iso8859-15"),
        ({"LANG": "ru_RU.KOI8-R"}, "koi8-r"),
        ({"LANG": "xx_YY.nonsense"}, "ascii"),
    ],
)
def test_the_locale_says_which_letters_there_are(environ: dict[str, str], encoding: str) -> None:
    assert encoding_of(environ) == encoding
    assert terminal_of(environ, None, encoding).ascii is (encoding != "utf-8")


def test_letters_are_kept_only_where_the_bytes_leave_in_the_same_encoding() -> None:
    assert terminal_of({"LANG": "de_DE.ISO-8859-1"}, None, "iso-8859-1").encoding == "iso8859-1"
    assert terminal_of({"LANG": "de_DE.ISO-8859-1"}, None, "utf-8").encoding == "ascii"


def test_a_person_overrules_the_locale() -> None:
    assert terminal_of({"LANG": "C"}, False, "utf-8") == Terminal(colours="few")
    assert terminal_of({"LANG": "C.UTF-8"}, True, "utf-8") == Terminal(True, "utf-8", "few")


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "all"),
        ({"TERM": "tmux-256color"}, "all"),
        ({"TERM": "linux"}, "few"),
        ({"TERM": "xterm"}, "few"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "all"),
    ],
)
def test_the_terminal_says_how_many_colours_there_are(environ: dict[str, str], colours: str) -> None:
    assert colours_of(environ) == colours


# ------------------------------------------------------------------------------------------------- the edge
@given(TEXT, st.sampled_from(["utf-8", "ascii", "iso8859-1", "koi8-r"]))
def test_no_line_becomes_longer_or_shorter(text: str, encoding: str) -> None:
    shown = spelled(text, encoding)
    assert cell_len(shown) == cell_len(text)
    shown.encode(encoding)


@given(TEXT)
def test_where_there_is_only_ascii_nothing_else_is_painted(text: str) -> None:
    assert spelled(text, "ascii").isascii()


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("Café in Zürich", "utf-8", "Café in Zürich"),
        ("Café in Zürich", "iso8859-1", "Café in Zürich"),
        ("Café in Zürich", "ascii", "Cafe in Zurich"),
        ("Łódź · ›1…9‹", "ascii", "Lodz - >1~9<"),
        ("Киев", "koi8-r", "Киев"),
        ("Киев", "ascii", "Kiev"),
        ("Харьков", "ascii", "Har'kov"),
        ("東京 12", "ascii", "???? 12"),
        ("か", "ascii", "ka"),
        ("│╭─╮┃┏━┓║", "utf-8", "|+-+##=##"),
        ("⠀⡀⣿", "utf-8", " .#"),
        ("e\u0301", "ascii", "e"),
    ],
)
def test_signs_become_ascii_and_letters_as_far_as_needed(text: str, encoding: str, shown: str) -> None:
    assert spelled(text, encoding) == shown


def signs() -> Iterator[tuple[str, str]]:
    """Each sign that our code writes, with its file."""
    for path in sorted((ROOT / "tui" / "board").rglob("*.py")):
        if path.name in OF_DOCUMENTS:
            continue
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.STRING and not token.string.startswith('"""'):
                    yield from ((char, path.name) for char in token.string if not char.isascii())


OF_DOCUMENTS = {"ascii.py", "bidi.py", "typesetting.py"}
"""What stands in these are signs with which documents are written, not ours."""


def test_every_sign_of_ours_has_an_ascii_form() -> None:
    missing = {(char, name) for char, name in signs() if spelled(char, "ascii") in {"?", "??", ""}}
    assert not missing


def test_signs_that_stand_for_states_stay_apart() -> None:
    states = "●◐○▲·◌✖★"
    assert len({SIGNS[sign] for sign in states}) == len(states)


def test_colours_go_and_weights_and_clicks_stay() -> None:
    style = Style.parse("bold reverse red on blue") + Style.from_meta({"@mouse.down": "grab"})
    (segment,) = Colourless().apply([Segment("x", style)], BLACK)
    assert segment.style is not None
    assert (segment.style.color, segment.style.bgcolor) == (None, None)
    assert segment.style.bold
    assert segment.style.reverse
    assert segment.style.meta == {"@mouse.down": "grab"}
    assert Ascii().apply([Segment("é●", style)], BLACK)[0].style == style


# ------------------------------------------------------------------------------------------------ the board
async def test_without_colours_cursor_and_focus_are_seen(tmp_path: Path) -> None:
    async with running(tmp_path, news(), terminal=Terminal(colours="none")) as seen:
        await seen.shows(HEIGHTS, panel="#brief")
        strips = seen.board.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert all(style.color is None and style.bgcolor is None for style in styles)
        rows = ["".join(s.text for s in strip if s.style and s.style.reverse) for strip in strips]
        assert [row for row in rows if HEIGHTS in row]
        assert "┏━ Wire" in seen.text
        await seen.press("tab")
        await seen.shows("┏━ Brief", "╭─ Wire")


async def test_in_ascii_every_screen_is_ascii(tmp_path: Path) -> None:
    reports = [*news(), report("Vote in Zürich — “no”", "Zürich voted. Киев watched.", received=NOON)]
    async with running(tmp_path, reports, terminal=Terminal(True, "ascii")) as seen:
        for keys in ((), ("L",), ("escape", "P"), ("escape", "a"), ("escape", "question_mark"), ("escape", "enter")):
            await seen.press(*keys)
            await seen.until(lambda: bool(seen.text.strip()), "a screen")
            assert seen.text.isascii()


async def test_in_ascii_on_a_terminal_of_unicode_letters_stay(tmp_path: Path) -> None:
    told = report("Vote in Zürich, Киев watched", received=NOON)
    async with running(tmp_path, [told], terminal=Terminal(True)) as seen:
        await seen.shows("Zürich", "Киев watched")
        assert "─" not in seen.text


# -------------------------------------------------------------------------------------------- a real terminal
def test_a_real_terminal_of_c_and_no_colour_gets_ascii_and_no_colour(tmp_path: Path, lexicon_folder: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{ADVISERS}\n\nTEHRAN, Nov 20 (AFP) - The café in Zürich — “closed”.\n")
    settings = tmp_path / "settings.toml"
    settings.write_text("quiet_seconds = 0.2\nworkers = 1\n")
    command = [sys.executable, "-m", "tui", "--archive", str(tmp_path / "a.sqlite"), "--settings", str(settings)]
    plain = {"LANG": "C", "NO_COLOR": "1", "XDG_CACHE_HOME": str(lexicon_folder.parent.parent)}
    for name in ("LC_ALL", "LC_CTYPE"):
        plain[name] = ""
    with Pty([*command, str(folder)], plain, columns=120, lines=36) as terminal:
        terminal.until(lambda screen: ADVISERS in screen and "cafe in Zurich" in screen, 60.0)
        terminal.type("L")
        terminal.until(lambda screen: "wall screen" in screen, 20.0)
        terminal.type("\x1b")
        terminal.until(lambda screen: "wall screen" not in screen, 20.0)
        terminal.type("Q")
        assert terminal.exit_code(60.0) == 0
    printed = bytes(terminal.printed)
    assert printed.isascii()
    parts = {part for sequence in COLOUR.findall(printed) for part in sequence[2:-1].decode().split(";")}
    assert parts <= ALLOWED
    assert "7" in parts, "the cursor is reversed"
