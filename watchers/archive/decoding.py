"""Rows of the database as values; one that cannot be read says so in place of its title."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any, get_args

from watchers.archive.columns import (
    EPOCH,
    UNREADABLE,
    instant,
    maybe_instant,
    read_analysis,
    read_body,
    read_reading,
    read_shown,
    read_text,
)
from watchers.archive.rows import Health, Reread, Row, State, StoredDocument, Version, VersionText
from watchers.document import Analysis, Document, FileState, Source, Status, Unreadable
from watchers.editions import Edition, is_later

DAMAGED_ROW = "This row of the archive is damaged. Take the document in again from where it came."
DAMAGED_SOURCE = "What was kept of how it fares is damaged; it is kept anew when the source runs."
DAMAGED_ASIDE = "What was kept of why it was set aside is damaged."
READ_AGAIN = "Save the file again, and it is read again."
DAMAGED_BODY = "The stored text or analysis is damaged. Take the document in again from where it came."


def row(columns: Any) -> Row:
    """From the columns of `queries.ROW`."""
    number, title, source, credit, received, published, shown, version, read, starred, gone, *life = columns
    versions, status, embargo, urgency, advisory, corrected, *told = life
    try:
        tags = read_shown(shown)
        return Row(
            number,
            _text(title),
            source,
            credit,
            instant(received),
            maybe_instant(published),
            tags.actors,
            tags.regions,
            tags.event,
            tags.mode,
            tags.hedged,
            version,
            bool(read),
            bool(starred),
            gone is not None,
            None,
            versions,
            _status(status),
            maybe_instant(embargo),
            urgency,
            bool(advisory),
            bool(corrected),
            *told,
        )
    except UNREADABLE:
        return damaged_row(number, source, received, DAMAGED_ROW)


def damaged_row(number: int, source: str, received: Any, why: str) -> Row:
    """Keeps its place in the list where its instant can still be read."""
    return Row(number, "", source, None, _instant_or_epoch(received), None, damaged=why)


def stored_document(row_columns: Any, body: Any) -> StoredDocument:
    """From the columns of `queries.ONE_ROW` and `queries.BODY`."""
    uri, kind, name, source_uri, notice, note, title, *stored = body
    shown, source = row(row_columns), Source(kind, name, source_uri)
    try:
        document, told = read_body(title, stored)
        said, noted = (None if each is None else _text(each) for each in (notice, note))
        return StoredDocument(shown, uri, source, document, told, said, noted)
    except UNREADABLE:
        damaged = damaged_row(row_columns[0], name, row_columns[4], DAMAGED_BODY)
        return StoredDocument(damaged, uri, source, Document(_whole_text(stored), "text"), Analysis())


def versions(rows: list[Any]) -> list[Version]:
    """From rows of `queries.VERSIONS`, as they came in; put into their provider's order, the oldest first."""
    found: list[tuple[Edition, Version]] = []
    for number, received, title, edition, status, current, ordinal, made in rows:
        order = Edition("", ordinal, _maybe_instant(made))
        at = next((n for n in range(len(found), 0, -1) if is_later(order, found[n - 1][0])), 0)
        told = Version(
            number, _instant_or_epoch(received), _whatever(title), _maybe(edition), _known(status), bool(current)
        )
        found.insert(at, (order, told))
    return [version for _, version in found]


def version_text(columns: Any) -> VersionText | None:
    """From the columns of `queries.VERSION_TEXT`; None where it is damaged."""
    title, original, text, *_ = columns
    with suppress(*UNREADABLE):
        return VersionText(_whatever(title), read_text(text, original))
    return None


def reread(number: int, columns: Any) -> Reread:
    """From the columns of `queries.REREAD`; a damaged analysis leaves the document whole."""
    version, title, received, original, text, read, analysis, form = columns
    document, told = None, None
    with suppress(*UNREADABLE):
        said = read_text(text, original)
        with suppress(*UNREADABLE):
            told = read_analysis(analysis, title, said, form)
        document = read_reading(read, said, form)
    return Reread(number, version, _whatever(title), _instant_or_epoch(received), document, told)


def health(columns: Any) -> Health:
    """From the columns of `queries.SOURCES`."""
    kind, name, uri, state, problem, last_success, next_try, said, muted, documents, set_aside = columns
    source = Source(kind, _whatever(name), uri)
    try:
        times = maybe_instant(last_success), maybe_instant(next_try)
        told = None if problem is None else _text(problem)
        counts = documents, set_aside
        return Health(
            source, _state(state), told, *times, *counts, said=said and _text(said), muted=maybe_instant(muted)
        )
    except UNREADABLE:
        return Health(source, "failing", DAMAGED_SOURCE, documents=documents, set_aside=set_aside)


def unreadable(columns: Any) -> Unreadable:
    """From the columns of `queries.SET_ASIDE`."""
    kind, source_name, source_uri, uri, name, reason, advice, since, size, mtime_ns, inode, tried = columns
    source, state = Source(kind, _whatever(source_name), source_uri), file_state(size, mtime_ns, inode)
    try:
        return Unreadable(
            source, uri, _text(name), _text(reason), _text(advice), instant(since), state, maybe_instant(tried)
        )
    except UNREADABLE:
        return Unreadable(source, uri, _whatever(name), DAMAGED_ASIDE, READ_AGAIN, _instant_or_epoch(since), state)


def file_state(size: Any, mtime_ns: Any, inode: Any) -> FileState | None:
    """From the columns of `file`; None where there are none, or they are damaged."""
    with suppress(*UNREADABLE):
        return FileState(int(size), int(mtime_ns), int(inode))
    return None


def _instant_or_epoch(value: Any) -> datetime:
    with suppress(*UNREADABLE):
        return instant(value)
    return EPOCH


def _maybe_instant(value: Any) -> datetime | None:
    with suppress(*UNREADABLE):
        return maybe_instant(value)
    return None


def _status(value: Any) -> Status | None:
    """Raises ValueError for what is none."""
    if value is not None and value not in get_args(Status):
        raise ValueError(value)
    status: Status | None = value
    return status


def _known(value: Any) -> Status | None:
    with suppress(*UNREADABLE):
        return _status(value)
    return None


def _state(value: Any) -> State:
    if value not in get_args(State):
        raise ValueError(value)
    state: State = value
    return state


def _maybe(value: object) -> str | None:
    return None if value is None else _whatever(value)


def _whatever(value: object) -> str:
    return value if isinstance(value, str) else repr(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole_text(stored: Any) -> str:
    """The text where only something beside it is damaged, else ""."""
    original, text, *_ = stored
    with suppress(*UNREADABLE):
        return read_text(text, original)
    return ""
