"""A tagger that follows the analyst's own files while it runs: what they say holds from the next document on."""

from __future__ import annotations

from pathlib import Path

from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.own import Signature, Taken, signature
from watchers.analysis.tagger import Tagger
from watchers.errors import LexiconError


class Live:
    """`own` is the folder of `actors.toml` and `regions.toml`; None where there is nothing to follow.

    `shipped` is the lexicon without them.
    """

    def __init__(self, lexicon: Path, own: Path | None) -> None:
        """Raises LexiconError for the shipped lexicon only."""
        self.shipped = Lexicon.open(lexicon)
        self._own = own
        self.tagger = Tagger(self.shipped)
        self.taken = Taken()
        self.follow()

    def close(self) -> None:
        """Lets the lexicon go."""
        self.shipped.close()

    def follow(self) -> Taken:
        """Takes the files over where they have changed since; two looks at the file system where they have not."""
        now = signature(self._own) if self._own else self.taken.signature
        if self._own and now != self.taken.signature:
            try:
                self._take(self._own, now)
            except LexiconError as error:
                self.taken = Taken(now, problem=str(error), path=error.path)
            except Exception as error:  # whatever it is, documents go on
                said = f"{self._own}: your own lexicon cannot be taken over ({type(error).__name__}: {error})."
                self.taken = Taken(now, problem=said, path=self._own)
        return self.taken

    def _take(self, own: Path, now: Signature) -> None:
        lexicon = self.shipped.with_own(own)
        self.tagger = Tagger(lexicon)
        self.taken = Taken(now, lexicon.overlay.told, remarks=lexicon.overlay.remarks)
