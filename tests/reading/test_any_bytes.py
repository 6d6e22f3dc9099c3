"""Any bytes, read as any format: documents that are safe to show, or a sentence; nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.mutated import survives
from tests.reading.mutating import damaged
from watchers.reading.formats import ROOMS, Format

HEADS: dict[Format, bytes] = {
    "pdf": b"%PDF-1.7\n", "rtf": b"{\\rtf1 ", "zip": b"PK\x03\x04", "docx": b"PK\x03\x04", "odt": b"PK\x03\x04",
    "epub": b"PK\x03\x04", "gzip": b"\x1f\x8b\x08", "html": b"<html><body>",
    "xml": b"<?xml version='1.0'?><a><title>b</title><text>",
    "markdown": b"---\ntitle: a\n---\n", "csv": b"title,text\n", "mhtml": b"MIME-Version: 1.0\n",
    "mbox": b"From a@b Sun Nov 22 2026\n",
}  # fmt: skip


@pytest.mark.parametrize("form", sorted(ROOMS))
@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=400), text=st.text(max_size=200))
def test_any_bytes_as_any_format(form: Format, content: bytes, text: str) -> None:
    for each in (content, HEADS.get(form, b"") + content, HEADS.get(form, b"") + text.encode("utf-8", "replace")):
        survives(each, "a", form)


@settings(max_examples=100, deadline=None)
@given(damaged("xml"))
def test_damaged_xml_of_no_standard(content: bytes) -> None:
    survives(content, "a.xml", "xml")
    survives(content, "a.xml")
