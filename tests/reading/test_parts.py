"""Documents of one file are told apart."""

from __future__ import annotations

from watchers.document import Document
from watchers.reading.parts import parts


def documents(*guids: str | None) -> list[Document]:
    return [Document("Words.", "nitf", guid=guid) for guid in guids]


def test_the_only_document_needs_no_name() -> None:
    assert parts(documents("urn:a")) == [""]


def test_a_guid_names_its_document_unless_others_share_it() -> None:
    assert parts(documents("urn:a", None, "urn:b", "urn:b", "x" * 500)) == ["urn:a", "2", "3", "4", "5"]
