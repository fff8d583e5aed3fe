"""Where things stand on the site: paths below the town's address, always with a slash at the end of a page's."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from .model import Activity
from .register import Named, Place


class Addresses:
    """The paths of pages and feeds. The words in them are the town's; `url` is the site's address or empty.

    A path is the same in every language: only as a link or an address it gets the language's `prefix` (`en/`). Feeds,
    data, pictures and pages that a language does not have are linked to where they are: in the first language.
    """

    def __init__(self, words: Mapping[str, str], url: str = "", prefix: str = "") -> None:
        self.words, self.url, self.prefix = words, url, prefix
        self.base = urlsplit(url).path.rstrip("/")
        self.pages: frozenset[str] | None = None  # of this language, once that is known

    def know(self, pages: Iterable[str]) -> None:
        """These are all pages of this language. Until that is said, each is taken to be there."""
        self.pages = frozenset(pages)

    def has(self, path: str) -> bool:
        """Is the page at this path, or what it has at a ?query or #fragment, there in this language?"""
        if "?" in path or "#" in path:
            path = re.split("[?#]", path, maxsplit=1)[0]
        return path in self.pages if self.pages is not None else not path or path.endswith("/")

    def activity(self, activity: Activity) -> str:
        """`activiteit/<organization>/<slug>/`"""
        return self.old(activity.address)

    def old(self, address: str) -> str:
        """The page of an address `organization/slug`, in use or not."""
        return f"{self.words['activity']}/{address}/"

    def selection(self, kind: str, id: str = "", area: str = "") -> str:
        """`wijk/<id>/`, `thema/<id>/`; a pair with an area: `wijk/<area>/thema/<id>/`; without a kind: the agenda."""
        own = f"{self.words[kind]}/{id}/" if id else f"{self.words[kind]}/" if kind else ""
        return f"{self.words['area']}/{area}/{own}" if area else own

    def place(self, place: Place) -> str:
        """The page of a place of the register; empty for one that stands in an entry."""
        return self.selection("place", place.id) if place.id else ""

    def of(self, kind: str, thing: Named) -> str:
        """The page of an area, audience, topic, place, organization or campaign."""
        return self.selection(kind, thing.id)

    def page(self, path: str, number: int) -> str:
        """The n-th page of a list that begins at `path`."""
        return path if number == 1 else f"{path}{self.words['page']}-{number}/"

    def finder(self) -> str:
        """The index that the finder's script reads: each language has its own."""
        return f"{self.prefix}finder.json"

    def link(self, path: str) -> str:
        """The path as a link on the site."""
        return f"{self.base}/{self.placed(path)}"

    def full(self, path: str) -> str:
        """The path as an address of its own, for feeds and canonical links."""
        return f"{self.url}/{self.placed(path)}"

    def placed(self, path: str) -> str:
        """The path with the language's prefix if it is a page of this language."""
        return f"{self.prefix}{path}" if self.prefix and self.has(path) else path
