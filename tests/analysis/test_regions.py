"""The supplement of regions: enough of them, each with a point and where it is from, none with numbers swapped."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import watchers
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.entries import PlaceName
from watchers.analysis.lexicon.phrases import phrase

_FOLDER = Path(watchers.__file__).parent / "lexicons" / "regions"
_REGIONS: list[dict[str, Any]] = [
    region for path in sorted(_FOLDER.glob("*.toml")) for region in tomllib.loads(path.read_text("utf-8"))["region"]
]
_PLACED = [region for region in _REGIONS if "lat" in region and region.get("source")]
_DEGREES = 4
_FAR_FLUNG = frozenset("US RU GL SJ CA AU CL EC IO FK NO ID TW NE".split())
"""Countries of which a place may lie far from all others, or that have very few."""

DISPUTED = """UA.11 UA.20 GE.02 MD.58 EH FK golan-heights shebaa-farms east-jerusalem area-c donbas
donetsk-peoples-republic luhansk-peoples-republic northern-cyprus south-ossetia nagorno-karabakh
somaliland tifariti guerguerat aksai-chin kashmir siachen doklam paracel spratly scarborough-shoal
second-thomas-shoal thitu kuril-islands senkaku dokdo abyei hala-ib-triangle al-fashaga ilemi-triangle
abu-musa preah-vihear essequibo kerch-bridge philadelphi yellow-line mischief-reef fiery-cross-reef
subi-reef e1""".split()


def test_the_supplement_is_large_and_says_where_its_points_are_from() -> None:
    assert len(_PLACED) >= 1_700
    assert {region["source"] for region in _PLACED} <= {"GeoNames", "own estimate"}
    assert not [region for region in _REGIONS if "lat" in region and not region.get("source")]


@pytest.fixture(scope="module")
def lexicon(lexicon_folder: Path) -> Iterator[Lexicon]:
    opened = Lexicon.open(lexicon_folder)
    yield opened
    opened.close()


def test_every_point_lies_among_its_countrys_places() -> None:
    points = _points_by_country()
    lost = []
    for region in _PLACED:
        country, own = region.get("country"), (region["lat"], region["lon"])
        if region.get("kind") == "place" and country is not None and country not in _FAR_FLUNG:
            others = [point for point in points[country] if point != own]
            if min((max(abs(lat - own[0]), abs(lon - own[1])) for lat, lon in others), default=0) > _DEGREES:
                lost.append(region["id"])
    assert not lost


def test_every_disputed_region_says_who_holds_it() -> None:
    known = {str(region.get("id") or region["same_as"]).removeprefix("wirewatch:"): region for region in _REGIONS}
    silent = [
        name
        for name in DISPUTED
        if not known[name].get("held_by") and not str(known[name].get("note")).startswith("Held by")
    ]
    assert not silent


@pytest.mark.parametrize(
    ("name", "country", "holder"),
    [
        ("Crimea", "UA", "Russia"),
        ("Abkhazia", "GE", "Russia"),
        ("Mischief Reef", "PH", "China"),
        ("Ilemi Triangle", "SS", "Kenya"),
        ("Golan Heights", "SY", "Israel"),
    ],
)
def test_a_filter_on_the_holder_finds_what_it_holds(lexicon: Lexicon, name: str, country: str, holder: str) -> None:
    found = next(entry for entry in lexicon.entries(phrase(name) or "") if isinstance(entry, PlaceName))
    assert found.place.country == country
    assert holder in {node.name for node in lexicon.ancestors(found.place.id)}


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("Zamzam", (13.5, 25.3)),
        ("Bunagana", (-1.3, 29.6)),
        ("Tessalit", (20.2, 1.0)),
        ("Rodynske", (48.35, 37.2)),
        ("Kfar Rumman", (33.37, 35.5)),
        ("Scarborough Shoal", (15.1, 117.8)),
        ("Bab el-Mandeb", (12.6, 43.3)),
        ("Rafah crossing", (31.25, 34.26)),
        ("Edgar County", (39.7, -87.7)),
    ],
)
def test_a_name_of_the_news_has_its_point(lexicon: Lexicon, name: str, point: tuple[float, float]) -> None:
    place = next(entry for entry in lexicon.entries(phrase(name) or "") if isinstance(entry, PlaceName)).place
    assert place.lat == pytest.approx(point[0], abs=0.2)
    assert place.lon == pytest.approx(point[1], abs=0.2)


def _points_by_country() -> dict[str, set[tuple[float, float]]]:
    """Of the supplement and of the first-level regions."""
    points: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for region in _PLACED:
        if "country" in region:
            points[region["country"]].add((region["lat"], region["lon"]))
    for line in (_FOLDER.parent / "first-level.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, _, _, lat, lon, *_ = line.split("\t")
            points[country].add((float(lat), float(lon)))
    return points
