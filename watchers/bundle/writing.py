"""A bundle made: evidence first, in the order of capture, then the lists over it, then the seal over these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from tempfile import TemporaryFile
from typing import BinaryIO

import msgspec

from watchers.archive.originals import Captured
from watchers.bundle import chain, layout
from watchers.bundle.chain import Entry
from watchers.bundle.facts import BAG, MANIFEST_END, Facts, info, list_line, manifest_head, manifest_line
from watchers.bundle.readme import readme
from watchers.bundle.record import HELD_BYTES, LOST_BYTES, describe
from watchers.bundle.sinks import Sink

Content = Callable[[Captured], bytes | None]
"""The bytes that a version came in, None where they are lost; raises HeldBackError."""


class HeldBackError(Exception):
    """The bytes that a version came in must not be shown yet."""


class Bundle:
    """Takes versions in the order of capture; memory grows by some 300 bytes a file."""

    def __init__(self, sink: Sink, content: Content) -> None:
        self._sink, self._content = sink, content
        self._chain: BinaryIO = TemporaryFile()  # noqa: SIM115 - until `close`
        self._originals: dict[bytes, int | str] = {}
        self._documents: set[int] = set()
        self._versions = self._damaged = self._octets = self._count = 0
        self._head = chain.START

    def close(self) -> None:
        self._chain.close()

    @property
    def damaged(self) -> int:
        """Versions that lack their bytes or their reading."""
        return self._damaged

    def add(self, one: Captured) -> None:
        """A version and, where it is not there yet, the original that it was read from."""
        kept = self._original(one)
        self._file(layout.record(one.document, one.version), describe(one, kept))
        self._documents.add(one.document)
        self._versions += 1
        self._damaged += kept == LOST_BYTES or one.read is None

    def finish(self, asked: Facts) -> tuple[Facts, str]:
        """Writes the lists; returns the facts with all counts, and the seal: a SHA-256 in hex."""
        facts = msgspec.structs.replace(
            asked,
            documents=len(self._documents),
            versions=self._versions,
            damaged=self._damaged,
            files=self._count,
            octets=self._octets,
            head=self._head,
        )
        digests = {layout.README: self._said(layout.README, readme(facts))}
        digests[layout.BAGIT] = self._said(layout.BAGIT, BAG)
        digests[layout.INFO] = self._said(layout.INFO, info(facts))
        digests[layout.CHAIN] = self._put(layout.CHAIN, self._chain)
        digests[layout.LIST] = self._listed(layout.LIST, (list_line(entry) for entry in self._entries()))
        digests[layout.MANIFEST] = self._listed(layout.MANIFEST, self._manifest(facts))
        return facts, self._said(layout.SEAL, sealed(digests))

    def _original(self, one: Captured) -> int | str:
        """Its size, or why it is not there."""
        key = bytes.fromhex(one.digest)
        if key not in self._originals:
            self._originals[key] = self._take(one, key)
        return self._originals[key]

    def _take(self, one: Captured, digest: bytes) -> int | str:
        try:
            content = self._content(one)
        except HeldBackError:
            return HELD_BYTES
        if content is None or sha256(content).digest() != digest:
            return LOST_BYTES
        self._file(layout.original(one.digest), content)
        return len(content)

    def _file(self, path: str, content: bytes) -> None:
        self._count += 1
        self._octets += len(content)
        entry = chain.follow(self._head, self._count, sha256(content).hexdigest(), len(content), path)
        self._chain.write(chain.line(entry))
        self._head = entry.hash
        self._sink.put(path, BytesIO(content))

    def _entries(self) -> Iterator[Entry]:
        self._chain.seek(0)
        for said in self._chain:
            if entry := chain.parsed(said):
                yield entry

    def _manifest(self, facts: Facts) -> Iterator[bytes]:
        yield manifest_head(facts)
        for entry in self._entries():
            yield manifest_line(entry, last=entry.number == self._count)
        yield MANIFEST_END

    def _listed(self, path: str, lines: Iterator[bytes]) -> str:
        with TemporaryFile() as file:
            file.writelines(lines)
            return self._put(path, file)

    def _said(self, path: str, content: bytes) -> str:
        return self._put(path, BytesIO(content))

    def _put(self, path: str, content: BinaryIO) -> str:
        """Its SHA-256."""
        content.seek(0)
        digest = sha256()
        while piece := content.read(1 << 20):
            digest.update(piece)
        self._sink.put(path, content)
        return digest.hexdigest()


def sealed(digests: dict[str, str]) -> bytes:
    """`tagmanifest-sha256.txt` of all files that are SEALED."""
    return "".join(f"{digests[path]}  {path}\n" for path in layout.SEALED).encode()
