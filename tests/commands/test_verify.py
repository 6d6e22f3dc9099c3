"""`wirewatch verify` says whether a bundle is whole: 0, or what is wrong with which file: 1, or that it is none: 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bundle.bundles import PACKINGS, archive, bundle
from tui.__main__ import main
from watchers.bundle import layout


@pytest.fixture(params=PACKINGS)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A bundle and its seal."""
    target = tmp_path / "case"
    return target, bundle(archive(tmp_path / "archive.sqlite"), target, request.param)


def test_a_whole_one_is_0(case: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, seal = case
    assert main(["verify", str(path), "--seal", seal.upper()]) == 0
    out, err = capsys.readouterr()
    assert (err, f"seal      {seal}" in out, "case: whole." in out) == ("", True, True)
    assert "5 documents in 7 versions" in out


def test_a_changed_one_is_1_and_names_the_file(case: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = case
    changed = path / layout.record(1, 1) if path.is_dir() else path
    changed.write_bytes(changed.read_bytes().replace(b"ran aground", b"ran ashore!"))
    assert main(["verify", str(path)]) == 1
    out = capsys.readouterr().out
    assert "NOT whole" in out
    assert f"changed     {layout.record(1, 1)} (entry 2) was changed" in out


def test_another_seal_is_1(case: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, seal = case
    assert main(["verify", str(path), "--seal", "0" * 64]) == 1
    out = capsys.readouterr().out
    assert "NOT whole. 1 thing is wrong." in out
    assert f"has the seal {seal}, not the one given" in out


def test_everything_can_be_had_as_json(case: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, seal = case
    assert main(["verify", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["whole"], told["seal"], told["problems"], told["export"]["filter"]) == (True, seal, [], "ferry")
    path.rename(path.with_name("elsewhere"))
    assert main(["verify", str(path), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"].endswith("there is nothing of this name.")


@pytest.mark.parametrize("given", [["verify"], ["verify", "x", "--seal", "abc"], ["verify", "seeds/none.zip"]])
def test_what_is_no_bundle_and_what_cannot_be_meant_is_2(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: object = main(given)
    except SystemExit as left:
        code = left.code
    assert code == 2
    assert capsys.readouterr().err
