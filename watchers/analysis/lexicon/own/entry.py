"""An entry of the analyst's own lexicon, and the lines of TOML that say it."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from dataclasses import dataclass, fields

from watchers.analysis.spelling import key
from watchers.document import ActorKind, RegionKind

_CONTROL = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class OwnActor:
    """An actor as it is written down; `part_of` is the id or a name of another.

    Without name and kind it is one that is known, and gets more names.
    """

    id: str
    name: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    part_of: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRegion:
    """A region as it is written down; `parents` are ids, ISO codes or names, the one a map shows first.

    Without name and kind it is one that is known, and gets more names and parents.
    """

    id: str
    name: str | None = None
    kind: RegionKind | None = None
    country: str | None = None
    parents: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()


Entry = OwnActor | OwnRegion


def block(entry: Entry) -> list[str]:
    """Its lines, the first of them its section; what it does not state has none."""
    stated = ((line.name, getattr(entry, line.name)) for line in fields(entry))
    lines = (f"{name} = {_value(value)}" for name, value in stated if value not in (None, ()))
    return [f"[[{'actor' if isinstance(entry, OwnActor) else 'region'}]]", *lines]


def free_id(name: str, taken: Container[str]) -> str:
    """`own:mai-mai-kifuafua`, or with a number behind it where that is taken."""
    kebab = re.sub(r"[\W_]+", "-", key(name)).strip("-") or "unnamed"
    number, id_ = 1, f"own:{kebab}"
    while id_ in taken:
        number += 1
        id_ = f"own:{kebab}-{number}"
    return id_


def _value(value: str | float | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):  # a JSON string is a TOML string, but for a few signs
        return _CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04X}", json.dumps(value, ensure_ascii=False))
    return repr(float(value))
