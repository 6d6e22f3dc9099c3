"""What a document is compared with others by, made once where it is tagged."""

from __future__ import annotations

from watchers.analysis import copies
from watchers.analysis.openings import opening
from watchers.document import Analysis, Document, Trace


def trace_of(document: Document, analysis: Analysis) -> Trace:
    """The headline counts where all words are compared, not for the runs: a reprint often has one of its own."""
    said = copies.words(document.text)
    whole = copies.whole([*copies.words(document.headline or ""), *said])
    return Trace(whole, copies.sketch(said), opening(document.headline, document.text, analysis).terms)
