"""`layouts.toml` to layouts: one mistake costs one layout, and is told with its line and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any

import msgspec

from tui.board.content import safe
from tui.board.layout.named import LONGEST, OURS, Layout, is_ours
from tui.board.layout.plan import PANELS, Edge, Panel, Plan
from watchers.errors import SettingsError
from watchers.mistakes import in_words, line_of, place, unknown

FILE = "layouts.toml"
_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")
Cells = Annotated[int, msgspec.Meta(ge=1, le=2000)]
Percent = Annotated[int, msgspec.Meta(ge=1, le=99)]
Weight = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


@dataclass(frozen=True, slots=True)
class Listed:
    """A person's own layouts in the file's order, the board as it was left, and what is wrong with the rest."""

    own: tuple[Layout, ...] = ()
    last: Layout | None = None
    mistakes: tuple[SettingsError, ...] = ()

    @property
    def all(self) -> tuple[Layout, ...]:
        """Ours first."""
        return (*OURS, *self.own)

    def named(self, name: str) -> Layout | None:
        """The one of a name."""
        return next((layout for layout in self.all if layout.key == name.casefold()), None)


@dataclass(frozen=True, slots=True)
class _Table:
    """A layout as the file has it; the keys are these names."""

    name: str
    compact: bool = False
    opened: tuple[Panel, ...] = ()
    closed: tuple[Panel, ...] = ()
    edges: dict[Edge, Cells] = field(default_factory=dict)
    parts: dict[Edge, Percent] = field(default_factory=dict)
    shares: dict[Panel, Weight] = field(default_factory=dict)


KEYS = tuple(each.name for each in fields(_Table))


def load(path: Path) -> Listed:
    """Those of a file; none where there is none. Never raises: a file that is no TOML is one mistake."""
    try:
        return parse(text_of(path), path)
    except SettingsError as error:
        return Listed(mistakes=(error,))


def text_of(path: Path) -> str:
    """The characters of the file; "" where there is none. Raises SettingsError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(path, "this is no UTF-8 text. Save it as UTF-8.", line) from error
    except OSError as error:
        raise SettingsError(path, f"cannot be read: {error.strerror or error}. Give it read permission.") from error


def tables_of(text: str, path: Path) -> Mapping[str, Any]:
    """The file's tables. Raises SettingsError where it is no TOML, or `layout` and `last` are of another kind."""
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        raise SettingsError(path, "this is not TOML: it is nested too deeply.") from None
    except ValueError as error:  # TOML's own, and that of a number with thousands of digits
        where = _POSITION.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        raise SettingsError(path, f"this is not TOML: {_POSITION.sub('', str(error))}.", line) from error
    layouts = tables.get("layout", [])
    if not isinstance(layouts, list) or not all(isinstance(each, dict) for each in layouts):
        raise SettingsError(path, "each layout must begin with a line [[layout]].", line_of(text, "layout"))
    if not isinstance(tables.get("last", {}), dict):
        raise SettingsError(path, "“last” must be a table: a line [last].", line_of(text, "last"))
    return tables


def parse(text: str, path: Path) -> Listed:
    """The same of its text; `path` is told in mistakes. Raises SettingsError."""
    tables = tables_of(text, path)
    own: dict[str, Layout] = {}
    mistakes = [
        SettingsError(path, unknown(name, ("layout", "last"), "is not known here."), line_of(text, name))
        for name in tables
        if name not in {"layout", "last"}
    ]
    for number, table in enumerate(tables.get("layout", [])):
        try:
            layout = _layout(table)
            if is_ours(layout.name) or layout.key in own:
                raise _SlipError(f"the name “{layout.name}” is taken already. Give it another.", "name")
            own[layout.key] = layout
        except _SlipError as wrong:
            mistakes.append(SettingsError(path, str(wrong), line_of(text, wrong.key, "layout", number)))
    last = None
    try:
        last = _layout(tables["last"]) if "last" in tables else None
    except _SlipError as wrong:
        mistakes.append(SettingsError(path, str(wrong), line_of(text, wrong.key, "last")))
    return Listed(tuple(own.values()), last, tuple(mistakes))


class _SlipError(Exception):
    """What is wrong with a table, and the key where it stands."""

    def __init__(self, said: str, key: str) -> None:
        super().__init__(said)
        self.key = key


def _layout(table: Mapping[str, Any]) -> Layout:
    for name in table:
        if name not in KEYS:
            raise _SlipError(unknown(name, KEYS, "is not a key of a layout.", "Known keys"), name)
    for name in ("opened", "closed", "shares"):
        _known(name, table.get(name, ()))
    try:
        made = msgspec.convert(table, _Table)
    except msgspec.ValidationError as error:
        key = place(str(error))[0]
        raise _SlipError(f"“{key}”: {in_words(str(error))}.", key) from error
    name = safe(made.name, LONGEST).strip()
    if not name:
        raise _SlipError("the name is empty. Give it one.", "name")
    plan = Plan(frozenset(made.opened), frozenset(made.closed), made.edges, made.shares, made.parts)
    return Layout(name, plan, made.compact)


def _known(key: str, panels: Sequence[Any] | Mapping[Any, Any]) -> None:
    for panel in panels if isinstance(panels, list | dict) else ():
        if isinstance(panel, str) and panel not in PANELS:
            raise _SlipError(unknown(panel, PANELS, "is no panel.", "Panels"), key)
