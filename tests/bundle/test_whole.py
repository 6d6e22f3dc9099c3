"""A bundle holds what was captured as it came in, is the same however it is packed, and can be checked by hand."""

from __future__ import annotations

import json
import subprocess
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest

from tests.bundle.bundles import ASKED, PACKINGS, SHARED, archive, bundle
from watchers.bundle import layout
from watchers.bundle.checking import check


def description(folder: Path, document: int, version: int) -> dict[str, object]:
    told: dict[str, object] = json.loads((folder / layout.record(document, version)).read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("packing", PACKINGS)
def test_what_was_just_made_is_whole(made: dict[str, Path], packing: str) -> None:
    verdict = check(made[packing])
    assert (verdict.problems, verdict.whole) == ((), True)
    assert verdict.facts is not None
    assert (verdict.facts.documents, verdict.facts.versions, verdict.facts.filter) == (5, 7, "ferry")


def test_the_packings_hold_the_same_and_other_programs_read_them(made: dict[str, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(made["zip"]) as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path / "zip")
    with tarfile.open(made["tar"]) as packed_too:
        packed_too.extraction_filter = getattr(tarfile, "data_filter", None)  # older Pythons have none
        packed_too.extractall(tmp_path / "tar")
    files = {path.relative_to(made["folder"]) for path in made["folder"].rglob("*") if path.is_file()}
    for packing in ("zip", "tar"):
        base = tmp_path / packing / layout.BASE
        assert {path.relative_to(base) for path in base.rglob("*") if path.is_file()} == files
        assert all((base / path).read_bytes() == (made["folder"] / path).read_bytes() for path in files)


def test_made_again_it_has_the_same_bytes(made: dict[str, Path], tmp_path: Path) -> None:
    kept = archive(tmp_path / "archive.sqlite")
    bundle(kept, tmp_path / "again.zip", "zip")
    assert (tmp_path / "again.zip").read_bytes() == made["zip"].read_bytes()


def test_every_version_is_there_with_the_bytes_it_came_in(made: dict[str, Path]) -> None:
    folder = made["folder"]
    for version, captured in ((1, "12:00"), (2, "12:05"), (3, "12:09")):
        told = description(folder, 1, version)
        original = told["original"]
        assert isinstance(original, dict)
        content = (folder / original["path"]).read_bytes()
        assert (sha256(content).hexdigest(), len(content)) == (told["digest"], original["size"])
        assert told["captured"] == f"2030-03-14T{captured}:00.000000Z"
        assert (told["shown"], told["status"], told["notice"]) == (version == 2, "cancelled", "There was no ferry.")
    tagged = description(folder, 1, 2)["tagged"]
    assert isinstance(tagged, dict)
    assert (tagged["title"], tagged["id"]) == ("Ferry afloat", description(folder, 1, 2)["digest"])


def test_documents_that_came_in_one_file_share_it(made: dict[str, Path]) -> None:
    first, second = (description(made["folder"], number, 1)["original"] for number in (2, 3))
    assert first == second
    assert (made["folder"] / layout.original(sha256(SHARED).hexdigest())).read_bytes() == SHARED


def test_no_file_is_called_after_a_document(made: dict[str, Path]) -> None:
    names = [path.relative_to(made["folder"]).as_posix() for path in made["folder"].rglob("*") if path.is_file()]
    assert all(layout.is_payload(name) or name in {*layout.SEALED, layout.SEAL} for name in names)
    assert description(made["folder"], 4, 1)["name"] == "passwd"


def test_the_readme_tells_whoever_opens_it_how_to_check_it(made: dict[str, Path]) -> None:
    """With the very lines that stand in it."""
    if not which("bash") or not which("sha256sum"):
        pytest.skip("bash or sha256sum is not here")
    told = (made["folder"] / layout.README).read_text(encoding="utf-8")
    assert ASKED.software in told
    lines = [line for line in told.splitlines() if line.startswith("    ") and not line.strip().startswith("wirewatch")]
    by_hand = [line for line in lines if not line.startswith("          ")]
    done = subprocess.run(
        ["bash", "-c", "\n".join(by_hand)], cwd=made["folder"], capture_output=True, text=True, check=True
    )
    verdict = check(made["folder"])
    assert verdict.facts is not None
    seal, files, listed, head = done.stdout.splitlines()
    assert (seal.split()[0], head, done.stderr) == (verdict.seal, verdict.facts.head, "")
    assert int(files) == int(listed) == verdict.facts.files


def test_it_is_a_bag(made: dict[str, Path]) -> None:
    """After RFC 8493: the declaration, and an oxum that fits the payload."""
    folder = made["folder"]
    assert (folder / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    sizes = [path.stat().st_size for path in (folder / "data").rglob("*") if path.is_file()]
    assert f"Payload-Oxum: {sum(sizes)}.{len(sizes)}\n" in (folder / "bag-info.txt").read_text()
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (folder / name).read_text().splitlines():
            digest, path = line.split("  ")
            assert sha256((folder / path).read_bytes()).hexdigest() == digest
