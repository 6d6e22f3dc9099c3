"""The keys that settings ask for: read, and refused in a sentence each where they cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from tui.board.keys import EVERY, Key, Keyring
from tui.board.keys.clashes import WRITTEN, clashes
from tui.board.keys.keyring import ring
from tui.board.keys.places import TOLD
from tui.board.keys.presets import OURS, PRESETS
from tui.board.keys.spelling import NoKeyError, face, is_typed, spelled
from watchers.errors import SettingsError
from watchers.mistakes import line_of, unknown
from watchers.settings import Settings

_NEEDED = ("quit", "help", "palette")
"""Without a key for these nobody finds the way out, or to what has no key."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a name under `[keys]`; the sentence names it."""

    name: str
    said: str


def keyring(settings: Settings, path: Path) -> Keyring:
    """The keys of a board. Raises SettingsError for the first that cannot be."""
    bound, slips = asked(settings.keys)
    if slips:
        raise SettingsError(path, slips[0].said, _line(path, slips[0].name))
    return ring(EVERY, bound)


def slips(settings: Settings, path: Path) -> list[str]:
    """All that cannot be, each a sentence with its place."""
    return [str(SettingsError(path, slip.said, _line(path, slip.name))) for slip in asked(settings.keys)[1]]


def asked(keys: Mapping[str, str | tuple[str, ...]]) -> tuple[dict[str, str], list[Slip]]:
    """Keys by id, several parted by commas, and what is wrong; the preset first, what is written over it."""
    preset = keys.get("preset", OURS)
    if not isinstance(preset, str) or preset not in PRESETS:
        return {}, [Slip("preset", _no_preset(preset))]
    table = {key.id: key for key in EVERY}
    bound, wrong = dict(PRESETS[preset]), []
    for name, written in keys.items():
        if name == "preset":
            continue
        try:
            bound[name] = _read(table, name, written)
        except NoKeyError as error:
            wrong.append(Slip(name, str(error)))
    return bound, wrong or list(_clashing(bound, keys))


def _no_preset(written: object) -> str:
    said = written if isinstance(written, str) else "a list"
    return unknown(said, list(PRESETS), "is no preset of keys.", "There are")


def _read(table: Mapping[str, Key], name: str, written: str | tuple[str, ...]) -> str:
    if name not in table:
        near = get_close_matches(name, table, n=1, cutoff=0.5)
        hint = f"Did you mean “{near[0]}”?" if near else "wirewatch keys lists them."
        raise NoKeyError(f"“{name}” is nothing that a key can do. {hint}")
    key = table[name]
    given = (written.split() or written[:1].split()) if isinstance(written, str) else list(written)
    if not given and (not key.offered or name in _NEEDED):
        raise NoKeyError(f"“{name}” needs a key: the palette does not have it.")
    names = [_spelled(name, each) for each in given]
    typed = next((at for at, each in enumerate(names) if is_typed(each) and each not in key.keys.split(",")), None)
    if key.place in WRITTEN and typed is not None and name not in {"promote", "form-kind-next"}:
        raise NoKeyError(f"“{name}” cannot be {given[typed]}: {_small(TOLD[key.place])} that goes into the line.")
    return ",".join(dict.fromkeys(names))


def _spelled(name: str, written: str) -> str:
    try:
        return spelled(written)
    except NoKeyError as error:
        raise NoKeyError(f"“{name}”: {error}") from None


def _clashing(bound: Mapping[str, str], written: Mapping[str, object]) -> Iterator[Slip]:
    for one, other, name in clashes(ring(EVERY, bound).all):
        first, second = (one, other) if one.id in written else (other, one)
        where = " and ".join(dict.fromkeys(_small(TOLD[key.place]) for key in (first, second)))
        yield Slip(
            first.id,
            f"“{first.id}” ({first.words}) and “{second.id}” ({second.words}) would both be {face(name)}: "
            f"{where}. Give one of them another key.",
        )


def _small(heading: str) -> str:
    return f"{heading[:1].lower()}{heading[1:]}"


def _line(path: Path, name: str) -> int | None:
    with suppress(OSError, UnicodeDecodeError):
        return line_of(path.read_text(encoding="utf-8"), name, "keys")
    return None
