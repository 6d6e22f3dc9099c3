"""Saved news pages: the report without what stands around it."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from tests.reading.arriving import document
from tests.reading.mutated import files
from tests.reading.shingles import f1

PAGES = files("pages")
P = "<p>The lights went on at noon in the whole of the town, said the men of the plant.</p>"


def _score(page: Path) -> float:
    return f1(document(page.read_bytes(), page.name).text, page.with_suffix(".txt").read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_page_gives_its_report(page: Path) -> None:
    assert _score(page) >= 0.9


def test_the_pages_together() -> None:
    assert len(PAGES) >= 10
    assert mean(map(_score, PAGES)) >= 0.93


def test_a_live_page_goes_on_where_its_data_do() -> None:
    found = document(next(page for page in PAGES if page.stem == "paywall").read_bytes(), "a.html")
    assert "nineteen journalists" in found.text
    assert "subscribers only" not in found.text


def test_a_page_named_after_what_it_sells_is_no_box() -> None:
    found = document(f'<html><body class="newsletter"><div id="newsletter-post">{P * 12}</div></body></html>', "a.html")
    assert "The lights went on" in found.text


def test_a_report_that_a_script_would_show() -> None:
    found = document(f'<html><body><div style="display:none">{P * 8}</div><p>Loading</p></body></html>', "a.html")
    assert "The lights went on" in found.text


@pytest.mark.parametrize(
    "flood",
    [
        "<!--" * 200_000,
        "<script>" * 100_000,
        "<p " + "a='b' " * 200_000 + ">",
        "<table><tr><td>" * 5_000,
        "<article>" * 3_000,
    ],
    ids=["comments", "scripts", "attributes", "tables", "articles"],
)
def test_floods_are_survived(flood: str) -> None:
    found = document(f"<html><body>{P * 4}{flood}{P}</body></html>", "a.html")
    assert "The lights went on" in found.text


def test_pictures_saved_in_the_page_do_not_count() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 5_000_000}">'
    found = document(f"<html><body><nav>Home</nav><article>{P * 4}{picture}</article></body></html>", "a.html")
    assert found.text.startswith("The lights went on")
    assert found.warnings == ()


def test_a_paragraph_of_nothing_but_a_comment_is_no_accident() -> None:
    assert "at noon" in document(f"<div><!-- x -->{P}<p><!-- note --></p></div>".encode(), "a.html").text
