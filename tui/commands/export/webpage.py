"""Documents as one page of HTML that fetches nothing, runs nothing, and reads well by day, by night and on paper."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from tui.commands.export.heading import About, Listed
from tui.commands.export.paper import Paper, Tagged

ENDING = ".html"
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #5b6570; --line: #d5dae0; --back: #fdfdfc; --bad: #a4161a }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7ea; --dim: #9aa4ae; --line: #333b44; --back: #14181c; --bad: #ff8a80 }
}
body { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; color: var(--ink); background: var(--back);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere }
h1, h2, nav, .line, dl, footer { font-family: system-ui, sans-serif }
h1 { font-size: 1.5rem } h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .3rem }
a { color: inherit } .line, footer, nav span { color: var(--dim); font-size: .85rem }
nav { border: solid var(--line); border-width: 1px 0; margin: 1.5rem 0; padding: .5rem 0 }
nav ol { margin: 0; padding-left: 3rem } nav li { padding: .15rem 0 }
article { border-top: 1px solid var(--line); padding: 1.6rem 0 } article:target h2 { text-decoration: underline }
.wrong { border-left: .3rem solid var(--bad); color: var(--bad); padding: .2rem .8rem; font-weight: bold }
dl { font-size: .9rem; display: grid; grid-template-columns: 5rem 1fr; gap: .2rem .8rem } dt { color: var(--dim) }
dd { margin: 0 } q { color: var(--dim) } p { margin: .7rem 0; white-space: pre-line }
footer { margin-top: 1rem } code { font-size: .75rem }
@media print {
  :root { --ink: #000; --dim: #444; --line: #bbb; --back: #fff; --bad: #000 }
  body { max-width: none; padding: 0; font-size: 10.5pt } h2, .line { break-after: avoid }
}
"""
_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
_CLOSING = "</body>\n</html>\n"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


def together(about: About, listed: Iterator[Listed], papers: Iterator[Paper]) -> Iterator[str]:
    """All in one page, below a table of contents."""
    yield _opening(about)
    yield from _contents((f"#d{each.number}", each) for each in listed)
    for one in papers:
        yield from document(one)
    yield _CLOSING


def index(about: About, listed: Iterator[Listed]) -> Iterator[str]:
    """Of documents that have pages of their own."""
    yield _opening(about)
    yield from _contents((each.file, each) for each in listed)
    yield _CLOSING


def alone(about: About, one: Paper) -> Iterator[str]:
    """A page with one document."""
    yield _head(about.title)
    yield from document(one)
    yield _CLOSING


def _opening(about: About) -> str:
    heading = f'<h1 dir="auto">{_text(about.title)}</h1>\n<div class="line">{_text(about.line)}</div>\n'
    return _head(about.title) + heading


def _head(title: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )


def _contents(listed: Iterator[tuple[str, Listed]]) -> Iterator[str]:
    yield '<nav aria-label="Contents">\n<ol>\n'
    for where, each in listed:
        yield f'<li><a href="{where}" dir="auto">{_text(each.title)}</a> <span>{each.when}</span></li>\n'
    yield "</ol>\n</nav>\n"


def document(one: Paper) -> Iterator[str]:
    """An article of a page."""
    language = f' lang="{one.language}"' if one.language and _LANGUAGE.fullmatch(one.language) else ""
    yield f'<article id="d{one.number}"{language} dir="auto">\n<h2 dir="auto">{_text(one.title)}</h2>\n'
    yield f'<div class="line" lang="en">{_text(" · ".join(one.line))}</div>\n'
    for said in (one.wrong, one.notice):
        yield f'<p class="wrong">{_text(said)}</p>\n' if said else ""
    if one.summary:
        yield "<ul>\n" + "".join(f"<li>{_text(sentence)}</li>\n" for sentence in one.summary) + "</ul>\n"
    if one.tags:
        yield '<dl lang="en">\n' + "".join(_tags(heading, tags) for heading, tags in one.tags) + "</dl>\n"
    for paragraph in one.paragraphs:
        yield f'<p dir="auto">{_text(paragraph)}</p>\n'
    where = f'<a href="{_text(one.link)}" rel="noreferrer noopener nofollow">{_text(one.link)}</a>' if one.link else ""
    yield f'<footer lang="en" dir="ltr">Original: {where or _text(one.where)}<br>\n'
    yield f"SHA-256 of the original: <code>{one.digest}</code></footer>\n</article>\n"


def _tags(heading: str, tags: tuple[Tagged, ...]) -> str:
    told = "; ".join(_text(tag.name) + "".join(f" <q>{_text(word)}</q>" for word in tag.words) for tag in tags)
    return f"<dt>{heading}</dt><dd>{told}</dd>\n"


def _text(text: str) -> str:
    return escape(text, quote=True)
