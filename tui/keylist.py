"""`wirewatch keys`: what each key of the board does, under the name by which settings bind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from rich.cells import cell_len

from tui.board.keys import EVERY, Keyring
from tui.board.keys.keyring import faces
from tui.board.keys.places import TOLD
from tui.board.keys.presets import OURS
from tui.keying import keyring
from watchers.errors import SettingsError
from watchers.settings import load

_TELLS = (
    """Bind them in {path}: below [keys] a line each, as in freeze = "f5" or down = ["j", "f6"]; preset = "newsboat"."""
)


def run(path: Path, preset: str | None, stdout: TextIO, *, as_json: bool = False) -> int:
    """Those that settings bind, or with a preset those of the preset alone. Raises SettingsError."""
    settings = load(path)
    if preset is not None:
        settings = replace(settings, keys={"preset": preset})
    try:
        bound = keyring(settings, path)
    except SettingsError as error:
        if preset is None:
            raise
        raise SettingsError(Path("--preset"), error.problem) from None
    if as_json:
        print(
            json.dumps(facts(bound, preset or str(settings.keys.get("preset", OURS))), ensure_ascii=False), file=stdout
        )
    else:
        print(*lines(bound), _TELLS.format(path=path), sep="\n", file=stdout)
    return 0


def facts(bound: Keyring, preset: str) -> dict[str, object]:
    """`keys` as settings take them; `usual` are those of ours."""
    ours = {key.id: key.keys for key in EVERY}
    return {
        "preset": preset,
        "keys": [
            {
                "id": key.id,
                "keys": key.keys.split(",") if key.keys else [],
                "shown": faces(key),
                "usual": ours[key.id].split(",") if ours[key.id] else [],
                "does": key.words,
                "place": key.place,
            }
            for key in bound.all
        ],
    }


def lines(bound: Keyring) -> Iterator[str]:
    """A heading for each place, and below it id, keys and words in columns."""
    wide = max(len(key.id) for key in bound.all)
    shown = {key.id: " ".join(faces(key)) or "–" for key in bound.all}
    most = max(map(cell_len, shown.values()))
    for place, heading in TOLD.items():
        yield heading
        for key in bound.of(place):
            gap = " " * (most - cell_len(shown[key.id]))
            yield f"  {key.id:<{wide}}  {shown[key.id]}{gap}  {key.words}"
        yield ""
