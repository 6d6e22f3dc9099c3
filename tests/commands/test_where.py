"""Which folders are watched: those on the command line, as they are set if they are; else those of the settings."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tui.commands import doctor
from tui.opening import watched
from tui.paths import USUAL, Paths
from watchers.settings import Folder, Settings


def test_a_folder_on_the_command_line_is_taken_as_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "link").symlink_to("wire")
    monkeypatch.chdir(tmp_path)
    set_ = Folder(tmp_path / "wire", "desk", exclude=("drafts/**",))
    settings = Settings(folders=(Path("drop"),), folder=(set_,))
    assert watched([], settings) == (Folder(tmp_path / "drop"), set_)
    assert watched([Path("wire")], settings) == (set_,)
    assert watched([Path("link"), Path("other"), Path("wire")], settings) == (set_, Folder(tmp_path / "other"))
    assert watched([], Settings()) == (Folder(USUAL.absolute()),)


def test_the_doctor_tells_what_is_set_for_a_folder(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "settings.toml", tmp_path / "archive.sqlite", tmp_path / "cache")
    table = 'path = "/wire"\nname = "desk"\ninclude = ["**/*.xml"]\nexclude = ["drafts/**"]\nhome = "SY"\npoll = true\n'
    paths.settings.write_text(f"[[folder]]\n{table}", encoding="utf-8")
    told = io.StringIO()
    doctor.run(paths, told)
    words = "(“desk”, only **/*.xml, without drafts/**, documents report from SY, looked through every few seconds)"
    assert f"watches /wire {words} where no other place is given" in told.getvalue()
