"""What is packed can be unpacked by other programs, however much it is."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest

from watchers.bundle.packing import Item
from watchers.bundle.sinks import Packed, TooLargeError
from watchers.bundle.tarred import Tar
from watchers.bundle.zipped import Zip


def test_more_files_than_an_old_zip_can_count(tmp_path: Path) -> None:
    count = 66_000
    with (tmp_path / "many.zip").open("wb") as file:
        packed = Packed(file, Zip())
        for number in range(count):
            packed.put(str(number), BytesIO())
        packed.close()
    with zipfile.ZipFile(tmp_path / "many.zip") as found:
        assert len(found.namelist()) == count


def test_a_file_behind_the_first_four_gigabytes(tmp_path: Path) -> None:
    """A hole takes no room on the disk."""
    first, second = Item("hole", (1 << 32) - 2, 0, 0), b"behind it"
    with (tmp_path / "large.zip").open("wb") as file:
        file.write(Zip().head(first))
        at = file.seek(first.size, 1)
        last = Item("second", len(second), crc32(second), at)
        file.write(Zip().head(last) + second)
        file.writelines(Zip().tail([first, last], file.tell()))
    with zipfile.ZipFile(tmp_path / "large.zip") as found:
        assert found.read("second") == second


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    small = Zip()
    small.largest = 3
    with (tmp_path / "x.zip").open("wb") as file, pytest.raises(TooLargeError, match="four"):
        Packed(file, small).put("four", BytesIO(b"1234"))


@pytest.mark.parametrize("packing", [Zip(), Tar()])
def test_a_head_says_just_what_was_packed(packing: Zip | Tar) -> None:
    item = Item("bundle/README.txt", 3, 0 if isinstance(packing, Tar) else 7, 0)
    head = packing.head(item)
    assert packing.next(BytesIO(head), 0) == item
    for at in range(len(head)):
        other = bytearray(head)
        other[at] ^= 0xFF
        assert packing.next(BytesIO(bytes(other)), 0) != item
