"""Settings say what is wrong, where, and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchers.errors import SettingsError
from watchers.settings import Columns, Folder, Settings, load


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == Settings()


def test_what_is_set_is_taken_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('folders = ["~/wire", "drop"]\nquiet_seconds = 1\n', encoding="utf-8")
    settings = load(path)
    assert settings.folders == (Path.home() / "wire", Path("drop"))
    assert settings.quiet_seconds == 1.0
    assert settings.max_bytes == 20 * 2**20


def test_the_locale_decides_on_ascii_where_nobody_else_does(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert load(path).ascii is None
    path.write_text("ascii = false\n", encoding="utf-8")
    assert load(path).ascii is False
    path.write_text('ascii = "yes"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1: “ascii”: expected true or false, found text in quotes"):
        load(path)


def test_the_columns_of_tables_are_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[columns]\ntext = "Body"\npublished = "Sent on"\n', encoding="utf-8")
    assert load(path).columns == Columns(text="Body", published="Sent on")


def test_a_folder_has_settings_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        """
        folders = ["~/inbox"]
        [columns]
        text = "Body"
        title = "Head"
        [[folder]]
        path = "~/wire"
        name = "wire desk"
        include = ["*.xml", "**/*.txt"]
        exclude = ["drafts/**"]
        poll = true
        home = "SY"
        [folder.columns]
        text = "story"
        [[folder]]
        path = "drop"
        """,
        encoding="utf-8",
    )
    settings = load(path)
    inbox, wire, drop = settings.watched
    assert (inbox, drop) == (Folder(Path.home() / "inbox"), Folder(Path("drop")))
    assert wire == Folder(
        *(Path.home() / "wire", "wire desk", ("*.xml", "**/*.txt"), ("drafts/**",), True, "SY", Columns(text="story"))
    )
    assert wire.columns_over(settings.columns) == Columns(text="story", title="Head")
    assert drop.poll is None


def test_one_folder_written_in_two_ways_is_one(tmp_path: Path) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "link").symlink_to("wire")
    path = tmp_path / "settings.toml"
    path.write_text(f'folders = ["{tmp_path}/wire/"]\n[[folder]]\npath = "{tmp_path}/link"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="line 3: “path”: the same folder is set above"):
        load(path)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# mine\nquiet_second = 1\n", 2, "“quiet_second” is not a key of the settings. Did you mean “quiet_seconds”?"),
        ("zzz = 1\n", 1, "“zzz” is not a key of the settings. Known keys: folders, "),
        ('theme = "a"\nquiet_seconds = "soon"\n', 2, "“quiet_seconds”: expected a number, found text in quotes."),
        ("folders = [1]\n", 1, "“folders”: expected a path as text in quotes, found a whole number."),
        ("quiet_seconds = nan\n", 1, "“quiet_seconds” must be at least 0.05."),
        ("workers = -1\n", 1, "“workers” must be at least 0."),
        ('home = "Kentucky"\n', 1, "“home”: “Kentucky” is no code after ISO 3166. Give US for a country, US-KY for"),
        ('\nhome = "us.ky"\n', 2, "“home”: “us.ky” is no code after ISO 3166. Did you mean “US-KY”?"),
        ("\n\nquiet_seconds = \n", 3, "this is not TOML: Invalid value."),
        ('theme = "open\n', 1, "this is not TOML: "),
        ('[columns]\ntitel = "Head"\n', 2, "“titel” is nothing that a column can hold. Did you mean “title”?"),
        ("[columns]\ntext = 3\n", 2, "“text”: expected text in quotes, found a whole number."),
        ('[[folder]]\nname = "desk"\n', 1, "“folder”: there is no “path”."),
        ('[[folder]]\npath = "a"\n\n[[folder]]\n\npath = 3\n', 6, "“path”: expected a path as text in quotes, found a"),
        ('[[folder]]\npath = " "\n', 2, "“path”: expected a path, found none."),
        (
            '[[folder]]\npath = "~nobody-is-called-so/x"\n',
            2,
            "“path”: expected a path, found the home of a user who is",
        ),
        ('[[folder]]\npath = "a"\ninclud = []\n', 3, "“includ” is not a key of a folder. Did you mean “include”?"),
        ('[[folder]]\npath = "a"\ninclude = "*.xml"\n', 3, "“include”: expected a list in brackets, found text in"),
        ('[[folder]]\npath = "a"\npoll = "yes"\n', 3, "“poll”: expected true or false, found text in quotes."),
        ('[[folder]]\npath = "a"\n[[folder]]\npath = "./a"\n', 4, "“path”: the same folder is set above."),
        ('folders = ["a"]\n[[folder]]\npath = "a"\n', 3, "“path”: the same folder is set above. Keep one"),
        (
            '[[folder]]\npath = "a"\nname = "x"\n[[folder]]\npath = "b"\nname = "x"',
            6,
            "“name”: another folder is called",
        ),
        ('home = "US"\n[[folder]]\npath = "a"\nhome = "us"\n', 4, "“home”: “us” is no code after ISO 3166. Did you"),
        ('[[folder]]\npath = "a"\ninclude = [""]\n', 3, "“include”: “” can match nothing: it is empty. Write “**”"),
        ('[[folder]]\npath = "a"\nexclude = ["/b/*"]\n', 3, "“exclude”: “/b/*” can match nothing: it is not below"),
        ('[[folder]]\npath = "a"\nexclude = ["../b"]\n', 3, "“exclude”: “../b” can match nothing: a path below"),
        ('[[folder]]\npath = "a"\ninclude = ["**.txt"]\n', 3, "“include”: “**.txt” can match nothing: “**” stands for"),
        (
            '[[folder]]\npath = "a"\ninclude = ["a\\\\*"]\n',
            3,
            "“include”: “a\\*” can match nothing: folders are parted by",
        ),
        (
            '[[folder]]\npath = "a"\ninclude = ["x"]\nexclude = ["x"]',
            3,
            "“include”: “x” can match nothing: it is excluded",
        ),
        ('[[folder]]\npath = "a"\ninclude = [".x/*"]\n', 3, "“include”: “.x/*” can match nothing: “.x” begins with a"),
        (
            '[[folder]]\npath = "a"\n[folder.columns]\ntxt = "b"\n',
            4,
            "“txt” is nothing that a column can hold. Did you",
        ),
        ('[[folder]]\npath = "a"\n[folder.columns]\ntext = 1\n', 4, "“text”: expected text in quotes, found a whole"),
        ('folder = [{path = "a"}, {path = "a"}]\n', 1, "“path”: the same folder is set above."),
        ('folder = ["a"]\n', 1, "“folder”: expected a table, found text in quotes."),
        ('[folder]\npath = "a"\n', 1, "“folder”: expected a list in brackets, found a table. Write [[folder]]."),
        ('columns = "text"\n', 1, "“columns”: expected a table, found text in quotes."),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}, line {line}: {said}")


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="line 1: this is no UTF-8 text"):
        load(path)


@pytest.mark.parametrize("proxy", ["http://proxy.example:3128", "env:WIRE_PROXY"])
def test_feeds_may_go_through_a_proxy(tmp_path: Path, proxy: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'proxy = "{proxy}"\n')
    assert load(path).proxy == proxy


@pytest.mark.parametrize(
    "proxy", ["proxy.example", "socks5://proxy.example:1", "http://me:secret@proxy.example", "env:"]
)
def test_a_proxy_that_is_none_or_shows_a_secret_is_refused(tmp_path: Path, proxy: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'\nproxy = "{proxy}"\n')
    with pytest.raises(SettingsError) as refused:
        load(path)
    assert "line 2" in str(refused.value)
    assert "env:NAME" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_folder_in_the_place_of_the_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        load(tmp_path)
    said = "cannot be read: Is a directory. Put a text file there, or give another place: --settings PATH."
    assert str(raised.value) == f"{tmp_path}: {said}"
