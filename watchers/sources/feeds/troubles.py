"""The one error of fetching: a kind for the schedule, and a sentence for a person."""

from __future__ import annotations

from watchers.errors import WirewatchError
from watchers.sources.feeds.answers import Kind


class FetchError(WirewatchError):
    """Why an address brings nothing; made of our words, the host and figures alone."""

    def __init__(self, kind: Kind, reason: str) -> None:
        self.kind, self.reason = kind, reason
        super().__init__(reason)
