"""Web addresses as they are asked for: http and https, the host in ASCII, user and fragment taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

import idna

from watchers.clean import clean_line
from watchers.sources.feeds.troubles import FetchError

LONGEST = 8_000
"""Characters; what servers commonly take in a request line."""
_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))*\.?")
_IPV6 = re.compile(r"[0-9a-f:.]{2,45}")
_KEPT = "/%:@!$&'()*+,;=~-._[]|"
_OTHER_SERVICES = frozenset(
    map(
        int,
        "1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 "
        "119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 "
        "636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6379 6566 6665 6666 6667 6668 6669 "
        "6679 6697 10080 11211".split(),
    )
)
"""The ports that the Fetch standard bars, and two of databases: an HTTP request there speaks to something else."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to connect, and what to ask for there; `host` is lower case, an IPv6 address without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What may share secrets."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """The host as the Host header names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def parsed(text: str) -> tuple[Address, str, str]:
    """An address with the user and password that stood in it, "" and "" as a rule. Raises FetchError."""
    text = text.strip()
    if len(text) > LONGEST:
        raise FetchError("scheme", f"The address is longer than {LONGEST:,} characters.")
    if _CONTROL.search(text):
        raise FetchError("scheme", "The address holds spaces or control characters.")
    try:
        parts = urlsplit(text)
        port = parts.port
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError:
        raise FetchError("scheme", "The address cannot be understood: its host or port is malformed.") from None
    scheme = _scheme(parts)
    address = Address(scheme, _host(parts), _PORTS[scheme] if port is None else port, _target(parts))
    if address.port in _OTHER_SERVICES or not address.port:
        raise FetchError("scheme", f"Port {address.port} belongs to another service than the web and is not asked.")
    return address, user, password


def onward(address: Address, location: str) -> Address:
    """Where a redirect leads; a user in it is dropped. Raises FetchError."""
    try:
        joined = urljoin(str(address), location.strip(" "))
    except ValueError:
        joined = location
    try:
        return parsed(joined)[0]
    except FetchError as trouble:
        said = trouble.reason[0].lower() + trouble.reason[1:]
        raise FetchError("redirects", f"{address.host} redirects to an address that is not followed: {said}") from None


def shown(text: str) -> str:
    """An address for a person to see: no user, no password, a question mark and dots for a query."""
    try:
        address = parsed(text)[0]
    except FetchError:
        return "an address that cannot be understood"
    path, query, _ = address.target.partition("?")
    return clean_line(f"{address.scheme}://{address.authority}{path}{'?…' if query else ''}", 200)


def _scheme(parts: SplitResult) -> str:
    scheme = parts.scheme.lower()
    if scheme in _PORTS:
        return scheme
    if not scheme:
        raise FetchError("scheme", "The address does not begin with http:// or https://.")
    raise FetchError(
        "scheme", f"Addresses that begin with {clean_line(scheme, 20)}: are not fetched, only http and https."
    )


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if not host:
        raise FetchError("scheme", "The address names no host.")
    if "[" in parts.netloc:
        if not _IPV6.fullmatch(host):
            raise FetchError("scheme", "The host of the address is no IPv6 address.")
        return host
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            host = ""
    if not _HOST.fullmatch(host) or "\\" in parts.netloc:
        raise FetchError("scheme", "The host of the address is not a name that the web can have.")
    return host


def _target(parts: SplitResult) -> str:
    path = quote(parts.path, safe=_KEPT) or "/"
    return f"{path}?{quote(parts.query, safe=_KEPT + '?')}" if parts.query else path
