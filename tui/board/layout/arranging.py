"""A plan laid out in the cells there are: no panel overlaps another, none is too small to be read, no cell is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.board.layout.forms import TALL, Form, form_of
from tui.board.layout.plan import BOTTOM, LEFT, PANELS, Edge, Panel, Plan

NARROWEST: Mapping[Panel, int] = {"wire": 38, "brief": 24, "map": 24, "timeline": 20, "sources": 20}
"""Columns below which a panel gives way; a column of others takes 16."""
LOWEST: Mapping[Panel, int] = {"wire": 7, "brief": 6}
"""Lines below which a panel gives way; others take four."""
SHARES: Mapping[Panel, int] = {"actors": 4, "regions": 6, "events": 3, "timeline": 4, "map": 5, "sources": 5}
GIVES_WAY: tuple[Panel, ...] = ("events", "map", "sources", "timeline", "regions", "actors", "brief", "wire")
"""The first goes first where there is no room for all."""


class Box(NamedTuple):
    """Cells of a panel, its border included."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Seam:
    """A line between panels that can be moved: a column's or row's `edge`, or that between two neighbours.

    `upright` ones are moved sideways. It takes the cells of `box`.
    """

    box: Box
    upright: bool
    edge: Edge | None = None
    between: tuple[Panel, Panel] | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where each panel stands, and the seams between them."""

    boxes: Mapping[Panel, Box]
    seams: tuple[Seam, ...] = ()


def wanted(plan: Plan, width: int, height: int) -> list[Panel]:
    """The panels that are to stand there, in the order in which one goes through them."""
    form = form_of(width)
    usual = form.tall if height >= TALL else form.low
    return [panel for panel in PANELS if panel in (usual | plan.opened) - plan.closed]


def arranged(plan: Plan, width: int, height: int, alone: Panel | None = None) -> Arrangement:
    """The whole in `width` times `height` cells; `alone` fills it, where one is zoomed."""
    if alone is not None:
        return Arrangement({alone: Box(0, 0, width, height)})
    panels = wanted(plan, width, height) or ["wire"]
    while (found := _laid(plan, panels, width, height)) is None:
        panels.remove(next(panel for panel in GIVES_WAY if panel in panels))
    return found


def _laid(plan: Plan, panels: Sequence[Panel], width: int, height: int) -> Arrangement | None:
    """None where one of them would be too small; a single one always fits."""
    laying = _Laying(plan, form_of(width), width, height)
    laying.all(panels, Box(0, 0, width, height))
    fits = len(panels) == 1 or all(_fits(panel, box) for panel, box in laying.boxes.items())
    return Arrangement(laying.boxes, tuple(laying.seams)) if fits else None


def _fits(panel: Panel, box: Box) -> bool:
    return box.width >= NARROWEST.get(panel, 16) and box.height >= LOWEST.get(panel, 4)


class _Laying:
    """Cuts boxes from the whole, and notes the seams."""

    def __init__(self, plan: Plan, form: Form, width: int, height: int) -> None:
        self.plan, self.form, self.whole = plan, form, (width, height)
        self.boxes: dict[Panel, Box] = {}
        self.seams: list[Seam] = []

    def all(self, panels: Sequence[Panel], whole: Box) -> None:
        """The row below, the left column, the wire and the brief; what is not wanted leaves its cells to the others."""
        left, bottom = ([panel for panel in group if panel in panels] for group in (LEFT, BOTTOM))
        middle: list[Panel] = [panel for panel in panels if panel in {"wire", "brief"}]
        rest = whole
        if bottom:
            rest, row = self.cut(rest, "bottom") if left or middle else (rest, rest)
            self.line(bottom, row, down=False)
        if left:
            rest, column = self.cut(rest, "left") if middle else (rest, rest)
            self.line(left, column, down=True)
        if len(middle) == 2:
            rest, self.boxes["brief"] = self.cut(rest, "right" if self.form.beside else "below")
        if middle:
            self.boxes[middle[0]] = rest

    def cut(self, box: Box, edge: Edge) -> tuple[Box, Box]:
        """What is left of a box, and the column or row cut off at an edge of it."""
        x, y, width, height = box
        upright = edge in {"left", "right"}
        most = (width - NARROWEST["wire"]) if upright else height - LOWEST["wire"]
        size = max(4, min(self.plan.edges.get(edge, self.usual(edge, width)), most))
        if edge == "left":
            self.seams.append(Seam(Box(x + size - 1, y, 2, height), True, edge))
            return Box(x + size, y, width - size, height), Box(x, y, size, height)
        if edge == "right":
            self.seams.append(Seam(Box(x + width - size - 1, y, 2, height), True, edge))
            return Box(x, y, width - size, height), Box(x + width - size, y, size, height)
        self.seams.append(Seam(Box(x, y + height - size, width, 1), False, edge))
        return Box(x, y, width, height - size), Box(x, y + height - size, width, size)

    def usual(self, edge: Edge, width: int) -> int:
        """The plan's part of the whole; else the more room, the wider the columns, up to what is well read."""
        columns, lines = self.whole
        if edge in self.plan.parts:
            return self.plan.parts[edge] * (columns if edge in {"left", "right"} else lines) // 100
        more = {
            "left": min(20, (columns - 160) // 8),
            "right": min(48, (width - 126) // 2),
            "bottom": (lines - 42) // 6,
        }
        return self.form.edges[edge] + max(0, more.get(edge, 0))

    def line(self, panels: Sequence[Panel], box: Box, *, down: bool) -> None:
        """Panels one below the other, or side by side, each with its share."""
        x, y, width, height = box
        whole = height if down else width
        weights = [self.plan.shares.get(panel, SHARES[panel]) for panel in panels]
        at = 0
        for number, panel in enumerate(panels):
            stop = whole * sum(weights[: number + 1]) // sum(weights)
            self.boxes[panel] = Box(x, y + at, width, stop - at) if down else Box(x + at, y, stop - at, height)
            if number:
                seam = Box(x, y + at, width, 1) if down else Box(x + at - 1, y, 2, height)
                self.seams.append(Seam(seam, not down, between=(panels[number - 1], panel)))
            at = stop
