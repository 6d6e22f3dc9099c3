"""An analysis without what its document says already: lists in place of names, words told by where they stand.

A list holds the fields of a dataclass in their order; nothing stands for a default, and those at the end are left out.
A stretch of the text is its distance from the one before, its length, and its words only where others stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from operator import attrgetter
from typing import Any

import msgspec

from watchers.document import (
    Actor,
    ActorNode,
    Analysis,
    Attribution,
    Event,
    Hedge,
    Mention,
    Quote,
    Region,
    RegionNode,
)

_SPANS = (Mention, Quote, Hedge)
_NODES = (ActorNode, RegionNode)
_WHERE = {"start", "end", "text", "field"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A field: `of` is the dataclass that it holds, `many` whether in a tuple; None stands for one without default."""

    name: str
    get: Callable[[Any], Any]
    default: object
    needed: bool
    of: type | None = None
    many: bool = False


_HELD: dict[tuple[type, str], tuple[type, bool]] = {
    (Actor, "ancestors"): (ActorNode, True),
    (Actor, "mentions"): (Mention, True),
    (Region, "path"): (RegionNode, True),
    (Region, "ancestors"): (RegionNode, True),
    (Region, "mentions"): (Mention, True),
    (Event, "mentions"): (Mention, True),
    (Attribution, "source"): (Quote, False),
    (Attribution, "cue"): (Quote, False),
    (Attribution, "content"): (Quote, False),
    (Attribution, "via"): (Quote, True),
    (Analysis, "summary"): (Quote, True),
    (Analysis, "actors"): (Actor, True),
    (Analysis, "regions"): (Region, True),
    (Analysis, "events"): (Event, True),
    (Analysis, "attributions"): (Attribution, True),
    (Analysis, "hedges"): (Hedge, True),
}


def _parts(of: type) -> tuple[_Part, ...]:
    return tuple(
        _Part(
            each.name,
            attrgetter(each.name),
            None if each.default is MISSING else each.default,
            each.default is MISSING,
            *_HELD.get((of, each.name), (None, False)),
        )
        for each in fields(of)
        if not (of in _SPANS and each.name in _WHERE) and (of, each.name) != (Analysis, "sentences")
    )


_PARTS: dict[type, tuple[_Part, ...]] = {
    of: _parts(of) for of in (*_SPANS, Actor, ActorNode, Region, RegionNode, Event, Attribution, Analysis)
}


def slim(analysis: Analysis, title: str, text: str) -> list[Any]:
    """What `whole` needs beside the title and the text; of values that JSON and MessagePack know."""
    return [_Slimming({"title": title, "text": text}).of(analysis), list(_gaps(analysis.sentences))]


def whole(slimmed: Any, title: str, text: str) -> Analysis:
    """Raises msgspec.ValidationError, or another of `columns.UNREADABLE`, for what is no slimmed analysis."""
    told, gaps = slimmed
    values = _Filling({"title": title, "text": text}).of(Analysis, told)
    values["sentences"] = list(_spans(gaps))
    return msgspec.convert(values, Analysis)


class _Slimming:
    def __init__(self, said: dict[str, str]) -> None:
        self._said, self._at = said, 0

    def of(self, value: Any) -> list[Any]:
        kind = type(value)
        if kind in _NODES:
            return [value.id, value.name, value.kind]
        found = self._where(value) if kind in _SPANS else []
        of = self.of
        for part in _PARTS[kind]:
            held = part.get(value)
            if held is None or held == () or held == part.default:  # noqa: PLR1714 (the test that is quickest first)
                found.append(None)
            elif part.of is None:
                found.append(held)
            else:
                found.append([of(each) for each in held] if part.many else of(held))
        while found and found[-1] is None:
            found.pop()
        return found

    def _where(self, span: Any) -> list[Any]:
        start, length = span.start, span.end - span.start
        said = None if self._said[span.field][start : span.end] == span.text else span.text
        place = [start - self._at, length, said if span.field == "text" else [span.field, said]]
        self._at = start
        return place


class _Filling:
    def __init__(self, said: dict[str, str]) -> None:
        self._said, self._at = said, 0

    def of(self, kind: type, told: list[Any]) -> dict[str, Any]:
        left = iter(told)
        found = self._where(left) if kind in _SPANS else {}
        for part in _PARTS[kind]:
            held = next(left, None)
            if held is None and not part.needed:
                continue
            if held is None or part.of is None:
                found[part.name] = held
            elif part.many:
                found[part.name] = [self.of(part.of, each) for each in held]
            else:
                found[part.name] = self.of(part.of, held)
        return found

    def _where(self, left: Iterator[Any]) -> dict[str, Any]:
        self._at = start = self._at + next(left)
        end, other = start + next(left), next(left, None)
        field, said = other if isinstance(other, list) else ("text", other)
        return {
            "start": start,
            "end": end,
            "text": self._said[field][start:end] if said is None else said,
            "field": field,
        }


def _gaps(spans: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """For each, how far it begins after the end of the one before, and how long it is."""
    at = 0
    for start, end in spans:
        yield start - at
        yield end - start
        at = end


def _spans(gaps: list[int]) -> Iterator[tuple[int, int]]:
    at = 0
    for gap, length in zip(gaps[::2], gaps[1::2], strict=True):
        at += gap + length
        yield at - length, at
