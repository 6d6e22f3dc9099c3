"""How `filters.toml` is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from watchers.saved.loading import KIND
from watchers.tables import writing


def write(path: Path, change: Callable[[str], str]) -> None:
    """Puts what `change` makes of the file's text in its place. Raises SettingsError, and what `change` raises."""
    writing.write(path, KIND, change)
