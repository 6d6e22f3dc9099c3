"""Settings say what is wrong, where, and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchers.errors import SettingsError
from watchers.settings import Columns, Settings, load


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == Settings()


def test_what_is_set_is_taken_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('folders = ["~/wire", "drop"]\nquiet_seconds = 1\n', encoding="utf-8")
    settings = load(path)
    assert settings.folders == (Path.home() / "wire", Path("drop"))
    assert settings.quiet_seconds == 1.0
    assert settings.max_bytes == 20 * 2**20


def test_the_columns_of_tables_are_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[columns]\ntext = "Body"\npublished = "Sent on"\n', encoding="utf-8")
    assert load(path).columns == Columns(text="Body", published="Sent on")


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
    with pytest.raises(SettingsError, match="cannot be read"):
        load(path)
