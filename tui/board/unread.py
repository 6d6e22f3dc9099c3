"""The next document that nobody has read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.board.reader import Reader

PART = 500


def ahead(numbers: Sequence[int], cursor: int, way: int) -> Sequence[int]:
    """The documents below the cursor, or those above from near to far for -1."""
    return numbers[cursor + 1 :] if way > 0 else numbers[:cursor][::-1]


def first_unread(reader: Reader, numbers: Sequence[int]) -> int | None:
    """The first of them that is unread."""
    return next(_unread(reader, numbers), None)


def _unread(reader: Reader, numbers: Sequence[int]) -> Iterator[int]:
    for start in range(0, len(numbers), PART):
        yield from (row.document for row in reader.rows(numbers[start : start + PART]) if not row.read)
