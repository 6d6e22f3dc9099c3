"""One writer an archive."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from watchers.archive.problems import naming_errors


class Lock:
    """Held by the process that writes an archive; the system frees it when that process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(f"{path}.lock", thread_local=False)

    def acquire(self) -> bool:
        """At once: False where another process holds it. Raises ArchiveError where no lock can be made."""
        with naming_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(blocking=False)
            except Timeout:
                return False
        return True

    def release(self) -> None:
        """Lets the next one write; nothing where it was not held."""
        self._lock.release()
