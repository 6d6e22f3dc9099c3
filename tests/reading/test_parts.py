"""Documents of one file are told apart."""

from __future__ import annotations

from watchers.reading.parts import Parts


def names(*guids: str | None) -> list[str]:
    parts = Parts()
    return [parts.name(guid) for guid in guids]


def test_a_guid_names_the_first_that_has_it() -> None:
    assert names("urn:a", None, "urn:b", "urn:b", "x" * 500) == ["urn:a", "2", "urn:b", "4", "5"]


def test_what_comes_later_renames_nothing() -> None:
    assert names("urn:a", "urn:b") == names("urn:a", "urn:b", "urn:a", None)[:2]


def test_a_guid_that_looks_like_a_number_takes_no_others_name() -> None:
    found = names("3", "2", None, None, "3+")
    assert len(set(found)) == len(found)
    assert found[:2] == ["3", "2"]
