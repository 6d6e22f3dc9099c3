"""A person's own lexicon on the board: a failing row while it has a slip, and a line when it is taken over."""

from __future__ import annotations

from watchers.analysis.own import ACTORS, REGIONS, Taken
from watchers.archive.rows import Health
from watchers.document import Source

_RETAG = "^p re-tags the archive"


def row(taken: Taken | None) -> Health | None:
    """Among the sources, while there is something wrong."""
    if taken is None or not taken.problem or not taken.path:
        return None
    source = Source("file", taken.path.name, taken.path.absolute().as_uri())
    return Health(source, "failing", f"{_short(taken)} Until {taken.path} is mended, what was known before counts.")


def news(before: Taken | None, now: Taken | None) -> tuple[str, str]:
    """What to say when it has changed, and in which ink: `actors.toml taken over: 12 actors, 1 discard · …`.

    Nothing at the start, but for a slip.
    """
    if now is None or before == now:
        return "", ""
    if now.problem and now.path:
        return f"{now.path.name} is not taken over: {_short(now)}", "bad"
    return (_changes(before, now), "accent") if before else ("", "")


def _short(taken: Taken) -> str:
    """The problem without the path, which the row's name tells."""
    return (taken.problem or "").removeprefix(str(taken.path)).lstrip(",: ")


def _changes(before: Taken, now: Taken) -> str:
    files = zip((ACTORS, REGIONS), before.signature, now.signature, strict=True)
    changed = [(name, new) for name, old, new in files if old != new or (before.problem and new)]
    told = ", ".join(f"{name} {_told(name, now) if new else 'gone'}" for name, new in changed)
    remarks = f" · {now.remarks[0]}" if now.remarks else ""
    return f"{told}{remarks} · {_RETAG}" if told else ""


def _told(name: str, taken: Taken) -> str:
    return f"taken over: {taken.told.get(name, 'empty')}"
