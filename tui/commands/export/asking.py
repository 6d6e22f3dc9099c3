"""What is to be written where: an ending says it, or --format does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from watchers.errors import WirewatchError

FORMATS = ("markdown", "html", "jsonl", "csv", "bundle")
_ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".zip": "bundle",
    ".tar": "bundle",
}
_PACKED = (".zip", ".tar")


class UsageError(WirewatchError):
    """A command that cannot be meant."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An export as it was given; `to` is as it was typed."""

    expression: str
    to: str
    form: str | None = None
    limit: int | None = None
    sort: str = "newest"
    force: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """`folder`: a bundle that is not packed, or a page a document."""

    target: Path
    form: str
    folder: bool


def plan(asked: Asked) -> Plan:
    """Raises UsageError."""
    target, ending = Path(asked.to), Path(asked.to).suffix.lower()
    folder = asked.to.endswith(("/", "\\")) or target.is_dir() or not ending
    if not asked.to.strip() or not target.name:
        raise UsageError("--to: give the name of a new file or folder.")
    by_ending = "bundle" if folder else _ENDINGS.get(ending)
    form = asked.form or by_ending
    if form is None:
        known = ", ".join(_ENDINGS)
        raise UsageError(
            f"--to: what {asked.to} is to hold is not clear: end it with one of {known}, or give --format."
        )
    if form == "bundle" and not folder and ending not in _PACKED:
        raise UsageError(f"--to: a bundle is a folder, a .zip or a .tar; {asked.to} is neither.")
    if folder and form in {"jsonl", "csv"}:
        raise UsageError(f"--to: {form} is one file, and {asked.to} is taken for a folder; end it with .{form}.")
    if form != "bundle" and ending in _PACKED and not folder:
        raise UsageError(f"--to: only a bundle is packed; give {form} another ending.")
    return Plan(target, form, folder)
