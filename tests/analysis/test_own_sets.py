"""The sets of our own beside this file keep their level; a rule that loses more than it wins shows here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.analysis.marked import unmarked
from tests.analysis.phrasebook import lay_out
from watchers.analysis import attribution, events, hedges
from watchers.analysis.clauses import Named, lay
from watchers.analysis.tokens import Span
from watchers.document import Event, Hedge, Quote

_HERE = Path(__file__).parent


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def _notes() -> Iterator[tuple[dict[str, Any], str, dict[str, list[Span]]]]:
    for told in _toml("acled.toml").values():
        for note in told["notes"]:
            text, spans = unmarked(note)
            yield told, text, spans


def _events(text: str, spans: dict[str, list[Span]]) -> tuple[Event, ...]:
    tokens, matches = lay_out(text)
    sides = [(side, start, end) for side, found in spans.items() for start, end in found]
    named = [Named(tokens.at(a), tokens.at(b - 1) + 1, side, "armed group", region=False) for side, a, b in sides]
    return events.find(tokens, matches, lay(tokens, matches), sorted(named, key=lambda n: n.start))


def test_observers_notes_have_the_right_first_event() -> None:
    right = [bool(found := _events(text, spans)) and found[0].kind in told["kind"] for told, text, spans in _notes()]
    assert sum(right) / len(right) >= 0.95


def test_observers_notes_have_the_right_sides() -> None:
    for _, text, spans in _notes():
        if spans:
            event = _events(text, spans)[0]
            sides = (event.actor, event.target)
            assert sides == ("a" if "a" in spans else None, "t" if "t" in spans else None), text


def _hedges(text: str) -> tuple[Hedge, ...]:
    tokens, matches = lay_out(text)
    return hedges.find(tokens, matches, lay(tokens, matches))


def test_a_sentence_is_known_to_be_hedged_or_not() -> None:
    right = [
        bool(_hedges(text)) == (label == "hedged")
        for kinds in _toml("hedged.toml").values()
        for label, texts in kinds.items()
        for text in texts
    ]
    assert sum(right) / len(right) >= 0.97


def _paragraphs() -> Iterator[tuple[str, dict[str, list[Span]]]]:
    for path in sorted((_HERE / "attributions").glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").strip().split("\n\n"):
            yield unmarked(paragraph)


def _trimmed(text: str, start: int, end: int) -> Span:
    while text[end - 1] in " ,.;:":
        end -= 1
    return start, end


def _f1(right: int, told: int, marked: int) -> float:
    return 2 * right / (told + marked)


def test_sources_are_found_word_for_word() -> None:
    right = told = marked = 0
    for text, spans in _paragraphs():
        found = {_span(a.source) for a in attribution.find(*lay_out(text), []) if a.source}
        wanted = {_trimmed(text, *span) for span in spans["s"]}
        right, told, marked = right + len(found & wanted), told + len(found), marked + len(wanted)
    assert _f1(right, told, marked) >= 0.95


def test_cues_are_found() -> None:
    right = told = marked = 0
    for text, spans in _paragraphs():
        found = {_span(a.cue) for a in attribution.find(*lay_out(text), []) if a.cue}
        wanted = spans["c"]
        right += sum(any(a < end and start < b for a, b in found) for start, end in wanted)
        told, marked = told + len(found), marked + len(wanted)
    assert _f1(right, told, marked) >= 0.95


def _span(quote: Quote) -> Span:
    return quote.start, quote.end
