"""Passwords and keys of feeds, looked up when a feed is fetched; they stand in no file and no message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from watchers.errors import WirewatchError
from watchers.subscriptions.subscription import Subscription

Keyring = Callable[[str, str], str | None]
"""The password of a service and a user, or None."""


class SecretError(WirewatchError):
    """A secret that is not to be had; the sentence names where it was looked for, never what it is."""

    def __init__(self, address: str, problem: str) -> None:
        self.address, self.problem = address, problem
        super().__init__(f"{address}: {problem}")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a server is shown."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def credentials(feed: Subscription, environ: Mapping[str, str], keyring: Keyring | None = None) -> Credentials:
    """Those of a feed; the keyring of the system where none is given. Raises SecretError."""
    password = None
    if feed.password_env:
        password = _variable(feed, feed.password_env, environ)
    elif feed.keyring:
        password = _kept(feed, feed.keyring, keyring)
    headers = tuple((name, _variable(feed, variable, environ)) for name, variable in feed.headers_env)
    return Credentials(feed.user, password, headers)


def _variable(feed: Subscription, name: str, environ: Mapping[str, str]) -> str:
    value = environ.get(name)
    if not value:
        raise SecretError(
            feed.address, f"the environment variable {name} is not set. Set it, and start wirewatch again."
        )
    if not value.isprintable():
        raise SecretError(feed.address, f"the environment variable {name} holds more than one line. Set it anew.")
    return value


def _kept(feed: Subscription, service: str, keyring: Keyring | None) -> str:
    user = feed.user or ""
    try:
        value = (keyring or _system(feed))(service, user)
    except SecretError:
        raise
    except Exception as error:  # whatever the system's keyring raises: none, locked, refused
        problem = f"the keyring cannot be opened ({type(error).__name__}). Unlock it, or use password_env."
        raise SecretError(feed.address, problem) from None
    if not value:
        advice = f"Put it there: keyring set {service} {user}."
        raise SecretError(feed.address, f"the keyring has no password of “{user}” for “{service}”. {advice}")
    return value


def _system(feed: Subscription) -> Keyring:
    try:
        from keyring import get_password
    except ImportError:
        problem = "the Python package keyring is not installed. Install it beside wirewatch, or use password_env."
        raise SecretError(feed.address, problem) from None
    found: Keyring = get_password
    return found
