"""The same bundle in every packing; tests that change one copy it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bundle.bundles import PACKINGS, archive, bundle


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """By packing."""
    folder = tmp_path_factory.mktemp("bundles")
    kept = archive(folder / "archive.sqlite")
    found = {packing: folder / f"case.{packing}" for packing in PACKINGS}
    for packing, target in found.items():
        bundle(kept, target, packing)
    return found
