"""The three lists over a bundle's evidence, read side by side: chain, digests and manifest must say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from watchers.bundle import chain, layout
from watchers.bundle.chain import Entry
from watchers.bundle.facts import MANIFEST_END, Facts, facts_of, list_line, manifest_line
from watchers.bundle.verdict import Findings

_LISTED = re.compile(rb"([0-9a-f]{64})  ([!-~]{1,90})\n")
_LONGEST_LINE = 1_000
_LONGEST_HEAD = 3_000_000
"""Bytes; a filter may be long."""


class Chain:
    """The entries of `chain.txt`; each must follow from the one before."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.count, self.head, self.broken = 0, chain.START, False

    def read(self, file: BinaryIO, size: int) -> Iterator[Entry | None]:
        """None for a line that is none, and for the first that is not as it must be."""
        for said in _lines(file, size):
            self.count += 1
            entry = chain.parsed(said)
            wrong = None if self.broken and entry else self._wrong(entry)
            if wrong and not self.broken:
                told = f"is broken at entry {self.count:,}, which {wrong}"
                self._findings.note("chain", layout.CHAIN, told, self.count)
            self.broken = self.broken or wrong is not None
            yield None if wrong else entry

    def _wrong(self, entry: Entry | None) -> str | None:
        if entry is None:
            return "is no line of a chain"
        if entry.number != self.count:
            return f"has the number {entry.number:,}"
        before, self.head = self.head, entry.hash
        if chain.follow(before, entry.number, entry.digest, entry.size, entry.path) != entry:
            return "does not follow from the one before"
        return None


def check_list(file: BinaryIO, size: int, entries: Iterator[Entry | None], findings: Findings) -> None:
    """`manifest-sha256.txt` against the chain."""
    _compare(layout.LIST, _lines(file, size), (list_line(entry) if entry else None for entry in entries), findings)


def check_manifest(file: BinaryIO, size: int, entries: Iterator[Entry | None], findings: Findings) -> None:
    """The files of `manifest.json`, behind its first line, against the chain."""
    lines = _lines(file, size)
    next(lines, None)
    _compare(layout.MANIFEST, lines, _manifest(entries), findings)


def read_facts(file: BinaryIO, size: int) -> Facts | None:
    """What the bundle says of itself."""
    return facts_of(file.readline(min(size, _LONGEST_HEAD)))


def _manifest(entries: Iterator[Entry | None]) -> Iterator[bytes | None]:
    before: tuple[Entry | None] | None = None
    for entry in entries:
        if before is not None:
            yield manifest_line(before[0], last=False) if before[0] else None
        before = (entry,)
    if before is not None:
        yield manifest_line(before[0], last=True) if before[0] else None
    yield MANIFEST_END


def _compare(path: str, lines: Iterator[bytes], expected: Iterator[bytes | None], findings: Findings) -> None:
    """Tells the first line that differs, since it may be one line that was taken out."""
    for number, wanted in enumerate(expected, 1):
        line = next(lines, None)
        if line is None:
            findings.note("list", path, f"ends before line {number:,} of the chain", number)
            return
        if wanted is not None and line != wanted:
            findings.note("list", path, f"says otherwise than the chain of entry {number:,}", number)
            return
    if next(lines, None) is not None:
        findings.note("list", path, "lists more than the chain")


def rescued(file: BinaryIO, size: int) -> Iterator[tuple[str, str]]:
    """Digest and path from `manifest-sha256.txt`, for what a broken chain no longer tells."""
    for said in _lines(file, size):
        if found := _LISTED.fullmatch(said):
            yield found[1].decode(), found[2].decode()


def _lines(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The next so many bytes; a line that is too long comes in pieces."""
    return _lines_from(file, file.tell(), size)


def _lines_from(file: BinaryIO, at: int, left: int) -> Iterator[bytes]:
    first = True
    while left > 0:
        file.seek(at)  # the file may be read elsewhere between two lines
        line = file.readline(min(left, _LONGEST_HEAD if first else _LONGEST_LINE))
        if not line:
            return
        left, at, first = left - len(line), at + len(line), False
        yield line
