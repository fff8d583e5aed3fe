"""The templates in each language: what they may use of it, and pages as they leave them."""

import re
from dataclasses import dataclass
from typing import Any

from jinja2 import FileSystemBytecodeCache

from . import template_fault
from .language import Language
from .original import marked, plain
from .pages import Site

_LINK = re.compile(r'href="/(?!/)([^"]*)')


@dataclass(frozen=True)
class Version:
    """A page in one of the site's languages: `href` to it, or to the front page if `same` is not there."""

    language: Language
    href: str
    address: str
    same: bool
    current: bool


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
        # Compiled once for all languages, and kept for the next build in the user's own temporary folder.
        self.env = env.overlay(bytecode_cache=FileSystemBytecodeCache())
        self.env.globals = {**env.globals, "original": first, "versions": self.versions}
        self.env.filters = {**env.filters, "plain": plain}
        self.env.globals["untranslated"] = self.untranslated

    @property
    def globals(self) -> dict[str, Any]:
        """What every template may use."""
        return self.env.globals

    def render(self, template: str, **context: object) -> str:
        """The page, its words in another language marked. Raises BrokenTemplate."""
        try:
            written = self.env.get_template(template).render(**context)
        except Exception as error:
            if fault := template_fault.told(error, self.env, template):
                raise template_fault.BrokenTemplate(fault) from error
            raise
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
        return _LINK.sub(lambda found: f'href="{self.site.addresses.link(found[1])}', html)

    def versions(self, path: str) -> list[Version]:
        """The page at this path in every language of the site, the first one first."""
        return [self._version(site, path) for site in self.sites]

    def _version(self, site: Site, path: str) -> Version:
        addresses, same = site.addresses, site.addresses.has(path)
        to = path if same else ""
        return Version(site.town.language, addresses.link(to), addresses.full(to), same, site is self.site)

    def untranslated(self, activity: Any) -> str:
        """The language of the activity's own text, if that is not in the page's language; else nothing."""
        words = activity.description or activity.summary
        return self.site.town.language.name_of(self.site.town.languages[0]) if hasattr(words, "html") else ""
