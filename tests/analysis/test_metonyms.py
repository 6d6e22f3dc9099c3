"""How often the name of a country or capital is told apart: the people who act there, or the land."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from watchers.analysis.tagger import Tagger
from watchers.document import Document

_SENTENCES = tomllib.loads((Path(__file__).parent / "metonyms.toml").read_text(encoding="utf-8"))
_RIGHT = 0.9


@pytest.fixture(scope="module")
def tagger(lexicon_folder: Path) -> Iterator[Tagger]:
    with Tagger.open(lexicon_folder) as opened:
        yield opened


@pytest.mark.parametrize("kind", ["metonym", "literal"])
def test_nine_sentences_of_ten_are_told_right(tagger: Tagger, kind: str) -> None:
    wrong = [text for text, name in _SENTENCES[kind] if (_role(tagger, text, name) == "metonym") != (kind == "metonym")]
    assert len(wrong) <= (1 - _RIGHT) * len(_SENTENCES[kind]), "\n".join(wrong)


def test_a_team_is_no_state_that_acts(tagger: Tagger) -> None:
    analysis = tagger.tag(Document("Germany beat Brazil in the semi-final and scored seven goals.", "text"))
    assert {m.role for r in analysis.regions for m in r.mentions} == {"metonym"}
    assert not [actor for actor in analysis.actors if actor.kind == "state"]


def test_a_state_is_a_metonym_and_an_actor(tagger: Tagger) -> None:
    analysis = tagger.tag(Document("Sanctions on Belarus were backed by Poland.", "text"))
    assert {m.role for r in analysis.regions for m in r.mentions} == {"metonym"}
    assert {actor.id for actor in analysis.actors} == {"belarus", "poland"}


def _role(tagger: Tagger, text: str, name: str) -> str | None:
    start = text.index(name)
    mentions = (m for region in tagger.tag(Document(text, "text")).regions for m in region.mentions)
    return next((m.role for m in mentions if m.start == start), None)
