"""The command line's way in: arguments, then the command or the board, and every error as one sentence."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui import paths as places
from tui.arguments import parse
from tui.output import give_up, stand_in
from watchers.errors import FilterError, SettingsError, WirewatchError

if TYPE_CHECKING:
    from tui.commands.why import Page


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; returns its exit code."""
    stand_in()
    given = parse(sys.argv[1:] if arguments is None else arguments)
    paths = places.usual(given.settings, given.archive)
    try:
        code = _run(given, paths)
        sys.stdout.flush()
        return code
    except FilterError as error:
        from tui.commands.query import point

        point(error)
        return 2
    except WirewatchError as error:
        from tui.commands.complaining import complain

        complain(error)
        return 2 if isinstance(error, SettingsError) else 1
    except BrokenPipeError:
        give_up()
        return 0
    except OSError as error:
        from tui.commands.complaining import complain

        if error.filename is None:
            give_up()
        complain(f"{error.filename or 'standard output cannot be written'}: {error.strerror or error}.")
        return 1
    except KeyboardInterrupt:
        return 130


def _run(given: Namespace, paths: places.Paths) -> int:
    deeds = {
        "tag": _tag,
        "read": _read,
        "watch": _watch,
        "serve": _serve,
        "query": _query,
        "export": _export,
        "verify": _verify,
        "retag": _retag,
        "cluster": _cluster,
        "actors": _own,
        "regions": _own,
        "feeds": _feeds,
        "filters": _filters,
        "alerts": _alerts,
        "completion": _completion,
        "complete": _complete,
        "archive": _archive,
        "keys": _keys,
        "doctor": _doctor,
    }
    if deed := deeds.get(given.command):
        return deed(given, paths)
    from tui.opening import open_board

    return open_board(given.where, paths, reset=given.reset, ascii_signs=given.ascii)


def _tag(given: Namespace, paths: places.Paths) -> int:
    if not given.files and sys.stdin.isatty():
        print("wirewatch tag: name a FILE, or give JSON lines on standard input (wirewatch tag -).", file=sys.stderr)
        return 2
    from tui.commands import tag
    from tui.commands.complaining import complain
    from tui.opening import compiled_lexicon
    from watchers.analysis.live import Live
    from watchers.settings import load

    most = load(paths.settings).max_bytes
    streams = (sys.stdin.buffer, sys.stdout.buffer, sys.stderr)
    with closing(Live(compiled_lexicon(paths.cache), paths.own)) as live:
        if live.taken.problem:
            complain(f"{live.taken.problem} Until that is mended, your own lexicon counts for nothing here.")
        if given.home and not live.shipped.is_home(given.home):
            complain(f"--home: “{given.home}” begins with no country that is known; give an ISO code: US, or US-KY.")
            return 2
        code = tag.run(
            given.files,
            live.tagger,
            *streams,
            with_sentences=given.sentences,
            why=_page() if given.why else None,
            home=given.home,
            most=most,
            embargoed=given.embargoed,
        )
        return 1 if live.taken.problem else code


def _read(given: Namespace, paths: places.Paths) -> int:
    if not given.files and sys.stdin.isatty():
        print("wirewatch read: name a FILE, or give a document on standard input (wirewatch read -).", file=sys.stderr)
        return 2
    from tui.commands import read
    from watchers.settings import load

    streams = (sys.stdin.buffer, sys.stdout.buffer, sys.stderr)
    return read.run(given.files, given.form, load(paths.settings).max_bytes, *streams)


def _retag(given: Namespace, paths: places.Paths) -> int:
    from tui.commands import retag
    from tui.opening import compiled_lexicon
    from watchers.settings import load

    settings, lexicon = load(paths.settings), partial(compiled_lexicon, paths.cache)
    return retag.run(paths.archive, lexicon, settings, sys.stdout, dry_run=given.dry_run, own=paths.own)


