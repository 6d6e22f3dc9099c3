"""The expressions written before, to go back to."""

from __future__ import annotations

MOST = 50


class Past:
    """Kept while the board is open, the latest last; what is being written waits behind them."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._at = 0
        self.draft = ""

    @property
    def shown(self) -> str:
        """The one that was gone to, else what is being written."""
        return self._said[self._at] if self._at < len(self._said) else self.draft

    def keep(self, expression: str) -> None:
        """Each once."""
        said = expression.strip()
        if said:
            self._said = [*(each for each in self._said if each != said), said][-MOST:]

    def begin(self, draft: str) -> None:
        """From here it goes back."""
        self._at, self.draft = len(self._said), draft

    def go(self, way: int) -> bool:
        """To the one before (-1) or after (1); whether there was one."""
        at = self._at + way
        if not 0 <= at <= len(self._said):
            return False
        self._at = at
        return True
