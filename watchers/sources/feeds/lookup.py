"""Host names to IP addresses, in threads that hold up neither the loop nor the end of the program."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from threading import BoundedSemaphore, Thread

Lookup = Callable[[str], Awaitable[Sequence[str]]]
"""A host to its addresses, the best first. Raises OSError."""

_AT_ONCE = 64
_threads = BoundedSemaphore(_AT_ONCE)
"""A look-up cannot be stopped: a name server that does not answer keeps its thread for half a minute."""


async def looked_up(host: str) -> list[str]:
    """The addresses of a host, the system's preferred first. Raises OSError (socket.gaierror)."""
    loop = asyncio.get_running_loop()
    while not _threads.acquire(blocking=False):  # noqa: ASYNC110 - a thread cannot set an event of a loop that may be gone
        await asyncio.sleep(0.05)
    answer: asyncio.Future[list[str]] = loop.create_future()
    Thread(target=_look_up, args=(host, loop, answer), name=f"look up {host}", daemon=True).start()
    return await answer


def _look_up(host: str, loop: asyncio.AbstractEventLoop, answer: asyncio.Future[list[str]]) -> None:
    found: list[str] = []
    problem: OSError | None = None
    try:
        infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(str(info[4][0]) for info in infos))
    except OSError as error:
        problem = error
    except UnicodeError:
        problem = socket.gaierror(socket.EAI_NONAME, "not a name")
    finally:
        _threads.release()
    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(_tell, answer, found, problem)


def _tell(answer: asyncio.Future[list[str]], found: list[str], problem: OSError | None) -> None:
    if answer.done():
        return
    if problem:
        answer.set_exception(problem)
    else:
        answer.set_result(found)
