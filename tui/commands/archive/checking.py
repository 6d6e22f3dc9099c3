"""`wirewatch archive check`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TextIO

from tui.commands.progress import shown
from watchers.archive.checking import Checked, Part, check
from watchers.clean import clean_line

_WORDS: dict[str, str] = {
    "file": "the file itself",
    "search": "the search",
    "documents": "documents",
    "originals": "bytes as they came",
}
_NAMES: dict[Part, str] = {
    "file": "file",
    "references": "references",
    "stories": "stories",
    "search": "search",
    "documents": "documents",
    "originals": "originals",
}


def run(archive: Path, stdout: TextIO, *, quick: bool, as_json: bool) -> int:
    """0, or 1 where something is wrong. Raises ArchiveError where it cannot be looked at."""
    with shown(f"Checking {archive}") as step:
        found = check(archive, lambda what, done, total: step(_WORDS[what], done, total), quick=quick)
    if as_json:
        print(json.dumps(_facts(archive, found, quick)), file=stdout)
    else:
        for line in lines(found, quick=quick):
            print(f"{line[:2]}{clean_line(line[2:], 2000)}", file=stdout)
    return 1 if found.findings else 0


def lines(found: Checked, *, quick: bool) -> Iterator[str]:
    """What is wrong begins with a cross, and what to do about it follows."""
    for part, findings in groupby(found.findings, lambda each: each.part):
        for finding in (some := list(findings)):
            yield f"✖ {_NAMES[part]}: {finding.what}"
        yield f"  {some[0].advice}"
    counts = f"{found.documents:,} documents, {found.versions:,} versions, {found.originals:,} originals"
    if not found.findings:
        how = (
            "the file and its references are whole; what lies in documents was not looked at" if quick else "all whole"
        )
        yield f"● {counts}: {how}"
    else:
        yield f"✖ {counts}: {len(found.findings):,} {'findings' if len(found.findings) > 1 else 'finding'}"


def _facts(archive: Path, found: Checked, quick: bool) -> dict[str, object]:
    return {
        "archive": str(archive),
        "whole": not found.findings,
        "quick": quick,
        "documents": found.documents,
        "versions": found.versions,
        "originals": found.originals,
        "findings": [{"part": each.part, "what": each.what, "advice": each.advice} for each in found.findings],
    }
