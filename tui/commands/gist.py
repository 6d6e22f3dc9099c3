"""A document in a line or two: when, where, who, and who tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watchers.archive.following import Followed
from watchers.clean import clean_line
from watchers.document import Document, Region

_ACTORS = 3
_URGENT = 3


@dataclass(frozen=True, slots=True)
class Gist:
    """All clean and in one line each; `when` in UTC, `marks` such as `killed` or `version 2`."""

    sequence: str
    when: str
    marks: tuple[str, ...]
    headline: str
    place: str
    actors: str
    source: str


def gist_of(one: Followed) -> Gist:
    """Its date is that of publication, never later than receipt; what is damaged says so."""
    if one.read is None:
        when = f"{one.received:%Y-%m-%d %H:%M}"
        return Gist(str(one.sequence), when, ("damaged",), clean_line(one.title), "", "", clean_line(one.source.name))
    document, analysis = one.read
    published = min(document.published, one.received) if document.published else one.received
    names = [actor.name for actor in analysis.actors]
    more = f" +{len(names) - _ACTORS}" if len(names) > _ACTORS else ""
    return Gist(
        str(one.sequence),
        f"{published:%Y-%m-%d %H:%M}",
        tuple(_marks(document, one.version)),
        clean_line(one.title),
        clean_line(_place(analysis.regions[0])) if analysis.regions else "",
        clean_line(f"{', '.join(names[:_ACTORS])}{more}"),
        clean_line(document.credit or one.source.name, 80),
    )


def _marks(document: Document, version: int) -> Iterator[str]:
    if document.status in {"cancelled", "withheld"}:
        yield "killed" if document.status == "cancelled" else "withheld"
    if document.urgency is not None and document.urgency <= _URGENT:
        yield "urgent"
    if version > 1:
        yield f"version {version}"


def _place(region: Region) -> str:
    """`Beit Jin, Syria`."""
    country = next((node.name for node in region.path if node.kind == "country"), "")
    return region.name if country in {"", region.name} else f"{region.name}, {country}"
