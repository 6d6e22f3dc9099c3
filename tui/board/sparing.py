"""A compositor that asks widgets for no more lines than a frame shows anew; Textual's asks for all around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

Chops = list[dict[int, Strip | None]]
"""By line, the strip at each column where one begins."""


class Sparing(Compositor):
    """Two small changes at opposite corners paint these two, not the board between them."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed since the last frame; None for nothing."""
        dirty, self._dirty_regions = self._dirty_regions, set()
        if not dirty:
            return None
        spans, cuts = list(self._regions_to_spans(dirty)), self.cuts
        chops: Chops = [dict.fromkeys(each[:-1]) for each in cuts]
        missing: dict[int, set[int]] = {}
        for y, left, right in spans:
            missing.setdefault(y, set()).update(x for x, end in pairwise(cuts[y]) if x < right and end > left)
        self._fill(chops, missing)
        return ChopsUpdate(cast("Sequence[Mapping[int, Strip | None]]", chops), spans, [each[1:] for each in cuts])

    def _fill(self, chops: Chops, missing: dict[int, set[int]]) -> None:
        """The uppermost widget wins; what lies behind it is not asked."""
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            left, right = shown.column_span
            lines = [y for y in shown.line_range if y in missing and any(left <= x < right for x in missing[y])]
            if not lines:
                continue
            asked = Region(left - region.x, lines[0] - region.y, shown.width, lines[-1] + 1 - lines[0])
            strips = widget.render_lines(asked)
            for y in lines:
                starts = [cut for cut in self.cuts[y] if left <= cut <= right]
                parts = strips[y - lines[0]].divide([cut - left for cut in starts[1:]])
                found = {x: part for x, part in zip(starts, parts, strict=False) if x in missing[y]}
                chops[y].update(found)
                missing[y] -= found.keys()
                if not missing[y]:
                    del missing[y]
