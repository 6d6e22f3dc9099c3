"""Reports as wires send them, all invented: running stories, rewrites, reprints cut short, and look-alikes."""

from __future__ import annotations

from dataclasses import dataclass

from watchers.analysis.traces import trace_of
from watchers.document import Analysis, Document, Trace


@dataclass(frozen=True, slots=True)
class Wire:
    """`story` is what it tells of; `of` names the report whose words it repeats."""

    name: str
    story: str
    title: str
    text: str
    of: str | None = None

    @property
    def document(self) -> Document:
        return Document(self.text, "text", headline=self.title)

    @property
    def trace(self) -> Trace:
        return trace_of(self.document, Analysis())


_FERRY = (
    "PORT MAREL, March 14 (Norwire) - A ferry with 214 passengers aboard capsized off Port Marel before dawn on "
    "Thursday "
    "and at least 31 people drowned, the coastguard said. The Star of Ilvane turned over within minutes after a wave "
    "broke its bow door, survivors told reporters on the quay. Fishing boats pulled 160 people out of the water. "
    "The harbour master, Josk Terrane, said the vessel had been inspected in January. "
    "Divers were searching the car deck, where lorries had slid to one side."
)
_FERRY_MORE = (
    " The operator, Ilvane Lines, has lost two ships in ten years. Relatives gathered at the town hall through the "
    "day, "
    "and the government declared three days of mourning. An inquiry led by Judge Amelne Roik opens next week in the "
    "capital, with the ship's master expected to be heard first. "
    "Unions of seamen had warned since autumn that night sailings ran with half a crew, and that the doors of the "
    "older "
    "ships were shut by hand. The company said each of its vessels met the rules of the flag under which it sailed. "
    "Its shares were suspended on the exchange, and two ministers called for its licence to be taken away until the "
    "inquiry has reported. Hospitals asked for blood. Schools along the coast stayed closed, and flags flew at half "
    "mast "
    "from the lighthouse to the fish market, where the survivors were given soup, blankets and dry shoes."
)
_QUAKE = (
    "TORVIK (Norwire) - An earthquake of magnitude 6.1 shook the Torvik valley on Tuesday, bringing down a school and "
    "cutting the road to Hellmo, rescuers said. Mayor Sunniva Brekke said 12 people were missing in Torvik. Soldiers "
    "with dogs dug through the night. The tremor was felt as far as Hellmo and the Strand islands."
)
_TRIAL = (
    "LOMBERG - The trial of former minister Daven Orlo opened on Monday with prosecutors accusing him of taking 4 "
    "million crowns from the builder of the Lomberg tunnel. Orlo, 61, denied the charges. Judge Petra Vann adjourned "
    "the hearing until Friday after the defence asked for time to read the tunnel contracts."
)

WIRES = (
    Wire("ferry", "ferry", "Ferry capsizes off Port Marel, 31 drown", _FERRY),
    Wire("quake", "torvik", "Quake brings down school in Torvik", _QUAKE),
    Wire("ferry reprint", "ferry", "31 die as ferry turns over", _FERRY, "ferry"),
    Wire("orlo", "orlo", "Ex-minister Orlo goes on trial over tunnel", _TRIAL),
    Wire("ferry cut short", "ferry", "Ferry disaster", _FERRY[:235], "ferry"),
    Wire("ferry fuller", "ferry", "Mourning after ferry disaster off Port Marel", _FERRY + _FERRY_MORE),
    Wire(
        "ferry rewritten",
        "ferry",
        "Coastguard calls off search for Star of Ilvane victims",
        "The coastguard has ended its search off Port Marel for those missing from the Star of Ilvane, the ferry that "
        "capsized on Thursday. The death toll rose to 44 after divers reached the car deck. Harbour master Josk "
        "Terrane "
        "defended the January inspection of the bow door.",
    ),
    Wire(
        "other quake",
        "ambarat",
        "Quake kills 40 in Ambarat",
        "AMBARAT, March 15 - A magnitude 5.8 earthquake struck the mining town of Ambarat on Wednesday evening, "
        "killing 40 "
        "people and burying a night shift at the Kesh pit, the interior ministry said. Governor Tolan Yusek asked for "
        "helicopters because landslides had cut the only road from Ambarat to the plain.",
    ),
    Wire(
        "other trial",
        "sand",
        "Surgeon Mira Sand jailed for nine years",
        "A court in Quillen on Monday jailed surgeon Mira Sand for nine years for selling forged transplant papers "
        "at the "
        "Saint Odile hospital. Prosecutors had accused her of taking payments from 17 patients. Sand, 52, said she "
        "would appeal; Judge Ivo Lamm called the deceit cold.",
    ),
    Wire(
        "quake goes on",
        "torvik",
        "Two pulled alive from Torvik school",
        "Rescuers pulled two pupils alive from the school that fell in Torvik in Tuesday's earthquake, mayor Sunniva "
        "Brekke said. The road to Hellmo is open to ambulances again, and ten people are still missing in the valley.",
    ),
    Wire(
        "orlo goes on",
        "orlo",
        "Builder tells court of cash for Orlo",
        "The builder of the Lomberg tunnel told the trial of Daven Orlo on Friday that he had carried cash to the "
        "former "
        "minister in a tool box. Judge Petra Vann asked him twice whether he knew what it was for. Orlo denies taking "
        "4 million crowns.",
    ),
    Wire("flash", "ferry flash", "URGENT: Port Marel harbour closed until further notice", ""),
    Wire("flash again", "ferry flash", "Urgent – Port Marel harbour closed until further notice", "", "flash"),
    Wire(
        "harvest",
        "harvest",
        "Apple growers expect a late harvest",
        "Apple growers in the south expect to pick three weeks late this year after a cold spring, their union said. "
        "Prices of juice may rise by a tenth.",
    ),
)
