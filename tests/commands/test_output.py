"""Standard output that is full, closed or no longer read ends a command with a sentence or in silence, as it ought."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from tests.commands.stored import keep, stories
from tui.__main__ import main

SECONDS = 60.0
ROOT = Path(__file__).parent.parent.parent
ASKED = {"query": "query ''", "count": "query '' --count", "watch": "watch in --after 0"}
pytestmark = pytest.mark.usefixtures("lexicon_folder")


def shell(place: Path, asked: str, rest: str) -> subprocess.CompletedProcess[str]:
    """What bash makes of a command line, the statuses of its pipe the last line of its output."""
    settings = place / "settings.toml"
    settings.write_text("workers = 1\n", encoding="utf-8")
    kept = f"--settings {settings} --archive {place / 'archive.sqlite'}"
    verb, _, words = ASKED[asked].partition(" ")
    line = f'"{sys.executable}" -m tui {verb} {kept} {words} {rest}\necho "${{PIPESTATUS[*]}}"'
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(platformdirs.user_cache_path()),
        "HOME": str(place),
    }
    return subprocess.run(
        ["bash", "-c", line], cwd=place, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("asked", list(ASKED))
def test_a_full_disk_is_a_sentence(tmp_path: Path, asked: str) -> None:
    keep(tmp_path, stories(3))
    done = shell(tmp_path, asked, "> /dev/full")
    assert done.stdout == "1\n"
    assert done.stderr == "wirewatch: standard output cannot be written: No space left on device.\n"


@pytest.mark.parametrize("asked", ["query", "watch"])
def test_a_reader_that_has_enough_ends_it_in_silence(tmp_path: Path, asked: str) -> None:
    keep(tmp_path, stories(300, "The convoy left at dawn. " * 400))
    done = shell(tmp_path, asked, "| head -n 1 | wc -l")
    assert done.stdout.split() == ["1", "0", "0", "0"]
    assert done.stderr == ""


def test_closed_output_takes_nothing_and_errors_do_not_become_data(tmp_path: Path) -> None:
    keep(tmp_path, stories(3))
    assert shell(tmp_path, "count", ">&-").stdout == "0\n"
    (tmp_path / "archive.sqlite").write_bytes(b"no archive at all" * 100)
    done = shell(tmp_path, "count", "2>&-")
    assert done.stdout == "1\n"


def test_a_path_that_the_system_refuses_is_named_in_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    """Wherever in a command it comes to light."""
    name = "x" * 300
    assert main(["watch", name]) == 1
    assert capfd.readouterr().err == f"wirewatch: {name}: File name too long.\n"
