"""`wirewatch alerts` sets, lists and tries out the alerts of saved filters."""

from __future__ import annotations

import json
import shlex
import signal
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.build import minutes, report
from tests.commands.streaming import Watch
from tests.waiting import until
from tui.__main__ import main
from tui.commands.alerts.arguments import EXAMPLES
from tui.notifying import notification
from watchers.alerts import Rule
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.saved import FILE, load

NOW = datetime.now(UTC)
pytestmark = pytest.mark.usefixtures("lexicon_folder")
Asks = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Asks:
    """A command line beside settings and archive of its own, with two filters saved: its code, what it printed."""
    kept = ["--settings", str(tmp_path / "settings.toml"), "--archive", str(tmp_path / "archive.sqlite")]

    def run(*given: str) -> tuple[int, str, str]:
        try:
            code = main([*kept, *given])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return (code, *capsys.readouterr())

    with closing(Archive.open(tmp_path / "archive.sqlite")) as writer:
        for number in range(5):
            title = f"Cup final {number}"
            writer.store(report(title, "A football crowd.", received=NOW - timedelta(days=1) + minutes(5 * number)))
        writer.store(report("Ship seized", "A tanker off Oman.", received=NOW - minutes(3)))
    run("filters", "save", "Sport", "football")
    run("filters", "save", "Gulf shipping", "tanker")
    return run


def rules(tmp_path: Path) -> dict[str, Rule | None]:
    return {each.name: each.alert for each in load(tmp_path / FILE).filters}


def test_what_is_set_is_listed_and_what_is_not_given_stays(ask: Asks, tmp_path: Path) -> None:
    code, _, err = ask("alerts", "set", "sport", "--bell", "--every", "30 min", "--quiet", "22-6")
    assert code == 0
    assert "“Sport” alerts: bell; at most every 30 min; quiet 22:00-06:00." in err
    assert ask("alerts", "set", "sport", "--title", "--no-bell")[0] == 0
    rule = rules(tmp_path)["Sport"]
    assert rule
    assert (rule.bell, rule.title, rule.every) == (False, True, timedelta(minutes=30))
    told = json.loads(ask("alerts", "list")[1])
    assert (told["name"], told["alert"]["title"], told["last"]) == ("Sport", True, None)
    assert ask("alerts", "off", "sport")[0] == 0
    assert rules(tmp_path) == {"Sport": None, "Gulf shipping": None}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("set", "sprot", "--bell"), "did you mean “Sport”?"),
        (("set", "sport", "--every", "often"), "“every” must be a span of time"),
        (("set", "sport", "--command", "mail 'news"), "a quotation mark in it is never closed"),
        (("test", "sport", "--since", "whenever"), "is no time that is understood"),
    ],
)
def test_what_must_be_given_otherwise_is_said(ask: Asks, given: tuple[str, ...], said: str) -> None:
    code, _, err = ask("alerts", *given)
    assert (code, said in err) == (2, True), err


def test_test_says_when_it_would_have_fired_and_what_was_held_back(ask: Asks) -> None:
    ask("alerts", "set", "sport", "--every", "1 h")
    code, out, err = ask("alerts", "test", "sport", "--since", "7d")
    alerts = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(alert["count"], alert["held_by_cooldown"]) for alert in alerts] == [(1, 0), (4, 4)]
    assert alerts[0]["documents"][0]["words"] == ["football"]
    assert "would have alerted 2 times" in err
    assert "with 5 of 5 documents. Held back and told together: 4 by the cooldown, 0 by quiet hours." in err
    assert "never" in ask("alerts", "test", "sport", "--since", "1h")[2]


def test_test_counts_those_that_are_too_few(ask: Asks) -> None:
    ask("alerts", "set", "sport", "--at-least", "6")
    _, out, err = ask("alerts", "test", "sport")
    assert out == ""
    assert "5 documents were too few to alert" in err


def test_every_example_of_the_help_runs(ask: Asks) -> None:
    for example in EXAMPLES:
        code, _, err = ask(*shlex.split(example)[1:])
        assert code == 0, f"{example}\n{err}"


async def test_watch_alerts_though_no_board_is_open(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    listed = '[[filter]]\nname = "Goma"\nexpression = "goma"\nalert = { file = "alerts.jsonl", bell = true }\n'
    (tmp_path / FILE).write_text(listed)
    told = tmp_path / "alerts.jsonl"
    with Watch(tmp_path) as watch:
        (tmp_path / "in" / "first.txt").write_text("Quiet day\n\nNothing of note happened in Kampala.\n")
        watch.lines(1)
        (tmp_path / "in" / "raid.txt").write_text("Rebels near Goma\n\nRebels attacked soldiers near Goma, it said.\n")
        watch.lines(1)
        await until(told.exists, 30.0, "an alert in the file")
        assert watch.stop(signal.SIGTERM) == 0
        assert "⚑ Goma: Rebels near Goma" in watch.errors.read_text()
    with closing(Reader.open(tmp_path / "archive.sqlite")) as reader:
        (kept,) = reader.alerts()
    assert kept.alert.matches[0].words == ("Goma",)


@pytest.mark.parametrize("term", ["xterm-256color", "rxvt-unicode"])
def test_no_headline_ends_a_notification_or_begins_another_sequence(term: str) -> None:
    said = notification("wirewatch", "a\x1b]52;c;x\x07b\x9c;c\x1b\\\n\u202ed", {"TERM": term})
    assert said.startswith("\x1b]")
    assert said.endswith("\x1b\\")
    inner = said[2:-2]
    assert not set(inner) & {chr(n) for n in (*range(32), *range(127, 160))}
    assert inner.count(";") == (3 if term.startswith("rxvt") else 1)
    assert not notification("wirewatch", "news", {"TERM": "linux"})


def test_a_program_or_folder_that_is_missing_is_said_at_once(ask: Asks, tmp_path: Path) -> None:
    code, _, err = ask("alerts", "set", "sport", "--command", "no-such-program -x", "--file", "nowhere/alerts.jsonl")
    assert code == 0
    assert "There is no program “no-such-program” that you may run" in err
    assert "There is no folder for “nowhere/alerts.jsonl”" in err
    (tmp_path / "nowhere").mkdir()
    assert "There is no" not in ask("alerts", "set", "sport", "--command", "cat")[2]
