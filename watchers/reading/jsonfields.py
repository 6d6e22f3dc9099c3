"""What the fields of a JSON item say, whatever types agencies give them; keys are in small letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from watchers.reading.wrapped import Item, lowered


def role_of(told: object, roles: tuple[str, ...]) -> str:
    """Of a list of `{role, contenttype, value}` the one with the first of the roles, plain rather than marked up."""
    if isinstance(told, str):
        return told
    held = [lowered(each) for each in listed(told) if isinstance(each, dict)]
    held.sort(key=lambda each: "htm" in word(each, "contenttype"))
    for role in roles:
        for each in held:
            if word(each, "role").lower() == role and word(each, "value"):
                return word(each, "value")
    return next((word(each, "value") for each in held), "")


def names(item: Item, *keys: str) -> Iterator[str]:
    for key in keys:
        for each in listed(item.get(key)):
            if name := each if isinstance(each, str) else named(each, "name", "literal", "code", "qcode"):
                yield name


def named(value: object, *keys: str) -> str:
    return word(lowered(value), *keys) if isinstance(value, dict) else ""


def first(item: Item, prefix: str) -> str:
    return next(
        (value for key, value in item.items() if key.startswith(prefix) and isinstance(value, str) and value), ""
    )


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def word(item: Item, *keys: str) -> str:
    """The first of the keys that holds characters or a number."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(int(value)) if abs(value) < 1e15 else ""
    return ""
