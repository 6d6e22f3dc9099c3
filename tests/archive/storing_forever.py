"""Stores documents, two versions of each, until it is killed; each line on stdout is the number of a version stored."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from tests.build import report
from watchers.archive.writing import Archive

ACTORS = [("irgc", "Revolutionary Guards", "military", ("iran",))]


def main(path: Path, first: int) -> None:
    archive = Archive.open(path)
    for number in count(first):
        text = f"Report {number} from Beit Jinn. " + "Words follow words. " * 50
        archive.store(report(f"Report {number}", text, ACTORS, ["beit-jinn"], ["ASSAULT"], uri=f"u{number // 2}"))
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
