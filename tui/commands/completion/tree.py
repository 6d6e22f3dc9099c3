"""Which word is wanted at the cursor, by the tree of arguments that also parses the line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Subparsers = argparse._SubParsersAction
_EXPRESSION = re.compile(r"-+[^\s:]*[:(\"]")
"""What looks like an option, and leaves a term out."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value of `action`, or where that is None an option; `prefix` stands before it in the same word.

    `verbs` are the commands before it.
    """

    parser: argparse.ArgumentParser
    action: argparse.Action | None
    verbs: tuple[str, ...] = ()
    prefix: str = ""


def wanted(parser: argparse.ArgumentParser, words: Sequence[str], current: str) -> Wanted:
    """What the word at the cursor is to be."""
    walk = _Walk(parser)
    for word in words:
        walk.past(word)
    return walk.here(current)


class _Walk:
    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self.verbs: list[str] = []
        self.only_values = False
        self._enter(parser)

    def _enter(self, parser: argparse.ArgumentParser) -> None:
        self.parser = parser
        self.waiting: argparse.Action | None = None
        self.positionals = [action for action in parser._actions if not action.option_strings]

    def past(self, word: str) -> None:
        if self.waiting is not None:
            self.waiting = None
        elif word == "--" and not self.only_values:
            self.only_values = True
        elif word.startswith("-") and word != "-" and not self._is_value(word):
            option = self.parser._option_string_actions.get(word)
            self.waiting = option if option is not None and option.nargs != 0 else None
        elif self.positionals:
            self._value(word)

    def _value(self, word: str) -> None:
        action = self.positionals[0]
        if isinstance(action, Subparsers):
            if word in action.choices:
                self.verbs.append(word)
                self._enter(action.choices[word])
            else:
                self.positionals = []
        elif action.nargs not in {"*", "+"}:
            self.positionals = self.positionals[1:]

    def _is_value(self, word: str) -> bool:
        """Whether it is an expression that begins by leaving something out."""
        return self.only_values or (_EXPRESSION.match(word) is not None and "=" not in word.partition(":")[0])

    def here(self, current: str) -> Wanted:
        verbs = tuple(self.verbs)
        if self.waiting is not None:
            return Wanted(self.parser, self.waiting, verbs)
        if current.startswith("-") and not self._is_value(current):
            name, sign, _ = current.partition("=")
            option = self.parser._option_string_actions.get(name)
            if sign and option is not None:
                return Wanted(self.parser, option, verbs, f"{name}=")
            return Wanted(self.parser, None, verbs)
        return Wanted(self.parser, self.positionals[0] if self.positionals else None, verbs)


def options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """The long name of each option, and what it does."""
    for action in parser._actions:
        names = [name for name in action.option_strings if name.startswith("--")]
        if names and action.help is not argparse.SUPPRESS:
            yield names[0], action.help or ""


def verbs(action: Subparsers[argparse.ArgumentParser]) -> Iterator[tuple[str, str]]:
    """The commands that help lists."""
    for listed in action._choices_actions:
        yield listed.dest, listed.help or ""
