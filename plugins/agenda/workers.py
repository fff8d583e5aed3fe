"""Work on many things in two processes at once, where the machine has two processors and can fork.

Each process begins with all that the first one knows, and only results travel back: small values, or what it wrote into
files. Below `FEW` things (of a third of a millisecond each) a second process costs more than it brings.
"""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

FEW = 200
FIRST = os.getpid()
SIZE = 8  # bytes that tell how long an answer is
Thing = TypeVar("Thing")
Result = TypeVar("Result")


def in_halves(
    work: Callable[[Iterable[Thing]], Result],
    things: Sequence[Thing],
    track: Callable[[Sequence[Thing]], Iterable[Thing]] = iter,
) -> list[Result]:
    """What `work` gives for the things in order, in one or two parts; each result has to be picklable.

    `track` shows how far the first process is; the other one goes as fast.
    """
    if len(things) < FEW or not _is_first() or not _can_fork():
        return [work(track(things))]
    middle = len(things) // 2
    result, stop = _begun(lambda: work(things[middle:]))
    try:
        mine = work(track(things[:middle]))
    except BaseException:
        stop()
        raise
    return [mine, result()]


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin this in another process; what waits for its result. Where there is no other it is done when asked for."""
    return _begun(work)[0] if _is_first() and _can_fork() else work


@contextmanager
def meanwhile(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """The same while something else is done here: should that fail, nobody works on any more."""
    if not (_is_first() and _can_fork()):
        yield work
        return
    result, stop = _begun(work)
    try:
        yield result
    except BaseException:
        stop()
        raise


def _is_first() -> bool:
    """Is this the process that loaded the program? Only that makes others."""
    return os.getpid() == FIRST


def _can_fork() -> bool:
    return hasattr(os, "fork") and sys.platform != "darwin" and len(os.sched_getaffinity(0)) > 1


def _begun(work: Callable[[], Result]) -> tuple[Callable[[], Result], Callable[[], None]]:
    """Begin in a process of its own: what waits for the result, and what ends it. An exception there is one here."""
    sys.stdout.flush()
    sys.stderr.flush()
    ours, theirs = os.pipe()
    process = os.fork()
    if not process:
        os.close(ours)
        _answer(work, theirs)
    os.close(theirs)

    def result() -> Result:
        with open(ours, "rb") as pipe:
            size, data = pipe.read(SIZE), pipe.read()
        os.waitpid(process, 0)
        if len(size) < SIZE or len(data) < int.from_bytes(size, "big"):  # it ended before or within its answer
            raise RuntimeError("The second process ended before its time.")
        value, error, told = pickle.loads(data)  # noqa: S301  from our own process
        if error:
            raise error from RuntimeError(told)
        return value

    def stop() -> None:
        os.close(ours)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)

    return result, stop


def _answer(work: Callable[[], Any], pipe: int) -> NoReturn:
    """In the second process: do the work, tell the first one what came of it, and end."""
    try:
        try:
            answer: tuple[Any, Exception | None, str] = (work(), None, "")
        except Exception as error:  # whatever it is: the first process tells
            answer = (None, error, traceback.format_exc())
        try:
            data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        except Exception:  # an error that holds what cannot travel
            data = pickle.dumps((None, RuntimeError(answer[2] or traceback.format_exc()), answer[2]))
        with open(pipe, "wb") as file:
            file.write(len(data).to_bytes(SIZE, "big") + data)
    finally:
        os._exit(0)  # nothing that the first process has still to do is done here
