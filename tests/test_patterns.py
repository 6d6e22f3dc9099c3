"""Patterns say which files of a folder are wanted, and which folders need not be entered for that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.patterns import Patterns, mistake


@pytest.mark.parametrize(
    ("pattern", "matched", "passed"),
    [
        ("*.xml", ["a.xml", ".xml", "a\nb.xml", "\udcff.xml"], ["a.XML", "sub/a.xml", "a.xml~", "axml"]),
        ("**/*.txt", ["a.txt", "sub/a.txt", "a/b/c.txt"], ["a.text", "a.txt/b"]),
        ("drafts/**", ["drafts/a", "drafts/b/c"], ["drafts", "my/drafts/a", "Drafts/a"]),
        ("drafts/", ["drafts/a", "drafts/b/c"], ["drafts", "my/drafts/a"]),
        ("**/drafts/**", ["drafts/a", "my/drafts/a/b"], ["drafts", "draftsa/a"]),
        ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "a/xb"]),
        ("wire-?.txt", ["wire-1.txt"], ["wire-.txt", "wire-10.txt", "wire-/.txt"]),
        ("[0-9][!0-9].txt", ["1a.txt"], ["11.txt", "1/.txt", "aa.txt"]),
        ("[]a]", ["]", "a"], ["b"]),
        ("[z-a]", ["z", "-", "a"], ["m"]),
        ("[a", ["[a"], ["a"]),
        ("a+(b)$.txt", ["a+(b)$.txt"], ["aab.txt"]),
        ("**", ["a", "a/b/c.txt"], []),
    ],
)
def test_a_pattern_matches_paths_below_the_folder(pattern: str, matched: list[str], passed: list[str]) -> None:
    assert mistake(pattern) is None
    patterns = Patterns([pattern])
    assert [path for path in (*matched, *passed) if patterns.wants(path)] == matched


def test_without_patterns_everything_is_wanted() -> None:
    assert Patterns().wants("a/b.txt")
    assert Patterns().enters("a/b")


def test_what_is_excluded_goes_before_what_is_included() -> None:
    patterns = Patterns(["**/*.txt"], ["drafts", "**/old/**", "secret-*"])
    wanted = ["a.txt", "b/drafts/a.txt"]
    assert [path for path in [*wanted, "drafts/a.txt", "b/old/a.txt", "secret-a.txt"] if patterns.wants(path)] == wanted


@pytest.mark.parametrize(
    ("include", "exclude", "entered", "left"),
    [
        (["*.txt"], [], [], ["a", "a/b"]),
        (["wire/*/*.txt"], [], ["wire", "wire/a"], ["desk", "wire/a/b"]),
        (["wire/**/*.txt"], [], ["wire", "wire/a", "wire/a/b/c"], ["desk"]),
        (["**/*.txt"], [], ["a", "a/b"], []),
        ([], ["drafts", "**/old/**"], ["a"], ["drafts", "old", "a/old"]),
    ],
)
def test_folders_in_which_nothing_is_wanted_are_not_entered(
    include: list[str], exclude: list[str], entered: list[str], left: list[str]
) -> None:
    patterns = Patterns(include, exclude)
    assert [path for path in (*entered, *left) if patterns.enters(path)] == entered


_PATHS = st.lists(st.text("ab.", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join)
_PATTERNS = st.lists(
    st.lists(st.one_of(st.just("**"), st.text("ab.*?[]!", min_size=1, max_size=4)), min_size=1, max_size=4).map(
        "/".join
    ),
    max_size=2,
)


@given(_PATHS, _PATTERNS, _PATTERNS)
def test_a_file_that_is_wanted_lies_in_folders_that_are_entered(
    path: str, include: list[str], exclude: list[str]
) -> None:
    patterns = Patterns(include, exclude)
    parts = path.split("/")
    if patterns.wants(path):
        assert all(patterns.enters("/".join(parts[:n])) for n in range(1, len(parts)))
