"""Bytes become the characters that were meant."""

from __future__ import annotations

import codecs

import pytest

from tests.reading.arriving import document, shared
from watchers.reading.charset import codec_of, decode

RUSSIAN = "Министерство обороны сообщило, что ночью над областью сбиты беспилотники, никто не пострадал. " * 6
POLISH = "Wojsko ogłosiło, że pięć dronów spadło w nocy pod Łodzią i że nikt nie został ranny w pożarze. " * 4
FRENCH = "L’armée a annoncé jeudi le déploiement de renforts près de la frontière. "


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (codecs.BOM_UTF8 + "Málaga".encode(), "Málaga"),
        (codecs.BOM_UTF16_LE + "Málaga".encode("utf-16-le"), "Málaga"),
        (codecs.BOM_UTF16_BE + "Málaga".encode("utf-16-be"), "Málaga"),
        ("Rebels left the town.".encode("utf-16-le"), "Rebels left the town."),
        ("Málaga".encode(), "Málaga"),
        (FRENCH.encode("cp1252"), FRENCH),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (POLISH.encode("cp1250"), POLISH),
        (
            b'<meta charset="windows-1251">' + RUSSIAN.encode("cp1251"),
            '<meta charset="windows-1251">' + RUSSIAN,
        ),
        (b'<html><meta charset="iso-8859-1">\x93quoted\x94', '<html><meta charset="iso-8859-1">“quoted”'),
        (b'<html><meta charset="latin1">' + "Málaga".encode(), '<html><meta charset="latin1">Málaga'),
    ],
)
def test_decoding(content: bytes, text: str) -> None:
    decoded = decode(content)
    assert decoded is not None
    assert decoded.text == text


def test_a_bad_byte_in_utf8_is_repaired_and_said() -> None:
    decoded = decode("Café à Orléans ".encode() + b"\xff fin")
    assert decoded is not None
    assert decoded.text == "Café à Orléans \ufffd fin"
    assert decoded.warnings == ("One character was damaged and shown as \ufffd.",)


def test_files_that_all_tests_share() -> None:
    assert "Besançon" in (shared("latin1.txt").headline or "")
    assert "São Tomé" in shared("page-latin1.html").text
    assert "Sulawesi" in (shared("utf16.txt").headline or "")
    assert shared("bad-utf8.txt").warnings
    assert "تعز" in (shared("arabic.txt").headline or "")


def test_a_declared_charset_that_is_none_does_no_harm() -> None:
    assert document(b'<html><meta charset="rot13"><p>The road is open again, police said.</p>', "a.html").text


@pytest.mark.parametrize("name", ["unicode_escape", "raw_unicode_escape", "raw-unicode-escape", "utf-7", "punycode"])
def test_an_encoding_that_spells_other_characters_in_plain_letters_is_none(name: str) -> None:
    spelt = r"\u001b[31m +AGk- \q"
    decoded = decode(f'<?xml version="1.0" encoding="{name}"?><a>{spelt} caf\xe9</a>'.encode("latin-1"))
    assert decoded is not None
    assert f"{spelt} caf\xe9" in decoded.text
    assert codec_of(name) is None
