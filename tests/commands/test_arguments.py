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
    assert (given.command, given.where, given.archive, given.reset) == ("board", [Path("seeds")], Path("tag"), True)


def test_verbs_are_commands() -> None:
    assert parse(["tag", "-", "--sentences"]).files == ["-"]
    assert parse(["doctor", "--archive", "a.sqlite"]).archive == Path("a.sqlite")
    assert parse(["--archive", "a.sqlite", "doctor"]).command == "doctor"


def test_a_folder_called_like_a_command_is_given_with_its_path() -> None:
    assert parse(["./tag"]).where == [Path("tag")]


@pytest.mark.parametrize("words", [["--nonsense"], ["tag", "--nonsense"]])
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
