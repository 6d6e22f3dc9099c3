"""What stands around a report on a news page and is told by its looks: consent boxes, newsletter boxes, “read also”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOX = re.compile(
    r"cookie|consent|gdpr|onetrust|didomi|sp_message|newsletter|sign-?up-?(?:box|form)|subscribe-?(?:box|form)|paywall"
    r"|share-?(?:tools|bar|buttons)|social-?share|sharedaddy|read-?(?:also|more)|related-?(?:posts|articles|stories|links)"
    r"|most-?(?:read|viewed|popular)|breaking-?ticker",
    re.I,
)
_LONGEST_BOX = 1_500
_MOST_PARAGRAPHS = 3
_READ_ALSO = re.compile(
    r"\W*(?:read (?:more|also|next|this)|also read|see also|more on this|related(?: article| story| coverage)?s?\s*:"
    r"|recommended|don't miss|(?:à )?lire aussi|à lire|lire également|lesen sie auch"
    r"|mehr zum thema|siehe auch|auch interessant"
    r"|(?:lee|leer|vea|ver|lea) (?:también|más|además)|te puede interesar|leggi anche|leia (?:também|mais)|veja também"
    r"|читайте (?:также|також)|по теме|см\. также|ayrıca|ilgili haber|czytaj (?:też|także|również)|zobacz (?:też|także)"
    r"|lees (?:ook|meer)|läs (?:också|mer)|les også|baca juga|xem thêm"
    r"|اقرأ (?:أيضا|أيضًا|المزيد)|إقرأ|طالع|延伸阅读|相关(?:阅读|新闻)"
    r"|関連記事|관련 ?기사)",
    re.I,
)
_SHORT = 200
_CELL = 300
_POSTS, _POST = 3, 120


def without_furniture(root: HtmlElement) -> HtmlElement:
    """The tree itself, changed: such boxes are dropped, tables that only lay out the page become plain blocks."""
    for element in [each for each in root.iter() if isinstance(each.tag, str) and _is_furniture(each)]:
        if element.getparent() is not None:
            element.drop_tree()
    layout = [element for table in root.iter("table") if _is_layout(table) for element in _own(table)]
    for element in [*layout, *_posts(root)]:
        element.tag = "div"
    return root


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in {"html", "body", "main", "article", "script", "table"}:
        return False
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if name.strip() and _BOX.search(name):
        return _is_box(element)
    return element.tag in {"p", "div", "li", "aside", "section", "h3", "h4", "span", "strong"} and _reads_also(element)


def _is_box(element: HtmlElement) -> bool:
    """Few words, and no report inside: some sites name the whole page after what they sell."""
    if next(element.iter("article", "h1"), None) is not None:
        return False
    return len(_words(element)) <= _LONGEST_BOX and len(element.findall(".//p")) <= _MOST_PARAGRAPHS


def _reads_also(element: HtmlElement) -> bool:
    """A short block that begins with such words and is for the most part a link."""
    start = (element.text or "")[:40] + "".join(part[:40] for each in element[:2] for part in _first(each))
    if not _READ_ALSO.match(start.strip()):
        return False
    words = _words(element)
    return len(words) <= _SHORT and _linked(element) * 2 >= len(words)


def _first(element: HtmlElement) -> Iterator[str]:
    parts = element.itertext() if isinstance(element.tag, str) else ()  # a comment has none
    return (part for part, _ in zip(parts, range(3), strict=False))


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table holds other tables or whole reports in its cells."""
    if next((each for each in table.iter("table", "h1", "article") if each is not table), None) is not None:
        return True
    return any(len(_words(cell)) - _linked(cell) > _CELL for cell in table.iter("td"))


def _posts(root: HtmlElement) -> list[HtmlElement]:
    """The articles that make up one report, as a live page has them; cards that only point elsewhere are none."""
    parents = {each.getparent(): None for each in root.iter("article") if each.getparent() is not None}
    groups = [[each for each in parent if each.tag == "article"] for parent in parents]
    return [
        each
        for group in groups
        if len(group) >= _POSTS and sum(len(_words(each)) - 2 * _linked(each) for each in group) >= _POST * len(group)
        for each in group
    ]


def _linked(element: HtmlElement) -> int:
    """The letters of its links."""
    return sum(len(_words(link)) for link in element.iter("a"))


def _own(table: HtmlElement) -> list[HtmlElement]:
    """The table, its rows and cells, without those of tables inside."""
    parts = table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th")
    return [each for each in parts if each is table or next(each.iterancestors("table"), None) is table]


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
