"""The steps from each version of the archive to the next; `user_version` in the file counts those taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from watchers.archive import schema
from watchers.archive.labelling import Labels
from watchers.archive.lives import tell_lives
from watchers.archive.searching import tell_again

Step = Callable[[sqlite3.Connection], None]


def _script(sql: str) -> Step:
    """A step of plain statements; `executescript` would commit the transaction around it."""

    def step(connection: sqlite3.Connection) -> None:
        for statement in sql.split(";"):
            if statement.strip():
                connection.execute(statement)

    return step


def _second(connection: sqlite3.Connection) -> None:
    _script(schema.VERSION_2)(connection)
    tell_lives(connection)
    Labels(connection).tell()


def _third(connection: sqlite3.Connection) -> None:
    _script(schema.VERSION_3)(connection)
    for trigger in schema.TRIGGERS_3:
        connection.execute(trigger)


def _fifth(connection: sqlite3.Connection) -> None:
    _script(schema.VERSION_5)(connection)
    tell_again(connection, "search_4")


STEPS: tuple[Step, ...] = (_script(schema.VERSION_1), _second, _third, _script(schema.VERSION_4), _fifth)
NEWEST = len(STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Takes every step not yet taken, forward only, within the caller's transaction; foreign keys are off."""
    taken: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if taken == NEWEST:
        return
    for step in STEPS[taken:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {NEWEST}")
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
