"""What somebody sends in place of a bundle gets a sentence; nothing is written, followed, unpacked or waited for."""

from __future__ import annotations

import os
import shutil
import tracemalloc
import zipfile
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import pytest

from watchers.bundle import chain, layout
from watchers.bundle.checking import check
from watchers.bundle.holding import NoBundleError
from watchers.bundle.packing import Item
from watchers.bundle.tarred import Tar
from watchers.bundle.verdict import MOST
from watchers.bundle.zipped import Zip


@pytest.fixture
def folder(made: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made["folder"], tmp_path / "case"))


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x03\x04", b"\x00" * 2000, b"ustar" * 200, b"%PDF-1.7", b"PK" * 90]
)
def test_what_is_no_bundle_is_called_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "case").write_bytes(content)
    with pytest.raises(NoBundleError, match="this is no bundle"):
        check(tmp_path / "case")


def test_a_folder_of_other_things_and_nothing_at_all(tmp_path: Path) -> None:
    with pytest.raises(NoBundleError, match=r"neither bagit\.txt nor"):
        check(tmp_path)
    with pytest.raises(NoBundleError, match="nothing of this name"):
        check(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NoBundleError, match="no ordinary file"):
        check(tmp_path / "pipe")


def test_a_zip_of_another_program_is_never_unpacked(tmp_path: Path) -> None:
    """Ten megabytes of zeros in ten kilobytes."""
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bundle/data/bomb", bytes(10_000_000))
    with pytest.raises(NoBundleError, match="unpack it and verify the folder"):
        check(path)


@pytest.mark.parametrize(
    "name",
    ["../../outside", "/etc/passwd", "bundle/../outside", "else/data", "bundle/data/\x1b[2J", "bundle/README.txt"],
)
@pytest.mark.parametrize("packing", [Zip(), Tar()])
def test_names_that_lead_elsewhere_are_told_and_not_used(
    made: dict[str, Path], tmp_path: Path, name: str, packing: Zip | Tar
) -> None:
    """Packed with the greatest care."""
    files = sorted(path for path in made["folder"].rglob("*") if path.is_file())
    held = [(f"{layout.BASE}/{path.relative_to(made['folder']).as_posix()}", path.read_bytes()) for path in files]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "case").write_bytes(packed([*held, (name, b"x")], packing))
    verdict = check(tmp_path / "deep" / "case")
    assert name.removeprefix("bundle/") in {problem.path.removeprefix("bundle/") for problem in verdict.problems}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["case", "deep"]


def packed(files: list[tuple[str, bytes]], packing: Zip | Tar) -> bytes:
    """Whatever their names are."""
    content, items = b"", []
    for name, body in files:
        items.append(Item(name, len(body), crc32(body), len(content)))
        content += packing.head(items[-1]) + body + packing.fill(len(body))
    return content + b"".join(packing.tail(items, len(content)))


def test_links_pipes_and_deep_folders_are_told_and_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (folder / layout.record(2, 1)).unlink()
    (folder / layout.record(2, 1)).symlink_to(tmp_path / "secret")
    (folder / "data" / "loop").symlink_to(folder)
    os.mkfifo(folder / "data" / "pipe")
    (folder / "data" / "1" / "2" / "3" / "4" / "5").mkdir(parents=True)
    told = {problem.path: problem.said for problem in check(folder).problems if problem.kind == "packing"}
    assert "link to elsewhere" in told["data/loop"]
    assert "link to elsewhere" in told[layout.record(2, 1)]
    assert "no ordinary file" in told["data/pipe"]
    assert "too deep" in told["data/1/2/3/4"]


@pytest.mark.parametrize("name", [layout.MANIFEST, layout.CHAIN, layout.LIST, layout.SEAL, layout.README])
def test_a_list_of_a_quarter_of_a_gigabyte_is_read_in_pieces(folder: Path, name: str) -> None:
    """A hole, so that no disk is filled: one line without an end."""
    with (folder / name).open("ab") as file:
        file.truncate(1 << 28)
    tracemalloc.start()
    verdict = check(folder)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not verdict.whole
    assert peak < 32 << 20


def test_a_chain_over_files_that_are_nowhere_ends_in_a_count(folder: Path) -> None:
    head, said = chain.START, []
    for number in range(1, 5_001):
        entry = chain.follow(head, number, "0" * 64, 1, layout.record(number, 1))
        head = entry.hash
        said.append(chain.line(entry))
    (folder / layout.CHAIN).write_bytes(b"".join(said))
    verdict = check(folder)
    assert len(verdict.problems) == MOST
    assert verdict.counts["missing"] > 4_900


@pytest.mark.parametrize("content", [b"[" * 200_000, b"{}", b"\xff\xfe", b'{"document": "x"}'])
def test_a_description_that_is_none_is_told(folder: Path, content: bytes) -> None:
    """With a chain and lists that fit it."""
    path = layout.record(1, 1)
    (folder / path).write_bytes(content)
    (folder / layout.CHAIN).write_bytes(
        chain.line(chain.follow(chain.START, 1, sha256(content).hexdigest(), len(content), path))
    )
    assert any("no description" in problem.said for problem in check(folder).problems)


@pytest.mark.parametrize("path", ["../case/README.txt", "README.txt", "/etc/hostname", "data/../README.txt"])
def test_a_chain_that_names_other_files_opens_none(folder: Path, path: str) -> None:
    (folder / layout.CHAIN).write_bytes(chain.line(chain.follow(chain.START, 1, "0" * 64, 1, path)))
    told = {problem.path: problem.said for problem in check(folder).problems}
    assert "is no name that a bundle has for evidence" in told[path]
