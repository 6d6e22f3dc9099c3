"""A bundle checked: every file against its digest, every list against the others, every description against its bytes.

Time grows with the bundle's own size alone, memory with the number of files that are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from watchers.bundle import layout
from watchers.bundle.chain import Entry
from watchers.bundle.facts import Facts
from watchers.bundle.holding import Held, Weighed, held
from watchers.bundle.lists import Chain, check_list, check_manifest, read_facts, rescued
from watchers.bundle.record import Described, described
from watchers.bundle.verdict import Findings, Kind, Verdict
from watchers.bundle.writing import sealed

_LARGEST_DESCRIPTION = 64 << 20
Counted = Callable[[int, int, str], None]
"""Called with how many bytes are checked, and how many there are."""


def check(path: Path, seal: str | None = None, counted: Counted = lambda done, total, aside: None) -> Verdict:
    """`seal` is what it must be. Raises NoBundleError, OSError."""
    with held(path) as found:
        return _Check(found, counted).run(seal)


class _Check:
    def __init__(self, found: Held, counted: Counted) -> None:
        self._held, self._counted = found, counted
        self._findings = Findings()
        self._chain = Chain(self._findings)
        self._seen: dict[str, str] = {}
        self._sequence = self._versions = self._done = 0
        self._documents: set[int] = set()
        self._total = sum(found.sizes.values())

    def run(self, seal: str | None) -> Verdict:
        told = self._seal(seal)
        facts = self._facts()
        if layout.CHAIN in self._held.sizes:
            for entry in self._entries(self._chain):
                if entry is not None:
                    self._evidence(entry)
                if self._findings.many:
                    break
            self._lists()
        self._rescue(facts)
        self._left_over()
        self._said(facts)
        self._order()
        for strange in self._held.strange:
            self._findings.note("packing", strange.path, strange.said)
        findings = self._findings
        return Verdict(tuple(findings.problems), dict(findings.counts), facts, told, len(self._seen))

    def _seal(self, wanted: str | None) -> str | None:
        """Everything beside the evidence has its digest in the file whose digest is the seal."""
        digests = {path: self._weighed(path).digest for path in layout.SEALED if path in self._held.sizes}
        for path in (*layout.SEALED, layout.SEAL):
            if path not in self._held.sizes:
                self._findings.note("missing", path, "is missing")
        if layout.SEAL not in self._held.sizes:
            return None
        said = self._small(layout.SEAL)
        told = self._weighed(layout.SEAL).digest
        for line, path in zip(_padded(said), layout.SEALED, strict=False):
            if path in digests and line != f"{digests[path]}  {path}":
                self._findings.note("changed", path, f"was changed, or {layout.SEAL} was")
        if len(digests) == len(layout.SEALED) and said != sealed(digests) and not self._findings.counts:
            self._findings.note("changed", layout.SEAL, "was changed")
        if wanted is not None and wanted.lower() != told:
            self._findings.note("seal", layout.SEAL, f"has the seal {told}, not the one given")
        return told

    def _facts(self) -> Facts | None:
        size = self._held.sizes.get(layout.MANIFEST)
        facts = None if size is None else self._told(size)
        if size is not None and facts is None:
            self._findings.note("list", layout.MANIFEST, "no longer says what the bundle is")
        return facts

    def _told(self, size: int) -> Facts | None:
        with self._held.open(layout.MANIFEST) as file:
            return read_facts(file, size)

    def _entries(self, checked: Chain) -> Iterator[Entry | None]:
        with self._held.open(layout.CHAIN) as file:
            yield from checked.read(file, self._held.sizes[layout.CHAIN])

    def _evidence(self, entry: Entry) -> None:
        if not layout.is_payload(entry.path):
            self._note("list", entry, "is no name that a bundle has for evidence")
        elif entry.path in self._seen:
            self._note("list", entry, "is listed twice")
        elif entry.path not in self._held.sizes:
            self._seen[entry.path] = entry.digest
            self._note("missing", entry, "is missing")
        else:
            self._seen[entry.path] = entry.digest
            self._content(entry)

    def _content(self, entry: Entry) -> None:
        size = self._held.sizes[entry.path]
        if size != entry.size:
            self._note("changed", entry, f"was changed: it has {size:,} bytes, and had {entry.size:,}")
            return
        if self._weighed(entry.path) != Weighed(entry.digest, entry.size):
            self._note("changed", entry, "was changed")
        elif layout.is_record(entry.path):
            self._description(entry)
        elif layout.original(entry.digest) != entry.path:
            self._note("description", entry, "is not named after its SHA-256")

    def _description(self, entry: Entry) -> None:
        told = described(self._small(entry.path))
        if told is None:
            self._note("description", entry, "is no description of a document")
            return
        for said in self._wrong(told, entry):
            self._note("description", entry, said)
        if told.sequence <= self._sequence:
            self._note("order", entry, "stands behind one that was captured later")
        self._sequence = told.sequence
        self._versions += 1
        self._documents.add(told.document)

    def _wrong(self, told: Described, entry: Entry) -> Iterator[str]:
        if layout.record(told.document, told.version) != entry.path:
            yield f"describes version {told.version} of document {told.document}"
        if told.tagged is not None and told.tagged.id != told.digest:
            yield "was tagged from other bytes than it names"
        if told.original is None or self._chain.broken:
            return
        path, size = told.original.path, told.original.size
        if told.original.sha256 != told.digest or path != layout.original(told.digest):
            yield "names another original than it was read from"
        elif self._seen.get(path) != told.digest or self._held.sizes.get(path) not in {size, None}:
            yield "has no original before it that is as it says"

    def _rescue(self, facts: Facts | None) -> None:
        """Files that a chain which is broken, cut or missing no longer names go by the list of digests."""
        cut = facts is not None and self._chain.count < facts.files
        if cut and layout.CHAIN in self._held.sizes and not self._chain.broken:
            self._findings.note("chain", layout.CHAIN, f"ends behind entry {self._chain.count:,}", self._chain.count)
        if not (cut or self._chain.broken) or layout.LIST not in self._held.sizes:
            return
        with self._held.open(layout.LIST) as file:
            for digest, path in rescued(file, self._held.sizes[layout.LIST]):
                if path in self._seen or not layout.is_payload(path):
                    continue
                self._seen[path] = digest
                if path not in self._held.sizes:
                    self._findings.note("missing", path, "is missing")
                elif self._weighed(path).digest != digest:
                    self._findings.note("changed", path, "was changed")

    def _lists(self) -> None:
        """The chain is read anew for each, whatever is wrong with it was told before."""
        for path, compare in ((layout.LIST, check_list), (layout.MANIFEST, check_manifest)):
            if path in self._held.sizes and not self._findings.many:
                entries = self._entries(Chain(Findings()))
                with self._held.open(path) as file:
                    compare(file, self._held.sizes[path], entries, self._findings)

    def _left_over(self) -> None:
        beside = {*layout.SEALED, layout.SEAL}
        for path in self._held.sizes:
            if path not in self._seen and path not in beside:
                self._findings.note("added", path.partition("\0")[0], "is in no list: it was added")
                if self._findings.many:
                    return

    def _said(self, facts: Facts | None) -> None:
        if facts is None or self._findings.counts:
            return
        found = (len(self._documents), self._versions, self._chain.count, self._chain.head)
        if found != (facts.documents, facts.versions, facts.files, facts.head):
            self._findings.note("list", layout.MANIFEST, "counts otherwise than what is there")

    def _order(self) -> None:
        if not self._held.ordered or self._findings.counts:
            return
        if list(self._held.sizes) != [*self._seen, *layout.SEALED, layout.SEAL]:
            self._findings.note("order", "", "its files are not packed in the order of the chain")

    def _weighed(self, path: str) -> Weighed:
        weighed = self._held.weigh(path)
        self._done += weighed.size
        self._counted(self._done, self._total, "")
        return weighed

    def _small(self, path: str) -> bytes:
        size = self._held.sizes[path]
        if size > _LARGEST_DESCRIPTION:
            return b""
        with self._held.open(path) as file:
            return file.read(size)

    def _note(self, kind: Kind, entry: Entry, said: str) -> None:
        self._findings.note(kind, entry.path, said, entry.number)


def _padded(said: bytes) -> list[str]:
    return said[:10_000].decode("utf-8", "replace").split("\n")
