"""How `layouts.toml` is written: whole before and after, one writer at a time, comments as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.board.layout.named import Layout, is_ours
from tui.board.layout.plan import EDGES, PANELS
from tui.board.layout.reading import KIND, Listed, load, parse
from watchers.errors import SettingsError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

HEADER = """\
# Layouts of the board, one [[layout]] each; the board changes this file, and so may you. [last] is the board as it was
# left. A layout has name, compact (a line a document), relative (times as how long ago), opened and closed (panels),
# and in edges cells, in parts percents of left, right, below and bottom, in shares the weights of panels in one column
# or row.

"""


class LayoutFile:
    """Every method but `path` reads or writes the disk. Those that write raise SettingsError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def listed(self) -> Listed:
        """What it holds now."""
        return load(self.path)

    def save(self, layout: Layout) -> Layout | None:
        """Keeps a layout in place of the one of its name, which is returned; its name must be no name of ours."""
        if is_ours(layout.name):
            raise SettingsError(self.path, f"“{layout.name}” is drawn by hand and stays. Give yours another name.")
        before = next((each for each in self.listed().own if each.key == layout.key), None)
        self._write(lambda document: _put(document, layout))
        return before

    def delete(self, name: str) -> None:
        """Without the layout of a name, where there is one."""
        self._write(lambda document: _drop(document, name))

    def leave(self, layout: Layout) -> None:
        """Keeps the board as it is, for the next start."""
        self._write(lambda document: _put_last(document, layout))

    def _write(self, change: Callable[[TOMLDocument], None]) -> None:
        from watchers.tables.writing import write

        write(self.path, KIND, lambda text: changed(text, self.path, change))


def changed(text: str, path: Path, change: Callable[[TOMLDocument], None]) -> str:
    """The text with a change that it says afterwards. Raises SettingsError where it cannot be changed so."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    problem = "it is written in a way that cannot be changed from here. Change it in an editor."
    try:
        document = tomlkit.parse(text or HEADER)
        change(document)
        after = tomlkit.dumps(document)
        parse(after, path)
    except (TOMLKitError, TypeError, KeyError, ValueError, SettingsError) as error:
        raise SettingsError(path, problem) from error
    return after


def table_of(layout: Layout) -> Mapping[str, Any]:
    """A layout as the file has it; what equals the default is left out."""
    plan = layout.plan
    values: dict[str, Any] = {
        "name": layout.name,
        "compact": layout.compact,
        "relative": layout.relative,
        "opened": [panel for panel in PANELS if panel in plan.opened],
        "closed": [panel for panel in PANELS if panel in plan.closed],
        "edges": {edge: max(1, plan.edges[edge]) for edge in EDGES if edge in plan.edges},
        "parts": {edge: plan.parts[edge] for edge in EDGES if edge in plan.parts},
        "shares": {panel: plan.shares[panel] for panel in PANELS if panel in plan.shares},
    }
    return {name: value for name, value in values.items() if value}


def _table(layout: Layout) -> Any:
    import tomlkit

    table = tomlkit.table()
    for name, value in table_of(layout).items():
        if isinstance(value, dict):
            table[name] = tomlkit.inline_table()
            table[name].update(value)
        else:
            table[name] = value
    table.add(tomlkit.nl())
    return table


def _put(document: TOMLDocument, layout: Layout) -> None:
    import tomlkit

    listed: Any = document.setdefault("layout", tomlkit.aot())
    at = _number(listed, layout.name)
    if at is None:
        listed.append(_table(layout))
    else:
        listed[at] = _table(layout)


def _drop(document: TOMLDocument, name: str) -> None:
    listed: Any = document.get("layout", [])
    if (at := _number(listed, name)) is not None:
        del listed[at]
        if not len(listed):
            document.pop("layout")


def _number(listed: Any, name: str) -> int | None:
    return next((n for n, table in enumerate(listed) if str(table.get("name", "")).casefold() == name.casefold()), None)


def _put_last(document: TOMLDocument, layout: Layout) -> None:
    document["last"] = _table(layout)
