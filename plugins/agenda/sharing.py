"""Work that two processes share: each takes a thing when it is done with its last one, and so neither waits long.

One takes them from the front, the other from the back: what stands together, as what is of one language, is mostly
done by one of them.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from tempfile import TemporaryFile
from typing import TypeVar

from . import workers

FEW = 30  # things, of some milliseconds each, that are worth a second process
Thing = TypeVar("Thing")
Result = TypeVar("Result")


def shared(
    work: Callable[[Iterable[Thing]], Result],
    things: Sequence[Thing],
    track: Callable[[Sequence[Thing]], Iterable[Thing]] = iter,
) -> list[Result]:
    """What `work` gives for the things, in one or two parts; each result has to be picklable. `track` shows how many
    are begun.
    """
    if len(things) < FEW:
        return [work(track(things))]
    with TemporaryFile(buffering=0) as left:  # a byte for each thing; how far it is read is one and the same for both
        left.write(bytes(len(things)))
        left.seek(0)

        def taken(some: Iterable[Thing]) -> Iterator[Thing]:
            return (one for one in some if left.read(1))

        def tracked() -> Iterator[Thing]:
            shown, told = iter(track(things)), 0
            for one in taken(things):
                told += sum(1 for _ in islice(shown, left.tell() - told))
                yield one

        other = workers.beside(lambda: work(taken(reversed(things))))
        try:
            mine = work(tracked())
        except BaseException:
            left.seek(0, os.SEEK_END)  # nothing is left to be taken
            with suppress(Exception):
                other()
            raise
        return [mine, other()]
