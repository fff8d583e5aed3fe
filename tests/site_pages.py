"""A built site as tests look at it: its pages as trees, and what stands at an address."""

from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html


class Page:
    """A page at `path`: the folder of its `index.html` below the site, with a slash at the end, or a file's name."""

    def __init__(self, folder: Path, file: Path) -> None:
        self.path = file.relative_to(folder).as_posix().removesuffix("index.html")
        self.source = file.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> lxml.html.HtmlElement:
        made = lxml.html.document_fromstring(self.source.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        for template in made.iter("template"):  # what a script may make of it later is not on the page
            template.clear(keep_tail=True)
        return made

    def all(self, path: str) -> list:
        """What an XPath finds."""
        return self.tree.xpath(path)

    def text(self, path: str = "//main") -> str:
        """The words below the first element that an XPath finds, with single spaces."""
        return " ".join(self.all(path)[0].text_content().split())

    @property
    def language(self) -> str:
        return self.tree.get("lang")

    @property
    def noindex(self) -> bool:
        return bool(self.all("//meta[@name='robots'][contains(@content, 'noindex')]"))

    @property
    def redirects(self) -> bool:
        return bool(self.all("//meta[@http-equiv='refresh']"))

    @property
    def framed(self) -> bool:
        """Is it made for a frame on another site? Then it has no menu to skip."""
        return self.path.startswith("embed/") and self.path != "embed/"

    def addresses(self) -> list[str]:
        """Every address that the page links to or loads."""
        found = self.all("//@href | //@src | //@action | //@poster | //@data")
        for sources in self.all("//@srcset"):
            found += [one.split()[0] for one in sources.split(",")]
        found += [one.partition("url=")[2] for one in self.all("//meta[@http-equiv='refresh']/@content")]
        return found


def pages(folder: Path) -> dict[str, Page]:
    """Every page of a built site by its path. A fragment is no page: it has no head, and is for pasting elsewhere."""
    found = (Page(folder, file) for file in sorted(folder.rglob("*.html")) if file.name != "fragment.html")
    return {page.path: page for page in found}


def file_at(folder: Path, page: Page, address: str) -> tuple[Path, str] | None:
    """The file that an address on a page leads to, and the fragment; None for another site's."""
    parts = urlsplit(urljoin(f"http://site/{page.path}", address))
    if (parts.scheme, parts.netloc) != ("http", "site"):
        return None
    path = parts.path.lstrip("/")
    return folder / (f"{path}index.html" if not path or path.endswith("/") else path), parts.fragment


def dead(folder: Path, found: dict[str, Page]) -> dict[str, list[str]]:
    """By page the addresses that it links to or loads and that are not there: files, and places on a page."""
    ids = {path: set(page.all("//@id")) for path, page in found.items()}

    def broken(page: Page) -> list[str]:
        result = []
        for address in set(page.addresses()):
            if not (target := file_at(folder, page, address)):
                continue
            file, fragment = target
            path = file.relative_to(folder).as_posix().removesuffix("index.html")
            if not file.is_file() or (fragment and fragment not in ids[path]):
                result.append(address)
        return sorted(result)

    return {path: told for path, page in found.items() if (told := broken(page))}
