"""`wirewatch tag`: documents in, tagged JSON out, one line each; a bad one is answered, never skipped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from watchers.analysis.tagger import Tagger
from watchers.contract import Json, tagged
from watchers.document import Arrival, Document, Report, Source
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.title import title_of

_STDIN = Source("stdin", "standard input", "stdin:")


def run(
    files: Sequence[str], tagger: Tagger, stdin: BinaryIO, stdout: TextIO, stderr: TextIO, *, with_sentences: bool
) -> int:
    """0, or 1 when something could not be read."""
    status = 0
    for name in files or ["-"]:
        answers = (
            _stdin_answers(stdin, tagger, with_sentences=with_sentences)
            if name == "-"
            else _file_answers(Path(name), tagger, with_sentences=with_sentences)
        )
        for answer in answers:
            if "error" in answer:
                status = 1
                if name != "-":
                    print(f"wirewatch: {answer['error']}", file=stderr)
            stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            stdout.flush()
    return status


def _file_answers(path: Path, tagger: Tagger, *, with_sentences: bool) -> Iterator[Json]:
    try:
        content = path.read_bytes()
        arrival = _arrival(path, content)
        for document in read(arrival):
            report = _report(arrival, document, tagger)
            yield tagged(report, hashlib.sha256(content).hexdigest(), with_sentences=with_sentences)
    except OSError as error:
        yield {"id": None, "error": f"{path}: cannot be read: {error.strerror}."}
    except UnreadableError as error:
        yield {"id": None, "error": f"{error}"}


def _arrival(path: Path, content: bytes) -> Arrival:
    uri = path.resolve().as_uri()
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Arrival(Source("file", path.name, uri), uri, path.name, content, datetime.now(UTC), modified)


def _report(arrival: Arrival, document: Document, tagger: Tagger) -> Report:
    title = title_of(document, arrival.name)
    return Report(arrival, document, title, tagger.tag(document, arrival.received))


def _stdin_answers(lines: Iterable[bytes], tagger: Tagger, *, with_sentences: bool) -> Iterator[Json]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            given = json.loads(line)
            if not isinstance(given, dict):
                raise ValueError("it is not a JSON object")
            identity = given.get("id")
            yield _line_answer(given, identity, tagger, with_sentences=with_sentences)
        except (ValueError, RecursionError) as error:
            yield {"id": identity, "error": f"Line {number} cannot be read: {error}."}


def _line_answer(given: Json, identity: Any, tagger: Tagger, *, with_sentences: bool) -> Json:
    text = _string(given, "text")
    if text is None:
        raise ValueError("the key “text” is missing")
    published = _string(given, "published")
    document = Document(text, "text", _string(given, "title"), _instant(published) if published else None)
    arrival = Arrival(_STDIN, "stdin:", "", b"", datetime.now(UTC))
    shown = identity if identity is not None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return tagged(_report(arrival, document, tagger), shown, with_sentences=with_sentences)


def _string(given: Json, key: str) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"“{key}” is no string")
    return value


def _instant(text: str) -> datetime:
    """An ISO 8601 instant; one without a zone is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“published” is no ISO 8601 date: {text!r}") from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
