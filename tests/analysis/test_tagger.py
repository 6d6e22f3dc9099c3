"""The whole tagger: whatever text comes, its tags point at the words that earned them, and twice is the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchers.analysis.rules import meanings
from watchers.analysis.tagger import Tagger
from watchers.document import Analysis, Document, Hedge, Mention, Quote

ROOT = Path(__file__).parents[2]
DISPATCH = """HODEIDAH, Yemen, Nov 19 (AFP) - Houthi fighters allegedly shelled the port of Hodeidah on Thursday,
officials of the Yemeni government said, according to Reuters. "We lost two boats," harbour master Salim Bawazir said.

The Houthis denied it. Iran, which backs them, called for talks with Saudi Arabia."""
PIECES = st.sampled_from(
    """Damascus said the rebels of near Goma allegedly “ ” , . - President Ivan Petrov U.S. Iranian-backed militias
    Ministry of Defence (MoD) told Reuters According to no agreement was reached in Kyiv 1,200 Москва القاهرة 北京 é́
    AL-BAB Al- ' ’s attacked by threatened to strike Springfield, Ill.""".split()
)


@pytest.fixture(scope="session")
def tagger(lexicon_folder: Path) -> Tagger:
    return Tagger.open(lexicon_folder)


def spans(told: Analysis) -> Iterator[Mention | Quote | Hedge]:
    """Everything that points into the document."""
    yield from mentions(told)
    for said in told.attributions:
        yield from (part for part in (said.source, said.cue, said.content) if part)
    yield from told.summary
    yield from told.hedges


def mentions(told: Analysis) -> Iterator[Mention]:
    """The words of all tags."""
    for actor in told.actors:
        yield from actor.mentions
    for region in told.regions:
        yield from region.mentions
    for event in told.events:
        yield from event.mentions


def check(document: Document, told: Analysis) -> None:
    """Every span stands at its offsets, in the headline or in the text."""
    for span in spans(told):
        where = (document.headline or "") if span.field == "title" else document.text
        assert 0 <= span.start < span.end <= len(where)
        assert where[span.start : span.end] == span.text


def test_a_dispatch_is_told_with_its_evidence(tagger: Tagger) -> None:
    document = Document(DISPATCH, "text", "Houthis shell Hodeidah port, Yemen says")
    told = tagger.tag(document)
    check(document, told)
    actors = {actor.id: actor for actor in told.actors}
    assert {"houthis", "yemen-government", "iran"} <= set(actors)
    assert [node.name for node in actors["yemen-government"].ancestors] == ["Yemen"]
    hodeidah = next(region for region in told.regions if region.name.startswith("Hodeidah"))
    assert [node.name for node in hodeidah.path][-2:] == ["Al Hudaydah", "Hodeidah"] or hodeidah.country == "YE"
    assert "Middle East" in {node.name for node in hodeidah.ancestors}
    assert ("ASSAULT", "houthis") in {(event.kind, event.actor) for event in told.events}
    assert {said.source.text for said in told.attributions if said.source} & {"Reuters", "harbour master Salim Bawazir"}
    assert 1 <= len(told.summary) <= 3


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "1", "…", "“", "a" * 20_000, "WAR " * 2000, "(" * 3000, "A. " * 2000]
)
def test_odd_texts_are_told_without_complaint(tagger: Tagger, text: str) -> None:
    document = Document(text, "text")
    check(document, tagger.tag(document))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=8).map(" ".join))
def test_any_mixture_points_at_its_words_and_twice_is_the_same(tagger: Tagger, text: str, headline: str) -> None:
    document = Document(text, "text", headline or None)
    told = tagger.tag(document)
    check(document, told)
    assert tagger.tag(document) == told


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_at_all(tagger: Tagger, text: str) -> None:
    document = Document(text, "text")
    check(document, tagger.tag(document))


def test_another_language_has_places_but_no_events_and_says_so(tagger: Tagger) -> None:
    text = "Le gouvernement syrien a déclaré que des combats ont eu lieu près de Damas et de Homs, selon les habitants."
    told = tagger.tag(Document(text, "text"))
    assert told.language == "fr"
    assert "SY" in {region.country for region in told.regions}
    assert not told.events


def test_every_rule_that_gives_a_tag_is_explained(tagger: Tagger) -> None:
    seeds = [path.read_text(encoding="utf-8") for path in (ROOT / "seeds").rglob("*.txt") if _is_utf8(path)]
    told = [tagger.tag(Document(text, "text")) for text in seeds]
    given_by = {mention.rule for each in told for mention in mentions(each)}
    assert len(given_by) > 15
    assert given_by <= set(meanings())


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_a_place_nobody_knows_is_one_region_however_it_is_written(tagger: Tagger) -> None:
    text = "Syrian troops shelled the town of Zorvak-Dul. Residents left the town of Zorvak Dul at dawn."
    told = [region.id for region in tagger.tag(Document(text, "text")).regions if region.kind == "unresolved"]
    assert told == ["unresolved:zorvak-dul"]
