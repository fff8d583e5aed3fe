"""The receiver's pages from the site's own templates: the same head, foot and look as every other page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from agenda import emblem, localized, reference, template_globals
from agenda.language import Language
from agenda.model import Activity, Agenda
from agenda.pages import Site
from agenda.rendering import Renderer
from agenda.town import Town
from intake import outlook, page_data
from intake.form import Form
from intake.outlook import Outlook

from .current import Current, Snapshot
from .notices import Notice


class Pages:
    """Renders for readers of each of the site's languages. `site` is the folder of the built site, if there is one."""

    def __init__(self, current: Current, site: Path) -> None:
        self.current, self.site = current, site
        theme = current.town.theme / "templates"
        self.env = Environment(
            loader=FileSystemLoader(theme), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )  # fmt: skip
        self._made: tuple[Snapshot, dict[str, Renderer]] | None = None

    def render(self, template: str, language: Language, path: str, **context: Any) -> str:
        """A page that stands at `path`; no search engine shows it."""
        renderer = self._renderers(self.current.get())[language.code]
        return renderer.render(template, path=path, indexed=False, structured_data="", **context)

    def form(self, form: Form, language: Language, path: str, fresh: bool = False, **context: Any) -> str:
        """The form. `fresh`: nobody has sent it yet, so the browser may fill in what it kept."""
        renderer = self._renderers(self.current.get())[language.code]
        context |= {
            "form": form, "data": page_data.of(renderer.site), "fresh": fresh, "form_address": "",
            "example_file": f"{reference.TEMPLATES}.md",
        }  # fmt: skip
        return renderer.render("form.html", path=path, indexed=True, structured_data="", **context)

    def entry_form(
        self, form: Form, language: Language, path: str, title: str, back: str, outlook: object = None
    ) -> str:
        """The form of an activity that is there already, or waits: `back` leads to it."""
        data = page_data.of(self._renderers(self.current.get())[language.code].site)
        return self.render(
            "entry_form.html", language, path, form=form, title=title, back=back, outlook=outlook, data=data
        )

    def notice(self, notice: Notice, language: Language, path: str) -> str:
        """A page that says something, and perhaps asks for one press of a button."""
        return self.render("notice.html", language, path, notice=notice)

    def outlook(self, activity: Activity, language: Language) -> Outlook:
        """How it will look in the lists, for readers of this language."""
        site = self._alone(activity, self.current.get(), language)
        return outlook.of(site.agenda.activities[0], site.agenda, site.town)

    def activity(self, activity: Activity, now: Snapshot) -> str:
        """An activity's page as it will be, in the town's first language."""
        site = self._alone(activity, now, now.town.language)
        renderer = self._renderer(site, [site], (activity.address,))
        page = site.activity(site.agenda.activities[0])
        return renderer.render(page.template, path=page.path, indexed=False, structured_data="", **page.known)

    def _alone(self, activity: Activity, now: Snapshot, language: Language) -> Site:
        return _site(Agenda(now.register, (activity,)), now.town, language)

    def _renderers(self, now: Snapshot) -> dict[str, Renderer]:
        """A renderer for each language; made anew when the town's files changed."""
        made = self._made
        if made is None or made[0] is not now:
            sites = [_site(Agenda(now.register, ()), now.town, language) for language in now.town.languages]
            for site in sites:
                site.addresses.know(self._known(site))
            made = (now, {site.town.language.code: self._renderer(site, sites) for site in sites})
            self._made = made
        return made[1]

    def _renderer(self, site: Site, sites: list[Site], shown: tuple[str, ...] = ()) -> Renderer:
        renderer = Renderer(self.env, site, sites)
        renderer.globals.update(template_globals.common(renderer))
        renderer.globals.update(template_globals.of_agenda(renderer, lambda selection: [], None, lambda activity: []))
        renderer.globals["referring"] = lambda: ""
        return renderer

    def _known(self, site: Site) -> Iterator[str]:
        """The pages of a language: those of the built site, if it is there, and the receiver's own."""
        prefix, words = site.town.prefix, site.town.words
        root = self.site / prefix
        others = {language.code for language in site.town.languages[1:]} if not prefix else set()
        for page in root.rglob("index.html"):
            path = page.parent.relative_to(root).as_posix()
            if path.partition("/")[0] not in others:
                yield "" if path == "." else f"{path}/"
        yield from (f"{words[name]}/" for name in ("form", "change"))


def _site(agenda: Agenda, town: Town, language: Language) -> Site:
    """A site of this agenda for readers of a language."""
    first = town.languages[0]
    if language == first:
        return Site(agenda, town)
    return Site(localized.agenda(agenda, first, language), town.in_language(language))


def icons(town: Town) -> dict[str, bytes]:
    """The files below the theme's folder that are drawn, not copied; and the town's own stylesheet."""
    style = {"css/town.css": town.style.read_bytes()} if town.style else {}
    return dict(emblem.files(town.colours)) | style
