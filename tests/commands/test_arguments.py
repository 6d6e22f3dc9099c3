"""The command line is understood as a person means it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.arguments import parse


def test_nothing_means_the_board() -> None:
    given = parse([])
    assert (given.command, given.where, given.reset) == ("board", [], False)


def test_places_mean_the_board_on_them() -> None:
    given = parse(["--archive", "tag", "seeds", "--reset"])
    assert (given.command, given.where, given.archive, given.reset) == ("board", ["seeds"], Path("tag"), True)


def test_verbs_are_commands() -> None:
    assert parse(["tag", "-", "--sentences"]).files == ["-"]
    assert parse(["retag", "--dry-run"]).dry_run
    assert not parse(["--archive", "a.sqlite", "retag"]).dry_run
    assert parse(["doctor", "--archive", "a.sqlite"]).archive == Path("a.sqlite")
    assert parse(["--archive", "a.sqlite", "doctor"]).command == "doctor"


def test_own_entries_are_given_in_words() -> None:
    given = parse(["actors", "add", "River Guard", "--kind", "party", "--alias", "RG", "--alias", "Guard"])
    assert (given.command, given.deed, given.name, given.alias) == ("actors", "add", "River Guard", ["RG", "Guard"])
    given = parse(["regions", "add", "Ford", "--kind", "place", "--lat", "-1.5", "--lon", "29", "--parent", "CD"])
    assert (given.lat, given.lon, given.parent) == (-1.5, 29.0, ["CD"])
    assert parse(["regions", "find", "blue", "ford", "--settings", "s.toml"]).settings == Path("s.toml")


def test_a_home_is_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(["tag", "--home", "US-KY", "a.txt"]).home == "US-KY"
    with pytest.raises(SystemExit) as left:
        parse(["tag", "--home", "kentucky", "a.txt"])
    assert left.value.code == 2
    assert "“kentucky” is no code after ISO 3166" in capsys.readouterr().err


def test_a_folder_called_like_a_command_is_given_with_its_path() -> None:
    assert parse(["./tag"]).where == ["./tag"]


@pytest.mark.parametrize("words", [["--nonsense"], ["tag", "--nonsense"], ["actors", "add", "X", "--nonsense"]])
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parse(words)
    assert left.value.code == 2
    assert "--nonsense" in capsys.readouterr().err


def test_why_is_asked_of_tag_and_not_together_with_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(["tag", "--why", "a.txt"]).why
    with pytest.raises(SystemExit) as left:
        parse(["tag", "--why", "--sentences", "a.txt"])
    assert left.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


def test_an_expression_that_leaves_out_is_no_option() -> None:
    assert parse(["query", "-actor:iran"]).expression.strip() == "-actor:iran"
    assert parse(["watch", "--filter", "-(region:sudan OR is:read)"]).filter.strip() == "-(region:sudan OR is:read)"


@pytest.mark.parametrize(
    "said", ["-football", "-hamas", "-actor:iran", '-"cease fire"', "-(a OR b)", "-“a b”", "-@sport"]
)
def test_an_expression_may_begin_with_what_it_leaves_out(said: str) -> None:
    assert parse(["query", said, "--count"]).expression == said
    assert parse(["export", said, "--to", "a.md"]).expression == said
    assert parse(["watch", "--filter", said]).filter == said
    assert parse(["filters", "save", "calm", said]).expression == said


@pytest.mark.parametrize("command", [["query", ""], ["export", "", "--to", "a.md"]])
@pytest.mark.parametrize("amount", ["many", "-1", "1.5", "", "9" * 19])
def test_a_limit_is_a_number_that_can_be(command: list[str], amount: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parse([*command, "--limit", amount])
    assert left.value.code == 2
    assert "argument --limit" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["export", "", "--to", "a.md", "--to", "b.md"], "--to"),
        (["watch", "--filter", "a", "--filter", "b"], "--filter"),
        (["watch", "--exec", "true", "--exec", "cat"], "--exec"),
    ],
)
def test_what_can_be_one_alone_is_not_given_twice(
    words: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        parse(words)
    assert left.value.code == 2
    assert f"argument {option}: give it once" in capsys.readouterr().err
