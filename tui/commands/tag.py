"""`wirewatch tag`: documents in, tagged JSON out, one line each; a bad one is answered, never skipped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from tui.commands.complaining import complain
from tui.commands.files import STDIN, arrival_of
from watchers.analysis.rules import meanings
from watchers.analysis.tagger import Tagger
from watchers.clean import clean_body, clean_line
from watchers.contract import Json, tagged
from watchers.document import Arrival, Document, Report
from watchers.errors import UnreadableError
from watchers.reading import reading
from watchers.reading.title import title_of
from watchers.settings import Settings

if TYPE_CHECKING:
    from tui.commands.why import Page

_EXAMPLE = '{"text": "…"}'


@dataclass(frozen=True, slots=True)
class Told:
    """A tagged document and the id it was given, or else that of its content."""

    report: Report
    identity: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """What could not be read, and a sentence why."""

    identity: Any
    error: str


Answer = Told | Failed
_MOST = Settings().max_bytes


def run(  # noqa: PLR0913
    files: Sequence[str],
    tagger: Tagger,
    stdin: BinaryIO,
    stdout: BinaryIO,
    stderr: TextIO,
    *,
    with_sentences: bool = False,
    why: Page | None = None,
    home: str | None = None,
    most: int = _MOST,
    embargoed: bool = False,
) -> int:
    """0, or 1 when something could not be read. Answers are UTF-8, whatever the terminal speaks.

    With a page for `why` they are for a person, and errors stand on stderr only. `home` is where documents report from
    that do not say so themselves; files have at most `most` bytes. Unless `embargoed`, what is so still is refused.
    """
    status = 0
    for name in files or ["-"]:
        shown = why is not None
        answers = (
            answers_of(stdin, tagger, home, shown=shown)
            if name == "-"
            else _file_answers(Path(name), tagger, home, most, embargoed=embargoed)
        )
        for answer in answers:
            if isinstance(answer, Failed):
                status = 1
                if name != "-" or shown:
                    complain(answer.error, stderr)
            if why is None:
                stdout.write(_encoded(_json(answer, with_sentences=with_sentences)) + b"\n")
            elif isinstance(answer, Told):
                stdout.write(_page(answer, why).encode())
            stdout.flush()
    return status


def _json(answer: Answer, *, with_sentences: bool) -> Json:
    if isinstance(answer, Failed):
        return {"id": answer.identity, "error": answer.error}
    return tagged(answer.report, answer.identity, with_sentences=with_sentences)


def _page(answer: Told, page: Page) -> str:
    from tui.commands import why  # only here: a stream of JSON needs no colours

    called = clean_line(answer.report.arrival.name or str(answer.identity))
    return why.told(answer.report, called, page, meanings())


def _encoded(answer: Json) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, is escaped as JSON allows, with all that is not ASCII."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(answer).encode()


def _file_answers(path: Path, tagger: Tagger, home: str | None, most: int, *, embargoed: bool) -> Iterator[Answer]:
    try:
        arrival = arrival_of(path, most, home)
        identity = hashlib.sha256(arrival.content).hexdigest()
        for document in reading(arrival):
            if document.embargo and document.embargo > arrival.received and not embargoed:
                yield Failed(identity, clean_line(f"{path}: {_withheld(document, document.embargo)}"))
            else:
                yield Told(_report(arrival, document, tagger), identity)
    except OSError as error:
        yield Failed(None, clean_line(f"{path}: cannot be read: {error.strerror}."))
    except UnreadableError as error:
        yield Failed(None, clean_line(f"{path}: {error.reason} {error.advice}"))


def _withheld(document: Document, until: datetime) -> str:
    what = f"“{document.headline}” is" if document.headline else "It is"
    return f"{what} embargoed until {until:%d %b %Y %H:%M} UTC. Give --embargoed to have it anyway."


def _report(arrival: Arrival, document: Document, tagger: Tagger) -> Report:
    title = title_of(document, arrival.name)
    return Report(arrival, document, title, tagger.tag(document, arrival.received, arrival.home))


def answers_of(
    lines: Iterable[bytes], tagger: Tagger, home: str | None = None, *, shown: bool = False
) -> Iterator[Answer]:
    """Of JSON lines with a `text` each; whatever a line holds, it is answered."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            given = _object(line)
            identity = given.get("id")
            yield _line_answer({"home": home, **given}, identity, tagger, shown=shown)
        except Exception as error:  # whatever a line brings about, it is answered and the next one read
            yield Failed(identity, f"Line {number} cannot be read: {clean_line(str(error))}.")


def _line_answer(given: Json, identity: Any, tagger: Tagger, *, shown: bool) -> Told:
    """The text exactly as given, unless it is `shown` on a terminal: then it is cleaned first."""
    text, title = _string(given, "text"), _string(given, "title")
    if text is None:
        raise ValueError("the key “text” is missing")
    published = _string(given, "published")
    when = _instant(published) if published else None
    by_content = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if shown:
        text, title = clean_body(text)[0], clean_line(title) if title else None
    document = Document(text, "text", title, when)
    arrival = Arrival(STDIN, "stdin:", "", b"", datetime.now(UTC), home=_string(given, "home"))
    return Told(_report(arrival, document, tagger), identity if identity is not None else by_content)


def _object(line: bytes) -> Json:
    try:
        given = json.loads(line, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON ({error.msg}, column {error.colno}); give {_EXAMPLE}") from error
    if not isinstance(given, dict):
        raise ValueError(f"it is not a JSON object; give {_EXAMPLE}")
    return given


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
