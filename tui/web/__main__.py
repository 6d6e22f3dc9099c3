"""A visitor's board, begun by the server with pipes for a terminal: python -P -m tui.web …"""

from __future__ import annotations

import sys
from pathlib import Path

from tui.opening import offer, run
from tui.paths import Paths
from tui.web.board import NoPen, VisitorBoard, forbid_writing
from tui.where import where_of
from watchers.settings import load


def main(settings_path: str, archive: str, cache: str, lexicon: str, mode: str, *places: str) -> int:
    """`mode` is `read-only` where nothing may be changed, else `all`."""
    paths = Paths(Path(settings_path), Path(archive), Path(cache))
    settings = load(paths.settings)
    only_read, where = mode == "read-only", where_of(places, settings)
    offered = offer(paths, Path(lexicon), settings, paths.archive, NoPen if only_read else None)
    board = VisitorBoard(
        offered.reading,
        where=where.folders_told,
        own=None if only_read else offered.own,
        feeds=None if only_read else offered.feeds,
        filters=paths.filters,
        theme=settings.theme,
        log=paths.log,
    )
    if only_read:
        board.read_only()
        forbid_writing(paths.archive)
    return run(board)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
