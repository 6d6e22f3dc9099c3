"""Changes of such a file, pure: its text in, its text out, with comments, order and other tables as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watchers.errors import SettingsError
from watchers.tables.loading import tables_of
from watchers.tables.places import Place, places

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Editing:
    """`file` is told in errors, `kind` heads each table, `header` begins a new file, `command` lists what is there."""

    file: Path
    kind: str
    header: str
    command: str

    def added(self, text: str, tables: Iterable[Table]) -> str:
        """With tables at its end."""
        new = list(tables)
        newline = "\r\n" if "\r\n" in text else "\n"
        blocks = "".join(f"\n{self._block(table)}" for table in new)
        before = text or self.header
        before += "" if before.endswith("\n") else newline
        return self._checked(before + blocks.replace("\n", newline), [*self.tables(text), *new])

    def removed(self, text: str, number: int) -> str:
        """Without a table, counted from 0; comments around it stay."""
        place, tables = self._place(text, number), self.tables(text)
        lines = text.split("\n")
        before, after = lines[: place.first], lines[place.end :]
        if after and not after[0].strip() and (not before or not before[-1].strip()):
            after = after[1:]
        return self._checked("\n".join([*before, *after]), [*tables[:number], *tables[number + 1 :]])

    def changed(self, text: str, number: int, changes: Table) -> str:
        """With values of one table changed, counted from 0; None takes a key out."""
        return self._changed(text, number, lambda table: _set(table, changes), changes)

    def _changed(self, text: str, number: int, change: Callable[[Any], None], changes: Table) -> str:
        """`changes` are the values of the table that are other ones then."""
        import tomlkit

        place, tables = self._place(text, number), self.tables(text)
        lines = text.split("\n")
        end = "\r" if lines[place.first].endswith("\r") else ""
        whole = tomlkit.parse("\n".join(line.removesuffix("\r") for line in lines[place.first : place.end]) + "\n")
        written_so: Any = whole[self.kind]
        change(written_so[0])
        chunk = [f"{line}{end}" for line in tomlkit.dumps(whole).rstrip("\n").split("\n")]
        after = {name: value for name, value in tables[number].items() if name not in changes}
        after |= {name: value for name, value in changes.items() if value is not None}
        written = "\n".join([*lines[: place.first], *chunk, *lines[place.end :]])
        return self._checked(written, [*tables[:number], after, *tables[number + 1 :]])

    def changed_within(self, text: str, number: int, name: str, changes: Table | None) -> str:
        """With values of a table within one table changed, or that table taken out for None; it is made where there is
        none, under a head of its own."""
        import tomlkit

        before = self.tables(text)[number]
        if changes is None:
            return self.changed(text, number, {name: None})
        if not isinstance(before.get(name), Mapping):
            after = tomlkit.table()
            after.update({key: value for key, value in changes.items() if value is not None})
            return self.changed(text, number, {name: after})
        return self._changed(
            text, number, lambda table: _set(table[name], changes), {name: _with(before[name], changes)}
        )

    def found(self, text: str, named: str, is_it: Callable[[Table], bool]) -> int:
        """The number of the first table that is meant, counted from 0. Raises SettingsError."""
        for number, table in enumerate(self.tables(text)):
            if is_it(table):
                return number
        raise SettingsError(self.file, f"“{named}” stands there no longer. Look at {self.command}.")

    def tables(self, text: str) -> list[Table]:
        """All that stand there. Raises SettingsError."""
        return list(tables_of(text, self.file, self.kind))

    def _place(self, text: str, number: int) -> Place:
        standing = places(text.split("\n"), self.kind, len(self.tables(text)))
        if standing is None:
            problem = f"the {self.kind}s are not written as [[{self.kind}]] tables. Change it in an editor."
            raise SettingsError(self.file, problem)
        return standing[number]

    def _block(self, values: Table) -> str:
        import tomlkit

        table = tomlkit.table()
        for name, value in values.items():
            if isinstance(value, dict):
                table[name] = tomlkit.inline_table()
                table[name].update(value)
            else:
                table[name] = value
        return f"[[{self.kind}]]\n" + table.as_string().strip("\n") + "\n"

    def _checked(self, text: str, expected: list[Table]) -> str:
        """Nothing is written that does not say what was meant. Raises SettingsError."""
        try:
            if self.tables(text) == expected:
                return text
        except SettingsError:
            pass
        problem = "it is written in a way that cannot be changed from here. Change it in an editor."
        raise SettingsError(self.file, problem)


def _set(table: Any, changes: Table) -> None:
    for name, value in changes.items():
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value


def _with(table: Table, changes: Table) -> Table:
    return {name: value for name, value in {**table, **changes}.items() if value is not None}
