"""Examples of the commands whose arguments stand in `tui.arguments`, and how every help is laid out."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": (
        "wirewatch                        # on the folders and feeds that are set, or on ./seeds",
        "wirewatch ~/wire                 # on a folder",
        "wirewatch --archive case.sqlite  # with another archive",
    ),
    "tag": (
        "wirewatch tag report.pdf | jq -r '.regions[].name'",
        "wirewatch tag --why page.html",
        "wirewatch tag - < articles.jsonl > tagged.jsonl",
        "wirewatch tag --home SD inbox/*.docx",
    ),
    "retag": ("wirewatch retag --dry-run", "wirewatch retag"),
    "actors": ('wirewatch actors add "River Guard" --kind "armed group" --country SD', "wirewatch actors find guard"),
    "actors add": (
        'wirewatch actors add "River Guard" --kind "armed group" --country SD --alias "Guardians of the River"',
        'wirewatch actors add "Ministry of Ferries" --kind government --part-of sudan --anyway',
    ),
    "actors find": ("wirewatch actors find hezbollah", "wirewatch actors find red cross | jq -r .id"),
    "regions": (
        'wirewatch regions add "Old Ford" --kind place --country SD --lat 15.61 --lon 32.48',
        "wirewatch regions find golan",
    ),
    "regions add": (
        'wirewatch regions add "Old Ford" --kind place --country SD --lat 15.61 --lon 32.48 --alias "the ford"',
        'wirewatch regions add "Ferry Corridor" --kind area --parent SD --parent SS',
    ),
    "regions find": ("wirewatch regions find beit jinn", "wirewatch regions find golan | jq -r .id"),
    "completion": ("wirewatch completion bash > wirewatch.bash", 'eval "$(wirewatch completion bash)"'),
    "keys": ("wirewatch keys", "wirewatch keys --preset newsboat", "wirewatch keys --json | jq -r .keys[].id"),
    "doctor": ("wirewatch doctor", "wirewatch doctor --json | jq .archive.documents"),
}
"""By the words of a command, "" the board's; run by a test, as are those of all others."""


class Layout(argparse.HelpFormatter):
    """A paragraph of one line is filled, one of several stands as it is."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = text.split("\n\n")
        fill = super()._fill_text
        return "\n\n".join(each if "\n" in each else fill(each, width, indent) for each in paragraphs)


def illustrated(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The same with the examples that are told here; what else its help ends with stands above them."""
    for words, each in commands(parser):
        if examples := EXAMPLES.get(words):
            more = f"\n\n{each.epilog}" if each.epilog else ""
            each.epilog = "\n".join(["examples:", *(f"  {example}" for example in examples)]) + more
            each.formatter_class = Layout
    return parser


def commands(parser: argparse.ArgumentParser, words: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that its help names, by its words, with its parser; the board's own first."""
    yield words, parser
    for action in parser._actions:  # argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):
            for shown in action._choices_actions:
                if shown.help != argparse.SUPPRESS:
                    yield from commands(action.choices[shown.dest], f"{words} {shown.dest}".strip())
