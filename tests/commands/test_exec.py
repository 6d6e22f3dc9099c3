"""`wirewatch watch --exec` gives each document to a command, so many at a time, and accounts for all."""

from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build import report
from tests.commands.stored import keep, stories
from tests.commands.streaming import SECONDS, Watch

pytestmark = pytest.mark.usefixtures("lexicon_folder")


def until(condition: Callable[[], object], what: object) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def program(place: Path, text: str) -> str:
    """A command line that runs a Python program in the folder `place`, the document as `told`."""
    path = place / "program.py"
    path.write_text(
        f"import json, os, sys, time\nos.chdir({str(place)!r})\ntold = json.load(sys.stdin)\n{text}", encoding="utf-8"
    )
    return shlex.join([sys.executable, str(path)])


def account(watch: Watch) -> str:
    return watch.errors.read_text(encoding="utf-8").splitlines()[-1]


def done(place: Path) -> list[str]:
    path = place / "done.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


NOTE = "open('done.txt', 'a').write(told['title'] + '\\n')\n"


def test_a_command_gets_the_document_and_its_words_with_no_shell_between(tmp_path: Path) -> None:
    keep(tmp_path, stories(3))
    command = program(
        tmp_path, "json.dump([told, sys.argv[1:]], open(told['title'], 'w'))\nprint('seen \\x1b[31m it')\n"
    )
    with Watch(tmp_path, "--after", "0", "--exec", f"{command} '$HOME; ls' \"a b\" *") as watch:
        streamed = watch.lines(3)
        until((tmp_path / "Story 3").exists, watch.errors.read_text())
        assert watch.stop(signal.SIGTERM) == 0
    for one in streamed:
        assert json.loads((tmp_path / one["title"]).read_text()) == [one, ["$HOME; ls", "a b", "*"]]
    said = watch.errors.read_text(encoding="utf-8")
    assert said.count(": seen it\n") == 3
    assert account(watch).endswith("ran for 3 documents: 3 well, 0 failed. Go on with --after 3.")


def test_only_what_the_filter_lets_through_is_given_and_nothing_need_be_printed(tmp_path: Path) -> None:
    keep(tmp_path, [*stories(2), report("Ferry sails", "A ferry sails.")])
    asked = ("--after", "0", "--quiet", "--filter", "ferry", "--exec", program(tmp_path, NOTE))
    with Watch(tmp_path, *asked) as watch:
        until(lambda: done(tmp_path), watch.errors.read_text())
        watch.process.send_signal(signal.SIGTERM)
        assert watch.output.read() == b""
        assert watch.process.wait(SECONDS) == 0
    assert done(tmp_path) == ["Ferry sails"]


def test_one_that_fails_is_named_with_what_it_said_and_the_others_go_on(tmp_path: Path) -> None:
    keep(tmp_path, stories(3))
    failing = "if told['title'] == 'Story 2':\n    sys.exit('first\\nno \\x1b]0;x\\x07gate\\n')\n" + NOTE
    with Watch(tmp_path, "--after", "0", "--exec", program(tmp_path, failing)) as watch:
        watch.lines(3)
        until(lambda: len(done(tmp_path)) == 2 and "gate" in watch.errors.read_text(), watch.errors.read_text())
        assert watch.stop(signal.SIGINT) == 130
    assert re.search(r"^wirewatch: python\S* exit code 1 at sequence 2: no gate$", watch.errors.read_text(), re.M)
    assert account(watch).endswith("ran for 3 documents: 2 well, 1 failed. Go on with --after 3.")


