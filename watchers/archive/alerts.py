"""The alerts that were given, and what is known of each filter between two documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from watchers.alerts import Alert, State
from watchers.archive.columns import micros, plain
from watchers.archive.database import open_marking, transaction
from watchers.archive.problems import naming_errors
from watchers.archive.rows import KeptAlert

MOST = 1000
"""Alerts that are kept; the oldest go."""
_alerts = msgspec.json.Decoder(Alert)
_states = msgspec.json.Decoder(State)


def alerts_of(rows: Iterable[Sequence[Any]]) -> list[KeptAlert]:
    """From number, what was told, whether it is read, and what went wrong."""
    found = []
    for number, told, read, problem in rows:
        with suppress(msgspec.MsgspecError):
            found.append(KeptAlert(number, _alerts.decode(told), bool(read), problem))
    return found


class AlertBook:
    """Used from one thread, by the one process that takes documents in."""

    def __init__(self, path: Path) -> None:
        """An archive that is there; raises ArchiveError."""
        self._path = path
        self._connection = open_marking(path)

    def close(self) -> None:
        self._connection.close()

    def reached(self) -> int | None:
        """Up to which version the archive was looked through; None where it never was."""
        found = self._ask("SELECT reached FROM alerted")
        return int(found[0][0]) if found else None

    def states(self) -> dict[str, State]:
        """By the keys of the filters; one that cannot be read begins anew."""
        states = {}
        for name, state in self._ask("SELECT filter, state FROM alerting"):
            with suppress(msgspec.MsgspecError):
                states[name] = _states.decode(state)
        return states

    def keep(self, reached: int, states: Mapping[str, State], alerts: Sequence[Alert] = ()) -> list[int]:
        """All of it together, so that no crash lets an alert come twice or never; the numbers of the alerts."""
        numbers = []
        with naming_errors(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM alerted")
            self._connection.execute("INSERT INTO alerted (reached) VALUES (?)", (reached,))
            self._connection.execute("DELETE FROM alerting")
            written = [(plain(name), msgspec.json.encode(state)) for name, state in states.items()]
            self._connection.executemany("INSERT INTO alerting (filter, state) VALUES (?, ?)", written)
            for alert in alerts:
                values = (micros(alert.at), msgspec.json.encode(alert))
                added = self._connection.execute("INSERT INTO alert (at, told) VALUES (?, ?)", values)
                numbers.append(int(added.lastrowid or 0))
            self._connection.execute("DELETE FROM alert WHERE id <= (SELECT max(id) FROM alert) - ?", (MOST,))
        return numbers

    def undone(self) -> list[KeptAlert]:
        """Those that were not told outside yet, the oldest first."""
        return alerts_of(self._ask("SELECT id, told, read, problem FROM alert WHERE done = 0 ORDER BY id"))

    def done(self, number: int, problem: str | None) -> None:
        """It has been told, or for that reason it has not."""
        with naming_errors(self._path), transaction(self._connection):
            self._connection.execute("UPDATE alert SET done = 1, problem = ? WHERE id = ?", (problem, number))

    def _ask(self, sql: str) -> list[Any]:
        with naming_errors(self._path):
            return self._connection.execute(sql).fetchall()
