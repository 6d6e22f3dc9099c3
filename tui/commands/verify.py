"""`wirewatch verify`: whether an evidence bundle is as it was exported, and what is wrong with which file if not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import msgspec

from tui.commands.complaining import complain
from tui.commands.progress import counted
from watchers.bundle.checking import check
from watchers.bundle.holding import NoBundleError
from watchers.bundle.verdict import Verdict
from watchers.clean import clean_line


def run(bundle: Path, seal: str | None, stdout: TextIO, *, as_json: bool) -> int:
    """0 whole, 1 not whole, 2 no bundle."""
    try:
        with counted("Checking") as progress:
            verdict = check(bundle, seal, progress)
    except NoBundleError as error:
        problem, code = f"{bundle}: {error}", 2
    except OSError as error:
        problem, code = f"{error.filename or bundle}: cannot be read: {error.strerror or error}.", 2
    else:
        for line in [json.dumps(_told(bundle, verdict))] if as_json else _lines(bundle, verdict):
            print(line, file=stdout)
        return 0 if verdict.whole else 1
    if as_json:
        print(json.dumps({"bundle": str(bundle), "whole": False, "error": clean_line(problem, 2000)}), file=stdout)
    complain(problem)
    return code


def _told(bundle: Path, verdict: Verdict) -> dict[str, Any]:
    return {
        "bundle": str(bundle),
        "whole": verdict.whole,
        "seal": verdict.seal,
        "export": None if verdict.facts is None else msgspec.to_builtins(verdict.facts),
        "files": verdict.files,
        "wrong": verdict.counts,
        "problems": [msgspec.to_builtins(problem) for problem in verdict.problems],
    }


def _things(count: int) -> str:
    return "1 thing is" if count == 1 else f"{count:,} things are"


def _lines(bundle: Path, verdict: Verdict) -> Iterator[str]:
    name = clean_line(str(bundle), 500)
    if verdict.whole:
        yield f"{name}: whole. Every file is as it was exported, none is missing, none was added, the chain holds."
    else:
        yield f"{name}: NOT whole. {_things(sum(verdict.counts.values()))} wrong."
        for problem in verdict.problems:
            where = clean_line(problem.path, 300) or name
            entry = f" (entry {problem.entry:,})" if problem.entry and problem.kind != "chain" else ""
            yield f"  {problem.kind:<11} {where}{entry} {problem.said}"
        if (more := sum(verdict.counts.values()) - len(verdict.problems)) > 0:
            yield f"  and {more:,} more"
    if facts := verdict.facts:
        yield f"exported  {clean_line(facts.made, 40)} by {clean_line(facts.software, 80)}"
        yield f"filter    {clean_line(facts.filter, 500) or '(every document)'}"
        yield f"holds     {facts.documents:,} documents in {facts.versions:,} versions, {facts.files:,} files"
        if facts.damaged:
            yield f"damaged   {facts.damaged:,} versions were damaged in the archive already; each says so"
    if verdict.seal:
        yield f"seal      {verdict.seal}"
