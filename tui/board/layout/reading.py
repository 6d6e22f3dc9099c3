"""`layouts.toml` to layouts: one mistake costs one layout, and is told with its line and what to do."""

from __future__ import annotations

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
from watchers.tables.loading import tables_of, text_of

KIND = "layout"
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
    relative: bool | None = None
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


def parse(text: str, path: Path) -> Listed:
    """The same of its text; `path` is told in mistakes. Raises SettingsError."""
    written = tables_of(text, path, KIND)
    tables = tomllib.loads(text)
    own: dict[str, Layout] = {}
    mistakes = [
        SettingsError(path, unknown(name, ("layout", "last"), "is not known here."), line_of(text, name))
        for name in tables
        if name not in {"layout", "last"}
    ]
    for number, table in enumerate(written):
        try:
            layout = _layout(table)
            if is_ours(layout.name) or layout.key in own:
                raise _SlipError(f"the name “{layout.name}” is taken already. Give it another.", "name")
            own[layout.key] = layout
        except _SlipError as wrong:
            mistakes.append(SettingsError(path, str(wrong), line_of(text, wrong.key, "layout", number)))
    last = None
    try:
        last = _layout(_last(tables)) if "last" in tables else None
    except _SlipError as wrong:
        mistakes.append(SettingsError(path, str(wrong), line_of(text, wrong.key, "last")))
    return Listed(tuple(own.values()), last, tuple(mistakes))


class _SlipError(Exception):
    """What is wrong with a table, and the key where it stands."""

    def __init__(self, said: str, key: str) -> None:
        super().__init__(said)
        self.key = key


def _last(tables: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(last := tables["last"], dict):
        raise _SlipError("“last” must be a table: write a line [last].", "last")
    return last


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
        said = in_words(str(error)).replace(" <=", " of at most").replace(" >=", " of at least")
        raise _SlipError(f"“{key}”: {said}.", key) from error
    name = safe(made.name, LONGEST).strip()
    if not name:
        raise _SlipError("the name is empty. Give it one.", "name")
    plan = Plan(frozenset(made.opened), frozenset(made.closed), made.edges, made.shares, made.parts)
    return Layout(name, plan, made.compact, relative=made.relative)


def _known(key: str, panels: Sequence[Any] | Mapping[Any, Any]) -> None:
    for panel in panels if isinstance(panels, list | dict) else ():
        if isinstance(panel, str) and panel not in PANELS:
            raise _SlipError(unknown(panel, PANELS, "is no panel.", "Panels"), key)
