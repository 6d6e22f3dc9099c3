"""What cannot be read is named; what can is told by its content first."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.reading.arriving import DOCUMENTS, arrival, document
from watchers.errors import UnreadableError
from watchers.reading import read


def _zip(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "words")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.txt", "The file is empty."),
        (b" \r\n\t\n", "a.txt", "There is no text in the file."),
        (_zip("xl/workbook.xml"), "a.docx", "Excel tables (.xlsx) are not read."),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.html", "Pictures are not read."),
        (b"\x00\x01\x02\x03" * 50, "a.txt", "It is a binary file, not text."),
        (b"words", "a.pdf", "It ends in .pdf, but is plain text."),
        (b"words", "a.XML", "It ends in .xml, but is plain text."),
        (b"words", "a.xyz", "Files that end in .xyz are not read."),
    ],
)
def test_what_is_not_read_is_named(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(arrival(content, name))
    assert error.value.reason == reason
    assert error.value.name == name
    assert error.value.advice.endswith(".")


@pytest.mark.parametrize("name", ["binary.txt", "empty.txt"])
def test_files_that_are_none(name: str) -> None:
    with pytest.raises(UnreadableError):
        read(arrival((DOCUMENTS / name).read_bytes(), name))


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        ("words are here", "note", "text"),
        ("words are here", "note 12.30", "text"),
        ("# Head\n\nwords", "note.MD", "markdown"),
        ("<!DOCTYPE html><html><body><p>words are here", "note.txt", "html"),
        ("words, and nothing else, are here", "note.html", "text"),
        ("---\ntitle: Head\n---\nwords", "note.txt", "markdown"),
    ],
)
def test_the_content_tells_first(content: str, name: str, form: str) -> None:
    assert document(content, name).format == form
