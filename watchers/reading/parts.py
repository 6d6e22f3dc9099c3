"""What tells the documents of one arrival apart, so that each keeps its versions when the file changes."""

from __future__ import annotations

_LONGEST = 200


class Parts:
    """Names the documents of one arrival as they come, whatever comes after them."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = 0

    def name(self, guid: str | None) -> str:
        """Its guid, or its number from 1 where it has none or one before it has the same."""
        self._count += 1
        name = guid if guid and len(guid) <= _LONGEST and guid not in self._taken else str(self._count)
        while name in self._taken:  # a guid that looks like the number of another
            name += "+"
        self._taken.add(name)
        return name
