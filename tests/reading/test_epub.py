"""Books in the order of their spine; periodicals as the articles that they hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import RECEIVED, arrival, document
from tests.reading.office import epub, outcome
from watchers.errors import UnreadableError
from watchers.reading import read

META = (
    "<dc:title>The long war</dc:title><dc:creator>Ana Writer</dc:creator><dc:creator>Ben Penner</dc:creator>"
    "<dc:date>2026-03-02</dc:date><dc:language>en-GB</dc:language><dc:publisher>The Press</dc:publisher>"
    "<dc:identifier>urn:isbn:1</dc:identifier><dc:rights>© 2026 The Press</dc:rights><dc:subject>war</dc:subject>"
)
CHAPTERS = ["<h1>One</h1><p>It began in Sake.</p>", "<h1>Two</h1><p>It went <b>on</b>.</p><aside>Not shown.</aside>"]
PATTERN = epub(CHAPTERS, META)


def test_a_book_is_one_document() -> None:
    found = document(PATTERN, "a.epub")
    assert found.text == "One\n\nIt began in Sake.\n\nTwo\n\nIt went on."
    assert (found.format, found.headline, found.byline) == ("epub", "The long war", "Ana Writer; Ben Penner")
    assert found.published == datetime(2026, 3, 2, tzinfo=UTC)
    assert (found.language, found.credit, found.guid) == ("en", "The Press", "urn:isbn:1")
    assert (found.copyright, found.keywords) == ("© 2026 The Press", ("war",))


def test_a_periodical_is_a_document_for_each_article() -> None:
    pages = [
        f"<h1>Report {n}</h1>" + f"<p>Troops left town {n} at noon, two officials said to a reporter.</p>" * 5
        for n in "ab"
    ]
    marked = META + '<meta name="calibre:publication_type" content="periodical:unknown:x"/>'
    first, second = read(arrival(epub(pages, marked), "a.epub", RECEIVED))
    assert (first.headline, second.headline) == ("Report a", "Report b")
    assert (first.credit, first.language, first.format) == ("The long war", "en", "epub")
    assert first.guid is None


def test_a_chapter_that_is_missing_is_counted() -> None:
    broken = PATTERN.replace(b"c 1.xhtml", b"d 1.xhtml")
    assert document(broken, "a.epub").warnings == ("1 of its chapters could not be read.",)


def test_one_that_its_seller_locked_is_named_but_scrambled_fonts_are_not() -> None:
    lock = '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
    with pytest.raises(UnreadableError, match="protected by its seller"):
        read(
            arrival(
                epub(CHAPTERS, META, encryption=lock.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")), "a.epub"
            )
        )
    fonts = epub(CHAPTERS, META, encryption=lock.format("http://www.idpf.org/2008/embedding"))
    assert document(fonts, "a.epub").headline == "The long war"


@pytest.mark.parametrize("cut", [100, len(PATTERN) // 2, len(PATTERN) - 5])
def test_a_truncated_one_is_named(cut: int) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        read(arrival(PATTERN[:cut], "a.epub"))


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>x</script>"])
def test_one_without_text_is_named(body: str) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        read(arrival(epub([body], META), "a.epub"))


def test_the_content_tells_it() -> None:
    assert document(PATTERN, "a.zip").format == "epub"
    assert document(PATTERN.replace(b"application/epub+zip", b"application/what+zip"), "a.epub").format == "epub"


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(PATTERN) - 1), st.binary(min_size=1, max_size=8))
def test_damage_gives_documents_or_a_sentence(at: int, damage: bytes) -> None:
    assert all(outcome(PATTERN[:at] + damage + PATTERN[at + len(damage) :], "a.epub"))
