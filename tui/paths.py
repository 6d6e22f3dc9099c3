"""Where wirewatch keeps its things, after the platform's own rules (platformdirs)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

USUAL = Path("seeds")
"""What is watched where neither the command line nor the settings name a folder."""


@dataclass(frozen=True, slots=True)
class Paths:
    """`settings` and `archive` are files, `cache` is a folder; none need exist yet.

    `state` is a folder for what a person has seen already; None where the places are not the usual ones.
    """

    settings: Path
    archive: Path
    cache: Path
    state: Path | None = None

    @property
    def own(self) -> Path:
        """The folder of the person's own `actors.toml` and `regions.toml`: beside the settings."""
        return self.settings.parent

    @property
    def filters(self) -> Path:
        """The file of saved filters, which stands there too."""
        return self.settings.parent / "filters.toml"

    @property
    def layouts(self) -> Path:
        """The file of the board's layouts, there too."""
        return self.settings.parent / "layouts.toml"

    @property
    def log(self) -> Path:
        """Where the board writes down what went wrong within it: beside the archive."""
        return self.archive.with_name(f"{self.archive.name}.log")


def usual(settings: Path | None = None, archive: Path | None = None) -> Paths:
    """The platform's places, but for those given."""
    return Paths(
        settings=settings or platformdirs.user_config_path("wirewatch") / "settings.toml",
        archive=archive or platformdirs.user_data_path("wirewatch") / "archive.sqlite",
        cache=platformdirs.user_cache_path("wirewatch"),
        state=None if settings or archive else platformdirs.user_state_path("wirewatch"),
    )
