"""Which folders are watched: those on the command line, as they are set if they are; else those of the settings."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tui.commands import doctor
from tui.paths import USUAL, Paths
from tui.where import WhereError, where_of
from watchers.settings import Folder, Settings


def test_a_folder_on_the_command_line_is_taken_as_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "link").symlink_to("wire")
    monkeypatch.chdir(tmp_path)
    set_ = Folder(tmp_path / "wire", "desk", exclude=("drafts/**",))
    settings = Settings(folders=(Path("drop"),), folder=(set_,))
    assert where_of([], settings).folders == (Folder(tmp_path / "drop"), set_)
    assert where_of(["wire"], settings).folders == (set_,)
    assert where_of(["link", "other", "wire"], settings).folders == (set_, Folder(tmp_path / "other"))
    assert where_of([], Settings()).folders == (Folder(USUAL.absolute()),)


def test_an_address_is_a_feed_for_this_run() -> None:
    where = where_of(["https://News.example/feed", "feed://127.0.0.1:8/a", "in"], Settings())
    assert [(feed.address, feed.allow_private) for feed in where.feeds] == [
        ("https://news.example/feed", False),
        ("https://127.0.0.1:8/a", True),
    ]
    assert where.told == "in/ + 2 feeds"
    assert where.only
    assert where_of(["https://news.example/a"], Settings()).told == "https://news.example/a"
    assert not where_of([], Settings()).only


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("https://", "is no"),
        ("http://a:b@c.example/", "password"),
        ("feed:javascript:1", "not"),
        ("htp://news.example/feed", "htp: is not fetched; give an http or https address."),
        ("", "this is empty."),
    ],
)
def test_what_is_no_address_is_said(place: str, said: str) -> None:
    with pytest.raises(WhereError) as raised:
        where_of([place], Settings())
    assert said in str(raised.value) or "host" in str(raised.value)


def test_the_doctor_tells_what_is_set_for_a_folder(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "settings.toml", tmp_path / "archive.sqlite", tmp_path / "cache")
    table = 'path = "/wire"\nname = "desk"\ninclude = ["**/*.xml"]\nexclude = ["drafts/**"]\nhome = "SY"\npoll = true\n'
    paths.settings.write_text(f"[[folder]]\n{table}", encoding="utf-8")
    told = io.StringIO()
    doctor.run(paths, told)
    words = "(“desk”, only **/*.xml, without drafts/**, documents report from SY, looked through every few seconds)"
    assert f"watches /wire {words} where no other place is given" in told.getvalue()
