"""Every gold document is tagged as an analyst expects it; see `tests/gold/form.py` for how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gold import show
from tests.gold.compare import compare, known, unknown
from tests.gold.documents import golds, tagged
from tests.gold.form import Gold, Known
from watchers.analysis.tagger import Tagger

GOLDS = golds()
OPEN = [(gold, line) for gold in GOLDS for line in gold.open]


@pytest.fixture(scope="module")
def tagger(lexicon_folder: Path) -> Iterator[Tagger]:
    with Tagger.open(lexicon_folder) as opened:
        yield opened


@pytest.mark.parametrize("gold", GOLDS, ids=[g.name for g in GOLDS])
def test_a_document_is_tagged_as_an_analyst_expects(tagger: Tagger, gold: Gold) -> None:
    results = unknown(gold, compare(gold, tagged(tagger, gold)))
    if any(r.faults for r in results.values()):
        pytest.fail(show.page(gold, results), pytrace=False)


@pytest.mark.parametrize(
    ("gold", "line"),
    [pytest.param(g, k, marks=pytest.mark.xfail(reason=k.reason, strict=True)) for g, k in OPEN],
    ids=[f"{g.name}: {k.layer.lower()}: {k.words}" for g, k in OPEN],
)
def test_what_is_open_is_still_open(tagger: Tagger, gold: Gold, line: Known) -> None:
    """Fails strictly once it is mended: then the line goes."""
    assert line not in known(gold, compare(gold, tagged(tagger, gold)))


def test_there_are_enough_of_them_and_each_quotes_its_text() -> None:
    assert len(GOLDS) >= 66
    assert all(gold.marks for gold in GOLDS)
