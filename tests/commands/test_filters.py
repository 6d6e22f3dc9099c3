"""`wirewatch filters` saves, lists, mutes and moves filters, and `wirewatch query @NAME` asks them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.build import minutes, report
from tui.__main__ import main
from tui.commands.filters.arguments import EXAMPLES
from watchers.archive.writing import Archive
from watchers.saved import FILE, FOR_GOOD, Saved, load

NOW = datetime.now(UTC)
pytestmark = pytest.mark.usefixtures("lexicon_folder")
Asks = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Asks:
    """A command line beside settings and archive of its own: its code, and what it printed."""
    kept = ["--settings", str(tmp_path / "settings.toml"), "--archive", str(tmp_path / "archive.sqlite")]

    def run(*given: str) -> tuple[int, str, str]:
        try:
            code = main([*kept, *given])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.sqlite"
    reports = [
        report("Cup final tonight", "A football crowd.", received=NOW - minutes(5)),
        report("Raid at dawn", "Iran signs.", [("iran", "Iran", "state")], ["idlib"], received=NOW - minutes(3)),
    ]
    with closing(Archive.open(path)) as writer:
        writer.store_all(reports)
    return path


def kept(tmp_path: Path) -> Sequence[Saved]:
    return load(tmp_path / FILE).filters


@pytest.mark.usefixtures("archive")
def test_a_saved_filter_is_asked_by_its_name(ask: Asks, tmp_path: Path) -> None:
    code, out, err = ask("filters", "save", "Sport", "football", "--colour", "gray")
    assert (code, out) == (0, "")
    assert "“Sport” is saved; it lets 1 document through now." in err
    assert kept(tmp_path) == (Saved("Sport", "football", "grey", 1),)
    assert ask("query", "@sport", "--count")[:2] == (0, "1\n")
    assert ask("query", "-@SPORT", "--count")[:2] == (0, "1\n")
    code, _, err = ask("query", "@sprot", "--count")
    assert (code, "no saved filter is called “sprot”; did you mean @Sport" in err, "  ^" in err) == (2, True, True)


@pytest.mark.usefixtures("archive")
def test_what_means_nothing_is_refused_at_its_column(ask: Asks, tmp_path: Path) -> None:
    code, _, err = ask("filters", "save", "Tehran", "raid actor:irann")
    assert code == 2
    assert "column 12: no actor is called “irann”" in err
    assert err.splitlines()[-1] == f"  {' ' * 11}^"
    assert not (tmp_path / FILE).exists()


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["save", "Sport", "x"], "the name “Sport” is taken: football. Give another, or --replace"),
        (["save", "x", " "], "the expression is empty"),
        (["save", '"x"', "x"], "a name has no quotes"),
        (["save", "x", "x", "--colour", "purpel"], "--colour: “purpel” is no colour of a filter. Did you mean purple?"),
        (["save", "x", "x", "--order", "0"], "--order counts from 1."),
        (["show", "sprot"], "no saved filter is called “sprot”; did you mean “Sport”?"),
        (["mute", "sport", "soon"], "“soon” is no end that is understood; give friday, tomorrow 18:00, 3 days"),
        (["mute", "sport", "2020-01-01"], "“2020-01-01” is past."),
        (["move", "sport", "sideways"], "“sideways” is no place; give a number from 1 on, or first, last, up, down."),
        (["rename", "sport", "@x"], "does not begin with @"),
        (["rename", "sport", "WAR"], "the name “War” is taken: raid. Give another."),
    ],
)
def test_wrong_usage_says_what_to_do(ask: Asks, tmp_path: Path, given: list[str], said: str) -> None:
    ask("filters", "save", "Sport", "football")
    ask("filters", "save", "War", "raid")
    before = (tmp_path / FILE).read_text()
    code, out, err = ask("filters", *given)
    assert (code, out, said in err) == (2, "", True), err
    assert (tmp_path / FILE).read_text() == before


@pytest.mark.usefixtures("archive")
def test_the_list_counts_and_names_what_is_broken(ask: Asks, tmp_path: Path) -> None:
    ask("filters", "save", "Sport", "football", "--colour", "grey")
    ask("filters", "save", "Iran", "actor:iran")
    with (tmp_path / FILE).open("a") as file:
        file.write('\n[[filter]]\nname = "Gone"\nexpression = "actor:irann"\n\n[[filter]]\nname = "Empty"\n')
    ask("filters", "mute", "sport", "until", "further", "notice")
    code, out, err = ask("filters", "list")
    sport, iran, gone = map(json.loads, out.splitlines())
    assert (code, sport["documents"], iran["documents"], gone["documents"]) == (1, 1, 1, None)
    assert (sport["number"], sport["colour"], sport["muted_until"]) == (1, "grey", "further notice")
    assert "no actor is called “irann”" in gone["problem"]
    assert "line 20: this filter has no expression." in err
    assert json.loads(ask("filters", "show", "2")[1])["name"] == "Iran"
    assert ask("filters", "show", "gone")[0] == 1


@pytest.mark.usefixtures("archive")
def test_changes_are_made_by_any_spelling_or_number(ask: Asks, tmp_path: Path) -> None:
    for name in ("Sport", "Café", "War"):
        ask("filters", "save", name, "x")
    assert ask("filters", "move", "3", "first")[0] == 0
    assert [saved.name for saved in kept(tmp_path)] == ["War", "Sport", "Café"]
    assert ask("filters", "move", "war", "down")[0] == 0
    assert ask("filters", "rename", "@cafe", "Bars")[0] == 0
    assert ask("filters", "save", "war", "raid OR siege", "--replace", "--order", "3")[0] == 0
    assert [(saved.name, saved.expression) for saved in kept(tmp_path)] == [
        ("Sport", "x"), ("Bars", "x"), ("war", "raid OR siege"),
    ]  # fmt: skip
    assert ask("filters", "mute", "bars")[0] == 0
    assert kept(tmp_path)[1].muted_until == FOR_GOOD
    assert ask("filters", "unmute", "bars")[0] == 0
    assert kept(tmp_path)[1].muted_until is None
    assert "It was raid OR siege" in ask("filters", "remove", "war")[2]
    assert len(kept(tmp_path)) == 2


@pytest.mark.usefixtures("archive")
def test_headless_commands_show_what_is_muted(ask: Asks) -> None:
    ask("filters", "save", "Sport", "football")
    ask("filters", "mute", "sport")
    assert ask("query", "", "--count")[:2] == (0, "2\n")


def test_without_an_archive_nothing_is_counted_and_that_is_said(ask: Asks) -> None:
    code, _, err = ask("filters", "save", "Iran", "actor:iran")
    assert (code, "There is no archive yet" in err) == (0, True)
    assert json.loads(ask("filters", "list")[1])["documents"] is None
    code, _, err = ask("filters", "save", "Broken", "(raid")
    assert (code, "column 1: this bracket is not closed" in err) == (2, True)


@pytest.mark.usefixtures("archive")
def test_every_example_of_the_help_runs(ask: Asks) -> None:
    for example in EXAMPLES:
        code, _, err = ask(*shlex.split(example)[1:])
        assert code == 0, f"{example}\n{err}"


@pytest.mark.usefixtures("archive")
def test_who_names_a_filter_that_is_gone_is_said(ask: Asks) -> None:
    for name, expression in [("sport", "football"), ("calm", "-@sport raid"), ("other", '"@sport"'), ("all", "@Sport")]:
        assert ask("filters", "save", name, expression)[0] == 0
    assert "is called “games” now. (“calm”, “all” name it still:" in ask("filters", "rename", "sport", "games")[2]
    assert ask("filters", "save", "calm", "-@games", "--replace")[0] == 0
    assert "It was football (“calm” names it still:" in ask("filters", "remove", "games")[2]
    assert "names it" not in ask("filters", "remove", "other")[2]
