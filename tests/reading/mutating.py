"""Files as transports damage them, for tests that a reader raises nothing but UnreadableError."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st

from tests.reading.arriving import arrival
from tests.reading.expecting import files
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.formats import Format

PIECES = (
    b"\x01",
    b"\x02",
    b"\x03",
    b"\x04",
    b"\x16",
    b"\x1f",
    b"\r\n",
    b"\n",
    b"\x00",
    b"\xff",
    b"<",
    b"^",
    b'"',
    b"{",
)


def damaged(folder: str) -> st.SearchStrategy[bytes]:
    """A file of a format with stretches cut out, put in twice, or control characters put in."""
    return st.builds(_damage, st.sampled_from(files(folder)), st.lists(_edits(), max_size=6))


def survives(content: bytes, form: Format) -> tuple[Document, ...]:
    """The documents, or none where the bytes cannot be read; any other error is a failure."""
    with suppress(UnreadableError):
        return read(arrival(content, "wire"), form)
    return ()


def _edits() -> st.SearchStrategy[Callable[[bytes], bytes]]:
    place = st.floats(0, 1)
    return st.one_of(
        st.builds(_cut, place, st.integers(0, 80)),
        st.builds(_put, place, st.sampled_from(PIECES)),
        st.builds(_put, place, st.binary(max_size=4)),
        st.builds(_double, place, st.integers(0, 80)),
    )


def _damage(path: Path, edits: list[Callable[[bytes], bytes]]) -> bytes:
    content = path.read_bytes()
    for edit in edits:
        content = edit(content)
    return content


def _cut(place: float, length: int) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(place * len(content))] + content[int(place * len(content)) + length :]


def _put(place: float, piece: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(place * len(content))] + piece + content[int(place * len(content)) :]


def _double(place: float, length: int) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(place * len(content)) + length] + content[int(place * len(content)) :]
