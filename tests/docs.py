"""`make docs`: the table of rules in docs/tagging.md, written from the rules themselves.

python -m tests.docs
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from watchers.analysis.examples import CLOSE, OPEN
from watchers.analysis.rules import Rule, table

PAGE = Path(__file__).parent.parent / "docs" / "tagging.md"
BEGIN = "<!-- rules: written by `make docs` from the code; what stands here is overwritten -->\n"
END = "<!-- rules: end -->"


def renewed(page: str) -> str:
    """The page with the table of today. Raises ValueError where the marks are missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE.name} needs the lines {BEGIN.strip()} and {END}.")
    return f"{before}{begin}\n{tables()}\n{end}{after}"


def tables() -> str:
    """A heading and a table for each group of rules."""
    return "\n".join(_group(group, list(rules)) for group, rules in groupby(table(), key=lambda rule: rule.group))


def _group(group: str, rules: list[Rule]) -> str:
    head = f"### {group.capitalize()}\n\n| rule | looks for | example |\n|---|---|---|\n"
    return head + "".join(f"| `{rule.id}` | {_cell(rule.meaning)} | {_bold(rule.example)} |\n" for rule in rules)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


def _bold(example: str) -> str:
    return _cell(example).replace(OPEN, "**").replace(CLOSE, "**")


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
