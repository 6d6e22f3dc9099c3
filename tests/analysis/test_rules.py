"""Every tag can be questioned: each rule has a meaning and an example, and the example is true of the tagger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.analysis.reading_seeds import documents
from watchers.analysis.examples import CLOSE, EXAMPLES, OPEN
from watchers.analysis.rules import Rule, group_of, meanings, table
from watchers.analysis.tagger import Tagger
from watchers.document import Actor, Analysis, Document, Event, Region

MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]+){CLOSE}")
WHERE = "watchers/analysis/examples.py"
LONGEST = 160
"""Characters of a meaning that is taken in at a glance."""
UNTOLD = {"attribution:quoted"}
"""The tagger gives every attribution the one rule of those in `said`."""

Earned = tuple[int, int, str]
"""Start, end and rule."""


@pytest.fixture(scope="module")
def tagger(lexicon_folder: Path) -> Iterator[Tagger]:
    with Tagger.open(lexicon_folder) as opened:
        yield opened


def earned(told: Analysis) -> set[Earned]:
    """The words of every tag with the rule that gave it; of an attribution those of source, cue and go-betweens."""
    tags: list[Actor | Region | Event] = [*told.actors, *told.regions, *told.events]
    found = {(m.start, m.end, m.rule) for tag in tags for m in tag.mentions}
    found |= {(h.start, h.end, h.rule) for h in told.hedges}
    return found | {(q.start, q.end, s.rule) for s in told.attributions for q in (s.source, s.cue, *s.via) if q}


def unmarked(example: str) -> tuple[str, set[tuple[int, int]]]:
    """The sentence without its marks, and where the marked words stand in it."""
    text, spans = "", set()
    for at, piece in enumerate(MARKED.split(example)):
        if at % 2:
            spans.add((len(text), len(text) + len(piece)))
        text += piece
    return text, spans


def test_every_rule_has_an_example() -> None:
    missing = sorted(rule for rule in meanings() if not MARKED.search(EXAMPLES.get(rule, "")))
    lines = "\n".join(f'    "{rule}": "A short sentence with «the words» that earn the tag.",' for rule in missing)
    assert not missing, f"\nEvery rule needs an example. Add to EXAMPLES in {WHERE}, then run `make docs`:\n{lines}"


def test_every_example_is_of_a_rule() -> None:
    stray = sorted(EXAMPLES.keys() - meanings().keys())
    assert not stray, f"\nNo module's RULES has these. Take them out of EXAMPLES in {WHERE}, or mend the id: {stray}"


def test_every_rule_says_shortly_what_it_looks_for() -> None:
    long = {rule: len(meaning) for rule, meaning in meanings().items() if not 0 < len(meaning) <= LONGEST}
    assert not long, (
        f"\nA meaning in RULES has 1 to {LONGEST} characters, so that it is read at a glance; not so: {long}"
    )


def test_rules_have_the_id_of_a_group() -> None:
    assert all(group_of(rule) for rule in meanings())


@pytest.mark.parametrize("rule", table(), ids=lambda rule: rule.id)
def test_an_example_is_tagged_by_its_rule(tagger: Tagger, rule: Rule, request: pytest.FixtureRequest) -> None:
    if rule.id in UNTOLD:
        request.applymarker(pytest.mark.xfail(strict=True, reason="told apart by the tagger? Take it out of UNTOLD"))
    text, marked = unmarked(rule.example)
    found = earned(tagger.tag(Document(text, "text")))
    by_rule = {(start, end) for start, end, by in found if by == rule.id}
    others = {by for start, end, by in found if (start, end) in marked and group_of(by) == rule.group} - {rule.id}
    others = set() if rule.group == "says who" else others  # one source may say several things
    told = "\n".join(f"    {by}: “{text[start:end]}”" for start, end, by in sorted(found)) or "    nothing"
    assert by_rule == marked and not others, (  # noqa: PT018
        f"\nThe example of {rule.id} in {WHERE} is not true:\n    {rule.example}\nThe rule must tag the marked words, "
        f"all of them and no others. The tagger tells:\n{told}\nMend the rule, or write another example; a rule that "
        "can never hold is taken out of RULES."
    )


def test_no_tag_of_the_sample_dispatches_has_a_rule_that_the_table_lacks(tagger: Tagger) -> None:
    known = {rule.id for rule in table()}
    unknown = {rule for document in documents() for _, _, rule in earned(tagger.tag(document))} - known
    assert not unknown, f"\nTags of seeds/ name rules that no module's RULES has; add id and meaning there: {unknown}"
