"""`wirewatch read`: documents as they are read, before any tagging; what cannot be read is answered, never skipped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO, TextIO, get_args

from tui.commands.complaining import complain
from tui.commands.files import STDIN, arrival_from, arrival_of, source_of
from watchers.clean import clean_line
from watchers.contract import Json, read_document, unreadable
from watchers.document import Source
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.formats import Format

FORMATS: tuple[Format, ...] = get_args(Format)


def run(files: Sequence[str], form: str | None, most: int, stdin: BinaryIO, stdout: BinaryIO, stderr: TextIO) -> int:
    """0, 1 when something could not be read, 2 when the format is none; files have at most `most` bytes."""
    if form is not None and form not in FORMATS:
        near = get_close_matches(form.lower(), FORMATS, n=1, cutoff=0.5)
        more = f"did you mean “{near[0]}”?" if near else f"it must be one of {', '.join(FORMATS)}."
        complain(f"--as: “{form}” is no format; {more}", stderr)
        return 2
    status = 0
    for name in files or ["-"]:
        for answer in _answers(name, form, most, stdin):
            if "error" in answer:
                status = 1
                complain(answer["error"], stderr)
            stdout.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            stdout.flush()
    return status


def _answers(name: str, form: Format | None, most: int, stdin: BinaryIO) -> Iterator[Json]:
    """One for each document of a file."""
    source = STDIN if name == "-" else _cleaned(source_of(Path(name)))
    try:
        arrival = arrival_from(stdin, most) if name == "-" else arrival_of(Path(name), most)
        for document in read(arrival, form):
            yield read_document(document)
    except OSError as error:
        yield unreadable(source, clean_line(f"{name}: cannot be read: {error.strerror}."))
    except UnreadableError as error:
        yield unreadable(source, clean_line(f"{error.name or source.name}: {error.reason} {error.advice}", 2000))


def _cleaned(source: Source) -> Source:
    return Source(source.kind, clean_line(source.name), source.uri)
