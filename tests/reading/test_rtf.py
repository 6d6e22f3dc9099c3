"""Rich text: characters in every way that it writes them, and none that is not text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import arrival, document
from tests.reading.office import outcome
from watchers.errors import UnreadableError
from watchers.reading import read

BODY = "Lights went on at noon in the whole of the town, the grid said."
FONTS = rb"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset204{\*\fname Ar;}Arial CYR;}{\f2\fcharset128 M;}}"
INFO = rb"{\info{\title Power is back}{\author Ana Writer}{\keywords power, grid}{\creatim\yr2026\mo11\dy18\hr9\min30}}"


def rtf(body: bytes, head: bytes = b"") -> bytes:
    """With a table of fonts."""
    return rb"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + head + b"\r\n" + body + b"}"


PATTERN = rtf(
    BODY.encode() + rb"\par {\field{\*\fldinst{HYPERLINK " rb'"https://a.example/b"}}{\fldrslt x}} \u8220?', INFO
)


def text(body: bytes) -> str:
    return document(rtf(body, INFO), "a.rtf").text


def test_properties() -> None:
    found = document(rtf(BODY.encode(), INFO), "a.rtf")
    assert (found.format, found.headline, found.byline, found.text) == ("rtf", "Power is back", "Ana Writer", BODY)
    assert found.first_created == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
    assert found.keywords == ("power", "grid")
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (rb"Caf\'e9", "Café"),
        (rb"Caf\u233?s", "Cafés"),
        (rb"\uc2\u233\'3f\'3fs", "és"),
        (rb"\uc0\u233 s", "és"),
        (rb"{\uc0 x}\u233?s", "xés"),
        (rb"\u-10179?\u-8704?.", "\U0001f600."),
        (rb"\f1\'cc\'e8\'f0\f0  ok", "Мир ok"),
        (rb"\f2\'93\'fa\'96\'7b", "日本"),
        (rb"\ldblquote a\rdblquote\emdash b\~c\_d\-e", "“a”—b c-de"),
        (rb"a\{b\}\\c", "a{b}\\c"),
        (b"a\r\nb\\par\r\nc\\line d", "ab\n\nc\nd"),
        (rb"\b bold\b0  {\i text}", "bold text"),
        (rb"a {\v secret}b", "a b"),
        (rb"a{\*\unknown secret}b{\pict\wmetafile8 0a0b0c}c", "abc"),
        (b"a{\\pict\\bin4 }{}\\}b", "ab"),
        (rb"{\upr{\'3f}{\*\ud{\u1084?}}}", "м"),
        (rb"{\header running}a{\footer 1}", "a"),
        (rb"{\listtext\'b7\tab}one\par{\listtext\'b7\tab}two", "- one\n\n- two"),
        (rb"\trowd a\cell b\cell\row c\cell d\cell\row", "a | b\nc | d"),
        (rb"a{\footnote\pard By b.}", "a[1]\n\n[1] By b."),
        (rb"{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box}}", "box"),
    ],
)
def test_characters(body: bytes, words: str) -> None:
    assert text(b"First.\\par " + body) == f"First.\n\n{words}"


def test_another_code_page() -> None:
    body = "Войска отошли ночью.".encode("cp1251")
    escaped = b"".join(b"\\'%02x" % byte for byte in body)
    for each in (escaped, body):
        assert document(rb"{\rtf1\ansi\ansicpg1251 " + each + b"}", "a.rtf").text == "Войска отошли ночью."


def test_links() -> None:
    field = rb'{\field{\*\fldinst{HYPERLINK "%s"}}{\fldrslt{\ul the post}}}'
    found = document(rtf(b"a " + field % b"https://post.example/a" + field % b"file:///etc/passwd"), "a.rtf")
    assert [(link.href, link.title) for link in found.links] == [("https://post.example/a", "the post")]
    assert "HYPERLINK" not in found.text


def test_one_that_breaks_off_is_read_up_to_there() -> None:
    found = document(rb"{\rtf1\ansi " + BODY.encode() + rb"{\b", "a.rtf")
    assert found.text == BODY
    assert found.warnings == ("The file breaks off; it was read up to there.",)


def test_deep_groups_are_named() -> None:
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read(arrival(b"{\\rtf1 " + b"{" * 1_000_000, "a.rtf"))


def test_the_content_tells_it() -> None:
    assert document(PATTERN, "a.doc").format == "rtf"
    assert document(PATTERN, "a.txt").format == "rtf"


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(PATTERN) - 1), st.binary(min_size=1, max_size=8))
def test_damage_gives_documents_or_a_sentence(at: int, damage: bytes) -> None:
    assert all(outcome(PATTERN[:at] + damage + PATTERN[at + len(damage) :], "a.rtf"))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [b"{", b"}", b"\\u-1 ", b"\\uc99 ", b"\\'a", b"\\bin9 ", b"\\f99 ", b"\\*", b"\\fonttbl", b"\\info",
             b"\\title ", b"\\footnote ", b"\\fldrslt ", b"\\fldinst ", b"\\ud ", b"x", b"\\", b"\\ansicpg99 "]
        )
    )
)  # fmt: skip
def test_any_words_give_documents_or_a_sentence(words: list[bytes]) -> None:
    assert all(outcome(b"{\\rtf1 " + b"".join(words), "a.rtf"))
