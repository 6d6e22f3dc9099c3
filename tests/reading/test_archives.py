"""Archives: every file in them read for itself, bombs and locks named, nothing written anywhere."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import arrival, document
from tests.reading.office import docx, outcome, paragraph, zipped
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import read

NOTE = b"Rebels left the town of Sake by night."
OTHER = b"The market was open again at noon."
PNG = b"\x89PNG\r\n\x1a\n\0\0"


def texts(content: bytes, name: str = "a.zip") -> list[str]:
    return [found.text for found in read(arrival(content, name))]


def first(content: bytes, name: str = "a.zip") -> Document:
    return read(arrival(content, name))[0]


def refused(content: bytes, name: str = "a.zip") -> str:
    with pytest.raises(UnreadableError) as error:
        read(arrival(content, name))
    assert error.value.advice.endswith(".")
    return error.value.reason


def tarred(files: Mapping[str, bytes], mode: str = "w", more: Sequence[tarfile.TarInfo] = ()) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info in more:
            archive.addfile(info)
    return held.getvalue()


TWO = {"a.txt": NOTE, "in/b.txt": OTHER}
KINDS_OF_ODD = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE]
KINDS = {"a.zip": zipped(TWO), "a.tar": tarred(TWO), "a.tar.gz": tarred(TWO, "w:gz"), "a.tgz": tarred(TWO, "w:gz")}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("called", ["", "wrong.txt"])
def test_the_files_in_their_order(name: str, called: str) -> None:
    assert texts(KINDS[name], called or name) == [NOTE.decode(), OTHER.decode()]


def test_files_of_any_kind_each_told_by_its_content() -> None:
    held = {
        "a.txt": NOTE,
        "b": docx(paragraph(OTHER.decode())),
        "c.gz": gzip.compress(NOTE),
        "d.md": b"# Head\n\nwords",
    }
    found = read(arrival(zipped(held), "a.zip"))
    assert [each.format for each in found] == ["text", "docx", "text", "markdown"]
    assert [each.warnings for each in found] == [()] * 4


def test_what_cannot_be_read_is_named_once() -> None:
    found = read(arrival(zipped({**TWO, "c.png": PNG, "d.xyz": b"words"}), "a.zip"))
    named = "c.png (Pictures are not read); d.xyz (Files that end in .xyz are not read)"
    assert found[0].warnings == ()
    assert found[1].warnings == (f"2 of 4 files in it could not be read: {named}.",)


def test_of_many_that_cannot_be_read_a_few_are_named() -> None:
    (warning,) = first(zipped({"a.txt": NOTE, **{f"{n}.png": PNG for n in range(9)}})).warnings
    assert warning.startswith("9 of 10 files")
    assert warning.endswith("; and 4 more.")


def test_where_none_can_be_read_it_is_set_aside() -> None:
    assert refused(zipped({"a.png": PNG})) == "The only file in it, a.png, could not be read: Pictures are not read."
    assert refused(zipped({"a.png": PNG, "b.png": PNG})).startswith("None of the 2 files in it could be read: a.png (")
    assert refused(zipped({})) == "There are no files in it."


def test_what_file_managers_leave_is_passed_over() -> None:
    litter = {"__MACOSX/._a.txt": b"\0\5\x16\7", ".DS_Store": b"\0\0\0\1Bud1", "in/Thumbs.db": b"x", "in/": b""}
    found = read(arrival(zipped({**litter, **TWO}), "a.zip"))
    assert len(found) == 2
    assert found[0].warnings == ()


def test_links_folders_devices_and_pipes_are_passed_over() -> None:
    odd = [tarfile.TarInfo(f"odd{n}.txt") for n in range(5)]
    for info, kind in zip(odd, KINDS_OF_ODD, strict=True):
        info.type, info.linkname = kind, "/etc/passwd"
    assert texts(tarred(TWO, more=odd), "a.tar") == [NOTE.decode(), OTHER.decode()]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", NOTE)
        link = zipfile.ZipInfo("b.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert texts(held.getvalue()) == [NOTE.decode()]


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for pack in (zipped, tarred):
        names = ["../up.txt", "/etc/abs.txt", "C:\\a.txt", "\x1b[31mred.txt", "a\nb.txt"]
        found = read(arrival(pack(dict.fromkeys(names, NOTE)), "a.zip"))
        assert len(found) == len(names)
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_gzip_keeps_the_name_of_what_is_in_it() -> None:
    held = io.BytesIO()
    with gzip.GzipFile("some/folder/note.md", "wb", fileobj=held) as file:
        file.write(b"# Head\n\nwords")
    assert first(held.getvalue(), "a.gz").format == "markdown"
    assert first(gzip.compress(b"# Head\n\nwords"), "note.md.gz").format == "markdown"
    assert first(gzip.compress(NOTE[:10]) + gzip.compress(NOTE[10:]) + bytes(9), "a.txt.gz").text == NOTE.decode()


def test_three_archives_deep_and_no_deeper() -> None:
    content = NOTE
    for _ in range(3):
        content = zipped({"a": content})
    assert texts(content) == [NOTE.decode()]
    assert "more than 3 archives deep" in refused(zipped({"a": content}))


def test_bombs_are_named() -> None:
    zeros = bytes(60 * 2**20)
    assert "unpacks to over 50 MB" in refused(zipped({"a.txt": zeros}))
    assert "200 times its size" in refused(zipped({"a.txt": zeros[: 2**22]}))
    assert "200 times its size" in refused(gzip.compress(zeros), "a.gz")
    assert "200 times its size" in refused(gzip.compress(tarred({"a.txt": zeros[: 2**23]})), "a.tar.gz")


def test_all_that_comes_out_of_one_file_is_counted_together() -> None:
    some = os.urandom(2**17).hex().encode() * 32  # 8 MB that shrink to less, and not to a 200th
    inner = zipped({f"{n}.xyz": some for n in range(4)})
    assert "over 200 MB" in refused(zipped({f"{n}.zip": inner for n in range(8)}))


def test_too_many_files_are_named() -> None:
    assert refused(zipped({f"{n}.txt": b"" for n in range(10_001)})) == "It holds over 10,000 files."
    inner = zipped({f"{n}.txt": b"" for n in range(6_000)})
    assert refused(zipped({"a.zip": inner, "b.zip": inner})) == "It holds over 10,000 files."


def test_files_that_lie_over_one_another_are_named() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, NOTE)
        archive.infolist()[1].header_offset = 0
    assert "lie over one another" in refused(held.getvalue())


def test_a_file_with_a_password_is_named() -> None:
    content = bytearray(zipped({"a.txt": NOTE}, zipfile.ZIP_STORED))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "protected by a password" in refused(bytes(content))


def test_a_file_packed_in_an_unknown_way_is_named() -> None:
    content = bytearray(zipped({"a.txt": NOTE}, zipfile.ZIP_STORED))
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 99
    assert "packed in a way that is not read" in refused(bytes(content))


@pytest.mark.parametrize("name", KINDS)
def test_one_that_breaks_off_is_named(name: str) -> None:
    content = KINDS[name]
    for cut in (len(content) // 2, len(content) - 12) if name != "a.tar" else (600, 1024, 1100):
        assert "damaged" in refused(content[:cut], name)


def test_a_damaged_file_in_a_good_archive_is_named() -> None:
    content = zipped(TWO, zipfile.ZIP_STORED)
    found = first(content.replace(OTHER, OTHER.swapcase(), 1))
    assert found.text == NOTE.decode()
    assert "in/b.txt (It is damaged or cut short)" in found.warnings[0]


def test_a_tar_file_with_holes_is_named() -> None:
    info = tarfile.TarInfo("a.txt")
    info.type = tarfile.GNUTYPE_SPARSE
    assert refused(tarred({}, more=[info]), "a.tar")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.integers(0, 10_239), st.binary(min_size=1, max_size=8))
def test_damage_gives_documents_or_a_sentence(name: str, at: int, damage: bytes) -> None:
    content = KINDS[name]
    at %= len(content)
    assert all(outcome(content[:at] + damage + content[at + len(damage) :], name))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b"%PDF-1.7\n", b"{\\rtf1", b""]), st.binary(max_size=300)
)
def test_any_bytes_give_documents_or_a_sentence(mark: bytes, content: bytes) -> None:
    assert all(outcome(mark + content, "a"))


def test_a_document_of_one_is_what_the_file_alone_would_be() -> None:
    assert first(zipped({"note.txt": NOTE})) == document(NOTE)


def test_a_file_without_a_name_is_passed_over() -> None:
    content = zipped({"a": OTHER, "b.txt": NOTE}, zipfile.ZIP_STORED)
    nameless = bytearray(content)
    at = content.index(b"PK\x01\x02")
    nameless[at + 28 : at + 30] = b"\0\0"  # the name of the first entry, which becomes its extra field
    nameless[at + 30 : at + 32] = b"\1\0"
    assert texts(bytes(nameless)) == [NOTE.decode()]


def test_what_an_archive_holds_does_not_make_it_that() -> None:
    content = zipped({"password/a.txt": NOTE, "b": docx(paragraph(OTHER.decode()))}, zipfile.ZIP_STORED)
    assert texts(content) == [NOTE.decode(), OTHER.decode()]
