"""Links as they are compared, never as they are opened: without what changes from visit to visit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

_TRACKING = re.compile(
    r"(?:utm|at|pk|mtm|piwik|matomo|hsa|ns|oly|vero|wt|sc|cm|mc|mkt|ref|trk|spm|itm|int|ito|xt|xtor|cmp)_\w*"
    r"|(?:fb|g|y|d|ms|tw|li_fat_|ttcl|igsh|wbra|gbra|s_kw|mkw|epi)(?:cl)?id|gclsrc|fb_\w+|_ga|_gl|_hs\w+|__s|mkt_tok"
    r"|xtor|cmpid?|ncid|icid|ocid|smid|srnd|sref|traffic_source|rss|ftag|feature|guccounter|guce_\w+|partner|source"
    r"|feedtype|feedname|ref|ref_?src|referr?er|from|src|campaign|campaignid|mc_[ce]id|wtrid|wt\.?\w{0,4}|cid|ito|maca"
    r"|rss_?id|taid|seg|output|via|emc|partnerid|assetid_|soc_src|soc_trk|sr_share|igshid|yclid|zanpid|at_medium",
    re.I,
)
"""Parameters by which publishers count where readers come from."""
_TELLING = frozenset(["cid", "id", "src", "source", "from", "via", "output", "feature"])
"""Of these a few are numbers of articles where the link has no other."""
_SESSION = re.compile(
    r"(?:php|j|asp\.?net_?)?sess(?:ion)?_?id|aspsessionid\w*|cfid|cftoken|zenid|oscsid|s?sid|token", re.I
)
_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid|cid)=[^/;?#]*", re.I)
_ASP_PATH = re.compile(r"/\((?:[A-Z]\([a-z0-9]{10,}\))+\)", re.I)
_LONG = re.compile(r"[0-9A-Za-z_.-]{16,}")
_CLOCK = re.compile(r"(?:t|ts|time|timestamp|rand|rnd|random|nocache|cb|cachebuster|_)", re.I)
_NUMBER = re.compile(r"\d{6,}|0?\.\d+")
_FRONT = re.compile(r"/?(?:index|default|home)?(?:\.\w{2,5})?/?", re.I)
_PORTS = {"http": ":80", "https": ":443"}


def canonical(link: str) -> str:
    """The link without scheme, `www.`, fragment, tracking and session, its parameters in order; "" for none."""
    try:
        return _canonical(link.strip()) or link.strip()
    except ValueError:  # what cannot be split or encoded
        return link.strip()


def _canonical(link: str) -> str:
    """Empty for what has no host."""
    parts = urlsplit(link)
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS.get(parts.scheme.lower(), "\0"))
    path = _same(_ASP_PATH.sub("", _IN_PATH.sub("", parts.path))).rstrip("/")
    query = "&".join(sorted(_kept(parts.query)))
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{host.removeprefix('www.')}{path}{'?' if query else ''}{query}{fragment}" if host else ""


def fragment_of(link: str) -> str:
    """What is behind the first #."""
    return link.strip().partition("#")[2]


def is_front(link: str) -> bool:
    """Whether it is a site's front page, to which feeds point where an entry has no page of its own."""
    try:
        parts = urlsplit(link.strip())
        told = list(_kept(parts.query))
    except ValueError:
        return False
    return bool(_FRONT.fullmatch(parts.path)) and not told and not parts.fragment.startswith("!")


def _kept(query: str) -> Iterator[str]:
    """The parameters that tell pages apart."""
    for pair in query.replace(";", "&").split("&"):
        name, _, value = pair.partition("=")
        if name and not _is_passing(_same(name).lower(), _same(value)):
            yield f"{_same(name)}={_same(value)}"


def _is_passing(name: str, value: str) -> bool:
    if name in _TELLING and value.isdigit():
        return False
    if _TRACKING.fullmatch(name):
        return True
    if _SESSION.fullmatch(name):
        return _LONG.fullmatch(value) is not None
    return _CLOCK.fullmatch(name) is not None and _NUMBER.fullmatch(value) is not None


def _same(text: str) -> str:
    """One spelling of what may be written with and without percent signs."""
    return quote(
        unquote(text.replace("+", "%20"), errors="surrogateescape"), safe="/:@!$'()*,~-._", errors="surrogateescape"
    )
