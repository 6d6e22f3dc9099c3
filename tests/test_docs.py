"""What the documentation says of the rules is what the code does."""

from __future__ import annotations

import pytest

from tests.docs import BEGIN, END, PAGE, renewed
from watchers.analysis.rules import table


def test_the_table_of_rules_is_that_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == renewed(page), "docs/tagging.md is not up to date: run `make docs` (python -m tests.docs)"


def test_every_rule_stands_in_it_with_its_words_in_bold() -> None:
    page = renewed(f"Ours.\n{BEGIN}old\n{END}\nAlso ours.\n")
    assert page.startswith("Ours.\n")
    assert page.endswith("\nAlso ours.\n")
    assert "\nold\n" not in page
    assert all(f"| `{rule.id}` |" in page for rule in table())
    assert "| A drone fell near **Kirkuk** at night. |" in page


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the lines"):
        renewed("No marks.")
