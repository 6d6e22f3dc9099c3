"""What holds for one watched folder: where it is, what is wanted of it, what is said of its documents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from watchers.document import Source
from watchers.patterns import Patterns
from watchers.settings import Columns, Folder, Settings
from watchers.sources.names import file_uri, is_skipped, shown


@dataclass(frozen=True, slots=True)
class Place:
    """`path` is absolute; `home` and `columns` are those of the folder, else of the settings."""

    path: str
    source: Source
    patterns: Patterns
    poll: bool | None
    home: str | None
    columns: Columns

    @classmethod
    def of(cls, folder: Folder, settings: Settings) -> Place:
        path = os.path.normpath(folder.path.absolute())
        source = Source("folder", shown(folder.name or Path(path).name or path), file_uri(path))
        home, columns = folder.home or settings.home or None, folder.columns_over(settings.columns)
        return cls(path, source, Patterns(folder.include, folder.exclude), folder.poll, home, columns)

    @property
    def begin(self) -> int:
        """Where a path below it begins."""
        return len(self.path.rstrip("/")) + 1

    def is_wanted(self, path: str) -> bool:
        """Whether a file, by its path, is one that a look at the folder would tell of."""
        below = path[self.begin :]
        return not any(map(is_skipped, below.split("/"))) and self.patterns.wants(below)
