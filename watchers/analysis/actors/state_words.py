"""Words around the name of a country that say whether it acts, is dealt with, or is land."""

from __future__ import annotations

PARTY = frozenset(
    """by with between against told accused accuses accusing urged urges warned warns blamed blames denounced condemned
    criticised criticized sanctioned supports supported backs backed attacked invaded threatened helped than
    via versus vs including notably namely obliged forced asked invited persuaded pressed recognised recognized
    supplied armed represented represents representing convinced allowed committed bound joined sued accuse
    blame urge warn condemn criticise criticize sanction support back attack invade threaten help punish contain
    isolate deter arm recognise recognize persuade convince pressure supporting backing blaming urging warning
    attacking invading threatening helping ally neighbour neighbor rival can will did does should would must""".split()
)
PLACES_BEFORE = frozenset(
    """in inside within near outside across throughout from to into towards toward through around over off leaving left
    entered visiting visited reached of at on for southern northern eastern western central north south east
    west""".split()
)
BOUND_TO = {
    "to": frozenset(
        """attributed loyal loyalty allied linked close sympathetic sold gave given owed belonging belonged according
        due opposed ceded cede allegiance surrendered appealed bowed yielded hostile subject
        answer answerable""".split()
    ),
    "for": frozenset("support supported sympathy vote voted fight fought fighting speaks spoke spying spied".split()),
    "on": frozenset("sanctions embargo tariffs war pressure imposed call called calls calling relies relied".split()),
    "from": frozenset(
        """permission backing support independence pressure help aid approval assurances guarantees criticism
        condemnation assistance threat threats orders warning warnings recognition concessions""".split()
    ),
    "of": frozenset("ally allies critical enemies".split()),
}
BETWEEN_THEM = frozenset("border borders frontier highway road railway pipeline crossing".split())
LYING_BETWEEN = BETWEEN_THEM | frozenset(
    """lies lie lay lying located situated stretches runs flows island islands river strait sea valley flight flights
    trains ferries somewhere midway halfway distance corridor""".split()
)
MEMBERS = frozenset("states nations countries members allies powers partners governments neighbours neighbors".split())
DEALINGS = frozenset(
    """agreement agreements deal deals talks relations ties dispute negotiations tension tensions alliance treaty war
    pact contacts dialogue rift row cooperation standoff""".split()
)
OWN_ACTS = frozenset(
    """response tactics talk talks cooperation quest demand demands decision policy offer refusal plan plans claim
    claims threat threats support role warning allies ally influence intentions interests position stance envoy
    ambassador approach strategy hopes insistence proposal reaction forces troops aid help""".split()
)
MAKES = frozenset(
    """wants want wanted ordered orders prompting prompted allow allows allowing enabling expects expected leading
    led forcing pushing for asking asks urging calls inviting requires required requiring causing
    encouraged tells""".split()
)
DETERMINERS = frozenset("the a an its their his her this that these those our all".split())
LAND = frozenset(
    """river rivers coast coastline border borders north south east west capital capitals mountains lakes lake islands
    island desert shore shores waters climate wildlife countryside landscape soil forests port ports town towns
    village villages province provinces city cities interior airspace territory streets roads population centre
    center mainland peninsula bay far highlands lowlands largest longest highest deepest oldest tallest biggest
    smallest second busiest northernmost southernmost easternmost westernmost""".split()
)
DEEDS = frozenset(
    """won lost gained signed sent withdrew became took fell gave sold bought sought fought held built made put set
    began led met spent chose broke cut kept sued beat came went joined left sees puts leads guards works keeps
    makes takes gives holds buys sells sends spends uses treats considers regards prefers doubts helps allows
    asks places provides plays enjoys persists doesn't don't won't issues knows thinks believes needs likes owes
    claims respond answer abstains abstained opposes resists resumes vetoes vows""".split()
)
STATES_OF_LAND = frozenset(
    """based located situated named called experienced suffered bordered stretched covered received remained included
    owned populated measured ranked centred centered hundred""".split()
)
OPENING = frozenset(
    [
        "",
        *"""and that while when but where after before because only as since if whether said says say
    suggests suggested believes believed thinks hopes claims added insists""".split(),
    ]
)
CONDITIONS = frozenset("if whether unless that because".split())
ADVERBS = frozenset("always often once again soon now then thus".split())
SPOKEN_TO = frozenset(
    """told accused urged warned blamed denounced condemned criticised criticized asked sued accuses accusing accuse
    urges urging warns blames backed backs supports recognise recognises recognised recognize recognizes recognized
    thanked defied defies snubbed infuriated angered embarrassed""".split()
)
TOGETHER = frozenset(
    """plan agree want need share recognise recognize remain seek hope claim deny oppose support back accuse blame sign
    hold resume reject welcome condemn warn say trade exchange discuss dispute abstain vote withdraw send deploy call
    expel recall urge insist demand refuse pledge promise offer launch begin start end suspend open close restore cut
    renew extend have are were do""".split()
)
"""Plain forms of verbs: behind two who stand at the head of a clause they are no nouns."""
AUXILIARIES = frozenset(
    """has have had will would is was are were must should could can may might does did wants wanted seeks sought fears
    hopes plans remains became becomes never also still denies refuses agreed says said stands continues faces
    shares values welcomes needs insists intends rejects expects recognises recognizes""".split()
)
ASIDES = frozenset("as along alongside together with backed supported like unlike".split())
"""What opens an aside between a state and its verb."""
