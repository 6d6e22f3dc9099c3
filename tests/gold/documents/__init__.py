"""The gold documents themselves, one a file; how they are written is told in `tests/gold/form.py`."""

from __future__ import annotations

from pathlib import Path

from tests.gold.form import Gold, parse
from watchers.analysis.tagger import Tagger
from watchers.document import Analysis, Document

HERE = Path(__file__).parent


def golds() -> list[Gold]:
    """All of them, by name. Raises FormError."""
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.txt"))]


def tagged(tagger: Tagger, gold: Gold) -> Analysis:
    """What the tagger tells of one."""
    return tagger.tag(Document(gold.text, "text", gold.headline, published=gold.date), home=gold.home)
