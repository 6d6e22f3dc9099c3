"""Changes of `feeds.toml`, pure: its text in, its text out, with comments, order and other feeds as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from watchers.errors import SettingsError
from watchers.subscriptions.addresses import AddressError, address_of, key
from watchers.subscriptions.loading import FILE, tables_of
from watchers.subscriptions.places import Place, places
from watchers.subscriptions.reading import Mistake, subscription_of, table_of
from watchers.subscriptions.subscription import Subscription

HEADER = """\
# Feeds that wirewatch fetches, one [[feed]] each; wirewatch feeds changes this file, and so may you. A feed has url,
# and may have name, tags, home (US, US-KY), agency, page, paused, muted_until, full_text, every ("30 min"), user with
# password_env or keyring, headers = {"X-Key" = "env:NAME"}, allow_private. Secrets never stand here.
"""
_HERE = Path(FILE)


def added(text: str, feeds: Iterable[Subscription]) -> str:
    """With feeds at its end."""
    newline = "\r\n" if "\r\n" in text else "\n"
    blocks = "".join(f"\n{_block(feed)}" for feed in feeds)
    before = text or HEADER
    before += "" if before.endswith("\n") else newline
    return _checked(before + blocks.replace("\n", newline), [*_tables(text), *map(table_of, feeds)])


def removed(text: str, address: str) -> str:
    """Without a feed; comments around it stay."""
    number, place = _found(text, address)
    lines = text.split("\n")
    before, after = lines[: place.first], lines[place.end :]
    if after and not after[0].strip() and (not before or not before[-1].strip()):
        after = after[1:]
    tables = _tables(text)
    return _checked("\n".join([*before, *after]), [*tables[:number], *tables[number + 1 :]])


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
    import tomlkit

    number, place = _found(text, address)
    lines = text.split("\n")
    end = "\r" if lines[place.first].endswith("\r") else ""
    whole = tomlkit.parse("\n".join(line.removesuffix("\r") for line in lines[place.first : place.end]) + "\n")
    table: Any = whole["feed"][0]
    tables = _tables(text)
    values = table_of(replace(_subscription(tables[number]), **changes))
    for name in changes:
        if name in values:
            table[name] = values[name]
        else:
            table.pop(name, None)
    chunk = [f"{line}{end}" for line in tomlkit.dumps(whole).rstrip("\n").split("\n")]
    after = {name: value for name, value in tables[number].items() if name not in changes}
    after |= {name: values[name] for name in changes if name in values}
    changed = "\n".join([*lines[: place.first], *chunk, *lines[place.end :]])
    return _checked(changed, [*tables[:number], after, *tables[number + 1 :]])


def _subscription(table: Mapping[str, Any]) -> Subscription:
    try:
        return subscription_of(table)
    except Mistake as mistake:
        raise SettingsError(_HERE, f"{mistake} Mend that first.") from mistake


def _block(feed: Subscription) -> str:
    import tomlkit

    table = tomlkit.table()
    for name, value in table_of(feed).items():
        if isinstance(value, dict):
            table[name] = tomlkit.inline_table()
            table[name].update(value)
        else:
            table[name] = value
    return "[[feed]]\n" + table.as_string().strip("\n") + "\n"


def _found(text: str, address: str) -> tuple[int, Place]:
    """The number of a feed, counted from 0, and where it stands. Raises SettingsError."""
    tables = _tables(text)
    standing = places(text.split("\n"), len(tables))
    if standing is None:
        raise SettingsError(_HERE, "the feeds are not written as [[feed]] tables. Change it in an editor.")
    for number, table in enumerate(tables):
        if _key(table) == key(address):
            return number, standing[number]
    raise SettingsError(_HERE, f"“{address}” stands there no longer. Look at wirewatch feeds list.")


def _key(table: Mapping[str, Any]) -> str | None:
    try:
        return key(address_of(str(table.get("url", ""))))
    except AddressError:
        return None


def _tables(text: str) -> list[Mapping[str, Any]]:
    return list(tables_of(text, _HERE))


def _checked(text: str, expected: list[Mapping[str, Any]]) -> str:
    """Nothing is written that does not say what was meant. Raises SettingsError."""
    try:
        if _tables(text) == expected:
            return text
    except SettingsError:
        pass
    raise SettingsError(_HERE, "it is written in a way that cannot be changed from here. Change it in an editor.")
