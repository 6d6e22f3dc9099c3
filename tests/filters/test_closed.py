"""What a filter knows by name is what documents have."""

from __future__ import annotations

from typing import get_args

from watchers.document import EventKind, SourceKind
from watchers.filters import closed, events
from watchers.reading.formats import WORDS

_HOLDING_OTHERS = {"mbox", "zip", "gzip", "tar"}


def test_every_format_and_kind_of_source_is_known() -> None:
    assert set(closed.FORMATS) == set(WORDS) - _HOLDING_OTHERS
    assert set(closed.SOURCES) == set(get_args(SourceKind))


def test_every_kind_of_event_is_known_by_its_name_and_by_a_word() -> None:
    for kind in get_args(EventKind):
        assert events.meant(kind.lower()) == (kind, events.WORDS[kind][0])
        assert events.meant(events.WORDS[kind][0]) == (kind, events.WORDS[kind][0])
