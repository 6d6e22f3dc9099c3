"""The region that a source reports from, `US` or `US-KY` after ISO 3166, among the regions of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass

from watchers.analysis.lexicon.entries import Place, PlaceName, Spelling
from watchers.analysis.passage import Knowledge

_NAMED = {
    "GB-ENG": "england", "GB-SCT": "scotland", "GB-WLS": "wales", "GB-NIR": "northern ireland",
    "DE-BW": "baden wurttemberg", "DE-BY": "bavaria", "DE-BE": "berlin", "DE-BB": "brandenburg", "DE-HB": "bremen",
    "DE-HH": "hamburg", "DE-HE": "hesse", "DE-NI": "lower saxony", "DE-NW": "north rhine westphalia",
    "DE-RP": "rhineland palatinate", "DE-SL": "saarland", "DE-SN": "saxony", "DE-ST": "saxony anhalt",
    "DE-SH": "schleswig holstein", "DE-TH": "thuringia",
}  # fmt: skip
"""Codes that no text uses as an abbreviation; those of the United States, Canada and Australia are."""


@dataclass(frozen=True, slots=True)
class Home:
    """`country` is ISO 3166-1, `region` the id of a first-level region where the source is as local as that."""

    country: str = ""
    region: str = ""

    def holds(self, place: Place) -> bool:
        """Whether a place lies in the home region; a whole country is no neighbourhood."""
        return bool(self.region) and self.region in place.parents


NOWHERE = Home()


def of(lexicon: Knowledge, code: str | None) -> Home:
    """The home of a code; where the part behind the hyphen is not known, the country."""
    if not code:
        return NOWHERE
    country, _, part = code.strip().upper().partition("-")
    name = _NAMED.get(f"{country}-{part}", part.lower())
    regions = [
        entry.place
        for count, entries in (lexicon.prefixes(name) if part else ())
        if count == name.count(" ") + 1
        for entry in entries
        if isinstance(entry, PlaceName) and _is_region(entry, country, short=name == part.lower())
    ]
    return Home(country, regions[0].id if regions else "")


def _is_region(entry: PlaceName, country: str, *, short: bool) -> bool:
    place = entry.place
    spelling = Spelling.ABBREVIATED if short else Spelling.EXACT
    return place.kind == "first-level" and place.country == country and entry.spelling == spelling
