"""The keys that settings ask for are taken, or refused in a sentence with its line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tui.__main__ import main
from tui.board.keys import EVERY, KEYS, MODAL
from tui.board.keys.clashes import WRITTEN, clashes
from tui.board.keys.keyring import Keyring, faces, ring
from tui.board.keys.places import TOLD
from tui.board.keys.presets import PRESETS
from tui.board.keys.spelling import NoKeyError, face, is_typed, spelled
from tui.keying import keyring, slips
from tui.keylist import run
from watchers.errors import SettingsError
from watchers.settings import load


def bound(tmp_path: Path, text: str) -> Keyring:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return keyring(load(path), path)


def test_nothing_set_binds_the_tables(tmp_path: Path) -> None:
    ours = keyring(load(tmp_path / "settings.toml"), tmp_path / "settings.toml")
    assert ours.all == EVERY
    assert ours.keymap == {}


def test_keys_are_written_as_people_write_them(tmp_path: Path) -> None:
    keys = bound(
        tmp_path,
        '[keys]\nfreeze = "f5"\nzoom = ["Z", "^z"]\nhalf-down = "ctrl+d PgDn"\nclear = ","\n'
        'compact = "?"\nhelp = "F1"\n',
    )
    assert [keys[id_].keys for id_ in ("freeze", "zoom", "half-down", "clear", "compact", "help")] == [
        "f5", "Z,ctrl+z", "ctrl+d,pagedown", "comma", "question_mark", "f1",
    ]  # fmt: skip
    assert (keys.face("zoom"), faces(keys["half-down"])) == ("Z", ["^d", "pgdn"])
    assert keys.keymap["freeze"] == "f5"


def test_a_preset_is_overruled_by_what_is_written_below_it(tmp_path: Path) -> None:
    keys = bound(tmp_path, '[keys]\npreset = "newsboat"\nread = "space"\n')
    assert (keys.face("read"), keys.face("previous-unread"), keys.face("document-read")) == ("space", "p", "N")


def test_what_the_palette_has_needs_no_key(tmp_path: Path) -> None:
    keys = bound(tmp_path, '[keys]\nretag = "f9"\nfull-text = ""\n')
    assert keys["retag"].keys == "f9"
    assert keys["full-text"].keys == ""
    assert keys.face("full-text") == "^p “Fetch the full text from the page it links to”"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\nfreez = "f5"\n', "line 2: “freez” is nothing that a key can do. Did you mean “freeze”?"),
        ('[keys]\nqqqqqqqq = "f5"\n', "line 2: “qqqqqqqq” is nothing that a key can do. wirewatch keys lists them."),
        ('[keys]\npreset = "vim"\n', "line 2: “vim” is no preset of keys. Did you mean “vim-like”?"),
        ("[keys]\nfreeze = 5\n", "line 2: “freeze”: expected a key as text in quotes, or several in brackets"),
        ('[keys]\nfreeze = ["f5", 6]\n', "line 2: “freeze”: expected a key as text in quotes"),
        ('keys = "vim"\n', "line 1: “keys”: expected a table, found text in quotes."),
        ('[keys]\nfreeze = "ctrl+i"\n', "“freeze”: a terminal cannot tell ctrl+i from tab. Write “tab”."),
        ('[keys]\nfreeze = "cmd+k"\n', "“freeze”: no terminal passes cmd on."),
        ('[keys]\nfreeze = "ctrl+shift+k"\n', "“freeze”: most terminals cannot tell ctrl+shift+k from ctrl+k."),
        ('[keys]\nfreeze = "shift+k"\n', "“freeze”: a terminal sends shift+k as the character itself. Write “K”."),
        ('[keys]\nfreeze = "ctrl+enter"\n', "“freeze”: most terminals cannot send ctrl+enter."),
        ('[keys]\nfreeze = "pagdown"\n', "“freeze”: “pagdown” is no key that is known. Did you mean “pagedown”?"),
        ('[keys]\npicker-apply = "p"\n', "“picker-apply” cannot be p: in a picker that goes into the line."),
        ('[keys]\nquit = ""\n', "“quit” needs a key: the palette does not have it."),
        ('[keys]\ndown = ""\n', "“down” needs a key: the palette does not have it."),
        (
            '[keys]\nfreeze = "z"\n',
            "line 2: “freeze” (Freeze the board, or follow again) and “zoom” (Let the focused panel fill the screen, "
            "or not) would both be z: on the board. Give one of them another key.",
        ),
        ('[keys]\nfreeze = "j"\n', "and “down” (Next line) would both be j: on the board and moving in a list."),
        ('[keys]\nhelp = "f5"\nfreeze = "f5"\n', "would both be f5: "),
        ('[keys]\nactors = "1"\n', "“actor-1” (Toggle actor 1 of the tallies) would both be 1"),
    ],
)
def test_each_mistake_is_a_sentence_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as told:
        bound(tmp_path, text)
    assert said in str(told.value)


def test_two_that_change_places_do_not_clash(tmp_path: Path) -> None:
    keys = bound(tmp_path, '[keys]\nfreeze = "z"\nzoom = "="\n')
    assert (keys.face("freeze"), keys.face("zoom")) == ("z", "=")


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_know_their_ids_and_have_no_clash(preset: str) -> None:
    keys = ring(EVERY, PRESETS[preset])
    assert set(PRESETS[preset]) <= {key.id for key in EVERY}
    assert [(one.id, other.id, name) for one, other, name in clashes(keys.all)] == []
    for key in keys.all:
        for name in filter(None, key.keys.split(",")):
            assert spelled(face(name) if name != "ctrl+@" else name) in {name, "ctrl+space"}


def test_every_place_is_told_and_typed_keys_keep_out_of_lines_that_are_written_in() -> None:
    assert {key.place for key in KEYS} == set(TOLD)
    assert set(MODAL) >= WRITTEN
    exempt = {"promote", "form-kind-next", "saving-colour-next", "alerting-turn"}
    typed = [k.id for k in EVERY if k.place in WRITTEN for n in k.keys.split(",") if is_typed(n) and k.id not in exempt]
    assert typed == []


@pytest.mark.parametrize(
    "written", ["", "ctrl+", "+ctrl", "^+", "\x1b[31m", "hyper+x", "ctrl+é", "\N{ZERO WIDTH SPACE}"]
)
def test_nonsense_is_refused(written: str) -> None:
    with pytest.raises(NoKeyError, match=r"[.?]$"):
        spelled(written)


# ------------------------------------------------------------------------------------------------ commands
def test_wirewatch_keys_lists_ids_keys_and_words(tmp_path: Path) -> None:
    out = io.StringIO()
    assert run(tmp_path / "settings.toml", None, out) == 0
    lines = out.getvalue().splitlines()
    assert lines[0] == "Moving in a list"
    assert any(line.split() == ["freeze", "=", *"Freeze the board, or follow again".split()] for line in lines)
    assert any(line.split()[:2] == ["usual", "–"] for line in lines)
    told = {line.split()[0] for line in lines if line.startswith("  ")}
    assert told == {key.id for key in EVERY}
    assert str(tmp_path / "settings.toml") in lines[-1]


def test_wirewatch_keys_as_json_takes_what_is_set_and_a_preset_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\nfreeze = "f5"\n', encoding="utf-8")
    told = {}
    for preset in (None, "newsboat"):
        out = io.StringIO()
        run(path, preset, out, as_json=True)
        facts = json.loads(out.getvalue())
        told[facts["preset"]] = {each["id"]: each for each in facts["keys"]}
    assert told["wirewatch"]["freeze"]["keys"] == ["f5"]
    assert told["wirewatch"]["freeze"]["usual"] == ["equals_sign"]
    assert told["newsboat"]["freeze"]["shown"] == ["="]
    assert told["newsboat"]["read"] == {
        "id": "read", "keys": ["N"], "shown": ["N"], "usual": ["space"], "does": "Mark read or unread",
        "place": "board",
    }  # fmt: skip


def test_wrong_keys_exit_with_2_and_an_unknown_preset_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\nfreeze = "z"\n', encoding="utf-8")
    assert main(["keys", "--settings", str(path)]) == 2
    assert "“freeze” (Freeze" in capsys.readouterr().err
    assert main(["keys", "--settings", str(path), "--preset", "emacs"]) == 2
    assert "“emacs” is no preset of keys. There are: wirewatch, newsboat, vim-like." in capsys.readouterr().err


def test_the_doctor_tells_every_slip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\nfreez = "f5"\nzoom = "cmd+z"\n', encoding="utf-8")
    assert [said.partition(", ")[2][:7] for said in slips(load(path), path)] == ["line 2:", "line 3:"]
    given = ["--settings", str(path), "--archive", str(tmp_path / "none.sqlite")]
    assert main(["doctor", *given]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✖ keys")]
    assert len(told) == 2
    assert main(["doctor", "--json", *given]) == 1
    assert "“freez” is nothing" in json.loads(capsys.readouterr().out)["settings"]["problem"]
