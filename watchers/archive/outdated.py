"""What to say before an older archive is brought up to date, which takes a while where it is large."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from watchers.archive import migrations
from watchers.archive.before import place_of
from watchers.archive.schema import APPLICATION_ID

_AT_ONCE = 32 * 1024 * 1024
"""Bytes that are brought up to date before anybody wonders what takes so long."""


def remark(path: Path) -> str | None:
    """A sentence for the person who waits; None where opening the archive takes no time, or what is there is none."""
    try:
        size = path.stat().st_size
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            owner, version = (
                connection.execute(f"PRAGMA {n}").fetchone()[0] for n in ("application_id", "user_version")
            )
    except (OSError, sqlite3.Error):
        return None
    if owner != APPLICATION_ID or version >= migrations.NEWEST or size < _AT_ONCE:
        return None
    copy = place_of(path, migrations.NEWEST).name
    return f"bringing the archive of an earlier wirewatch up to date ({size / 1e6:,.0f} MB), copied to {copy} first …"
