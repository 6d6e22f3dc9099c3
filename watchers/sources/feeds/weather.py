"""Whether it is the feeds that fail, or this machine's own way to the network."""

from __future__ import annotations

from collections import deque
from urllib.parse import urlsplit

from watchers.sources.feeds.state import Outcome

_REMEMBERED = 6
_ALL = 3
"""Hosts that must have failed in a row, one after the other, before it is the network that is blamed."""
_OWN = frozenset(["dns", "unreachable", "proxy"])


class Weather:
    """Remembers how the last visits ended."""

    def __init__(self) -> None:
        self._last: deque[tuple[str, bool]] = deque(maxlen=_REMEMBERED)

    def is_local(self, address: str, outcome: Outcome) -> bool:
        """Notes the end of a visit; whether it failed for a reason that is not the feed's."""
        failed = outcome.kind == "failed" and outcome.trouble in _OWN
        self._last.append((urlsplit(address).hostname or "", failed))
        return failed and self._lost

    @property
    def _lost(self) -> bool:
        hosts = {host for host, _ in self._last}
        return all(failed for _, failed in self._last) and len(hosts) >= _ALL
