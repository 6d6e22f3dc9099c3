"""Where documents report from is a country that the lexicon knows, or it is said that it is none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tui.__main__ import main
from tui.commands import doctor
from tui.paths import Paths

pytestmark = pytest.mark.usefixtures("lexicon_folder")


def test_a_country_that_nobody_knows_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = ["--settings", str(tmp_path / "settings.toml")]
    assert main(["tag", *settings, "--home", "XX-KY", str(tmp_path / "none.txt")]) == 2
    assert "--home: “XX-KY” begins with no country that is known; give an ISO code" in capsys.readouterr().err


def test_the_doctor_asks_the_lexicon_for_the_settings_home(tmp_path: Path, lexicon_folder: Path) -> None:
    paths = Paths(tmp_path / "settings.toml", tmp_path / "archive.sqlite", lexicon_folder.parent)
    for home, code, said in (
        ("US-KY", 0, "documents report from US-KY"),
        ("XX", 1, "✖ home       "),
        ("XX", 1, "“home”: “XX” begins with no country"),
    ):
        paths.settings.write_text(f'home = "{home}"\n', encoding="utf-8")
        out = io.StringIO()
        assert doctor.run(paths, out) == code
        assert said in out.getvalue()
