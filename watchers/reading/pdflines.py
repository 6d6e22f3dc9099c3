"""The lines of pages as they are printed: which are furniture, which is the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_EDGE = 3
"""Lines at the top and at the bottom of a page among which its furniture is."""
_REPEATED = 0.3
_FEWEST = 3
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:(?:page|seite|página|pagina|стр\.?|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|of|de|von|di|sur|из)\s*\d{1,4})?(?:\s*[-–—|])?",
    re.I,
)
_PLAINLY = re.compile(r"[a-zа-я/]", re.I)
_TITLE_TIMES = 1.2
_TITLE_AMONG = 8
_LONGEST_TITLE = 300

Page = list["Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one base line; where they begin, in points from the lower left, and the size of the letters."""

    text: str
    x: float
    y: float
    size: float


def body_size(pages: Sequence[Page]) -> float:
    """The size that most letters have; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def title_of(pages: Sequence[Page]) -> str:
    """The largest words high on the first page that are larger than the text; "" where none are."""
    page = next((page for page in pages if page), [])
    top = sorted(page, key=lambda line: -line.y)[:_TITLE_AMONG]
    largest = max((line.size for line in top if len(line.text) > 3), default=0.0)
    if largest < _TITLE_TIMES * body_size(pages) or len(page) == len(top):
        return ""
    words: list[str] = []
    for line in page:
        if line.size == largest and line in top:
            words.append(line.text)
        elif words:
            break
    title = " ".join(words)
    return title if len(title) <= _LONGEST_TITLE and any(c.isalpha() for c in title) else ""


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines that repeat at their edges, and without their numbers."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_form(line) for line in _edges(page)})
    least = max(2, min(_FEWEST, len(pages)), int(_REPEATED * len(pages)))
    repeated = {form for form, times in seen.items() if times >= least}
    kept, several, size = [], len(pages) > 1, body_size(pages)
    for number, page in enumerate(pages):
        edges = {id(line) for line in _edges(page)}
        first = number == 0
        kept.append(
            [
                line
                for line in page
                if id(line) not in edges
                or not (
                    _is_number(line, several=several)
                    or (_form(line) in repeated and not (first and line.size >= _TITLE_TIMES * size))
                )
            ]
        )
    return kept


def _edges(page: Page) -> Page:
    """Of a page with few lines only the first and the last."""
    many = min(_EDGE, max(1, len(page) // 4))
    ordered = sorted(page, key=lambda line: -line.y)
    return [*ordered[:many], *ordered[-many:]]


def _form(line: Line) -> str:
    return _NUMBERS.sub("#", line.text).casefold()


def _is_number(line: Line, *, several: bool) -> bool:
    """A bare number is a page's only where there are several pages."""
    found = _PAGE_NUMBER.fullmatch(line.text.strip())
    return found is not None and (several or _PLAINLY.search(line.text) is not None)
