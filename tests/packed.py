"""Trains the dictionary with which the archive packs what is short: `python -m tests.packed FILE`.

An archive is read with the one it was written with: a new one goes beside the old, under a name of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_cache_path

from tests.bench.samples import dispatches
from watchers.analysis.lexicon.compile import ensure
from watchers.analysis.tagger import Tagger
from watchers.archive.columns import analysis_of, reading_of, shown_of
from watchers.reading.title import title_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SIZE = 24 * 1024


def samples() -> Iterator[bytes]:
    """What is kept of each sample dispatch beside its text."""
    tagger = Tagger.open(ensure(user_cache_path("wirewatch"), lambda step, done, total: None))
    now = datetime.now(UTC)
    for document in dispatches():
        analysis = tagger.tag(document, now)
        yield analysis_of(analysis, title_of(document, "x"), document.text)
        yield reading_of(document)
        yield shown_of(analysis)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(zstd.train_dict(list(samples()), SIZE).dict_content)
