"""How the files of a bundle are called: never after a document's own name."""

from __future__ import annotations

import re

BASE = "bundle"
"""The one folder at the top of a zip or tar."""
README, BAGIT, INFO = "README.txt", "bagit.txt", "bag-info.txt"
CHAIN, LIST, MANIFEST, SEAL = "chain.txt", "manifest-sha256.txt", "manifest.json", "tagmanifest-sha256.txt"
SEALED = (README, BAGIT, INFO, CHAIN, LIST, MANIFEST)
"""The files beside the payload, in the order in which they are packed; SEAL, which has their digests, is the last."""
LONGEST = 90
_PAYLOAD = re.compile(
    r"data/(?:originals/([0-9a-f]{2})/(\1[0-9a-f]{62})\.bin|documents/\d{6,12}/\d{9,15}-\d{3,9}\.json)"
)
_RECORD = re.compile(r"data/documents/\d{6,12}/\d{9,15}-\d{3,9}\.json")


def original(digest: str) -> str:
    """Where bytes lie as they came in; `.bin`, so that nothing opens them unasked."""
    return f"data/originals/{digest[:2]}/{digest}.bin"


def record(document: int, version: int) -> str:
    """Where a version of a document is described; a thousand documents share a folder."""
    return f"data/documents/{document // 1000:06}/{document:09}-{version:03}.json"


def is_payload(path: str) -> bool:
    """Whether a bundle may hold evidence under this name."""
    return len(path) <= LONGEST and _PAYLOAD.fullmatch(path) is not None


def is_record(path: str) -> bool:
    return len(path) <= LONGEST and _RECORD.fullmatch(path) is not None
