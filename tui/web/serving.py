"""`wirewatch serve`: takes documents in once for all, and shows the board to visitors, until it is ended."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tui.board.serving import ServiceMaker, Serving
from tui.commands.complaining import complain
from tui.opening import check_theme, compiled_lexicon, service_maker
from tui.paths import Paths
from tui.shelving import opened
from tui.web import page
from tui.web.door import SHORTEST, Door, door, is_local, is_wild, new_token
from watchers.archive.lock import Lock
from watchers.settings import load

VARIABLE = "WIREWATCH_TOKEN"
TICK = 1.0
OPEN = "it is not encrypted on its way: on a network that others share, put a proxy with TLS before it."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says; `token` is "" where none is given."""

    places: Sequence[str]
    host: str
    port: int
    token: str = ""
    token_file: Path | None = None
    names: Sequence[str] = ()
    visitors: int = 8
    read_only: bool = False


def run(asked: Asked, paths: Paths) -> int:
    """0 after SIGTERM, 130 after SIGINT. Raises WirewatchError."""
    page.check()
    token = token_of(asked)
    settings = load(paths.settings)
    check_theme(settings.theme, paths.settings)
    lexicon = compiled_lexicon(paths.cache)
    with opened(paths.archive, reset=False) as kept:
        for notice in kept.notices:
            complain(notice)
        if kept.unkept:
            raise page.ServeError(f"visitors have nothing to look at where nothing is kept: {kept.unkept}")
        return asyncio.run(_Run(asked, paths, lexicon, token).until_ended(kept.lock))


def token_of(asked: Asked) -> str:
    """As given, from the file, or from the environment; a new one where others than this machine come in.

    Raises ServeError for one that can be guessed.
    """
    token = asked.token or (_from_file(asked.token_file) if asked.token_file else os.environ.get(VARIABLE, ""))
    if not token:
        return "" if is_local(asked.host) else new_token()
    if len(token) < SHORTEST or not token.isascii() or not token.isprintable():
        raise page.ServeError(f"a token has at least {SHORTEST} plain characters; --token-file PATH makes a good one.")
    return token


def _why(error: OSError | UnicodeDecodeError) -> str:
    return f"{error.strerror}." if isinstance(error, OSError) else "it is no text."


def _from_file(path: Path) -> str:
    """Made with a new one, for its owner alone, where it is not there."""
    try:
        with suppress(FileExistsError):
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(number, f"{new_token()}\n".encode())
            os.close(number)
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise page.ServeError(f"{path}: the token cannot be read: {_why(error)} Give another file.") from error


class _Run:
    def __init__(self, asked: Asked, paths: Paths, lexicon: Path, token: str) -> None:
        self._asked, self._paths, self._lexicon, self._token = asked, paths, lexicon, token
        self._ended = asyncio.Event()
        self._code = 0

    async def until_ended(self, lock: Lock | None) -> int:
        from tui.web.site import Offer, Site  # brings along what is an extra of the installation

        asked, loop = self._asked, asyncio.get_running_loop()
        for number, code in ((signal.SIGTERM, 0), (signal.SIGINT, 130)):
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, self._end, code)
        serving = Serving(self._maker(lock) if lock else None, self._take_over, lambda: None)
        site = Site(Offer(self._door(), self._command(), asked.visitors), complain)
        intake, told = asyncio.create_task(serving.run()), asyncio.create_task(_tell_on(serving))
        try:
            async with site.open(asked.host, asked.port) as port:
                for line in self._links(port):
                    complain(line)
                await self._ended.wait()
        except OSError as error:
            raise page.ServeError(f"{asked.host}, port {asked.port}, cannot be served: {error.strerror}.") from error
        finally:
            for task in (intake, told):
                task.cancel()
            await asyncio.gather(intake, told, return_exceptions=True)
        return self._code

    def _end(self, code: int) -> None:
        self._code = code
        self._ended.set()

    def _door(self) -> Door:
        here = {socket.gethostname(), socket.getfqdn()} if self._token else set()
        return door(self._asked.host, self._token, frozenset({*self._asked.names, *here}))

    def _command(self) -> list[str]:
        paths, mode = self._paths, "read-only" if self._asked.read_only else "all"
        return [*map(str, (paths.settings, paths.archive, paths.cache, self._lexicon)), mode, *self._asked.places]

    def _maker(self, lock: Lock) -> ServiceMaker:
        return service_maker(self._paths, self._lexicon, self._asked.places, lock)

    def _take_over(self) -> ServiceMaker | None:
        freed = Lock(self._paths.archive)
        return self._maker(freed) if freed.acquire() else None

    def _links(self, port: int) -> Iterator[str]:
        """Where the board is; a token stands in the link only if it was made for this run."""
        host = self._asked.host
        name = next(iter(self._asked.names), socket.gethostname() if is_wild(host) else host)
        shown = f"[{name}]" if ":" in name else name
        made = self._token and not (self._asked.token or self._asked.token_file or os.environ.get(VARIABLE))
        token = f"?token={quote(self._token)}" if made else "?token=…" if self._token else ""
        yield f"the board is at http://{shown}:{port}/{token} (^c ends it)."
        if not is_local(host):
            yield OPEN


async def _tell_on(serving: Serving) -> None:
    """What is wrong with taking documents in, once; everything else stands on the board."""
    before = ""
    while True:
        if serving.problem and serving.problem != before:
            complain(serving.problem)
        before = serving.problem
        await asyncio.sleep(TICK)
