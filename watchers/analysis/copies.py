"""Texts that repeat each other, told by the runs of four words that they share (Broder, bottom-k sketches)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal
from zlib import crc32

KEPT = 32
"""Digests of a sketch: the least of all runs, so that two sketches hold the same runs of what two texts share."""
_RUN = 4
_FEWEST_RUNS = 9
"""A text of fewer is compared as a whole."""
_FEWEST_WORDS = 4
_LONGEST = 500_000
"""Characters of a text that are looked at."""
_SHARED = 2
_MOSTLY = 0.5
_HAN = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")

Likeness = Literal["exact", "near", "contained", "fuller"]
"""Of one text to another: all of it, most of both, most of this one (cut short), most of the other (and more)."""


def words(text: str) -> list[str]:
    """In lower case, without marks of any kind; each Chinese character and each kana is one."""
    return _WORD.findall(text[:_LONGEST].lower())


def sketch(said: Sequence[str]) -> tuple[int, ...]:
    """The least digests of the runs, in order; none for a text that is too short for it."""
    if len(said) < _FEWEST_RUNS + _RUN - 1:
        return ()
    runs = {f"{a} {b} {c} {d}" for a, b, c, d in zip(said, said[1:], said[2:], said[3:], strict=False)}
    return tuple(sorted(map(crc32, "\n".join(runs).encode("utf-8", "replace").split(b"\n")))[:KEPT])


def whole(said: Sequence[str]) -> int:
    """A digest of all words, 0 where they are too few to tell anything."""
    return crc32(" ".join(said).encode("utf-8", "replace")) if len(said) >= _FEWEST_WORDS else 0


def likeness(one: Sequence[int], other: Sequence[int]) -> Likeness | None:
    """What one sketch is to another; None where the texts are not alike.

    Both are complete up to the lesser of their last digests, where neither is that of a short text, which is complete.
    """
    if not one or not other:
        return None
    limit = min(_complete(one), _complete(other))
    mine, theirs = ({each for each in digests if each <= limit} for digests in (one, other))
    shared = len(mine & theirs)
    if shared < _SHARED:
        return None
    if tuple(one) == tuple(other):
        return "exact"
    in_other, in_one = shared > _MOSTLY * len(mine), shared > _MOSTLY * len(theirs)
    if in_other:
        return "near" if in_one else "contained"
    return "fuller" if in_one else None


def _complete(digests: Sequence[int]) -> int:
    return digests[-1] if len(digests) == KEPT else 0xFFFFFFFF
