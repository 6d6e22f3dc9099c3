"""ZIP archives (APPNOTE 6.3): each file in them is read for itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from watchers.document import Document
from watchers.reading.given import Given
from watchers.reading.packed import opened
from watchers.reading.unpacking import read_members


def read(given: Given) -> Iterator[Document]:
    """The documents of its files, in their order."""
    packed = opened(given)
    yield from read_members(given, [(info.filename, partial(packed.content, info)) for info in packed.entries()])
