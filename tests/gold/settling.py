"""Keeps the OPEN lines of the gold documents true: mended ones go, new faults are named for a person to judge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.gold.compare import known, unknown
from tests.gold.form import Gold, Layer
from tests.gold.found import Result


def settle(path: Path, gold: Gold, results: Mapping[Layer, Result]) -> list[str]:
    """Rewrites the document without its mended OPEN lines; answers with lines for the faults that nobody has named."""
    still = {line.line for line in known(gold, results)}
    mended = {line.line for line in gold.open} - still
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for number, line in enumerate(lines, 1) if number not in mended]
    while kept and (not kept[-1] or kept[-1] == "OPEN"):
        kept.pop()
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return [
        f"{fault.layer:13} {' '.join(gold.whole[slice(*fault.span)].split())}   {fault.what}"
        for result in unknown(gold, results).values()
        for fault in result.faults
    ]
