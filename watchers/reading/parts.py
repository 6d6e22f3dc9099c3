"""What tells the documents of one arrival apart, so that each keeps its versions when the file changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from watchers.document import Document

_LONGEST = 200


def parts(documents: Sequence[Document]) -> list[str]:
    """The guid of each, or its number from 1 where it has none or shares it; "" for the only document."""
    if len(documents) < 2:
        return ["" for _ in documents]
    counts = Counter(document.guid for document in documents)
    return [
        document.guid
        if document.guid and counts[document.guid] == 1 and len(document.guid) <= _LONGEST
        else str(number)
        for number, document in enumerate(documents, 1)
    ]
