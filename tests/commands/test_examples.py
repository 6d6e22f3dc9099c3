"""Every command's help has examples, and each of them does what a person who types it at a terminal expects."""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.home import Home, prepared, web
from tests.terminal import Terminal
from tui.arguments import whole_parser
from tui.examples import commands

SECONDS = 90.0
_HOST = re.compile(r"(?:https?://)?(?:www\.)?example\.org(?=[/\s]|$)")
_PRIVATE = re.compile(r"^wirewatch feeds (?:add|test) http")
_REDIRECT = re.compile(r">>?\s*([\w./-]+)")
_LASTING = re.compile(r"^wirewatch (?:watch|serve)\b")
_BEYOND = " --host "
"""What would listen beyond this machine is not run."""
_GULF = "wirewatch filters save 'Gulf shipping' shipping"
_SPORT = "wirewatch filters save Sport 'subject:sport OR football'"
BEFORE = {
    **{f"filters {verb}": _SPORT for verb in ("show", "mute", "unmute", "move", "rename")},
    **dict.fromkeys(("alerts", "alerts list", "alerts set", "alerts off", "alerts test"), f"{_SPORT} && {_GULF}"),
    "filters remove": _SPORT.replace("Sport", "Athletics"),
    "verify": "wirewatch export 'is:unread' --to case-12.zip",
}
"""What a person has typed before the examples of a command, by its words."""

PARSERS = dict(commands(whole_parser()))

pytestmark = pytest.mark.usefixtures("lexicon_folder")


def examples(parser: argparse.ArgumentParser) -> list[str]:
    """The lines below `examples:` in its help, up to the first that is not indented."""
    lines = (parser.epilog or "").partition("examples:\n")[2].splitlines()
    indented = [line.startswith("  ") for line in [*lines, ""]]
    return [re.sub(r"\s+#\s.*", "", line.strip()) for line in lines[: indented.index(False)]]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with web() as address:
        yield address


def test_the_walk_finds_the_verbs_and_their_verbs() -> None:
    assert {"", "tag", "watch", "query", "feeds", "feeds add", "actors find", "doctor"} <= set(PARSERS)


@pytest.mark.parametrize("words", list(PARSERS), ids=lambda words: words or "board")
def test_its_examples_run(words: str, site: str, tmp_path: Path) -> None:
    lines = examples(PARSERS[words])
    assert lines, f"wirewatch {words} --help has no examples"
    home = prepared(tmp_path, site)
    for line in [*filter(None, [BEFORE.get(words)]), *(line for line in lines if _BEYOND not in line)]:
        run(line, home)


def run(line: str, home: Home) -> None:
    """Types it at a terminal, and says yes to what it asks; the board and the stream are left as a person leaves
    them."""
    typed = _HOST.sub(home.site, line)
    typed = f"{typed} --allow-private" if _PRIVATE.match(typed) else typed
    with Terminal(["bash", "-c", f'cd "{home.desk}" && {typed}'], home.environment, columns=140) as terminal:
        if _LASTING.match(typed):
            wait_for_output(terminal, typed, home)
            terminal.type("\x03")
            assert terminal.exit_code(SECONDS) in {0, 130}, shown(terminal)
        elif is_board(typed):
            terminal.until(lambda screen: "● live" in screen, SECONDS)
            terminal.type("Q")
            assert terminal.exit_code(SECONDS) == 0, shown(terminal)
        else:
            terminal.type("y\n")
            assert terminal.exit_code(SECONDS) == 0, f"{typed}\n{shown(terminal)}"
        assert "Traceback" not in shown(terminal)


def is_board(line: str) -> bool:
    program, *given = line.split()
    words = [word for word in given if word not in {"--archive", "case.sqlite"}]
    return program == "wirewatch" and (not words or words[0] not in PARSERS)


def wait_for_output(terminal: Terminal, line: str, home: Home) -> None:
    """Until a document came out, be it into a file."""
    into = _REDIRECT.search(line)
    deadline = time.monotonic() + SECONDS
    while not (written(home.desk / into[1]) if into else terminal.text.strip()):
        assert time.monotonic() < deadline, f"{line}\n{shown(terminal)}"
        terminal.read(0.1)


def written(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def shown(terminal: Terminal) -> str:
    return terminal.printed.decode("utf-8", "replace")
