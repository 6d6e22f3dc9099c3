"""The kinds that an analyst's own entries may have, and other words for them."""

from __future__ import annotations

from typing import get_args

from watchers.document import ActorKind, RegionKind

ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
REGION_KINDS: tuple[str, ...] = tuple(kind for kind in get_args(RegionKind) if kind != "unresolved")

ACTOR_WORDS = {
    "country": "state", "nation": "state", "ministry": "government", "administration": "government",
    "agency": "government", "court": "government", "parliament": "government", "army": "military", "navy": "military",
    "air force": "military", "brigade": "military", "unit": "military", "militia": "armed group",
    "rebels": "armed group", "rebel group": "armed group", "group": "armed group", "gang": "armed group",
    "cartel": "armed group", "terrorist": "armed group", "terrorist group": "armed group", "pmc": "company",
    "business": "company", "firm": "company", "ngo": "organisation", "organization": "organisation",
    "org": "organisation", "media": "organisation", "union": "organisation", "politician": "person",
    "minister": "person", "official": "person", "leader": "person", "tribe": "people", "ethnic group": "people",
    "clan": "people", "political party": "party",
}  # fmt: skip
REGION_WORDS = {
    "continent": "world region", "state": "first-level", "province": "first-level", "governorate": "first-level",
    "oblast": "first-level", "district": "second-level", "county": "second-level", "city": "place", "town": "place",
    "village": "place", "camp": "place", "base": "place", "airport": "place", "neighbourhood": "place", "sea": "water",
    "river": "water", "lake": "water", "strait": "water", "region": "area", "front": "area", "zone": "area",
    "mountains": "area", "valley": "area",
}  # fmt: skip
