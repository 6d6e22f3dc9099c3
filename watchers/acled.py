"""ACLED's names of events as PLOVER's kinds and modes, for people who think in ACLED's (acleddata.com, codebook)."""

from __future__ import annotations

import re

from watchers.document import EventKind

Meaning = tuple[EventKind, str | None]

EVENTS: dict[str, Meaning] = {
    "Battles": ("ASSAULT", None),
    "Explosions/Remote violence": ("ASSAULT", None),
    "Violence against civilians": ("ASSAULT", None),
    "Protests": ("PROTEST", None),
    "Riots": ("PROTEST", "riot"),
    "Strategic developments": ("MOBILIZE", None),
}
"""The six event types."""

SUB_EVENTS: dict[str, Meaning] = {
    "Armed clash": ("ASSAULT", None),
    "Government regains territory": ("ASSAULT", None),
    "Non-state actor overtakes territory": ("ASSAULT", None),
    "Chemical weapon": ("ASSAULT", "unconventional"),
    "Air/drone strike": ("ASSAULT", "aerial"),
    "Suicide bomb": ("ASSAULT", "suicide-attack"),
    "Shelling/artillery/missile attack": ("ASSAULT", "heavy-weapons"),
    "Remote explosive/landmine/IED": ("ASSAULT", "explosives"),
    "Grenade": ("ASSAULT", "explosives"),
    "Sexual violence": ("ASSAULT", "sexual"),
    "Attack": ("ASSAULT", None),
    "Abduction/forced disappearance": ("ASSAULT", "abduct"),
    "Peaceful protest": ("PROTEST", "demo"),
    "Protest with intervention": ("PROTEST", "demo"),
    "Excessive force against protesters": ("ASSAULT", "crowd-control"),
    "Violent demonstration": ("PROTEST", "riot"),
    "Mob violence": ("PROTEST", "riot"),
    "Agreement": ("AGREE", None),
    "Arrests": ("COERCE", "arrest"),
    "Change to group/activity": ("MOBILIZE", None),
    "Disrupted weapons use": ("COERCE", "seize"),
    "Headquarters or base established": ("MOBILIZE", "troops"),
    "Looting/property destruction": ("COERCE", "destroy"),
    "Non-violent transfer of territory": ("RETREAT", "withdraw"),
}
"""The sub-event types; "Other" has no meaning of its own."""

_NAMES = {**EVENTS, **SUB_EVENTS}
_SHORT: dict[str, str] = {
    "airstrike": "Air/drone strike",
    "air strike": "Air/drone strike",
    "drone strike": "Air/drone strike",
    "artillery": "Shelling/artillery/missile attack",
    "missile attack": "Shelling/artillery/missile attack",
    "shelling": "Shelling/artillery/missile attack",
    "ied": "Remote explosive/landmine/IED",
    "landmine": "Remote explosive/landmine/IED",
    "remote explosive": "Remote explosive/landmine/IED",
    "remote violence": "Explosions/Remote violence",
    "explosions": "Explosions/Remote violence",
    "abduction": "Abduction/forced disappearance",
    "forced disappearance": "Abduction/forced disappearance",
    "looting": "Looting/property destruction",
    "property destruction": "Looting/property destruction",
}
_WORD = re.compile(r"[a-z]+")


def aliases(kind: EventKind) -> tuple[str, ...]:
    """ACLED's names of all that belongs to a kind, its event types first, then the short forms people type."""
    named = (name for name, (meant, _) in _NAMES.items() if meant == kind)
    return *named, *(short for short, name in _SHORT.items() if _NAMES[name][0] == kind)


def meaning(name: str) -> Meaning | None:
    """Of ACLED's name in any case, with blanks or without (`airstrike`, `armed-clash`, `Battles`); None if unknown."""
    key = _key(name)
    return _BY_KEY.get(key) or _BY_KEY.get(key.removesuffix("s")) or _BY_KEY.get(f"{key}s")


def _key(name: str) -> str:
    return "".join(_WORD.findall(name.casefold()))


_BY_KEY: dict[str, Meaning] = {
    **{_key(name): meant for name, meant in _NAMES.items()},
    **{_key(short): _NAMES[name] for short, name in _SHORT.items()},
}
