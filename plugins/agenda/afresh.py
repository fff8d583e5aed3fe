"""What stands in the place of a cache where nothing is kept: everything is made each time."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from . import workers
from .model import Activity
from .reading import Reading

T = TypeVar("T")


class Afresh:
    """Has the methods of a cache that whoever makes things of an agenda calls."""

    def __init__(self) -> None:
        self.reading = Reading()
        self.files: dict[str, bytes] = {}

    def made(
        self, kind: str, name: str, of: bytes, make: Callable[[], T], keep: Callable[[T], bool] = lambda value: True
    ) -> T:
        """What `make` gives."""
        return make()

    def made_of_each(
        self, kind: str, activities: Sequence[Activity], make: Callable[[Activity], T], prefix: str = "",
        ready: Callable[[], Any] = lambda: None, shared: bool = True,
    ) -> list[T]:  # fmt: skip
        """What `make` gives of each activity, in order."""
        if not shared:
            return [make(one) for one in activities]
        ready()
        return self.made_of_all(kind, [("", b"", partial(make, one)) for one in activities])

    def made_of_all(
        self,
        kind: str,
        things: Sequence[tuple[str, bytes, Callable[[], T]]],
        keep: Callable[[T], bool] = lambda value: True,
        track: Callable[[Sequence], Iterable] = iter,
        ready: Callable[[], Any] = lambda: None,
    ) -> list[T]:
        """What each of them gives, in order."""
        parts = workers.in_halves(lambda these: [make() for _, _, make in these], things, track)
        return [one for part in parts for one in part]

    def of(self, *values: Any) -> bytes:
        """Nothing needs to be told apart."""
        return b""
