"""Whether capitals say anything where a word stands: not in a headline in capitals or In Title Case."""

from __future__ import annotations

from watchers.analysis.passage import Passage
from watchers.analysis.tokens import Shape

_SMALL = frozenset(
    """a an the of in on at by for from with and or nor but to as via per vs over into after before near amid against
    between s""".split()
)
_FEW = 5
_NEARLY_ALL = 0.9


def tells(passage: Passage, i: int) -> bool:
    """Whether the sentence of word i is written so that a capital marks a name."""
    tokens = passage.tokens
    written = [
        tokens.shape[k]
        for k in tokens.in_sentence(tokens.sentence[i])
        if tokens.key[k] not in _SMALL and not tokens.shape[k] & Shape.NUMBER
    ]
    return len(written) < _FEW or sum(bool(s & Shape.CAPITAL) for s in written) < _NEARLY_ALL * len(written)
