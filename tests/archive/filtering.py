"""Documents and filters of every kind, for tests that ask the archive and the in-memory match the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from tests.build import FOLDER, NOON, WORLD, minutes, report
from watchers.analysis.traces import trace_of
from watchers.document import Attribution, Event, Hedge, Link, Report, Source, Subject
from watchers.filters import Filter, Group, Term, joined
from watchers.filters.closed import HAD, STATES
from watchers.filters.tree import filter_of

SOURCES = (FOLDER, Source("feed", "Wire", "https://news.example/feed"), Source("file", "one.pdf", "file:///one.pdf"))
ACTORS = (("iran", "Iran", "state"), ("irgc", "Guards", "military", ("iran",)), ("israel", "Israel", "state"))
WORDS = (
    "Raid", "raids", "CAFÉ", "cafe", "Straße", "strasse", "Ма́рш", "марш", "ﬁre", "fire", "cease-fire",
    "حَلَب", "حلب", "東京", "don’t", "a.b", "Ⅷ", "naïve", "I\u0307stanbul", "istanbul", "x²", "co_op", "ǅ",
    "1,204",
)  # fmt: skip
SLUGS = ("SUDAN-DARFUR/CONVOY", "Syria aid", "côte", "")
CREDITS = ("Reuters", "AFP/Reuters", "Agence d’État", "", None)
SUBJECTS = (
    Subject("medtop:16000000", "medtop", "conflict, war and peace"),
    Subject("pol"),
    Subject("x:Ü", None, "Über"),
)

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """With anything a filter may ask for."""
    received = NOON - minutes(draw(st.integers(0, 4000)))
    made = report(
        draw(texts) or "Untitled",
        draw(texts),
        draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique=True)),
        draw(st.lists(st.sampled_from(sorted(WORLD)), max_size=2, unique=True)),
        draw(
            st.lists(
                st.sampled_from([Event("ASSAULT", "aerial"), Event("AID"), Event("AGREE", negated=True)]), max_size=2
            )
        ),
        uri=f"file:///{draw(st.integers(0, 10**9))}",
        source=draw(st.sampled_from(SOURCES)),
        received=received,
        published=draw(st.sampled_from([None, received - minutes(90), received + minutes(5)])),
        credit=draw(st.sampled_from(CREDITS)),
    )
    document = replace(
        made.document,
        format=draw(st.sampled_from(["text", "nitf", "pdf"])),
        guid=draw(st.sampled_from([None, "tag:agency.example,2030:one", "tag:agency.example,2030:two"])),
        slugline=draw(st.sampled_from(SLUGS)),
        status=draw(st.sampled_from([None, "usable", "withheld", "cancelled"])),
        urgency=draw(st.sampled_from([None, 1, 3, 4])),
        subjects=tuple(draw(st.lists(st.sampled_from(SUBJECTS), max_size=2))),
        embargo=draw(st.sampled_from([None, NOON - minutes(1), NOON + minutes(1)])),
        links=draw(st.sampled_from([(), (Link("https://news.example/"),)])),
        media=draw(st.sampled_from([(), (Link("https://news.example/a.jpg"),)])),
        ednote=draw(st.sampled_from([None, "CORRECTION: fixes the date"])),
        headline=draw(st.sampled_from([made.title, "ADVISORY: Budget", "CORRECTED: Ferry"])),
    )
    analysis = replace(
        made.analysis,
        language=draw(st.sampled_from(["en", "ar", None])),
        attributions=draw(st.sampled_from([(), (Attribution(None, None, None, None, "media"),)])),
        hedges=draw(st.sampled_from([(), (Hedge(0, 1, "x", "alleged"),)])),
    )
    traced = replace(analysis, trace=draw(st.sampled_from([None, trace_of(document, analysis)])))
    return replace(made, document=document, analysis=traced, backlog=draw(st.booleans()))


def _term(key: str, values: tuple[str, ...], *, exact: bool = False) -> st.SearchStrategy[Term]:
    some = st.lists(st.sampled_from(values), min_size=1, max_size=3)
    return st.builds(lambda v, n, e: Term(key, tuple(v), (), n, e and exact), some, st.booleans(), st.booleans())  # type: ignore[arg-type]


TIMES = (
    "3600",
    "86400",
    "last",
    "2030-03-13",
    "2030-03-14T11:00Z",
    "today",
    "yesterday",
    "monday",
    "mar 13",
    "year 2030",
    "09:30",
)
terms = st.one_of(
    _term("actor", ("iran", "irgc", "israel", "nobody"), exact=True),
    _term("region", (*sorted(WORLD), "atlantis"), exact=True),
    _term("event", ("ASSAULT", "AID", "ASSAULT.aerial", "AGREE", "AID.food")),
    _term("source", (*(source.uri for source in SOURCES), "gone:")),
    _term("kind", ("feed", "file", "nitf", "pdf", "epub")),
    _term("lang", ("en", "ar", "fr")),
    _term("agency", ("reuters", "AFP", "afp reuters", "reut*", "afp r*", "etat", "AFP/Reuters"), exact=True),
    _term("slug", ("sudan", "darfur convoy", "dar*", "Sudan-Darfur/Convoy", "cote", "aid"), exact=True),
    _term("subject", ("war", "16000000", "medtop:16000000", "x:16000000", "uber", "pol", "confl*", "ü"), exact=True),
    _term("story", ("tag:agency.example,2030:one", "tag:agency.example,2030:three", "#1", "#7", "#999999", "#x")),
    _term("origins", ("1", "2", "3", "<2", "<=2", ">1", ">=4", "1..2", "..1", "2.."), exact=True),
    _term("is", STATES),
    _term("has", HAD),
    _term("since", TIMES),
    _term("before", TIMES),
    _term("on", TIMES),
    st.builds(lambda n: Term("text", ("1,204",), (), n), st.booleans()),
    _term(
        "text",
        (
            *(word for word in WORDS if "," not in word),
            "rai*",
            "caf*",
            '"cease fire"',
            '"raid cafe"',
            '"cease fi"*',
            "марш",
            "fire",
        ),
    ),
)


def _groups(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    parts = st.lists(inner, min_size=2, max_size=4)
    return st.builds(lambda j, p, n: joined(j, p, negated=n), st.sampled_from(["any", "all"]), parts, st.booleans())


trees = st.recursive(terms, _groups, max_leaves=8)
filters = st.lists(trees, max_size=4).map(lambda found: filter_of(joined("all", found)) if found else Filter())
LAST = NOON - timedelta(minutes=500)
__all__ = ["LAST", "Group", "filters", "reports", "trees"]
