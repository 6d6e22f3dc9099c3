"""Changes of `feeds.toml`, pure: its text in, its text out, with comments, order and other feeds as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from watchers.errors import SettingsError
from watchers.subscriptions.addresses import AddressError, address_of, key
from watchers.subscriptions.loading import FILE, KIND
from watchers.subscriptions.reading import subscription_of, table_of
from watchers.subscriptions.subscription import Subscription
from watchers.tables.editing import Editing
from watchers.tables.loading import Mistake

HEADER = """\
# Feeds that wirewatch fetches, one [[feed]] each; wirewatch feeds changes this file, and so may you. A feed has url,
# and may have name, tags, home (US, US-KY), agency, page, paused, muted_until, full_text, every ("30 min"), user with
# password_env or keyring, headers = {"X-Key" = "env:NAME"}, allow_private. Secrets never stand here.
"""
_HERE = Path(FILE)
_EDITING = Editing(_HERE, KIND, HEADER, "wirewatch feeds list")


def added(text: str, feeds: Iterable[Subscription]) -> str:
    """With feeds at its end."""
    return _EDITING.added(text, map(table_of, feeds))


def removed(text: str, address: str) -> str:
    """Without a feed; comments around it stay."""
    return _EDITING.removed(text, _found(text, address))


def paused(text: str, address: str) -> str:
    return _changed(text, address, paused=True)


def resumed(text: str, address: str) -> str:
    return _changed(text, address, paused=False)


def muted(text: str, address: str, until: datetime | None) -> str:
    """None lets it be shown again."""
    return _changed(text, address, muted_until=until)


def renamed(text: str, address: str, name: str) -> str:
    """An empty name leaves it to the feed."""
    return _changed(text, address, name=name)


def retagged(text: str, address: str, tags: Iterable[str]) -> str:
    return _changed(text, address, tags=tuple(dict.fromkeys(tags)))


def _changed(text: str, address: str, **changes: Any) -> str:
    """With values of one feed changed; what equals the default is left out."""
    number = _found(text, address)
    values = table_of(replace(_subscription(_EDITING.tables(text)[number]), **changes))
    return _EDITING.changed(text, number, {name: values.get(name) for name in changes})


def _subscription(table: Mapping[str, Any]) -> Subscription:
    try:
        return subscription_of(table)
    except Mistake as mistake:
        raise SettingsError(_HERE, f"{mistake} Mend that first.") from mistake


def _found(text: str, address: str) -> int:
    return _EDITING.found(text, address, lambda table: _key(table) == key(address))


def _key(table: Mapping[str, Any]) -> str | None:
    try:
        return key(address_of(str(table.get("url", ""))))
    except AddressError:
        return None
