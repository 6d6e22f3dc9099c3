"""Moving the seams between panels, by keys or by the mouse."""

from __future__ import annotations

from tui.board.layout.arranging import Arrangement, Seam, arranged
from tui.board.layout.plan import BOTTOM, LEFT, Edge, Panel, Plan

_LEAST = 4


def seam_at(found: Arrangement, x: int, y: int) -> Seam | None:
    """The seam that takes a cell; at a crossing the first of them."""
    for seam in found.seams:
        box = seam.box
        if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height:
            return seam
    return None


def moved(plan: Plan, found: Arrangement, seam: Seam, cells: int) -> Plan:
    """A seam moved right or down by so many cells, or left or up where they are fewer than none."""
    if seam.edge is not None:
        return plan.with_edge(seam.edge, max(_LEAST, _size(found, seam.edge) + cells * _sign(seam.edge)))
    assert seam.between is not None
    one, other = seam.between
    sizes = {panel: _along(found, panel) for panel in (LEFT if one in LEFT else BOTTOM) if panel in found.boxes}
    cells = max(_LEAST - sizes[one], min(cells, sizes[other] - _LEAST))
    return plan.with_shares({**sizes, one: sizes[one] + cells, other: sizes[other] - cells})


def grown(plan: Plan, panel: Panel, across: int, down: int, size: tuple[int, int]) -> Plan:
    """A panel made wider and higher by so many cells, where it has a seam that can be moved so."""
    found = arranged(plan, *size)
    for cells, upright in ((across, True), (down, False)):
        if cells and (told := _seam_of(found, panel, upright)):
            seam, sign = told
            plan = moved(plan, found, seam, cells * sign)
            found = arranged(plan, *size)
    return plan


def _seam_of(found: Arrangement, panel: Panel, upright: bool) -> tuple[Seam, int] | None:
    """A seam of a panel, and in which way it is moved to make that larger."""
    box = found.boxes.get(panel)
    if box is None:
        return None
    for seam in found.seams:
        if seam.upright is not upright or seam.box.width * seam.box.height == 0:
            continue
        far, near = (box.x + box.width, box.x) if upright else (box.y + box.height, box.y)
        at = seam.box.x + 1 if upright else seam.box.y
        start, length = (seam.box.y, seam.box.height) if upright else (seam.box.x, seam.box.width)
        inside = start <= (box.y if upright else box.x) < start + length
        if inside and at in {far, near}:
            return seam, 1 if at == far else -1
    return None


def _size(found: Arrangement, edge: Edge) -> int:
    """Of a column or row as it stands."""
    boxes = found.boxes
    if edge in {"right", "below"}:
        return boxes["brief"].width if edge == "right" else boxes["brief"].height
    first = next(box for panel, box in boxes.items() if panel in (LEFT if edge == "left" else BOTTOM))
    return first.width if edge == "left" else first.height


def _sign(edge: Edge) -> int:
    return 1 if edge == "left" else -1


def _along(found: Arrangement, panel: Panel) -> int:
    box = found.boxes[panel]
    return box.height if panel in LEFT else box.width
