"""The templates in each language: what they may use of it, and pages as they leave them."""

import re
from typing import Any, NamedTuple

from jinja2 import FileSystemBytecodeCache
from jinja2.runtime import Context

from . import template_fault
from .digest import of_bytes
from .language import Language
from .original import marked, plain
from .page import Later
from .pages import Site

# What a template takes in; the names are always written out (tests/test_rendering.py).
NAMED = re.compile(r'{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')
_LINK = re.compile(r'href="/(?!/)([^"]*)')


class Version(NamedTuple):
    """A page in one of the site's languages: `href` to it, or to the front page if `same` is not there."""

    language: Language
    href: str
    address: str
    same: bool
    current: bool


class _Context(Context):
    """Values that are worked out only if the template asks for them."""

    def resolve_or_missing(self, key: str) -> Any:
        value = super().resolve_or_missing(key)
        return value() if type(value) is Later else value


class Renderer:
    """Pelican's templates for one site of one language; `globals` is what every template may use."""

    def __init__(self, env: Any, site: Site, sites: list[Site]) -> None:
        self.site, self.sites = site, sites
        first, here = site.town.languages[0], site.town.language
        direction = "" if first.direction == here.direction else f' dir="{first.direction}"'
        self._attributes = lambda lang: f' lang="{lang}"{direction}'
        env.install_gettext_translations(here.translations, newstyle=True)
        prefix, base = site.addresses.prefix, re.escape(site.addresses.base)
        # A link to a page (not a file) of the first language, which has no such page in this one.
        self._outside = prefix and re.compile(f'<a href="{base}/(?!{prefix}|/)[^".]*"(?![^>]* hreflang=)')
        self._outside_mark = f' hreflang="{first.code}"'
        reading = site.cache.reading
        self.is_there = reading.source(f"{prefix}there", site.addresses.has)
        self._noted_languages = reading.source(f"{prefix}versions", self.languages)
        # Compiled once for all languages, and kept for the next build in the user's own temporary folder.
        self.env = env.overlay(bytecode_cache=FileSystemBytecodeCache())
        self.env.context_class = _Context
        self.env.globals = {**env.globals, "original": first, "versions": self.versions}
        self.env.filters = {**env.filters, "plain": plain}
        self.env.globals["untranslated"] = self.untranslated
        self._read: dict[str, bytes] = {}

    @property
    def globals(self) -> dict[str, Any]:
        """What every template may use."""
        return self.env.globals

    def digest(self, template: str) -> bytes:
        """The digest of a template with all that it takes in. Raises BrokenTemplate."""
        with template_fault.told_of(self.env, template):
            return of_bytes(*(self._sources(name) for name in sorted(self._closure(template))))

    def _closure(self, template: str) -> set[str]:
        found, left = set(), [template]
        while left:
            if (name := left.pop()) not in found:
                found.add(name)
                left += NAMED.findall(self._sources(name).decode())
        return found

    def _sources(self, template: str) -> bytes:
        if template not in self._read:
            self._read[template] = self.env.loader.get_source(self.env, template)[0].encode()
        return self._read[template]

    def render(self, template: str, path: str, **context: object) -> str:
        """The page at this path, its words in another language marked. Raises BrokenTemplate.

        In which languages the page itself is there is not noted as read: whoever keeps it says so (`languages`).
        """
        with template_fault.told_of(self.env, template):
            in_languages = self._versions(path, self.languages(path))
            written = self.env.get_template(template).render(path=path, in_languages=in_languages, **context)
        page = marked(written, self._attributes)
        return self._outside.sub(lambda link: link[0] + self._outside_mark, page) if self._outside else page

    def block(self, words: str, html: str) -> str:
        """The HTML that was made of these words, marked if they are in another language."""
        lang = getattr(words, "lang", "")
        return f"<div{self._attributes(lang)}>\n{html}</div>\n" if lang else html

    def linked(self, html: str) -> str:
        """What editors wrote; its links (`/hulp/`) lead to pages of the same language, if they are there.

        Pictures (`/images/…`) are found where the site is published in a folder of another too.
        """
        html = html.replace('src="/', f'src="{self.site.addresses.base}/')
        return _LINK.sub(self._link, html)

    def _link(self, found: re.Match) -> str:
        self.is_there(found[1])  # where the link leads depends on that
        return f'href="{self.site.addresses.link(found[1])}'

    def languages(self, path: str) -> str:
        """For each language of the site, the first one first: is there a page at this path (1) or not (0)?"""
        return "".join("01"[one.addresses.has(path)] for one in self.sites)

    def versions(self, path: str) -> list[Version]:
        """Another page, or this one, in every language of the site, the first one first."""
        return self._versions(path, self._noted_languages(path))

    def _versions(self, path: str, languages: str) -> list[Version]:
        found = zip(self.sites, languages, strict=True)
        return [self._version(site, path if same == "1" else "", same == "1") for site, same in found]

    def _version(self, site: Site, to: str, same: bool) -> Version:
        addresses = site.addresses
        return Version(site.town.language, addresses.link(to), addresses.full(to), same, site is self.site)

    def untranslated(self, activity: Any) -> str:
        """The language of the activity's own text, if that is not in the page's language; else nothing."""
        words = activity.description or activity.summary
        return self.site.town.language.name_of(self.site.town.languages[0]) if hasattr(words, "html") else ""
