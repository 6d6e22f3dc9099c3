"""Documents as Markdown (CommonMark) that reads well and means nothing but its words, whatever a document holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.commands.export.heading import About, Listed
from tui.commands.export.paper import Paper, Tagged

ENDING = ".md"
_SPECIAL = re.compile(r"[\\`*_\[\]|~$]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BEGINS = re.compile(r"(\d{1,9})(?=[.)](\s|$))|(?=[#+=:-])")
"""What would make a heading, a list or a rule of a line."""


def together(about: About, listed: Iterator[Listed], papers: Iterator[Paper]) -> Iterator[str]:
    """All in one file; it has no table of contents, since it is there to be cut and pasted from."""
    yield _heading(about)
    for each in papers:
        yield from document(each)


def index(about: About, listed: Iterator[Listed]) -> Iterator[str]:
    """Of documents that have files of their own."""
    yield _heading(about)
    for each in listed:
        yield f"- [{escaped(each.title)}]({each.file}), {each.when}\n"


def alone(about: About, one: Paper) -> Iterator[str]:
    """A file with one document."""
    return document(one, alone=True)


def document(one: Paper, *, alone: bool = False) -> Iterator[str]:
    """Under a heading of the second level, or of the first."""
    yield f"{'#' if alone else '##'} {escaped(one.title)}\n\n"
    yield f"*{escaped(' · '.join(one.line))}*\n\n"
    for said in (one.wrong, one.notice):
        yield f"> **{escaped(said)}**\n\n" if said else ""
    yield "".join(f"- {escaped(sentence)}\n" for sentence in one.summary) + ("\n" if one.summary else "")
    for heading, tags in one.tags:
        yield f"**{heading}:** {', '.join(map(_tag, tags))}\n\n"
    for paragraph in one.paragraphs:
        yield "\n".join(escaped(line) for line in paragraph.split("\n")) + "\n\n"
    yield f"Original: <{one.link}>\n\n" if one.link else f"Original: {escaped(one.where)}\n\n"
    yield f"SHA-256 of the original: `{one.digest}`\n" + ("" if alone else "\n---\n\n")


def escaped(text: str) -> str:
    """One line that shows as it is."""
    line = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split())).translate(_MARKUP)
    return _BEGINS.sub(r"\1\\", line, count=1) if _BEGINS.match(line) else line


def _heading(about: About) -> str:
    return f"# {escaped(about.title)}\n\n*{escaped(about.line)}*\n\n"


def _tag(tag: Tagged) -> str:
    words = ", ".join(f"“{escaped(word)}”" for word in tag.words)
    return f"{escaped(tag.name)} ({words})" if words else escaped(tag.name)
