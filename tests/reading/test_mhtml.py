"""Saved pages with their parts: the page itself."""

from __future__ import annotations

import pytest

from tests.reading.arriving import DOCUMENTS, arrival, document
from watchers.errors import UnreadableError
from watchers.reading import read

MAIL = DOCUMENTS / "mail"


def test_the_main_page_in_its_own_charset() -> None:
    found = document((MAIL / "saved.mhtml").read_bytes(), "saved.mhtml")
    assert found.format == "mhtml"
    assert found.headline == "Мост открыт"
    assert found.text.startswith("Мост через реку открыли в понедельник утром")
    assert "kettle" not in found.text
    assert found.link == "https://gazeta.example/most"
    assert found.language == "ru"


def test_the_largest_frame_of_a_frame_set() -> None:
    found = document((MAIL / "frames.mht").read_bytes(), "frames.mht")
    assert found.headline == "Mill burns"
    assert found.text == "The mill in the valley burned down on Friday, and the baker has no flour."
    assert found.link == "http://old.example/main.html"


def test_an_archive_without_a_page_is_named() -> None:
    content = (MAIL / "frames.mht").read_bytes().replace(b"text/html", b"text/css")
    with pytest.raises(UnreadableError, match="no page in the web archive"):
        read(arrival(content, "a.mht"))
