"""A page as it is handed to its template: where it stands, what it is about, and the list that it shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from .listing import Day, Item
from .model import Activity
from .reading import Reading


class Later:
    """A value that is worked out when somebody asks for it, once."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make, self._made = make, False

    def __call__(self) -> Any:
        """The value."""
        if not self._made:
            self._value, self._made = self._make(), True
        return self._value


@dataclass(frozen=True)
class Page:
    """A page at `path` (below the site's address, ending in a slash, or a file name) from a template.

    `about` is what it is about, or gives that when somebody asks: that the page is there is known without. `more` is
    worked out of that, the register and the day alone, when the page is made: a value may be `Later`. `indexed` pages
    stand in the sitemap; the others ask search engines to pass by. `seal` gives the digest of what it is about, where
    there is a short way to it.
    """

    path: str
    template: str
    about: dict[str, Any] | Callable[[], dict[str, Any]]
    indexed: bool = True
    more: Callable[[], dict[str, Any]] = dict
    seal: Callable[[], bytes] = bytes

    @cached_property
    def given(self) -> dict[str, Any]:
        """What it is about."""
        return self.about() if callable(self.about) else self.about

    @cached_property
    def known(self) -> dict[str, Any]:
        """All that the template may print; some of it `Later`."""
        return {**self.given, **self.more()}

    @property
    def context(self) -> dict[str, Any]:
        """The same, all of it worked out."""
        return {name: value() if type(value) is Later else value for name, value in self.known.items()}


class Entry(NamedTuple):
    """What the rest of a site has to know of a page: that it is there, and of what kind."""

    path: str
    template: str
    indexed: bool


class Section:
    """Pages that are worked out together, when somebody asks for them, once.

    `of` is the digest of all that decides which they are and what they are given, but for what they read (`reading`);
    empty if nobody can tell.
    """

    def __init__(self, name: str, of: bytes, make: Callable[[], Iterable[Page]], reading: Reading) -> None:
        self.name, self.of, self._make, self._reading = name, of, make, reading
        self.forget()

    def forget(self) -> None:
        """Let go of the pages: who asks for them after this has them worked out again."""
        self._pages = self._reading.once(lambda: list(self._make()))

    @property
    def pages(self) -> list[Page]:
        """The pages; who asks has read all that was read to work them out."""
        return self._pages()

    def entries(self) -> list[Entry]:
        """What the rest of the site has to know of them."""
        return [Entry(one.path, one.template, one.indexed) for one in self.pages]


class Pager(NamedTuple):
    """Where a list's other pages are; paths, empty at the ends."""

    number: int
    total: int
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class Listing:
    """A list of activities as a page shows it."""

    days: list[Day]
    pager: Pager
    total: int
    undated: list[Activity] = field(default_factory=list)
    later: list[Item] = field(default_factory=list)
