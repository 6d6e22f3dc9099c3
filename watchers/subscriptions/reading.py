"""One `[[feed]]` table to a subscription, and back to the values that are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Any

from watchers.settings import is_home, no_home
from watchers.subscriptions.addresses import AddressError, address_of
from watchers.subscriptions.spans import LONGEST, SHORTEST, span_of, told
from watchers.subscriptions.subscription import Subscription
from watchers.tables.loading import Mistake

KEYS = (
    "url", "name", "tags", "home", "agency", "page", "paused", "muted_until", "full_text", "every", "user",
    "password_env", "keyring", "headers", "allow_private",
)  # fmt: skip
_LONGEST = 500
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_NOT_OURS = frozenset("host content-length transfer-encoding connection user-agent accept-encoding".split())
_FROM = "env:"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def subscription_of(table: Mapping[str, Any]) -> Subscription:
    """Raises Mistake."""
    _only_known(table)
    if "url" not in table:
        raise Mistake('this feed has no url. Give it one: url = "https://example.org/feed.xml".')
    try:
        address = address_of(_text(table, "url") or "")
    except AddressError as error:
        raise Mistake(f"url {error}", "url") from error
    password, entry = _variable(table, "password_env"), _text(table, "keyring")
    if password and entry:
        raise Mistake("give password_env or keyring, not both.", "keyring")
    user = _text(table, "user")
    if (password or entry) and not user:
        raise Mistake('a password needs a user: user = "name".', "password_env" if password else "keyring")
    return Subscription(
        address=address,
        name=_text(table, "name") or "",
        tags=_tags(table),
        home=_home(table),
        agency=_text(table, "agency"),
        page=_page(table),
        paused=_flag(table, "paused"),
        muted_until=_instant(table, "muted_until"),
        full_text=_flag(table, "full_text"),
        every=_every(table),
        user=user,
        password_env=password,
        keyring=entry,
        headers_env=_headers(table),
        allow_private=_flag(table, "allow_private"),
    )


def table_of(feed: Subscription) -> dict[str, Any]:
    """The keys that differ from what holds without them, in their order."""
    values: dict[str, Any] = {
        "url": feed.address,
        "name": feed.name,
        "tags": list(feed.tags),
        "home": feed.home,
        "agency": feed.agency,
        "page": feed.page,
        "paused": feed.paused,
        "muted_until": feed.muted_until,
        "full_text": feed.full_text,
        "every": told(feed.every) if feed.every else None,
        "user": feed.user,
        "password_env": feed.password_env,
        "keyring": feed.keyring,
        "headers": {name: f"{_FROM}{variable}" for name, variable in feed.headers_env},
        "allow_private": feed.allow_private,
    }
    return {name: value for name, value in values.items() if value}


def _only_known(table: Mapping[str, Any]) -> None:
    for name in table:
        if name == "password":
            raise Mistake(
                "a password never stands in this file. Put it into an environment variable, and the name of that here: "
                'password_env = "FEED_PASSWORD"; or into the keyring: keyring = "wirewatch".',
                name,
            )
        if name not in KEYS:
            near = get_close_matches(name, KEYS, n=1, cutoff=0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(KEYS)}."
            raise Mistake(f"“{name}” is not a key of a feed. {hint}", name)


def _text(table: Mapping[str, Any], name: str) -> str | None:
    value = table.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Mistake(f"“{name}” must be text in quotes.", name)
    return _plain(value, name) or None


def _plain(value: str, name: str) -> str:
    line = value.strip()
    if len(line) > _LONGEST and name != "url":
        raise Mistake(f"“{name}” has more than {_LONGEST} characters. Shorten it.", name)
    if _CONTROL.search(line):
        raise Mistake(f"“{name}” must be one line without control characters.", name)
    return line


def _flag(table: Mapping[str, Any], name: str) -> bool:
    value = table.get(name, False)
    if not isinstance(value, bool):
        raise Mistake(f"“{name}” must be true or false.", name)
    return value


def _tags(table: Mapping[str, Any]) -> tuple[str, ...]:
    value = table.get("tags", [])
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise Mistake('“tags” must be a list of texts in quotes: tags = ["Europe", "agency"].', "tags")
    return tuple(dict.fromkeys(tag for each in value if (tag := _plain(each, "tags"))))


def _home(table: Mapping[str, Any]) -> str | None:
    home = _text(table, "home")
    if home and not is_home(home):
        raise Mistake(f"“home”: {no_home(home)}", "home")
    return home


def _page(table: Mapping[str, Any]) -> str | None:
    page = _text(table, "page")
    try:
        return address_of(page) if page else None
    except AddressError as error:
        raise Mistake(f"page {error}", "page") from error


def _instant(table: Mapping[str, Any], name: str) -> datetime | None:
    """One without an offset is in this machine's time zone; a day means its beginning."""
    value = table.get(name)
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise Mistake(f"“{name}” must be an instant without quotes, such as 2026-12-01T08:00:00Z.", name)
    try:
        return value.astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        raise Mistake(f"“{name}” lies outside of what can be reckoned.", name) from None


def _every(table: Mapping[str, Any]) -> timedelta | None:
    value = table.get("every")
    if value is None:
        return None
    span = span_of(value) if isinstance(value, str) else None
    if span is None:
        raise Mistake('“every” must be a span of time in quotes, such as "30 min", "2 h" or "1 day".', "every")
    if not SHORTEST <= span <= LONGEST:
        raise Mistake(f"“every” must be from {told(SHORTEST)} to {told(LONGEST)}.", "every")
    return span


def _variable(table: Mapping[str, Any], name: str) -> str | None:
    value = _text(table, name)
    if value and not _VARIABLE.fullmatch(value):
        raise Mistake(
            f"“{name}” must be the name of an environment variable, such as FEED_PASSWORD, not the secret itself.", name
        )
    return value


def _headers(table: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    value = table.get("headers", {})
    if not isinstance(value, dict):
        raise Mistake('“headers” must be a table: headers = {"X-Key" = "env:FEED_KEY"}.', "headers")
    return tuple((_header(name), _secret(name, told)) for name, told in value.items())


def _header(name: str) -> str:
    if not _HEADER.fullmatch(name):
        raise Mistake(f"“{name[:100]}” is no name of a header.", "headers")
    if name.lower() in _NOT_OURS:
        raise Mistake(f"the header “{name}” is not a feed's to set. Remove it.", "headers")
    return name


def _secret(name: str, told: Any) -> str:
    """The environment variable that holds a header's value."""
    variable = told.removeprefix(_FROM) if isinstance(told, str) and told.startswith(_FROM) else ""
    if not _VARIABLE.fullmatch(variable):
        raise Mistake(
            f'the value of the header “{name}” must name an environment variable: "env:FEED_KEY". Secrets never stand '
            "in this file.",
            "headers",
        )
    return variable
