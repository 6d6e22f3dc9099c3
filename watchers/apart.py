"""One piece of work on untrusted bytes, in a process of its own that has its time and memory and then is ended."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import TimeoutError as LateError
from typing import TypeVar

from watchers.clean import clean_line
from watchers.errors import UnreadableError

T = TypeVar("T")


def apart(work: Callable[..., T], name: str, *arguments: object, seconds: float = 20.0, megabytes: int = 1024) -> T:
    """What a module's function gives; `name` is how a person calls the bytes. Raises UnreadableError, nothing else."""
    from pebble import ProcessPool

    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=1, initializer=_bound, initargs=(megabytes, seconds), context=context)
    try:
        answer: T = pool.schedule(work, args=arguments, timeout=seconds).result()
    except UnreadableError:
        raise
    except LateError:
        raise _unreadable(name, f"It took longer than {seconds:g} s to read.") from None
    except MemoryError:
        raise _unreadable(name, "It needs more memory than it may take.") from None
    except RecursionError:
        raise _unreadable(name, "It is nested too deeply.") from None
    except OSError:  # the process has died
        raise _unreadable(name, "The process that read it died of it, most likely of its size.") from None
    except Exception as error:
        raise _unreadable(
            name, f"It could not be read ({type(error).__name__}: {clean_line(str(error), 120)})."
        ) from None
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
    return answer


def _unreadable(name: str, reason: str) -> UnreadableError:
    return UnreadableError(clean_line(name, 200), reason, "Report it to whoever publishes it.")


def _bound(megabytes: int, seconds: float) -> None:
    """Once in the process: it shares the terminal, and never writes to it; the kernel ends it when nobody does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
    try:
        import resource
    except ImportError:
        return
    for limit, most in (
        (resource.RLIMIT_AS, megabytes * 2**20),
        (resource.RLIMIT_CPU, int(seconds) + 5),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
