"""What hostile, broken and half XML does to the readers of the wires: nothing but a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import RECEIVED, arrival, document
from tests.reading.expecting import files
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.formats import Format

FORMS: list[Format] = ["nitf", "newsml1", "newsml-g2"]
FIXTURES = [(form, path.read_bytes()) for form in FORMS for path in files(form.replace("-", ""))]
PIECES = [
    "<nitf>", "</nitf>", "<NewsItem>", "<newsItem>", "<itemMeta>", "<contentMeta>", "<headline>", "</headline>",
    "<hl1>", "<body.content>", "<p>", "</p>", "<NewsComponent>", "</NewsComponent>", "<ContentItem>",
    "<DataContent>", "<br>", "&", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.0'?>", "<!DOCTYPE a", "[",
    "]>", "&#0;", "&#x110000;", "&lt;p&gt;", "&amp;lt;p&amp;gt;", "a", "\n\n", "<table><tr><td>", "<media>", "'",
    '"', "<media-caption>", "<date.issue norm='99'/>",
]  # fmt: skip
BODY, END = "<nitf><body><body.content>", "</p></body.content></body></nitf>"
BOMB = "<!DOCTYPE nitf [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]>"
XXE = "<!DOCTYPE nitf [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
FETCHED = "<!DOCTYPE nitf [<!ENTITY % x SYSTEM 'http://dtd.example/x.dtd'> %x;]>"
LATE = "<!-- a --><!DOCTYPE nitf [<!ELEMENT a (#PCDATA)>\n<!-- ]> --><!ENTITY x ']>'>]>"


def _survives(content: bytes, form: Format | None) -> None:
    try:
        documents = read(arrival(content, "a.xml", RECEIVED), form)
    except UnreadableError:
        return
    assert all(each.text.strip() or each.headline for each in documents)
    assert not any(c in each.text + (each.headline or "") for each in documents for c in "\x00\x1b\x9b\u202e")


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300) | st.lists(st.sampled_from(PIECES)).map(lambda p: "".join(p).encode()),
    st.sampled_from(FORMS),
)
def test_any_bytes_give_documents_or_a_sentence(content: bytes, form: Format) -> None:
    _survives(content, form)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(FIXTURES),
    st.lists(
        st.tuples(
            st.integers(0, 6000), st.integers(0, 30), st.binary(max_size=6) | st.sampled_from(PIECES).map(str.encode)
        ),
        max_size=4,
    ),
    st.integers(0, 8000),
)
def test_damaged_files_give_documents_or_a_sentence(
    fixture: tuple[Format, bytes], changes: list[tuple[int, int, bytes]], cut: int
) -> None:
    form, content = fixture
    for at, length, piece in changes:
        content = content[:at] + piece + content[at + length :]
    _survives(content[:cut] if cut < len(content) else content, form)
    _survives(content, None)


@pytest.mark.parametrize("doctype", [BOMB, XXE, FETCHED, LATE])
@pytest.mark.parametrize("body", ["<nitf><body><p>&c;&x;</p></body></nitf>", "<NewsML/>", "<newsItem/>"])
def test_entities_of_its_own_are_refused_by_name(doctype: str, body: str) -> None:
    with pytest.raises(UnreadableError, match="declares entities"):
        read(arrival(f'<?xml version="1.0"?>{doctype}{body}'.encode(), "a.xml"))


def test_a_story_may_tell_of_entities() -> None:
    found = document(
        "<nitf><body><body.head><hedline><hl1>Bombs</hl1></hedline></body.head><body.content><p><![CDATA[They write"
        " <!ENTITY a 'ha'> into it.]]>" + END,
        "a.xml",
    )
    assert found.text == "They write <!ENTITY a 'ha'> into it."


def test_a_declaration_beside_the_file_is_not_looked_for() -> None:
    found = document(
        "<!DOCTYPE nitf SYSTEM 'nitf.dtd' [<!ENTITY % n SYSTEM 'more.dtd'> %n;]><nitf><body><p>Rain.</p></body></nitf>"
    )
    assert found.text == "Rain."


@pytest.mark.parametrize(
    "content",
    [
        "<nitf>" + "<p>" * 200_000,
        "<nitf>" + "<p>" * 200_000 + "</p>" * 200_000 + "</nitf>",
        BODY + "<!--" * 200_000,
        BODY + "<![CDATA[" * 200_000,
        "<!DOCTYPE nitf [" + "<!--" * 200_000,
        "<!DOCTYPE " * 100_000 + "<nitf>",
        BODY + "<p>" + " " * 1_000_000 + "\n" + "\n " * 500_000 + "x & y" + END,
        BODY + "<p>" + "&lt;p&gt;" * 100_000 + "" + END,
        BODY + "<p>" + "&amp;" * 100_000 + "lt;p&gt;" + END,
        BODY + "<p>" + "<br " * 200_000 + "" + END,
        BODY + "<p>" + "<br" + " " * 200_000 + "&" + END,
        "<nitf><head><title>" + "A-" * 500_000 + "</title></head></nitf>",
        "<nitf><body><body.head><dateline><location>" + "( " * 300_000 + "</location></dateline></body.head>",
        "<NewsML><NewsItem>" + "<NewsComponent>" * 240 + "<ContentItem/>" * 50_000,
        "<newsMessage>" + "<newsItem><contentMeta><headline>x</headline></contentMeta></newsItem>" * 5_000,
    ],
    ids=range(15),
)  # fmt: skip
def test_what_is_made_to_take_long_is_read_or_refused(content: str) -> None:
    for form in FORMS:
        _survives(content.encode(), form)


TEXT = "<body.content><p>It rains.</p></body.content>"
STORY = f"<body><body.head><hedline><hl1>Rain</hl1></hedline></body.head>{TEXT}</body>"
HEADED = "<contentMeta><headline>Rain</headline></contentMeta>"
DECLARED = "<?xml version='1.0'?>"


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (f"<nitf>{STORY}</nitf>", "nitf"),
        (f"\ufeff\n{DECLARED}\n<!-- a --><!DOCTYPE nitf SYSTEM 'x'>\n<n:nitf xmlns:n='x'>{STORY}</n:nitf>", "nitf"),
        (f"a0312 4 POL\r\n{DECLARED}<nitf>{STORY}</nitf>", "nitf"),
        (f"<feedItem xmlns='x'><payload><nitf>{STORY}</nitf></payload></feedItem>", "nitf"),
        ("<NewsItem><NewsComponent><NewsLines><HeadLine>Rain</HeadLine></NewsLines></NewsComponent>", "newsml1"),
        (f"<newsItem>{HEADED}</newsItem>", "newsml-g2"),
        (f"<x:newsMessage xmlns:x='y'><itemSet><newsItem>{HEADED}</newsItem></itemSet></x:newsMessage>", "newsml-g2"),
        ("<newsItem><contentSet><inlineXML><html><h1>Rain</h1><p>It rains.</p></html></inlineXML>", "newsml-g2"),
    ],
)
def test_the_root_tells_the_format_whatever_stands_around_it(content: str, form: str) -> None:
    found = document(content, "story.txt")
    assert (found.format, found.headline) == (form, "Rain")
    assert found.text in {"It rains.", ""}


def test_wide_characters_and_a_wrong_declaration_are_read() -> None:
    story = f"<?xml version='1.0' encoding='utf-8'?><nitf>{STORY.replace('It rains', 'Té — 12 £')}</nitf>"
    for charset in ("utf-16", "utf-16-le", "cp1252", "utf-8-sig"):
        assert document(story.encode(charset), "a.xml").text == "Té — 12 £."


@pytest.mark.parametrize(("root", "form"), [("rss", "nitf"), ("NewsML", "newsml1"), ("newsMessage", "newsml-g2")])
def test_a_file_without_a_story_is_named(root: str, form: Format) -> None:
    with pytest.raises(UnreadableError, match="in it"):
        read(arrival(f"<{root}><a>b</a></{root}>".encode(), "a.xml"), form)
