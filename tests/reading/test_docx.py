"""Word documents: their words once and in order, what they say of themselves, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import arrival, document
from tests.reading.office import docx, outcome, paragraph, zipped
from watchers.errors import UnreadableError
from watchers.reading import read

BODY = "Lights went on at noon in the whole of the town, the grid said."
CORE = (
    "<dc:title>Power is back</dc:title><dc:creator>Ana Writer</dc:creator><cp:keywords>power; grid</cp:keywords>"
    "<dcterms:created>2026-11-18T09:30:00Z</dcterms:created><dcterms:modified>2026-11-19T10:00:00Z</dcterms:modified>"
)
STYLES = (
    '<w:styles xmlns:w="x"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Aufzhlung"><w:name w:val="List Bullet"/></w:style></w:styles>'
)
PATTERN = docx(paragraph("Power is back", "Titel") + paragraph(BODY), CORE, styles=STYLES)


def test_properties() -> None:
    found = document(docx(paragraph(BODY), CORE), "a.docx")
    assert (found.format, found.headline, found.byline, found.text) == ("docx", "Power is back", "Ana Writer", BODY)
    assert found.first_created == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
    assert found.updated == datetime(2026, 11, 19, 10, tzinfo=UTC)
    assert found.keywords == ("power", "grid")
    assert found.published is None


def test_a_title_in_the_text_goes_before_one_in_the_properties() -> None:
    found = document(docx(paragraph("Grid is up", "Titel") + paragraph(BODY), CORE, styles=STYLES), "a.docx")
    assert (found.headline, found.text) == ("Grid is up", BODY)


@pytest.mark.parametrize("title", ["Document1", "Microsoft Word - note.doc", "untitled", "report_final.docx", "12"])
def test_titles_that_programs_give_are_none(title: str) -> None:
    found = document(docx(paragraph(BODY), f"<dc:title>{title}</dc:title><dc:creator>admin</dc:creator>"), "a.docx")
    assert (found.headline, found.byline) == (None, None)


def test_a_byline_and_dateline_in_the_text_count() -> None:
    body = paragraph("By Ben Penner") + paragraph("KYIV, Nov 18 (AP) - Lights went on.")
    found = document(docx(body, CORE), "a.docx")
    assert (found.byline, found.dateline_place, found.credit) == ("By Ben Penner", "KYIV", "AP")
    assert found.published == datetime(2026, 11, 18, tzinfo=UTC)


def test_lists_tables_breaks_and_notes() -> None:
    numbered = "<w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>two</w:t></w:r></w:p>"
    table = "<w:tbl>{}</w:tbl>".format(
        "".join(
            f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}{paragraph('c')}</w:tc></w:tr>"
            for a, b in [("Town", "Dead"), ("Sake", "3")]
        )
    )
    noted = paragraph("Said", "", '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:br/><w:t>below</w:t></w:r>')
    notes = (
        '<w:footnotes xmlns:w="x"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("By the grid.")}</w:footnote></w:footnotes>'
    )
    body = paragraph("one", "Aufzhlung") + numbered + table + noted
    found = document(docx(body, CORE, styles=STYLES, footnotes=notes), "a.docx")
    assert found.text == "- one\n- two\n\nTown | Dead c\nSake | 3 c\n\nSaid[2]\nbelow\n\n[2] By the grid."


def test_a_text_box_is_read_once_and_below_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    run = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "<w:t> And on.</w:t></w:r>"
    )
    assert document(docx(paragraph(BODY, "", run)), "a.docx").text == f"{BODY} And on.\n\nIn the box."


def test_what_was_deleted_moved_away_or_hidden_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>Kept.</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:ins><w:r><w:t> New.</w:t></w:r></w:ins></w:p>"
    )
    assert document(docx(body), "a.docx").text == "Kept. New."


def test_links_lead_to_the_web_or_nowhere() -> None:
    body = "".join(
        f'<w:p><w:hyperlink r:id="{n}"><w:r><w:t>word {n}</w:t></w:r></w:hyperlink></w:p>' for n in ("a", "b")
    )
    parts = {"_rels/document.xml": ""}
    relations = (
        '<Relationships><Relationship Id="a" TargetMode="External" Target="https://post.example/a"/>'
        '<Relationship Id="b" TargetMode="External" Target="file:///etc/passwd"/></Relationships>'
    )
    content = docx(body, "", **{"_rels/document.xml.rels": ""}, **parts)
    content = zipped({**_parts(content), "word/_rels/document.xml.rels": relations})
    (link,) = document(content, "a.docx").links
    assert (link.href, link.title) == ("https://post.example/a", "word a")


def _parts(content: bytes) -> dict[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_no_entity_is_resolved() -> None:
    for entity in ('<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;">'):
        parts = _parts(docx(paragraph("&y;")))
        parts["word/document.xml"] = f"<!DOCTYPE d [{entity}]>".encode() + parts["word/document.xml"]
        with pytest.raises(UnreadableError, match="entities of its own"):
            read(arrival(zipped(parts), "a.docx"))


def test_deep_nesting_is_survived() -> None:
    for deep in (150, 100_000):
        assert outcome(docx("<w:sdt>" * deep + paragraph(BODY) + "</w:sdt>" * deep), "a.docx")


def test_the_content_tells_it_whatever_it_is_called() -> None:
    assert document(PATTERN, "a.txt").format == "docx"
    assert document(PATTERN, "a.zip").headline == "Power is back"


@pytest.mark.parametrize("cut", [100, len(PATTERN) // 2, len(PATTERN) - 10])
def test_a_truncated_document_is_named(cut: int) -> None:
    with pytest.raises(UnreadableError, match=r"damaged|no text"):
        read(arrival(PATTERN[:cut], "a.docx"))


def test_xml_that_breaks_off_is_read_up_to_there() -> None:
    parts = _parts(docx(paragraph(BODY) + paragraph("More.")))
    parts["word/document.xml"] = parts["word/document.xml"][:-30]
    found = document(zipped(parts), "a.docx")
    assert found.text.startswith(BODY)
    assert found.warnings == ("The document is damaged; it was read up to there.",)


def test_one_with_a_password_is_named() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(UnreadableError, match="protected by a password"):
        read(arrival(locked, "a.docx"))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(PATTERN) - 1), st.binary(min_size=1, max_size=8))
def test_damage_gives_documents_or_a_sentence(at: int, damage: bytes) -> None:
    assert all(outcome(PATTERN[:at] + damage + PATTERN[at + len(damage) :], "a.docx"))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>/w:ptbl rcd\"'&;=!-[]?xml")), max_size=80))
def test_any_xml_gives_documents_or_a_sentence(body: str) -> None:
    assert all(outcome(docx(body), "a.docx"))
