"""`wirewatch feeds export`: OPML on stdout, or in a file that is whole or not there."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from tempfile import NamedTemporaryFile

from tui.commands.complaining import complain
from tui.commands.feeds.choosing import subscribed
from tui.commands.feeds.desk import Desk, UsageError
from watchers.sources.feeds.opml import write_list


def run(given: Namespace, desk: Desk) -> int:
    """0, 1 where the file cannot be written; raises UsageError where it is there already."""
    feeds = subscribed(desk)
    content = write_list(feeds, desk.now())
    if given.file is None or given.file == "-":
        desk.stdout.write(content.decode())
        return 0
    path = Path(given.file)
    if path.exists() and not given.force:
        raise UsageError(f"{path} is there already; give another name, or --force.")
    try:
        _write(path, content)
    except OSError as error:
        complain(f"{path}: cannot be written: {error.strerror or error}.", desk.stderr)
        return 1
    desk.tell(f"{path}: {len(feeds):,} feed{'' if len(feeds) == 1 else 's'}.")
    return 0


def _write(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