def _watch(given: Namespace, paths: places.Paths) -> int:
    from tui.alerting import alarms
    from tui.commands import watch
    from tui.commands.alerts.voicing import complained, lamented
    from tui.commands.complaining import complain
    from tui.commands.crew import CommandError, order_of
    from tui.commands.forms import form_of
    from tui.opening import compiled_lexicon
    from tui.where import polling, where_of
    from watchers.settings import load

    settings, output = load(paths.settings), sys.stdout.fileno()
    where = where_of(given.where, settings)
    try:
        order = order_of(given.exec, given.exec_jobs, given.exec_seconds) if given.exec is not None else None
    except CommandError as error:
        complain(error)
        return 2
    form = None if given.quiet else form_of(given.format, output)
    feeds, lexicon = partial(polling, where, paths, settings), compiled_lexicon(paths.cache)
    alerting = partial(alarms, paths.archive, paths.filters, lexicon, paths.own, complained, lamented)
    watching = watch.Watching(
        paths.archive, where.folders, lexicon, settings, paths.own, feeds, given.filter or "", form, order, alerting
    )
    return watch.run(watching, given.after, output)


def _serve(given: Namespace, paths: places.Paths) -> int:
    from tui.web import page, serving

    page.check()
    asked = serving.Asked(
        given.where,
        given.host,
        given.port,
        given.token,
        given.token_file,
        given.name,
        given.visitors,
        given.read_only,
    )
    return serving.run(asked, paths)


def _query(given: Namespace, paths: places.Paths) -> int:
    from tui.commands import query
    from tui.commands.complaining import complain
    from tui.commands.fields import unknown
    from tui.opening import compiled_lexicon

    if problem := unknown(given.fields):
        complain(problem)
        return 2
    asked = query.Asked(
        given.expression, given.limit, given.sort, given.fields, given.format, given.count, given.facets
    )
    return query.run(asked, paths.archive, compiled_lexicon(paths.cache), paths.own, sys.stdout)


def _cluster(given: Namespace, paths: places.Paths) -> int:
    from tui.commands import cluster
    from tui.opening import compiled_lexicon

    return cluster.run(
        given.file, partial(compiled_lexicon, paths.cache), paths.own, sys.stdin.buffer, sys.stdout.buffer
    )


def _export(given: Namespace, paths: places.Paths) -> int:
    from tui.commands.export import asking, running
    from tui.opening import compiled_lexicon

    asked = asking.Asked(given.expression, given.to, given.format, given.limit, given.sort, given.force)
    return running.run(asked, paths.archive, compiled_lexicon(paths.cache), paths.own)


def _verify(given: Namespace, paths: places.Paths) -> int:
    from tui.commands import verify

    return verify.run(Path(given.bundle), given.seal, sys.stdout, as_json=given.json)


def _own(given: Namespace, paths: places.Paths) -> int:
    from tui.commands import actors, regions
    from tui.opening import compiled_lexicon

    asked = (given, compiled_lexicon(paths.cache), paths.own, sys.stdout)
    if given.command == "actors":
        return actors.add(*asked) if given.deed == "add" else actors.find(*asked)
    return regions.add(*asked) if given.deed == "add" else regions.find(*asked)


def _doctor(given: Namespace, paths: places.Paths) -> int:
    from tui.commands import doctor
    from tui.keying import slips

    return doctor.run(paths, sys.stdout, as_json=given.json, slips=slips)


def _keys(given: Namespace, paths: places.Paths) -> int:
    from tui.keylist import run

    return run(paths.settings, given.preset, sys.stdout, as_json=given.json)


def _feeds(given: Namespace, paths: places.Paths) -> int:
    from tui.commands.feeds import running

    return running.run(given, running.desk_of(paths))


def _filters(given: Namespace, paths: places.Paths) -> int:
    from tui.commands.filters import running
    from tui.opening import compiled_lexicon

    return running.run(given, running.desk_of(paths, partial(compiled_lexicon, paths.cache)))


def _alerts(given: Namespace, paths: places.Paths) -> int:
    from tui.commands.alerts import running
    from tui.commands.filters.running import desk_of
    from tui.opening import compiled_lexicon

    return running.run(given, desk_of(paths, partial(compiled_lexicon, paths.cache)), paths.archive)


def _completion(given: Namespace, paths: places.Paths) -> int:
    from tui.commands.completion.scripts import SCRIPTS

    sys.stdout.write(SCRIPTS[given.shell])
    return 0


def _complete(given: Namespace, paths: places.Paths) -> int:
    from tui.arguments import whole_parser
    from tui.commands.completion.answering import run

    print(*run(given.shell, given.line, given.breaks, whole_parser(told=False)), sep="\n")
    return 0


def _archive(given: Namespace, paths: places.Paths) -> int:
    from tui.commands.archive import running

    return running.run(given, paths.archive)


def _page() -> Page:
    from tui.commands.why import page_for

    return page_for(sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
