"""`wirewatch tag`: documents in, tagged JSON out, one line each; a bad one is answered, never skipped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from tui.commands.complaining import complain
from watchers.analysis.tagger import Tagger
from watchers.contract import Json, tagged
from watchers.document import Arrival, Document, Report, Source
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.clean import clean_line
from watchers.reading.title import title_of
from watchers.settings import Settings

_STDIN = Source("stdin", "standard input", "stdin:")


def run(
    files: Sequence[str],
    tagger: Tagger,
    stdin: BinaryIO,
    stdout: BinaryIO,
    stderr: TextIO,
    *,
    with_sentences: bool,
    home: str | None = None,
) -> int:
    """0, or 1 when something could not be read. Answers are UTF-8, whatever the terminal speaks.

    `home` is where documents report from that do not say so themselves.
    """
    status = 0
    for name in files or ["-"]:
        answers = (
            _stdin_answers(stdin, tagger, home, with_sentences=with_sentences)
            if name == "-"
            else _file_answers(Path(name), tagger, home, with_sentences=with_sentences)
        )
        for answer in answers:
            if "error" in answer:
                status = 1
                if name != "-":
                    complain(answer["error"], stderr)
            stdout.write(_encoded(answer) + b"\n")
            stdout.flush()
    return status


def _encoded(answer: Json) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, is escaped as JSON allows, with all that is not ASCII."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(answer).encode()


def _file_answers(path: Path, tagger: Tagger, home: str | None, *, with_sentences: bool) -> Iterator[Json]:
    try:
        content = _content(path)
        arrival = _arrival(path, content, home)
        for document in read(arrival):
            report = _report(arrival, document, tagger)
            yield tagged(report, hashlib.sha256(content).hexdigest(), with_sentences=with_sentences)
    except OSError as error:
        yield {"id": None, "error": clean_line(f"{path}: cannot be read: {error.strerror}.")}
    except UnreadableError as error:
        yield {"id": None, "error": clean_line(f"{error}")}


def _content(path: Path) -> bytes:
    """Raises OSError, UnreadableError for what is no file of a size that is read."""
    if path.exists() and not path.is_file():
        raise UnreadableError(str(path), "This is no ordinary file.", "Give a file, or - for standard input.")
    if path.stat().st_size > Settings().max_bytes:
        raise UnreadableError(str(path), f"It has over {Settings().max_bytes:,} bytes.", "Split it.")
    return path.read_bytes()


def _arrival(path: Path, content: bytes, home: str | None) -> Arrival:
    uri = path.resolve().as_uri()
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Arrival(Source("file", path.name, uri), uri, path.name, content, datetime.now(UTC), modified, home=home)


def _report(arrival: Arrival, document: Document, tagger: Tagger) -> Report:
    title = title_of(document, arrival.name)
    return Report(arrival, document, title, tagger.tag(document, arrival.received, arrival.home))


def _stdin_answers(lines: Iterable[bytes], tagger: Tagger, home: str | None, *, with_sentences: bool) -> Iterator[Json]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            given = json.loads(line, parse_constant=_no_number)
            if not isinstance(given, dict):
                raise ValueError("it is not a JSON object")
            identity = given.get("id")
            yield _line_answer({"home": home, **given}, identity, tagger, with_sentences=with_sentences)
        except Exception as error:  # whatever a line brings about, it is answered and the next one read
            yield {"id": identity, "error": f"Line {number} cannot be read: {clean_line(str(error))}."}


def _line_answer(given: Json, identity: Any, tagger: Tagger, *, with_sentences: bool) -> Json:
    text = _string(given, "text")
    if text is None:
        raise ValueError("the key “text” is missing")
    published = _string(given, "published")
    document = Document(text, "text", _string(given, "title"), _instant(published) if published else None)
    arrival = Arrival(_STDIN, "stdin:", "", b"", datetime.now(UTC), home=_string(given, "home"))
    shown = identity if identity is not None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return tagged(_report(arrival, document, tagger), shown, with_sentences=with_sentences)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


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
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError(f"“published” lies outside of what can be reckoned: {text!r}") from error
