"""The tree of regions is the same whether it is made of a list or of an index that knows what lies in which."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.filtering import reports
from tests.build import NOON, WORLD, region, report
from tui.board.tree import branches, wide
from watchers.archive.index.building import Making
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.filters import Filter, Term


@given(st.lists(reports(), min_size=1, max_size=15), st.dictionaries(st.sampled_from(sorted(WORLD)), st.booleans()))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_tree_of_an_index_is_that_of_the_list(
    tmp_path_factory: pytest.TempPathFactory, given_reports: list[Report], turned: dict[str, bool]
) -> None:
    path = tmp_path_factory.mktemp("nested") / "archive.db"
    with closing(Archive.open(path)) as archive:
        archive.store_all(given_reports)
    both(path, turned)


def test_a_region_with_two_parents_stands_below_its_first(tmp_path: Path) -> None:
    with closing(Archive.open(tmp_path / "archive.db")) as archive:
        archive.store(report(regions=[region("golan", second_parents=["syria"])]))
    both(tmp_path / "archive.db", {"syria": True, "middle-east": True})


def both(path: Path, turned: dict[str, bool]) -> None:
    """Asserts that the tree is the same of a plain list and of what the index answers."""
    with closing(Reader.open(path)) as reader:
        reader.take(Making(path).make())
        for wanted in (Filter(), Filter((Term("region", ("syria",)),)), Filter((Term("lang", ("ar",)),))):
            found = reader.region_counts(wanted, NOON)
            assert branches(found, turned, frozenset()) == branches(list(found), turned, frozenset())
            assert list(wide(found)) == wide(list(found))
