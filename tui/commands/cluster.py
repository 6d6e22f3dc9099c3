"""`wirewatch cluster`: which documents of JSON lines tell one story, and which repeat another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tui.commands.complaining import complain
from tui.commands.stream import encoded
from tui.commands.tag import Failed, answers_of
from watchers.analysis.recent import grouped
from watchers.analysis.tagger import Tagger
from watchers.document import Report, Trace

_NOTHING = Trace(0)


def run(file: Path, lexicon: Callable[[], Path], own: Path, stdin: BinaryIO, stdout: BinaryIO) -> int:
    """0, or 1 when a line could not be read. Answers when all is read: a later document may make one of two stories."""
    if str(file) == "-":
        return _answer(stdin, lexicon, own, stdout)
    try:
        with file.open("rb") as lines:
            return _answer(lines, lexicon, own, stdout)
    except OSError as error:
        complain(f"{file}: cannot be read: {error.strerror}.")
        return 1


def _answer(lines: BinaryIO, lexicon: Callable[[], Path], own: Path, stdout: BinaryIO) -> int:
    with closing(Tagger.open(lexicon(), own)) as tagger:
        answers = list(answers_of(lines, tagger))
    told = [answer for answer in answers if not isinstance(answer, Failed)]
    traces = [one.report.analysis.trace or _NOTHING for one in told]
    groups = iter(grouped(zip(traces, _instants([one.report for one in told]), strict=True)))
    for answer in answers:
        if isinstance(answer, Failed):
            stdout.write(encoded({"id": answer.identity, "error": answer.error}))
            continue
        group = next(groups)
        original = None if group.copy_of is None else told[group.copy_of].identity
        stdout.write(encoded({"id": answer.identity, "story": group.story, "copy_of": original}))
    stdout.flush()
    return 1 if len(told) < len(answers) else 0


def _instants(reports: Sequence[Report]) -> Iterator[int]:
    """When each was published, in microseconds; one that does not say counts as of the time of the one before it."""
    dated = [report.document.published for report in reports]
    last = next(filter(None, dated), datetime.now(UTC))
    for published in dated:
        last = published or last
        yield int(last.timestamp() * 1e6)
