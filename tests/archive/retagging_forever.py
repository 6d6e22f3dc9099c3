"""Gives documents one analysis, then another, until it is killed; each line on stdout is the number of one written."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from tests.build import report
from watchers.archive.writing import Archive
from watchers.document import Report

DOCUMENTS = 6


def first(number: int) -> Report:
    """One actor, a place in Syria, an attack."""
    actors = [("irgc", "Revolutionary Guards", "military", ("iran",))]
    return report(f"Report {number}", "Words.", actors, ["beit-jinn"], ["ASSAULT"], uri=f"u{number}")


def second(number: int) -> Report:
    """Two actors, a place in Sudan, talks and a protest."""
    actors = [("saf", "Sudanese Armed Forces", "military"), ("un", "United Nations", "organisation")]
    return report(f"Report {number}", "Words.", actors, ["khartoum"], ["CONSULT", "PROTEST"], uri=f"u{number}")


def main(path: Path) -> None:
    archive = Archive.open(path)
    for turn in count():
        for number in range(1, DOCUMENTS + 1):
            tagged = second(number) if turn % 2 == 0 else first(number)
            archive.retag(number, 1, tagged.analysis)
            print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
