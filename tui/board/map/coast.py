"""The land as it is kept beside a compiled lexicon: a grid of what is land, all towns, and the names of the largest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

CELLS = 4
"""A degree."""
HEIGHT, WIDTH = 180 * CELLS, 360 * CELLS
HUNDREDTHS = 100.0
"""Towns are kept so exactly: a kilometre, less than a dot of any map."""


@dataclass(frozen=True, slots=True)
class Label:
    """A country's name, and the middle of it."""

    lat: float
    lon: float
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Coast:
    """`dry` is a grid from the north pole and 180 degrees west; towns stand from the largest to the smallest."""

    dry: NDArray[np.uint8]
    latitudes: NDArray[np.float32]
    longitudes: NDArray[np.float32]
    names: tuple[str, ...]
    countries: tuple[Label, ...] = ()


def nothing() -> Coast:
    """No land at all."""
    none = np.empty(0, np.float32)
    return Coast(np.zeros((HEIGHT, WIDTH), np.uint8), none, none, ())


def read(path: Path | None) -> Coast:
    """Nothing where that is no land."""
    if path is None:
        return nothing()
    try:
        return _read(path)
    except (OSError, ValueError, KeyError, BadZipFile):
        return nothing()


def _read(path: Path) -> Coast:
    with np.load(path, allow_pickle=False) as kept:
        dry = np.unpackbits(kept["dry"])[: HEIGHT * WIDTH].reshape(HEIGHT, WIDTH)
        towns = kept["towns"].astype(np.float32) / HUNDREDTHS
        middles = kept["countries"].tolist()
        names, called = _texts(kept["names"]), _texts(kept["called"])
    countries = tuple(Label(lat, lon, name) for (lat, lon), name in zip(middles, called, strict=True))
    return Coast(dry, towns[:, 0].copy(), towns[:, 1].copy(), names, countries)


def write(
    file: IO[bytes],
    dry: NDArray[np.bool_],
    towns: NDArray[np.float64],
    names: Sequence[str],
    countries: Sequence[tuple[float, float, str]],
) -> None:
    """Towns and countries are (latitude, longitude), and the name of these."""
    np.savez_compressed(
        file,
        dry=np.packbits(dry),
        towns=np.round(towns * HUNDREDTHS).astype(np.int16),
        names=_bytes(names),
        countries=np.array([row[:2] for row in countries], float).reshape(-1, 2),
        called=_bytes([row[2] for row in countries]),
    )


def _bytes(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _texts(kept: NDArray[Any]) -> tuple[str, ...]:
    return tuple(kept.tobytes().decode().split("\n")) if len(kept) else ()
