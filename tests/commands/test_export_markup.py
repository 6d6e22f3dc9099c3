"""Whatever a document says, a page shows just that."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from tui.commands.export.markdown import escaped
from tui.commands.export.paper import Paper, Tagged, address
from tui.commands.export.webpage import document

SPECIAL = some.text(alphabet="ab1 .)(][*_`~#+-=<>&!|\\:;/\"'$^{}@\n\t", max_size=40)
PLAIN = some.text(alphabet=some.characters(exclude_categories=["C"]), max_size=40)


@given(SPECIAL | PLAIN)
@example("1. one")
@example("---")
@example("===")
@example("[a]: https://x.example")
@example("    code")
@example("&amp;")
@example("<https://x.example>")
@example("# a")
@example("a\n===")
@example("| a | b |")
def test_markdown_shows_the_words(text: str) -> None:
    words = " ".join(text.split())
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(escaped(text))
    children = [each for token in tokens for each in token.children or ()]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {each.type for each in children} <= {"text", "text_special"}
    assert "".join(each.content for each in children) == words


class Words(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@given(SPECIAL.filter(str.strip) | PLAIN.filter(str.strip))
def test_a_web_page_shows_the_words(text: str) -> None:
    told = Paper(
        1, text, (text,), text, text, (text,), (("Actors", (Tagged(text, (text,)),)),), (text,), None, text, "0", text
    )
    words = Words("".join(document(told)))
    assert "".join(words.found).count(text) >= 9
    assert not words.rawdata


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/x",
        "http://",
        "https://[",
        "",
        None,
        "x",
    ],
)
def test_what_is_no_address_of_the_web_is_not_linked(text: str | None) -> None:
    assert address(text) is None


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("https://x.example/a b", "https://x.example/a%20b"),
        ('http://x.example/"><script>', "http://x.example/%22%3E%3Cscript%3E"),
        ("https://x.example/(a)?b=c&d=%20", "https://x.example/%28a%29?b=c&d=%20"),
        ("https://x.example/\x1b[2J\n", "https://x.example/"),
    ],
)
def test_an_address_ends_where_it_ends(text: str, linked: str) -> None:
    assert address(text) == linked
