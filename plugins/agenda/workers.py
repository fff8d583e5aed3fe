"""Work on many things in two processes at once, where the machine has two processors and can fork.

Each process begins with all that the first one knows, and only results travel back: small values, or what it wrote into
files. Below `FEW` things (of a third of a millisecond each) a second process costs more than it brings.
"""

import os
import pickle
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

FEW = 200
Thing = TypeVar("Thing")
Result = TypeVar("Result")


def in_halves(
    work: Callable[[Iterable[Thing]], Result],
    things: Sequence[Thing],
    track: Callable[[Sequence[Thing]], Iterable[Thing]] = iter,
    size: int = 1,
) -> list[Result]:
    """What `work` gives for the things in order, in one or two parts; each result has to be picklable.

    `track` shows how far the first process is; the other one goes as fast. `size`: how many times as long as a usual
    thing one of these takes.
    """
    if len(things) * size < FEW or _is_second() or not _can_fork():
        return [work(track(things))]
    middle = len(things) // 2
    result, stop = _beside(lambda: work(things[middle:]))
    try:
        mine = work(track(things[:middle]))
    except BaseException:
        stop()
        raise
    return [mine, result()]


def _is_second() -> bool:
    """Is this the second process? It makes no third one."""
    known = sys.modules.get("multiprocessing.process")
    return bool(known and known.current_process().daemon)


def _can_fork() -> bool:
    return hasattr(os, "fork") and sys.platform != "darwin" and len(os.sched_getaffinity(0)) > 1


def _beside(work: Callable[[], Result]) -> tuple[Callable[[], Result], Callable[[], None]]:
    """Begin in a process of its own: what waits for the result, and what ends it. An exception there is one here."""
    import multiprocessing  # only who forks needs it

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def run() -> None:
        try:
            answer: tuple[Any, Exception | None, str] = (work(), None, "")
        except Exception as error:  # whatever it is: the first process tells
            answer = (None, error, traceback.format_exc())
        try:
            data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        except Exception:  # an error that holds what cannot travel
            data = pickle.dumps((None, RuntimeError(answer[2] or traceback.format_exc()), answer[2]))
        theirs.send_bytes(data)

    process = context.Process(target=run, daemon=True)  # it ends with the first process, whatever happens there
    process.start()
    theirs.close()

    def result() -> Result:
        try:
            value, error, told = pickle.loads(ours.recv_bytes())  # noqa: S301  from our own process
        except (EOFError, OSError):  # before or within its answer
            value, error, told = None, RuntimeError("The second process ended before its time."), ""
        process.join()
        if error:
            raise error from RuntimeError(told)
        return value

    return result, process.kill
