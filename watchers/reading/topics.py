"""The names of codes of IPTC NewsCodes: Media Topics, the Subject Codes before them, genres.

Codes and names are facts of IPTC NewsCodes (cv.iptc.org), CC BY 4.0, kept in the tables `iptc-*.tsv` beside this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLES = {"medtop": "iptc-media-topics.tsv", "subj": "iptc-subject-codes.tsv", "genre": "iptc-genres.tsv"}
_SCHEMES = {
    "medtop": "medtop", "mediatopic": "medtop", "mediatopics": "medtop", "mtop": "medtop", "mt": "medtop",
    "subj": "subj", "subjectcode": "subj", "subjectcodes": "subj", "subject": "subj", "iptc": "subj", "subjref": "subj",
    "iptcsubjectcode": "subj", "iptcsubjectcodes": "subj", "iptcsc": "subj", "tt": "subj",
    "genre": "genre", "newsgenre": "genre", "objectattribute": "genre",
}  # fmt: skip
_EIGHT = re.compile(r"(?:[01]\d|20)\d{6}")


def name_of(scheme: str | None, code: str) -> str | None:
    """The name in English of a code, `medtop:20000065`, `20000065` or its address; None where it is not known."""
    local = re.split(r"[:/#]", code.strip().rstrip("/"))[-1].strip()
    kind = scheme_of(scheme, code)
    if kind is None:
        return None
    names = _names(kind)
    return names.get(local) or names.get(local.casefold().replace(" ", "_"))


def scheme_of(scheme: str | None, code: str) -> str | None:
    """`medtop`, `subj` or `genre` by the scheme's name or address, the code's prefix, or its digits; None for others.

    What another vocabulary says is not guessed at: an 8-digit code counts without a scheme or in one of IPTC's only.
    """
    local = re.split(r"[:/#]", code.strip().rstrip("/"))[-1].strip()
    prefix = code.strip()[: -len(local)] if local else ""
    named = [_SCHEMES.get(part) for told in (scheme or "", prefix) for part in re.split(r"[^a-z]+", told.lower())]
    kind = next((each for each in named if each), None)
    if local.startswith("2000") and kind == "subj":
        kind = "medtop"
    if kind or scheme or prefix:
        return kind
    if not _EIGHT.fullmatch(local):
        return None
    return "medtop" if local.startswith("20") else "subj"


@cache
def _names(kind: str) -> Mapping[str, str]:
    text = (Path(__file__).parent / _TABLES[kind]).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {key: name for code, name in rows for key in (code, code.casefold())}
