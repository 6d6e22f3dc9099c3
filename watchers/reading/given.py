"""What a reader is given: bytes with their name and the instant of receipt, decoded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from watchers.clean import clean_line
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import charset
from watchers.reading.charset import Decoded
from watchers.settings import Columns

__all__ = ["Columns", "Given", "Reader"]


@dataclass(slots=True)
class Spare:
    """Bytes and files that may still be unpacked; all that comes out of one file counts down the same one.

    `remarks` are what was found out of the whole of it when its last document was read.
    """

    size: int = 200 * 2**20
    files: int = 10_000
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Given:
    """`name` is clean; `depth` counts the archives and mails that the bytes came out of.

    `address` is where they were fetched, "" for a file.
    """

    content: bytes
    name: str
    received: datetime
    columns: Columns = field(default_factory=Columns)
    depth: int = 0
    spare: Spare = field(default_factory=Spare, compare=False, repr=False)
    address: str = ""

    def inner(self, content: bytes, name: str) -> Given:
        """What is given to the reader of a file out of this one; its name is `outer.zip/inner.txt`."""
        within = clean_line(f"{self.name}/{name}", 300)
        return Given(content, within, self.received, self.columns, self.depth + 1, self.spare)

    @cached_property
    def decoded(self) -> Decoded:
        """The characters. Raises UnreadableError where no encoding fits."""
        decoded = charset.decode(self.content)
        if decoded is None:
            raise UnreadableError(self.name, "The encoding of its characters could not be told.", "Save it as UTF-8.")
        return decoded

    def decoded_as(self, decoded: Decoded) -> None:
        """Corrects the characters, where a format has tables of its own."""
        self.__dict__["decoded"] = decoded

    @property
    def text(self) -> str:
        """The characters without a byte-order mark."""
        return self.decoded.text.removeprefix("\ufeff")


Reader = Callable[[Given], Iterator[Document]]
"""Yields the documents in the file's order. Raises UnreadableError, and nothing else."""
