"""A person's own lexicon on the board: a failing row while it has a slip, and a line when it is taken over."""

from __future__ import annotations

from watchers.analysis.own import ACTORS, REGIONS, Taken
from watchers.archive.rows import Health
from watchers.document import Source

_KEPT = "Until it is mended, what was known before counts."
_RETAG = "^p re-tags the archive"


def row(taken: Taken | None) -> Health | None:
    """Among the sources, while there is something wrong."""
    if taken is None or not taken.problem or not taken.path:
        return None
    source = Source("file", taken.path.name, taken.path.absolute().as_uri())
    return Health(source, "failing", f"{taken.problem} {_KEPT}", None, None, 0, 0)


def news(before: Taken | None, now: Taken | None) -> str:
    """What to say when it has changed: `actors.toml taken over: 12 actors, 1 discard · …`; nothing at the start."""
    if before is None or now is None or now.problem or before == now:
        return ""
    files = zip((ACTORS, REGIONS), before.signature, now.signature, strict=True)
    again = before.problem is not None
    changed = [(name, new) for name, old, new in files if old != new or (again and new)]
    told = ", ".join(f"{name} {_told(name, now) if new else 'gone'}" for name, new in changed)
    remarks = f" · {now.remarks[0]}" if now.remarks else ""
    return f"{told}{remarks} · {_RETAG}" if told else ""


def _told(name: str, taken: Taken) -> str:
    return f"taken over: {taken.told.get(name, 'empty')}"
