"""Keys as a person writes them, as Textual calls them, and as they are shown; and which of them no terminal sends."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, key_to_character

_SHOWN = {
    "escape": "esc",
    "backspace": "⌫",
    "delete": "del",
    "insert": "ins",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "left": "←",
    "right": "→",
    "shift+tab": "⇧tab",
    "ctrl+@": "^space",
    "ctrl+space": "^space",
    "ctrl+backslash": "^\\",
    "ctrl+right_square_bracket": "^]",
}
_ARROWS = {"ctrl+right": "^→", "ctrl+left": "^←", "ctrl+up": "^↑", "ctrl+down": "^↓"}
_OTHERWISE = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "backtab": "shift+tab",
    "⇧tab": "shift+tab",
    "ctrl+@": "ctrl+space",
    "ctrl+\\": "ctrl+backslash",
    "ctrl+]": "ctrl+right_square_bracket",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "⌫": "backspace",
}
_MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
_NAMED = frozenset(
    [*_MOVING, "escape", "enter", "tab", "backspace", "space", *(f"f{n}" for n in range(1, 25))]
    + [f"{held}+{key}" for held in ("shift", "ctrl", "ctrl+shift") for key in _MOVING]
    + [f"ctrl+{letter}" for letter in "abcdefghjklnopqrstuvwxyz"]
    + [f"alt+{sign}" for sign in "abcdefghijklmnopqrstuvwxyz0123456789"]
    + ["shift+tab", "ctrl+space", "ctrl+backslash", "ctrl+right_square_bracket"]
)
"""What every usual terminal sends as a key of its own, beside the characters."""
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "ctrl+left_square_bracket": "escape"}
_KEPT = re.compile(r"(?:^|\+)(cmd|command|super|win|windows|hyper|meta)\+")


class NoKeyError(ValueError):
    """No key that a terminal can send; the text is a sentence."""


def face(key: str) -> str:
    """A key of Textual's as a person knows it: `?`, `^d`, `esc`."""
    if shown := _SHOWN.get(key) or _ARROWS.get(key):
        return shown
    if key.startswith("ctrl+"):
        return f"^{face(key[5:]) if len(key) > 6 else key[5:]}"
    return key if key == "space" else _character(key) or key


def spelled(written: str) -> str:
    """A key as Textual calls it: `?`, `^D` and `esc` as well as its own names. Raises NoKeyError."""
    if len(written) == 1 and written not in _OTHERWISE:
        return _of_character(written)
    told = _whole(re.sub(r"^\^(?=.)", "ctrl+", written), caret=written.startswith("^"))
    if told in _NAMED:
        return told
    if _character(told):
        return told
    raise NoKeyError(_refused(written, told))


def _whole(written: str, *, caret: bool) -> str:
    """With names in full and small letters, but for the character of a key: `^D` is `ctrl+d`, `ctrl+D` none."""
    told = f"{written[:-1]}plus" if written.endswith("++") else written
    held, plus, last = told.rpartition("+")
    last = last.lower() if len(last) > 1 or caret else last
    told = f"{held.lower()}{plus}{_OTHERWISE.get(last, last)}"
    return _OTHERWISE.get(told, told)


def is_typed(key: str) -> bool:
    """Whether it is a character that goes into a line that is written in."""
    return bool(_character(key))


def _character(key: str) -> str:
    """The character that a key types; "" for one that types none."""
    if key in _NAMED and key != "space":
        return ""
    typed = key if len(key) == 1 else key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return typed if len(typed) == 1 and typed.isprintable() else ""


def _of_character(character: str) -> str:
    if character == " ":
        return "space"
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    if not name or not character.isprintable():
        raise NoKeyError("there is no key in that.")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _refused(written: str, told: str) -> str:
    held, _, last = told.rpartition("+")
    if same := _SAME.get(told):
        return f"a terminal cannot tell {written} from {same}. Write “{same}”."
    if kept := _KEPT.search(told):
        return f"no terminal passes {kept[1]} on. Take ctrl or alt, a letter or f1 to f12."
    if held == "shift" and len(last) == 1:
        return f"a terminal sends {written} as the character itself. Write “{last.upper()}”."
    if "ctrl" in held and len(last) == 1 and last.isalpha():
        return f"most terminals cannot tell {written} from ctrl+{last.lower()}. Take another key."
    if held and (last in _NAMED or len(last) == 1 or _character(last)):
        return f"most terminals cannot send {written}. Take another key."
    near = get_close_matches(told, [*_NAMED, *_OTHERWISE], n=1, cutoff=0.6)
    hint = f"Did you mean “{near[0]}”?" if near else "Write a character, or a name like f5, ctrl+d, pageup, space."
    return f"“{written}” is no key that is known. {hint}"
