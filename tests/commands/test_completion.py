"""Tab in bash, zsh and fish puts in commands, options, names and filters; the shells themselves are asked."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.build import report
from tests.terminal import Terminal
from tui.__main__ import main
from tui.arguments import whole_parser
from tui.commands.completion.answering import answer
from tui.commands.completion.arguments import SHELLS
from tui.commands.completion.line import cut, escaped
from tui.commands.completion.scripts import SCRIPTS
from watchers.archive.writing import Archive

SECONDS = 30.0
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An archive, feeds and saved filters, and `wirewatch` on the path."""
    with closing(Archive.open(tmp_path / "a.sqlite")) as archive:
        archive.store(report("Raid", "Iran signs.", [("iran", "Iran", "state")], ["golan", "idlib"]))
        archive.store(report("Army", "Free Syrian Army.", [("fsa", "Free Syrian Army", "armed group")]))
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "https://news.example/a"\nname = "Gulf Courier"\n')
    (tmp_path / "filters.toml").write_text('[[filter]]\nname = "gulf"\nexpression = "region:gulf"\n')
    program = tmp_path / "bin" / "wirewatch"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m tui "$@"\n')
    program.chmod(0o755)
    return tmp_path


def said(line: str, home: Path | None = None) -> list[str]:
    """The words that can be put in for a line."""
    kept = f"wirewatch --archive {home}/a.sqlite --settings {home}/settings.toml" if home else "wirewatch"
    return [choice.text for choice in answer(whole_parser(told=False), cut(line.replace("wirewatch", kept, 1))).choices]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("wirewatch que", ["query"]),
        ("FOO=1 wirewatch tag x.txt | wirewatch doc", ["doctor"]),
        ("wirewatch --archive x.sqlite re", ["read", "retag", "regions"]),
        ("wirewatch feeds re", ["remove", "resume", "rename"]),
        ("wirewatch query --for", ["--format"]),
        ("wirewatch query '' --format js", ["json", "jsonl"]),
        ("wirewatch query '' --format=ta", ["--format=table"]),
        ("wirewatch query '' --sort ", ["newest", "oldest", "published", "relevance"]),
        ("wirewatch query '' --fields when,tit", ["when,title"]),
        ("wirewatch query '' --facets actor,", ["actor,region", "actor,event", "actor,source"]),
        ("wirewatch query 'is:un", ["is:unread"]),
        ("wirewatch query 'raid -is:un", ["raid -is:unread"]),
        ("wirewatch query '-is:un", ["-is:unread"]),
        ("wirewatch watch --filter 'lang:arab", ["lang:ar"]),
        ("wirewatch query is:unread --lim", ["--limit"]),
        ("wirewatch completion ", ["bash", "zsh", "fish"]),
        ("wirewatch read --as pd", ["pdf"]),
    ],
)
def test_words_that_can_be_put_in(line: str, words: list[str]) -> None:
    found = said(line)
    assert found == words or (words[0].startswith("--") and found[0] == words[0])


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("wirewatch query 'region:gol", 'region:"Golan Heights"'),
        ("wirewatch query 'actor:if", None),
        ("wirewatch query 'actor:free", 'actor:"Free Syrian Army"'),
        ("wirewatch query 'iran OR idl", "iran OR region:Idlib"),
        ("wirewatch query '@g", "@gulf"),
        ("wirewatch feeds pause Gu", "Gulf Courier"),
    ],
)
def test_names_of_the_archive_and_of_the_files_beside_the_settings(home: Path, line: str, first: str | None) -> None:
    assert next(iter(said(line, home)), None) == first


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("wirewatch tag ", "files"),
        ("wirewatch --settings ", "files"),
        ("wirewatch see", "folders"),
        ("wirewatch watch ", "folders"),
        ("wirewatch query ", "words"),
    ],
)
def test_where_paths_are_wanted(line: str, kind: str) -> None:
    assert answer(whole_parser(told=False), cut(line)).kind == kind


@pytest.mark.parametrize(
    "line",
    ["", "wirewatch", "'", '"\\', "wirewatch nothing here", "wirewatch query --nope x", "wirewatch query 'actor:x' y z",
     "wirewatch --archive", "wirewatch query -- -x", "wirewatch \x00 \u2067", "wirewatch query '" + "(" * 100_000],
)  # fmt: skip
def test_no_line_is_too_strange(line: str) -> None:
    for shell in SHELLS:
        assert main(["complete", shell, line, " :="]) == 0


def test_a_word_is_written_back_as_its_quotes_want_it() -> None:
    assert [escaped('a "b" $c', quote) for quote in ("", "'", '"')] == [
        'a\\ \\"b\\"\\ \\$c',
        'a "b" $c',
        'a \\"b\\" \\$c',
    ]
    assert cut('x wirewatch query "a\\"b c').current == 'a"b c'


def test_help_says_where_the_script_goes_and_lists_nothing_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["completion", "--help"])
    assert "~/.config/fish/completions" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "complete " not in capsys.readouterr().out


def test_words_alone_bring_no_archive_and_no_screen_along() -> None:
    code = (
        "import sys; from tui.__main__ import main; main(['complete', 'bash', 'wirewatch query is:un'])\n"
        "heavy = {'sqlite3', 'watchers.archive', 'watchers.reading', 'watchers.analysis', 'textual', 'rich', 'numpy'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("words\nis:unread \n", "")


OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)
"""A shell completes only where it rules its terminal."""
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
READY = {
    "bash": "PS1='ready> '; bind 'set bell-style none'; source {script}; clear",
    "zsh": "PS1='ready> '; autoload -U compinit; compinit -u -D; source {script}; clear",
    "fish": "function fish_prompt; echo -n 'ready> '; end; source {script}; clear",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_of_its_shell(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    script = tmp_path / "script"
    script.write_text(SCRIPTS[shell])
    subprocess.run([shell, "-n", str(script)], check=True)


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_in_the_shell_itself(shell: str, home: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    script = home / "script"
    script.write_text(SCRIPTS[shell])
    path = {"PATH": f"{home}/bin:{os.environ['PATH']}", "HOME": str(home), "TERM": "xterm", "COLORTERM": ""}
    with Terminal([sys.executable, "-c", OWN_TERMINAL, *START[shell]], path, columns=150) as terminal:
        terminal.type(READY[shell].format(script=shlex.quote(str(script))) + "\r")
        terminal.until(lambda text: text.strip().startswith("ready>") and "source" not in text, SECONDS)
        for typed, shown in (
            ("wirewatch que\t", "wirewatch query"),
            ("'is:unr\t", "wirewatch query 'is:unread"),
        ):
            terminal.type(typed)
            terminal.until(lambda text, shown=shown: shown in text, SECONDS)  # type: ignore[misc]
        terminal.type("\x15")
        terminal.type(f"wirewatch --archive {home}/a.sqlite query 'region:gol\t")
        terminal.until(lambda text: "golan" in text.lower() and "Heights" in text, SECONDS)
