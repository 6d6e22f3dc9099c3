"""Entries appended to the analyst's own TOML: what stands there stays as it is, comments and order too."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copymode

from watchers.analysis.lexicon.own.reading import ActorChange, RegionChange, read_own_actors, read_own_regions
from watchers.analysis.spelling import key
from watchers.document import ActorKind, RegionKind
from watchers.errors import LexiconError

_HEADERS = {
    "actor": """\
# Your own actors, over those that wirewatch brings. An entry has id, name and kind, and may have country, part_of
# and aliases; one with the id of a known actor adds to it. [[discard]] with a name: it means no actor.
# More in docs/lexicons.md; wirewatch doctor tells whether all is well here.
""",
    "region": """\
# Your own regions, over those that wirewatch brings. An entry has id, name and kind, and may have country, parents,
# lat, lon and aliases; one with the id of a known region adds to it. [[discard]] with a name: it means no region.
# More in docs/lexicons.md; wirewatch doctor tells whether all is well here.
""",
}
_Read = Callable[[Path], tuple[Sequence[ActorChange | RegionChange], object]]
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


def add_actor(path: Path, actor: OwnActor) -> None:
    """Appends an actor; the file is whole before and after. Raises LexiconError where the id is there already."""
    _append(path, "actor", actor.id, actor_block(actor), read_own_actors)


def add_region(path: Path, region: OwnRegion) -> None:
    """The same for a region."""
    _append(path, "region", region.id, region_block(region), read_own_regions)


def actor_block(actor: OwnActor) -> list[str]:
    """The lines that say it in TOML."""
    return _block(
        "actor",
        ("id", actor.id),
        ("name", actor.name),
        ("kind", actor.kind),
        ("country", actor.country),
        ("part_of", actor.part_of),
        ("aliases", list(actor.aliases)),
    )


def region_block(region: OwnRegion) -> list[str]:
    """The same for a region."""
    return _block(
        "region",
        ("id", region.id),
        ("name", region.name),
        ("kind", region.kind),
        ("country", region.country),
        ("parents", list(region.parents)),
        ("lat", region.lat),
        ("lon", region.lon),
        ("aliases", list(region.aliases)),
    )


def free_id(name: str, taken: Container[str]) -> str:
    """`own:mai-mai-kifuafua`, or with a number behind it where that is taken."""
    kebab = re.sub(r"[\W_]+", "-", key(name)).strip("-") or "unnamed"
    number, id_ = 1, f"own:{kebab}"
    while id_ in taken:
        number += 1
        id_ = f"own:{kebab}-{number}"
    return id_


def _block(section: str, *pairs: tuple[str, str | float | list[str] | None]) -> list[str]:
    said = (f"{name} = {_value(value)}" for name, value in pairs if value is not None and value != [])
    return [f"[[{section}]]", *said]


def _value(value: str | float | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):  # a JSON string is a TOML string, but for a few signs
        return _CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04X}", json.dumps(value, ensure_ascii=False))
    return repr(float(value))


def _append(path: Path, section: str, id_: str, lines: list[str], read: _Read) -> None:
    target = Path(os.path.realpath(path))
    try:
        before = target.read_bytes() if target.exists() else _HEADERS[section].encode()
        if target.exists() and id_ in {change.id for change in read(path)[0]}:
            raise LexiconError(path, f"“{id_}” is there already. Add to that entry, or choose another id.")
        newline = "\r\n" if b"\r\n" in before else "\n"
        gap = "" if not before else newline if before.endswith(b"\n") else newline * 2
        _replace(path, target, before + gap.encode() + newline.join([*lines, ""]).encode(), read)
    except OSError as error:
        raise LexiconError(path, f"cannot be written: {error.strerror or error}.") from error


def _replace(path: Path, target: Path, content: bytes, read: _Read) -> None:
    """Puts a file in the place of another, once it could be read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{target.name}-", suffix=".toml", dir=target.parent)
    scratch = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _check(path, scratch, read)
        if target.exists():
            copymode(target, scratch)
        else:
            scratch.chmod(0o666 & ~_umask())
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)


def _check(path: Path, scratch: Path, read: _Read) -> None:
    """Raises what reading it raises, told of the file that it was to become."""
    try:
        read(scratch)
    except LexiconError as error:
        raise LexiconError(path, error.problem, error.line, error.entry) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
