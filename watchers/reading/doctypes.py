"""Entities that old feeds declare for letters: harmless ones are put in, all others stay for the parser to refuse."""

from __future__ import annotations

import re
from dataclasses import replace

from watchers.reading.given import Given

_DOCTYPE = re.compile(r"<!DOCTYPE\s+[\w:.-]+[^\[\]<>]{0,500}\[(?P<inside>[^\[\]]{0,100000})\]\s*>", re.I)
_LETTER = re.compile(
    r"<!ENTITY\s+(?P<name>[A-Za-z][\w.-]{0,30})\s+(?:\"(?P<double>[^\"]{0,200})\"|'(?P<single>[^']{0,200})')\s*>"
)
_CHARACTERS = re.compile(r"(?:[^&<>%]|&#\d{2,7};|&#x[0-9a-fA-F]{2,6};)*")
"""Nothing that could hold another entity."""
_OF_HTML = re.compile(
    r"<!ENTITY\s+%\s+(?P<name>\w+)\s+PUBLIC\s+[\"']-//W3C//ENTITIES [^\"']{1,80}[\"']\s+[\"'][^\"'<>]{1,200}[\"']\s*>"
    r"\s*%(?P=name);"
)
"""The W3C's own lists of letters, which are known by heart."""
_COMMENT = re.compile(r"<!--(?:(?!-->).){0,5000}-->", re.S)
_NEAR = 4_096


def declared(given: Given) -> Given:
    """With the letters of a document type put in, where it declares nothing else."""
    found = _DOCTYPE.search(given.text, 0, _NEAR + 100_000)
    if found is None or found.start() > _NEAR:
        return given
    letters = {}
    for each in _LETTER.finditer(found["inside"]):
        value = each["double"] if each["double"] is not None else each["single"]
        if _CHARACTERS.fullmatch(value):
            letters[each["name"]] = value
    left = _LETTER.sub(lambda each: "" if each["name"] in letters else each[0], found["inside"])
    left = _COMMENT.sub("", _OF_HTML.sub("", left))
    if left.strip():
        return given
    text = given.text[: found.start()] + given.text[found.end() :]
    if letters:
        names = "|".join(re.escape(name) for name in letters)
        text = re.sub(rf"&({names});", lambda each: letters[each[1]], text)
    return replace(given, content=text.encode("utf-8", "replace"))
