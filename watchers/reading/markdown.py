"""Markdown to plain text: front matter and the leading heading tell about it, marks go, words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from markdown_it import MarkdownIt
from markdown_it.token import Token

from watchers.clean import LONGEST_TEXT
from watchers.document import Document
from watchers.reading.given import Given
from watchers.reading.text import Told, read_text

_FRONT = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<block>.*?)\n(?P=fence)[ \t]*(?:\n|$)", re.S)
_LINE = re.compile(r"""^(?P<key>[A-Za-z][\w-]*)[ \t]*[:=][ \t]*(?P<value>.*?)[ \t]*$""", re.M)
_SAME = {
    "headline": "title",
    "authors": "author",
    "byline": "author",
    "link": "url",
    "lang": "language",
    "publisher": "source",
}
_TAG = re.compile(r"<!--.{0,5000}?-->|</?[A-Za-z][^<>]{0,2000}>", re.S)


def read(given: Given) -> Iterator[Document]:
    """The document of a Markdown text."""
    yield read_markdown(given.text, given.received)


def read_markdown(text: str, received: datetime) -> Document:
    """The document of a Markdown text."""
    text = text[: 2 * LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    fields, body = front_matter(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    heading = _leading_heading(tokens)
    if heading:
        tokens = tokens[3:]
        fields.setdefault("title", heading)
    return read_text(_plain(tokens), received, "markdown", Told(fields))


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """`key: value` lines between fences of three hyphens (or `key = value` between plus signs), and the text below."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    fields: dict[str, str] = {}
    for line in _LINE.finditer(found["block"]):
        key = line["key"].lower()
        fields.setdefault(_SAME.get(key, key), _unquoted(line["value"]))
    return fields, text[found.end() :]


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value.strip("[]")


def _leading_heading(tokens: Sequence[Token]) -> str | None:
    return _words(tokens[1]).replace("\n", " ") if len(tokens) > 3 and tokens[0].type == "heading_open" else None


def _plain(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        match token.type:
            case "inline":
                parts.append(_words(token))
            case "list_item_open":
                parts.append("- ")
            case "paragraph_close":
                parts.append("\n" if token.hidden else "\n\n")
            case "td_close" | "th_close":
                parts.append("  ")
            case "code_block" | "fence":
                parts.append(token.content + "\n")
            case "html_block":
                parts.append(_TAG.sub("", token.content) + "\n")
            case "heading_close" | "bullet_list_close" | "ordered_list_close" | "table_close":
                parts.append("\n\n")
            case "tr_close":
                parts.append("\n")
    return "".join(parts)


def _words(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)
