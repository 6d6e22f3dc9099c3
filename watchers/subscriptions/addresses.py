"""Addresses of feeds as people write them, and when two of them mean the same feed."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from watchers.errors import WirewatchError

LONGEST = 2_000
_FEED = re.compile(r"feed:(?://)?(?=https?://)|feed:(?=//)", re.I)
_SCHEME = re.compile(
    r"[a-z][a-z0-9+.-]*:(?=//)|(?:mailto|javascript|data|file|about|news|urn|tel|blob|view-source):", re.I
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff\ue000-\uf8ff]")
_ENCODED = re.compile(r"[ \"<>\\^`{|}\xa0\u2000-\u200a\u3000]")
_HOST = re.compile(r"[^\s/?#\[\]@:%]{1,253}")
_PORTS = {"http": 80, "https": 443}
_KEPT = "!$&'()*+,;=:@/~-._%"


class AddressError(WirewatchError):
    """A text that is no address of a feed; `reason` is a sentence without it."""

    def __init__(self, text: str, reason: str) -> None:
        self.text, self.reason = text, reason
        super().__init__(f"“{text[:200]}”: {reason}")


def address_of(text: str) -> str:
    """`feed://` and a missing scheme become https; host in lower case, no fragment. Raises AddressError."""
    address = _FEED.sub("", text.strip().strip("<>").strip(), count=1)
    address = f"https:{address}" if address.startswith("//") else address
    scheme = _SCHEME.match(address)
    if scheme is None:
        address = f"https://{address}"
    elif scheme[0].lower() not in {"http:", "https:"}:
        raise AddressError(text, f"{scheme[0].lower()} is not fetched; give an http or https address.")
    if len(address) > LONGEST:
        raise AddressError(text, f"it has more than {LONGEST:,} characters.")
    if _UNSAFE.search(address):
        raise AddressError(text, "control characters are no part of an address.")
    return _whole(text, _ENCODED.sub(lambda sign: quote(sign[0]), address))


def key(address: str) -> str:
    """The same for addresses that mean one feed: whatever the scheme, a last slash, or how letters are encoded."""
    parts = urlsplit(address)
    path = quote(unquote(parts.path, errors="surrogateescape"), safe=_KEPT, errors="surrogateescape").rstrip("/")
    return f"{parts.netloc.lower()}{path}{'?' if parts.query else ''}{parts.query}"


def _whole(text: str, address: str) -> str:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise AddressError(text, "its host or port is not to be understood.") from None
    if parts.username is not None or parts.password is not None:
        raise AddressError(text, "a password does not belong in it: set user and password_env instead.")
    host = _host(text, parts)
    scheme = parts.scheme.lower()
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, place, parts.path or "/", parts.query, ""))


def _host(text: str, parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        try:
            return f"[{IPv6Address(host)}]"
        except AddressValueError:
            raise AddressError(text, "its host is no IPv6 address.") from None
    if not _HOST.fullmatch(host) or ".." in host or host.startswith("."):
        raise AddressError(text, "it has no host, such as example.org.")
    if "." not in host and host != "localhost":
        raise AddressError(text, f"“{host[:100]}” is no host; a host has a dot in it, such as example.org.")
    return host
