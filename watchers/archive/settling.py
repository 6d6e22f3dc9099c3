"""A report's way into the archive: found, compared, put in its place."""

from __future__ import annotations

from watchers.archive import versions
from watchers.archive.columns import plain
from watchers.archive.finding import Kept, alike, edition, find, held
from watchers.archive.rows import Stored
from watchers.archive.succession import is_same, lifts, place
from watchers.archive.versions import Tools
from watchers.document import Report
from watchers.editions import Edition, is_later

_NO_EDITION = Edition("")


def keep(tools: Tools, source: int, report: Report) -> tuple[Stored, bool]:
    """What became of it, and whether its document shows it from now on, so that its tags have to be written."""
    connection, told = tools.connection, edition(report)
    kept = find(connection, source, report, told)
    if kept is None:
        return versions.begin(tools, source, report, told), True
    uri = plain(report.uri)
    if kept.uri == uri and kept.digest == versions.digest(report.arrival.content):
        versions.is_there(connection, kept, uri)
        return Stored(kept.document, kept.version, "unchanged"), False
    return _compare(tools, kept, report, told)


def _compare(tools: Tools, kept: Kept, report: Report, told: Edition | None) -> tuple[Stored, bool]:
    connection = tools.connection
    shown = held(connection, kept.document, kept.version)
    newest = shown if kept.newest == kept.version else held(connection, kept.document, kept.newest)
    order = told or _NO_EDITION
    if _comparable(report, told) and not lifts(report, order, kept.status, newest):
        if is_same(report, shown):
            versions.is_there(connection, kept, plain(report.uri))
            return Stored(kept.document, kept.version, "unchanged"), False
        turned_back = kept.uri == plain(report.uri) and is_later(order, shown.edition)
        others = () if turned_back else alike(connection, kept.document, order)
        if any(is_same(report, each) for each in (newest, *others)):
            return Stored(kept.document, kept.version, "unchanged"), False
    found = place(report, order, shown, newest)
    return versions.succeed(tools, kept, report, told, found), found.shown


def _comparable(report: Report, told: Edition | None) -> bool:
    """A file of one document without identity is another version whenever its bytes are others."""
    return bool(report.part) or told is not None