def test_no_more_run_at_a_time_than_may(tmp_path: Path) -> None:
    keep(tmp_path, stories(8))
    text = (
        "open(f'run-{os.getpid()}', 'w')\n"
        "now = len([n for n in os.listdir() if n.startswith('run-')])\n"
        "while told['title'] in ('Story 1', 'Story 2') and not os.path.exists('go'): time.sleep(0.01)\n"
        "os.remove(f'run-{os.getpid()}')\nopen('done.txt', 'a').write(f'{now}\\n')\n"
    )
    with Watch(tmp_path, "--after", "0", "--exec-jobs", "2", "--exec", program(tmp_path, text)) as watch:
        until(lambda: len(list(tmp_path.glob("run-*"))) == 2, "two run")
        (tmp_path / "go").touch()
        until(lambda: len(done(tmp_path)) == 8, watch.errors.read_text())
        watch.lines(8)
        assert watch.stop(signal.SIGTERM) == 0
    assert max(map(int, done(tmp_path))) == 2


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    keep(tmp_path, stories(1))
    text = (
        "import signal, subprocess\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "open('child.txt', 'w').write(str(child.pid))\ntime.sleep(600)\n"
    )
    with Watch(tmp_path, "--after", "0", "--exec-seconds", "2", "--exec", program(tmp_path, text)) as watch:
        until(lambda: "took too long and was ended" in watch.errors.read_text(), watch.errors.read_text())
        assert watch.stop(signal.SIGTERM) == 0
    child = int((tmp_path / "child.txt").read_text())
    until(lambda: not alive(child), "its child has ended as well")


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_asked_to_end_it_says_behind_which_to_go_on_and_none_is_missed(tmp_path: Path) -> None:
    keep(tmp_path, stories(30))
    text = (
        "import signal\nsignal.signal(signal.SIGTERM, lambda *a: sys.exit(9))\n"
        "if told['title'] == 'Story 3':\n    open('stuck', 'w')\n"
        "    while not os.path.exists('go'): time.sleep(0.01)\n" + NOTE
    )
    asked = ("--exec-jobs", "2", "--exec", program(tmp_path, text))
    with Watch(tmp_path, "--after", "0", *asked) as watch:
        until(lambda: (tmp_path / "stuck").exists() and len(done(tmp_path)) >= 3, watch.errors.read_text())
        watch.process.send_signal(signal.SIGTERM)
        watch.process.send_signal(signal.SIGTERM)
        assert watch.process.wait(SECONDS) == 0
    assert re.search(r"[12] ended before done\. Go on with --after 2\.$", account(watch))
    assert "Story 3" not in done(tmp_path)
    (tmp_path / "go").touch()
    with Watch(tmp_path, "--after", "2", *asked) as watch:
        until(lambda: {f"Story {n}" for n in range(1, 31)} <= set(done(tmp_path)), watch.errors.read_text())
        assert watch.stop(signal.SIGTERM) == 0


def test_those_that_run_get_time_to_end(tmp_path: Path) -> None:
    keep(tmp_path, stories(1))
    text = "open('begun', 'w')\nwhile not os.path.exists('go'): time.sleep(0.01)\n" + NOTE
    with Watch(tmp_path, "--after", "0", "--exec", program(tmp_path, text)) as watch:
        until((tmp_path / "begun").exists, watch.errors.read_text())
        watch.process.send_signal(signal.SIGTERM)
        (tmp_path / "go").touch()
        assert watch.process.wait(SECONDS) == 0
    assert done(tmp_path) == ["Story 1"]
    assert account(watch).endswith("1 document: 1 well, 0 failed. Go on with --after 1.")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("no-such-program-here --now", "there is no program “no-such-program-here” that you may run."),
        ("notify 'unclosed", "a quotation mark in it is never closed."),
        ("  ", "name a command."),
    ],
)
def test_what_cannot_be_run_is_said_before_anything_begins(tmp_path: Path, command: str, said: str) -> None:
    with Watch(tmp_path, "--exec", command) as watch:
        assert watch.process.wait(SECONDS) == 2
        assert watch.output.read() == b""
    assert said in watch.errors.read_text(encoding="utf-8")
    assert not (tmp_path / "archive.sqlite").exists()


@pytest.mark.parametrize("option", [("--exec-jobs", "0"), ("--exec-seconds", "soon"), ("--after", "-3")])
def test_bounds_that_mean_nothing_are_wrong_usage(tmp_path: Path, option: tuple[str, str]) -> None:
    with Watch(tmp_path, *option, "--exec", "true") as watch:
        assert watch.process.wait(SECONDS) == 2
    assert "give" in watch.errors.read_text(encoding="utf-8")


def test_a_command_need_not_read_and_may_say_as_much_as_it_likes(tmp_path: Path) -> None:
    keep(tmp_path, stories(2, "A long day. " * 30_000))
    (tmp_path / "loud.py").write_text("import sys\nsys.stderr.write('noise ' * 2_000_000)\nsys.exit('\\nthe end')\n")
    command = shlex.join([sys.executable, str(tmp_path / "loud.py")])
    with Watch(tmp_path, "--after", "0", "--quiet", "--exec", command) as watch:
        until(lambda: watch.errors.read_text().count("exit code 1") == 2, watch.errors.read_text())
        assert watch.stop(signal.SIGTERM) == 0
    assert watch.errors.read_text().count(": the end\n") == 2


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_many_runs_leave_neither_descriptors_nor_dead_processes(tmp_path: Path) -> None:
    keep(tmp_path, stories(600))
    with Watch(tmp_path, "--after", "0", "--exec", "true") as watch:
        process = watch.process.pid
        watch.lines(50)
        before = descriptors(process)
        watch.lines(550)
        until(lambda: running(process) == [], "all have ended and are waited for")
        assert descriptors(process) < before + 50  # its own sources and workers may have begun meanwhile
        assert watch.stop(signal.SIGTERM) == 0
    assert "600 documents: 600 well, 0 failed" in account(watch)


def descriptors(process: int) -> int:
    return sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())


def running(process: int) -> list[str]:
    """Its children of that name, the dead that nobody waited for as well."""
    found = subprocess.run(["ps", "--ppid", str(process), "-o", "comm="], capture_output=True, text=True, check=False)
    return [name for name in found.stdout.split() if name == "true"]
