"""What the doctor found as JSON: paths and sentences as text, instants in ISO 8601, null where there is nothing."""

from __future__ import annotations

from tui.commands.diagnosis import ArchiveFacts, Diagnosis, OwnFacts, SettingsFacts
from watchers.archive.rows import Health
from watchers.contract import Json, instant
from watchers.document import Unreadable
from watchers.settings import Folder


def as_json(found: Diagnosis) -> Json:
    """Keys may be added, never renamed or removed."""
    return {
        "well": found.well,
        "settings": _settings(found.settings),
        "lexicon": {"path": str(found.lexicon.path), "compiled": found.lexicon.compiled},
        "own": _own(found.own),
        "archive": _archive(found.archive),
        "filters": {
            "path": str(found.filters.path),
            "exists": found.filters.exists,
            "saved": found.filters.saved,
            "mistakes": list(found.filters.mistakes),
        },
        "log": {"path": str(found.log.path), "last": instant(found.log.last)},
    }


def _settings(found: SettingsFacts) -> Json:
    return {
        "path": str(found.path),
        "exists": found.exists,
        "problem": found.problem or next(iter((*found.home_problems, *found.key_problems)), None),
        "folders": [_folder(folder, found.silent.get(folder.path)) for folder in found.folders],
        "home": found.home or None,
    }


def _folder(folder: Folder, silent: str | None) -> Json:
    return {
        "path": str(folder.path.absolute()),
        "exists": folder.path.is_dir(),
        "name": folder.name or None,
        "include": list(folder.include),
        "exclude": list(folder.exclude),
        "poll": folder.poll,
        "silent": silent,
        "home": folder.home or None,
    }


def _own(found: OwnFacts) -> Json:
    return {
        "files": [{"path": str(file.path), "exists": file.exists, "holds": file.holds} for file in found.files],
        "remarks": list(found.remarks),
        "problem": found.problem,
    }


def _archive(found: ArchiveFacts) -> Json:
    return {
        "path": str(found.path),
        "exists": found.exists,
        "problem": found.problem,
        "documents": found.totals.documents if found.totals else 0,
        "unread": found.totals.unread if found.totals else 0,
        "bytes": found.size,
        "writer": found.writer,
        "remark": found.remark,
        "sources": [_source(health) for health in found.sources],
        "set_aside": [_set_aside(unreadable) for unreadable in found.set_aside],
    }


def _source(health: Health) -> Json:
    return {
        "kind": health.source.kind,
        "name": health.source.name,
        "uri": health.source.uri,
        "state": health.state,
        "problem": health.problem,
        "documents": health.documents,
        "set_aside": health.set_aside,
        "last_success": instant(health.last_success),
        "next_try": instant(health.next_try),
    }


def _set_aside(unreadable: Unreadable) -> Json:
    return {
        "source": unreadable.source.uri,
        "uri": unreadable.uri,
        "name": unreadable.name,
        "reason": unreadable.reason,
        "advice": unreadable.advice,
        "since": instant(unreadable.since),
    }
