"""Pairs of visits to one feed: exactly so many new entries, new versions and entries as they were."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import arrival
from watchers.document import Arrival, Document, FeedFacts
from watchers.reading import read
from watchers.reading.feeds import read_feed
from watchers.sources.feeds.identity import History, Judged, instants, judge, skippable
from watchers.sources.feeds.links import canonical, is_front

PAIRS = Path(__file__).parent / "documents" / "pairs"
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def visit(name: str) -> tuple[Document, ...]:
    """The entries of a snapshot."""
    return read(arrival((PAIRS / f"{name}.xml").read_bytes(), f"{name}.xml"))


def counts(judged: Judged) -> tuple[int, int, int]:
    """New, revised, unchanged."""
    found = Counter(each.verdict for each in judged.decisions)
    return found["new"], found["revised"], found["unchanged"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fresh", (2, 0, 2)),
        ("volatile-guids", (1, 0, 3)),
        ("volatile-guids-front-page", (1, 0, 3)),
        ("places-as-guids", (1, 0, 2)),
        ("one-guid", (1, 0, 2)),
        ("to-https", (0, 0, 3)),
        ("reordered", (0, 0, 5)),
        ("truncated", (0, 0, 1)),
        ("title-edits", (0, 2, 1)),
        ("tracking", (0, 0, 3)),
        ("sessions", (0, 0, 2)),
        ("only-texts", (1, 0, 2)),
        ("only-titles", (1, 1, 1)),
        ("only-updated", (0, 0, 2)),
        ("text-edits", (0, 1, 1)),
        ("twice", (1, 0, 3)),
        ("live-page", (2, 0, 2)),
        ("counted-guids", (0, 1, 1)),
        ("alarm-again", (1, 0, 0)),
        ("dates-of-the-visit", (1, 0, 3)),
        ("stale-copy", (0, 0, 1)),
        ("same-headline", (1, 0, 1)),
    ],
)
def test_a_second_visit_brings_exactly(name: str, expected: tuple[int, int, int]) -> None:
    first = judge(None, visit(f"{name}-1"))
    second = judge(first.history, visit(f"{name}-2"), NOON)
    assert counts(second) == expected
    assert counts(judge(second.history, visit(f"{name}-2"), NOON)) == (0, 0, len(second.decisions))
    back = judge(second.history, visit(f"{name}-1"), NOON)
    assert counts(back)[0] == 0
    keys = {each.key for each in first.decisions}
    assert {each.key for each in back.decisions} == keys


@pytest.mark.parametrize("name", sorted({path.stem[:-2] for path in PAIRS.iterdir()}))
def test_the_first_visit_is_backlog_and_each_key_fits_an_address(name: str) -> None:
    judged = judge(None, visit(f"{name}-1"))
    assert all(each.backlog for each in judged.decisions)
    assert all(each.key.isalnum() and each.key.isascii() and len(each.key) == 20 for each in judged.decisions)
    assert len({each.key for each in judged.decisions}) == len(judged.history.entries)


def entry(n: int, **changes: Any) -> Document:
    """An entry of a feed whose entries have all they may have."""
    facts: dict[str, Any] = {
        "headline": f"Story {n}",
        "guid": f"urn:story:{n:08}",
        "link": f"https://gazette.example/{n}",
        "published": NOON - timedelta(hours=n),
        "feed": FeedFacts("Gazette", "https://gazette.example/"),
        **changes,
    }
    return Document(
        text=str(changes.get("text", f"Words of {n}.")), format="rss", **{k: v for k, v in facts.items() if k != "text"}
    )


def test_an_entry_that_falls_out_and_comes_back_is_not_new() -> None:
    judged = judge(None, [entry(1), entry(2)])
    for n in range(3, 60):
        judged = judge(judged.history, [entry(n), entry(n + 1)])
    assert counts(judge(judged.history, [entry(1), entry(2)])) == (0, 0, 2)


def test_what_is_forgotten_gets_the_same_key_again() -> None:
    first = judge(None, [entry(1)])
    history = first.history
    for n in range(2, 2000, 20):
        history = judge(history, [entry(n + each) for each in range(20)]).history
    assert len(history.entries) == 300
    again = judge(history, [entry(1)])
    assert (again.decisions[0].verdict, again.decisions[0].key) == ("new", first.decisions[0].key)


def test_a_large_feed_is_remembered_whole() -> None:
    assert len(judge(None, [entry(n) for n in range(2000)]).history.entries) == 2000


def test_new_entries_come_newest_first_and_the_undated_last() -> None:
    judged = judge(History(), [entry(3), entry(1, published=None), entry(2), entry(4)])
    assert [each.document.headline for each in judged.of("new")] == ["Story 2", "Story 3", "Story 4", "Story 1"]


def test_instants_for_the_rhythm_are_those_that_are_known() -> None:
    first = judge(None, [entry(1), entry(2, published=None), entry(3, published=NOON + timedelta(days=5000))])
    assert instants(first, NOON) == (NOON, NOON - timedelta(hours=1))
    assert instants(judge(first.history, [entry(4, published=None), entry(1)]), NOON) == (NOON,)


def test_what_was_published_long_before_the_last_visit_is_backlog() -> None:
    judged = judge(judge(None, [entry(1)]).history, [entry(0), entry(200), entry(1)], NOON)
    assert [each.backlog for each in judged.decisions] == [False, True, False]


def test_servers_that_show_two_versions_by_turns_bring_one_revision() -> None:
    history = judge(None, [entry(1)]).history
    told = []
    for n in range(6):
        judged = judge(history, [entry(1, text="Other words.") if n % 2 == 0 else entry(1)])
        history = judged.history
        told.append(judged.decisions[0].verdict)
    assert told == ["revised", *["unchanged"] * 5]


def test_a_return_to_former_words_with_a_later_date_is_a_version() -> None:
    history = judge(None, [entry(1, updated=NOON)]).history
    history = judge(history, [entry(1, text="Other words.", updated=NOON + timedelta(hours=1))]).history
    judged = judge(history, [entry(1, updated=NOON + timedelta(hours=2))])
    assert judged.decisions[0].verdict == "revised"


def test_a_numbered_guid_whose_story_changes_title_and_address_at_one_date_stays() -> None:
    history = judge(None, [entry(1, guid="5123")]).history
    judged = judge(history, [entry(1, guid="5123", headline="Other title", link="https://gazette.example/1-other")])
    assert judged.decisions[0].verdict == "revised"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(
            st.builds(
                lambda guid, link, title, hour, text: entry(
                    0,
                    guid=guid,
                    link=link,
                    headline=title,
                    published=NOON - timedelta(hours=hour) if hour else None,
                    text=text,
                ),
                st.sampled_from([None, "1", "2", "urn:x:1", "https://gazette.example/a#1", "https://gazette.example/"]),
                st.sampled_from(
                    [None, "https://gazette.example/a", "http://gazette.example/a?utm_id=1", "https://x.example/"]
                ),
                st.sampled_from([None, "A", "B"]),
                st.integers(0, 2),
                st.sampled_from(["", "one", "two"]),
            ),
            max_size=6,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_comes_a_visit_repeated_brings_nothing(visits: list[list[Document]]) -> None:
    history = None
    for documents in visits:
        judged = judge(history, documents)
        history = judged.history
        assert [each.document for each in judged.decisions] == documents
        assert len({each.key for each in history.entries}) == len(history.entries)
        assert counts(judge(history, documents)) == (0, 0, len(documents))


@pytest.mark.parametrize(
    ("link", "same"),
    [
        ("HTTP://WWW.Gazette.Example:80/a/", "gazette.example/a"),
        ("https://gazette.example/a?b=2&a=1", "gazette.example/a?a=1&b=2"),
        ("https://gazette.example/a?utm_source=x&id=7&mc_cid=9", "gazette.example/a?id=7"),
        ("https://gazette.example/article.php?sid=4711", "gazette.example/article.php?sid=4711"),
        ("https://gazette.example/a?sid=9f8e7d6c5b4a39281706", "gazette.example/a"),
        ("https://gazette.example/page?source=12", "gazette.example/page?source=12"),
        ("https://gazette.example/page?source=rss", "gazette.example/page"),
        ("https://gazette.example/a%7Eb/%e2%82%ac", "gazette.example/a~b/%E2%82%AC"),
        ("https://gazette.example/#!/story/9", "gazette.example#!/story/9"),
        ("mailto:desk@gazette.example", "mailto:desk@gazette.example"),
        ("http://[bad", "http://[bad"),
        ("", ""),
    ],
)
def test_links_are_compared_without_what_changes(link: str, same: str) -> None:
    assert canonical(link) == same


def fetched(name: str) -> Arrival:
    """A snapshot as it came from an address."""
    return replace(arrival((PAIRS / f"{name}.xml").read_bytes(), name), uri="https://gazette.example/rss")


@pytest.mark.parametrize("name", sorted({path.stem[:-2] for path in PAIRS.iterdir()}))
def test_skipping_what_is_known_gives_the_same_answer(name: str) -> None:
    first = read_feed(fetched(f"{name}-1"))
    history = judge(None, first.documents, marks=first.marks).history
    whole = read_feed(fetched(f"{name}-2"))
    less = read_feed(fetched(f"{name}-2"), skippable(history))
    expected = judge(history, whole.documents, NOON, whole.marks)
    found = judge(history, less.documents, NOON, less.marks, less.skipped)
    if not found.sure:
        return
    said = [(each.document.headline, each.key, each.verdict) for each in found.decisions if each.verdict != "unchanged"]
    assert said == [
        (each.document.headline, each.key, each.verdict) for each in expected.decisions if each.verdict != "unchanged"
    ]
    assert {each.key: each for each in found.history.entries} == {each.key: each for each in expected.history.entries}


def test_an_entry_that_is_as_it_was_is_not_read_again() -> None:
    first = read_feed(fetched("fresh-1"))
    history = judge(None, first.documents, marks=first.marks).history
    again = read_feed(fetched("fresh-2"), skippable(history))
    assert [each.headline for each in again.documents] == [
        "Rail strike enters its third day",
        "Storm cuts power to the old town",
    ]
    judged = judge(history, again.documents, NOON, again.marks, again.skipped)
    assert (counts(judged), judged.sure) == ((2, 0, 0), True)
    assert read_feed(fetched("fresh-2"), skippable(judged.history)).documents == ()


def test_a_guid_shared_with_a_skipped_entry_calls_for_the_whole_feed() -> None:
    history = judge(None, [entry(1)], marks=[5]).history
    judged = judge(history, [entry(2, guid="urn:story:00000001")], NOON, [6], frozenset([5]))
    assert not judged.sure


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.text(max_size=40).map("https://www.gazette.example/{}".format))
def test_any_link_is_compared_without_an_error(link: str) -> None:
    same = canonical(link)
    assert isinstance(is_front(link), bool)
    if link.startswith("https://www.") and same.startswith("gazette.example"):
        assert canonical(f"http://{same}") == same
