"""A question to the archive, and the view that answers it: one frozen moment, so that all panels always agree."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tui.board.breaks import Break
from tui.board.muting import Mute, Out
from tui.board.stretches import DAY
from watchers.archive.rows import ActorCount, Count, Health, Points, RegionCount, Row, Totals
from watchers.filters import Filter, Term
from watchers.unusual import Unusual

if TYPE_CHECKING:
    from watchers.archive.classes import EventClass

NOWHERE = Points((), array("d"), array("d"))
COUNTING = "counting…"
"""What stands where nothing has been counted yet."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for; `shown` are documents on the screen now, `anchor` the one under the cursor.

    `mutes` are the saved filters whose documents are not to be shown.
    """

    filter: Filter
    now: datetime
    shown: tuple[int, ...] = ()
    anchor: int | None = None
    mutes: tuple[Mute, ...] = ()


@dataclass(frozen=True, slots=True)
class Trends:
    """Of the regions with most documents and of the kinds of event, by id: documents by equal parts of the span."""

    regions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    events: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """Everything the panels show of one filter at one moment; `rows` are those a screen needs first.

    `timeline` counts by equal parts of `span`, which ends at `end`. `hidden` documents would fit but for being muted,
    which `muted` lists, and `outs` tells apart; `unread` of the totals leaves muted ones out. One that is not `counted`
    yet has the newest documents alone. `classes` are the bars of the timeline by the gravest class of event, `points`
    where the documents are, `stories` how many they tell; `by_source` are documents of the filter by the uri of each
    source. `unusual` is of all that is not muted, whatever the filter: within one for an actor all that he does would
    look unusual, and one for the last hour knows no other days. `last_look` is from when on something is new: until
    when the person had looked before this was opened, or had come back to it. `breaks` are where that lies
    among the documents, and where their days begin. `placeless` documents name no place at all.
    """

    filter: Filter
    now: datetime
    numbers: Sequence[int]
    rows: tuple[Row, ...]
    actors: tuple[ActorCount, ...]
    regions: Sequence[RegionCount]
    timeline: tuple[int, ...]
    span: timedelta
    sources: tuple[Health, ...]
    totals: Totals
    hidden: int = 0
    muted: Term | None = None
    outs: tuple[Out, ...] = ()
    counted: bool = True
    events: tuple[Count, ...] = ()
    end: datetime | None = None
    classes: Mapping[EventClass, Sequence[int]] = field(default_factory=dict)
    points: Points = NOWHERE
    stories: int = 0
    trends: Trends = field(default_factory=Trends)
    by_source: Mapping[str, int] = field(default_factory=dict)
    unusual: Sequence[Unusual] = ()
    last_look: datetime | None = None
    placeless: int = 0
    breaks: tuple[Break, ...] = ()


def empty(now: datetime) -> View:
    """What is shown before the archive has answered."""
    return View(Filter(), now, (), (), (), (), (), DAY, (), Totals(0, 0, 0))
