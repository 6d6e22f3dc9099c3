"""What a reader is given: bytes with their name and the instant of receipt, decoded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import charset
from watchers.reading.charset import Decoded
from watchers.settings import Columns

__all__ = ["Columns", "Given", "Reader"]


@dataclass(frozen=True)
class Given:
    """`name` is clean; `depth` counts the archives and mails that the bytes came out of."""

    content: bytes
    name: str
    received: datetime
    columns: Columns = field(default_factory=Columns)
    depth: int = 0

    @cached_property
    def decoded(self) -> Decoded:
        """The characters. Raises UnreadableError where no encoding fits."""
        decoded = charset.decode(self.content)
        if decoded is None:
            raise UnreadableError(self.name, "The encoding of its characters could not be told.", "Save it as UTF-8.")
        return decoded

    @property
    def text(self) -> str:
        """The characters without a byte-order mark."""
        return self.decoded.text.removeprefix("\ufeff")


Reader = Callable[[Given], Iterator[Document]]
"""Yields the documents in the file's order. Raises UnreadableError, and nothing else."""
