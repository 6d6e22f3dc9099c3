"""Archives that lie where several machines may write: SQLite's log needs memory that one machine shares.

After sqlite.org/wal.html (“WAL does not work over a network filesystem”) and sqlite.org/useovernet.html: the older
journal is safe there as long as the share's locks are, and one machine at a time opens the archive.
"""

from __future__ import annotations

from pathlib import Path

from watchers.sources.mounts import silent


def journal_for(path: Path) -> str:
    """The journal mode of an archive that lies there."""
    return "DELETE" if _kind(path) else "WAL"


def remark(path: Path) -> str | None:
    """What to know of an archive that lies on a share, and what to do; None for one on a disk of this machine."""
    kind = _kind(path)
    if kind is None:
        return None
    return (
        f"the archive lies on a share ({kind}), where SQLite's log is not safe: it is written the older, slower way, "
        "and no other machine may open it meanwhile. Better keep it on a disk of this machine: --archive PATH."
    )


def _kind(path: Path) -> str | None:
    return silent(str(path.absolute().parent))
