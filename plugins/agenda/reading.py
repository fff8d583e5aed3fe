"""What is read while something is made: which things of the register, which files, which counts.

A page or an event can be kept from one build to the next as long as all that it read is as it was. Nobody has to say
what that is: whatever can change hands itself out here, under a key, and the key is noted.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from .register import Register

T = TypeVar("T")
Key = tuple[str, ...]  # of what is read: the name of its source, and which of its things


class Reading:
    """Sources by name, and the keys that are read while something is made."""

    def __init__(self) -> None:
        self._sources: dict[str, Callable[..., Any]] = {}
        self.open: list[set[Key]] = []  # of what is being made, the innermost last

    def source(self, name: str, give: Callable[..., Any]) -> Callable[..., Any]:
        """Name a source: `give(*words)` is the thing behind a key. What is returned does the same and is noted.

        Raises ValueError if another source has the name.
        """
        if name in self._sources:
            raise ValueError(f"two sources are named {name}")
        self._sources[name] = give

        def read(*words: str) -> Any:
            self.note((name, *words))
            return give(*words)

        return read

    def value(self, key: Key) -> Any:
        """What stands behind a key now. Raises KeyError for a source that is not there."""
        name, *words = key
        return self._sources[name](*words)

    def note(self, key: Key) -> None:
        """This is read."""
        if self.open:
            self.open[-1].add(key)

    def note_all(self, keys: set[Key]) -> None:
        """All these are read, by something that was made before."""
        if self.open:
            self.open[-1] |= keys

    @contextmanager
    def noted(self) -> Iterator[set[Key]]:
        """The keys of what is read in here; who makes something of it has read them too."""
        keys: set[Key] = set()
        self.open.append(keys)
        try:
            yield keys
        finally:
            self.open.pop()
            self.note_all(keys)

    def once(self, make: Callable[[], T]) -> Callable[[], T]:
        """What `make` gives, made when somebody asks; who asks later has read what was read then too."""
        made: list[tuple[T, set[Key]]] = []

        def give() -> T:
            if made:
                self.note_all(made[0][1])
            else:
                with self.noted() as keys:
                    value = make()
                made.append((value, keys))
            return made[0][0]

        return give

    def watched(self, register: Register, prefix: str = "") -> Register:
        """The same register, which tells what is read of its lists; `prefix` tells two of them apart."""
        lists = {name: Listed(things, f"{prefix}{name}", self) for name, things in register.lists().items()}
        return replace(register, **lists)


class Listed(dict):
    """A list of the register. Who takes one thing has read that; who goes through it has read all of it."""

    def __init__(self, things: Mapping[str, Any], name: str, reading: Reading) -> None:
        super().__init__(things)
        self._name, self._reading, self._open = name, reading, reading.open
        take, plain = super().get, dict(things)
        reading.source(name, lambda *id: take(id[0]) if id else plain)

    def __getitem__(self, id: str) -> Any:
        if self._open:  # of each activity many things are taken while nothing is made of them
            self._reading.note((self._name, id))
        return super().__getitem__(id)

    def get(self, id: str, default: Any = None) -> Any:
        """One thing, which is read, or that it is not there."""
        self._reading.note((self._name, id))
        return super().get(id, default)

    def __contains__(self, id: object) -> bool:
        self._reading.note((self._name, str(id)))
        return super().__contains__(id)

    def __iter__(self) -> Iterator[str]:
        self._reading.note((self._name,))
        return super().__iter__()

    def __len__(self) -> int:
        self._reading.note((self._name,))
        return super().__len__()

    def keys(self):
        """All ids."""
        self._reading.note((self._name,))
        return super().keys()

    def values(self):
        """All things."""
        self._reading.note((self._name,))
        return super().values()

    def items(self):
        """All ids and things."""
        self._reading.note((self._name,))
        return super().items()

    def __eq__(self, other: object) -> bool:
        self._reading.note((self._name,))
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None

    def __reduce__(self):
        return dict, (dict(super().items()),)
