"""Documents as read: headline, byline, dateline, date, text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import RECEIVED, arrival, document, shared
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.title import title_of

PIECES = ["<p>", "</p>", "<html>", "<!--", "-->", "&#0;", "&#xD800;", "---\n", "# ", "a", "\n", "\0"]
WIRE = """Rebels leave border town after talks

By Ana Writer and Ben Penner

GOMA, DR Congo, Nov 18 (Reuters) - Rebels left the town of Sake on
Wednesday, two officials said.

They went by night.
"""


def test_a_wire_story() -> None:
    found = document(WIRE)
    assert found.headline == "Rebels leave border town after talks"
    assert found.byline == "By Ana Writer and Ben Penner"
    assert found.dateline == "GOMA, DR Congo, Nov 18 (Reuters)"
    assert found.credit == "Reuters"
    assert found.published == datetime(2026, 11, 18, tzinfo=UTC)
    assert found.text.startswith("GOMA, DR Congo, Nov 18 (Reuters) - Rebels left the town of Sake on\nWednesday")
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Power is back\n\nLights went on at noon.", "Power is back"),
        ("Power is back\nKYIV, Nov 18 (AP) - Lights went on.", "Power is back"),
        ("Is power back?\n\nLights went on at noon.", "Is power back?"),
        ("Power is back.\n\nLights went on at noon.", None),
        ("Power is back\nLights went on at noon.", None),
        ("Power is back", None),
        ("KYIV, Nov 18 (AP) - Lights went on\n\nThen off.", None),
        ("x" * 300 + "\n\nLights went on at noon.", None),
        ("Talks resume in U.S.\n\nLights went on at noon.", "Talks resume in U.S."),
    ],
)
def test_a_headline_is_short_and_stands_alone(text: str, headline: str | None) -> None:
    assert document(text).headline == headline


@pytest.mark.parametrize(
    "text",
    [
        "EMBARGOED UNTIL 0001 GMT, NOV. 24, 2026\n\nFerry line to reopen\n\nThe harbour office opens it on Tuesday.\n",
        "Ferry line to reopen\n\nStrictly embargoed until 00:01 GMT on 24 November 2026\n\nThe harbour office did.\n",
        "*** Sperrfrist: 24. November 2026, 00.01 Uhr ***\nFerry line to reopen\n\nThe harbour office opens it.\n",
    ],
)
def test_an_embargo_at_the_head_of_a_text_holds_and_is_no_headline(text: str) -> None:
    found = document(text)
    assert found.embargo == datetime(2026, 11, 24, 0, 1, tzinfo=UTC)
    assert (found.headline, found.text.startswith("The harbour office")) == ("Ferry line to reopen", True)
    assert found.ednote


@pytest.mark.parametrize(
    "text",
    [
        "Embargo holds until 24 November\n\nThe arms embargo until 24 November 2026 was kept, ministers said.\n",
        "Port reopens\n\nOne.\n\nTwo.\n\nEMBARGOED UNTIL 0001 GMT, NOV. 24, 2026\n",
        "Sanctions\n\nEMBARGOED goods lay in the port.\n",
    ],
)
def test_a_report_of_an_embargo_is_none(text: str) -> None:
    assert document(text).embargo is None


def test_head_lines() -> None:
    found = document(
        "Title: Power is back\nDate: 2026-11-18 14:05 CET\nSource: The Post\nURL: https://post.example/a\n\nLights."
    )
    assert (found.headline, found.credit, found.link) == ("Power is back", "The Post", "https://post.example/a")
    assert found.published == datetime(2026, 11, 18, 13, 5, tzinfo=UTC)
    assert found.text == "Lights."


def test_a_link_is_http_or_none() -> None:
    assert document("Title: a b\nURL: javascript:alert(1)\n\nLights.").link is None


def test_markdown() -> None:
    found = document(
        '---\ntitle: "The \\"deal\\""\nauthor: Ana Writer\ndate: 2026-11-18T10:00:00Z\n---\n\n# The "deal"\n\n'
        "It was **signed** in [Doha](https://x.example) &amp; sealed.\n\n- one\n- two\n\n<b>So</b> it is.",
        "a.md",
    )
    assert found.headline == 'The "deal"'
    assert found.byline == "Ana Writer"
    assert found.published == datetime(2026, 11, 18, 10, tzinfo=UTC)
    assert found.text == "It was signed in Doha & sealed.\n\n- one\n- two\n\nSo it is."


def test_a_page_without_its_furniture() -> None:
    found = shared("page.html")
    assert found.headline == "Strike halts port of Antofagasta & two mines"
    assert found.byline == "Paz Riquelme"
    assert found.published == datetime(2026, 11, 12, 23, 10, tzinfo=UTC)
    assert found.language == "en"
    assert "MUST NOT SHOW" not in found.text
    assert "Dock workers stopped the port" in found.text
    assert "\x1b" not in found.text


def test_a_page_of_too_many_tags_is_read_with_a_warning() -> None:
    deep = "<div>" * 5000 + "<p>The road is open again, police said.</p>" + "</div>" * 5000
    found = document(f"<html><body>{deep}</body></html>", "a.html")
    assert "The road is open again" in found.text
    assert found.warnings


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script></body></html>"])
def test_a_page_without_text_is_named(page: str) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        read(arrival(page.encode(), "a.html"))


def test_escapes_and_markup_stay_harmless_letters() -> None:
    found = shared("escapes.txt")
    shown = (found.headline or "") + found.text
    assert not any(c in shown for c in "\x1b\x07\x08\x9b\x00\x7f\u202e\u2066\ue000")
    assert "[@click=app.quit]x[/]" in (found.headline or "")


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (Document("Some text.", "text", headline="Power is back"), "Power is back"),
        (Document("GOMA (AFP) - Gen. A. B. Kone fled the U.S. base. Then more.", "text"), None),
        (
            Document("KYIV, Nov 18 (AP) - Lights went on. Then off.", "text", dateline="KYIV, Nov 18 (AP)"),
            "Lights",
        ),
        (Document("words " * 100, "text"), "words " * 25 + "words…"),
        (Document("", "text"), "note.txt"),
    ],
)
def test_a_title(found: Document, title: str | None) -> None:
    expected = title if title is not None else "GOMA (AFP) - Gen. A. B. Kone fled the U.S. base."
    assert title_of(found, "note.txt").rstrip("…").startswith(expected.rstrip("…").strip())
    assert len(title_of(found, "note.txt")) <= 160


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))
    | st.lists(st.sampled_from(PIECES)).map(lambda parts: "".join(parts).encode()),
    st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.pdf", "\udcff.txt"]),
)
def test_any_bytes_give_documents_or_a_sentence(content: bytes, name: str) -> None:
    try:
        told = [d.text.strip() for d in read(arrival(content, name, RECEIVED))]
    except UnreadableError as error:
        told = [error.reason.removesuffix(".")]
    assert all(told)
