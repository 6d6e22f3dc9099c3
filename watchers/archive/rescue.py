"""Leaves an archive whose file was moved, deleted or replaced while it was open, so that no document of it is lost."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from watchers.archive.backing import copy_whole, looked_through, publish
from watchers.archive.presence import Identity, identity
from watchers.archive.problems import naming_errors

BESIDE = ("-wal", "-shm")


def make_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Puts what lies in the log into the file itself, wherever that is now: who moved it took it without its log."""
    with naming_errors(path):
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def write_again(connection: sqlite3.Connection, to: Path) -> None:
    """All of a deleted archive, from what is still open, under a name that is free."""
    begun = to.with_name(f"{to.name}.part")
    with naming_errors(to):
        to.parent.mkdir(parents=True, exist_ok=True)
        begun.unlink(missing_ok=True)
        try:
            copy_whole(connection, begun)
            looked_through(begun)
            publish(begun, to)
        finally:
            begun.unlink(missing_ok=True)


def place_for_replaced(path: Path) -> Path:
    """NAME.replaced-20300131T235959Z."""
    return path.with_name(f"{path.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")


def beside(path: Path) -> dict[Path, Identity]:
    """The log and its index as they are now."""
    names = [path.with_name(path.name + suffix) for suffix in BESIDE]
    found = {name: identity(name) for name in names}
    return {name: held for name, held in found.items() if held is not None}


def clear(left: dict[Path, Identity]) -> None:
    """Takes away the log of an archive that is not there any more: another in its place would take it for its own."""
    for name, held in left.items():
        with suppress(OSError):
            if identity(name) == held:
                name.unlink()
