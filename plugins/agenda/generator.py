"""The one module that knows Pelican: reads its settings, loads the agenda, renders the pages, puts all in place."""

import json
import logging
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

from markupsafe import Markup
from pelican.contents import Content
from pelican.generators import Generator

from . import (
    accessibility,
    composition,
    emblem,
    examples,
    feeds,
    finder,
    history,
    ical,
    images,
    localized,
    open_data,
    press,
    progress,
    publication,
    reference,
    report,
    signals,
    sitemap,
    source,
    structured_data,
    template_globals,
    town,
    vanished,
)
from .choices import Choices
from .language import Language, told
from .model import Agenda
from .pages import Page, Site
from .rendering import Renderer
from .state import PATH as STATE_PATH
from .state import State
from .template_fault import BrokenTemplate

log = logging.getLogger(__name__)

# What this kind of site always needs of Pelican, whatever a town's settings say. Pelican's own readers of HTML and
# reStructuredText can include any file, and its templates do not escape: both are off. It reads the editors' pages, and
# writes none: they are rendered as all others.
PELICAN = {
    "READERS": {"html": None, "htm": None, "rst": None},
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": ["pages"],
    **dict.fromkeys(("PAGE_URL", "PAGE_LANG_URL"), "{slug}/"),  # below the prefix of the page's language
    **dict.fromkeys(("PAGE_SAVE_AS", "PAGE_LANG_SAVE_AS", "DRAFT_PAGE_SAVE_AS", "DRAFT_PAGE_LANG_SAVE_AS"), ""),
    "DIRECT_TEMPLATES": [],
    "RELATIVE_URLS": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    **dict.fromkeys(("AUTHOR_SAVE_AS", "CATEGORY_SAVE_AS", "TAG_SAVE_AS", "ARCHIVES_SAVE_AS"), ""),
    **dict.fromkeys(("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "TRANSLATION_FEED_ATOM")),
    **dict.fromkeys(("AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS")),
}

UNREAD = told(
    "{path}: this page cannot be read. Look at the lines above its text: Date is written as 2026-11-20, "
    "Status is published, hidden or draft."
)


def initialize(pelican) -> None:
    """Before anything is read: the settings that always hold, and a staging folder instead of the output."""
    settings = pelican.settings
    settings.update(PELICAN)
    settings["STATIC_PATHS"] = ["images"] if (Path(settings["PATH"]) / "images").is_dir() else []
    environment = settings["JINJA_ENVIRONMENT"]
    environment["autoescape"] = True
    environment["extensions"] = [*environment.get("extensions", ()), "jinja2.ext.i18n"]


def stage(pelican) -> None:
    """At the start of each run: everything is rendered beside the output first."""
    pelican.output_path = str(publication.staging(Path(pelican.settings["OUTPUT_PATH"])))


def finish(pelican) -> None:
    """Everything is rendered: put it in place. With problems (last-good) the exit status is then 3."""
    output = Path(pelican.settings["OUTPUT_PATH"])
    changed = publication.put_in_place(Path(pelican.output_path), output)
    log.info("%d files changed in %s", len(changed), output)
    if held := pelican.settings.pop("_AGENDA_HELD_BACK", ""):
        print(held, flush=True)
        raise SystemExit(3)


def _town(settings) -> town.Town:
    try:
        place = town.of(settings)
        if str(place.zone) not in ical.TIMEZONES:
            raise town.SettingsError(
                f"TIMEZONE: the feeds know {', '.join(ical.TIMEZONES)}. Add {place.zone} in ical.py."
            )
        return place
    except town.SettingsError as error:
        raise SystemExit(f"pelicanconf.py: {error}") from None


def _accessibility(place: town.Town) -> accessibility.Results | None:
    """What the tests found; a mistake in that file stops everything, as one in the register does."""
    results, problems = accessibility.read(place.folders.content)
    if problems:
        raise SystemExit(report.written(problems, place.language))
    return results


class AgendaGenerator(Generator):
    """Everything on the site, in each of its languages; the editors' pages are those that Pelican has read."""

    def generate_context(self) -> None:
        """Load and check; with a problem nothing at all is published, or what was good before."""
        self.town = _town(self.settings)
        older = history.older if self.town.on_problem == "last-good" else lambda path: ()
        track = progress.tracker(self.town.language.gettext("Checking"))
        self.loaded = source.load(
            self.town.folders, self.town.zone, self.town.today, older=older, since=history.since, track=track
        )
        if self.loaded.problems:
            self._problems()
        self.agenda = self.loaded.agenda if self.town.examples else examples.left_out(self.loaded.agenda)
        self._tell_unsigned()
        self.accessibility = _accessibility(self.town)
        self.site = Site(self.agenda, self.town)
        if out := len(self.agenda.activities) - len(self.site.listed.activities):
            log.warning(
                "%d activities are out of lists and feeds, unchecked for too long: see scripts/freshness.py", out
            )
        self.linked: dict[Site, structured_data.Writer] = {}
        self.sites = [self.site, *map(self._site_in, self.town.languages[1:])]
        self.choices = {site: Choices(site) for site in self.sites}

    def _site_in(self, language: Language) -> Site:
        """The same site for readers of another language."""
        return Site(localized.agenda(self.agenda, self.town.language, language), self.town.in_language(language))

    def _tell_unsigned(self) -> None:
        """Languages that are off until somebody who reads them has signed."""
        for code in self.town.unsigned:
            log.warning(self.town.language.say(
                "{code} is off: nobody whose language it is has signed its texts. "
                "Write who did and when in AGENDA_LANGUAGES.", code=code,
            ))  # fmt: skip

    def _stop(self, why: str) -> NoReturn:
        """Nothing is put in place."""
        kept = self.town.language.gettext("Nothing was published; the last version of the site stays as it is.")
        raise SystemExit(f"{why}\n{kept}")

    def _unread(self) -> list[str]:
        """The editors' pages that Pelican could not read: it passes over them."""
        folders = self.town.folders
        failed = sorted(path for path, page in self.context["generated_content"].items() if page is None)
        return [source.shown_path(folders.content / path, folders.base) for path in failed]

    def _problems(self) -> None:
        """Stop with the report; in last-good mode keep it for the end, unless the register itself is broken."""
        language = self.town.language
        written = report.written(self.loaded.problems, language)
        if self.town.on_problem == "stop" or self.loaded.broken_register:
            self._stop(written)
        rescued = [source.shown_path(path, self.town.folders.base) for path in self.loaded.rescued]
        told = [
            language.say("{path}: an earlier version is published.", path=problem_path)
            if problem_path in rescued
            else language.say("{path}: not published.", path=problem_path)
            for problem_path in sorted({problem.path for problem in self.loaded.problems})
        ]
        self.settings["_AGENDA_HELD_BACK"] = "\n".join([written, *told])

    def generate_output(self, writer) -> None:
        """Render every page, feed and data file into staging."""
        if unread := self._unread():
            say = self.town.language.say
            self._stop("\n".join(say(UNREAD, path=one) for one in unread))
        self._images()
        state = self._state()
        for line in vanished.told(state, self.loaded, self.agenda, self.town.language):
            log.warning(line)
        made = feeds.Feeds(self.site, state)
        additions = {site: [added for _, added in signals.site_loaded.send(site)] for site in self.sites}
        try:
            pages = composition.composed(additions, self._written())
        except (composition.PathClash, composition.NoTemplate) as error:
            raise SystemExit(str(error)) from None
        renderers = {site: self._renderer(site, made) for site in self.sites}
        for renderer in renderers.values():
            renderer.globals["referring"] = composition.referring(pages[self.site])
        track = progress.tracker(self.town.language.gettext("Rendering"))
        every = [(site, page) for site, found in pages.items() for page in found]
        for site, page in track(every):
            try:
                self._write(_file(site.addresses.placed(page.path)), self._render(renderers[site], page))
            except BrokenTemplate as error:
                self._stop(str(error))
        files = (made.files(), reference.files(self.town, self.agenda.register), open_data.files(self.site))
        for site, choices in self.choices.items():
            self._write(site.addresses.finder(), finder.index(choices))
        for path, data in chain(*files, press.files(self.site), composition.files(additions)):
            self._write(path, data)
        for name, data in emblem.files(self.town.colours):
            self._write(f"theme/{name}", data)
        if self.town.style:
            self._write("theme/css/town.css", self.town.style.read_bytes())
        listed = {site.addresses.full(page.path) for site, page in every if page.indexed}
        self._write("sitemap.xml", sitemap.sitemap(listed))
        self._write("robots.txt", sitemap.robots(self.site.addresses.full("sitemap.xml")))
        self._write("build.json", json.dumps({"date": str(self.town.today)}) + "\n")

    def _state(self) -> State:
        """What was published before: the file that the settings name, else what stands in the output."""
        file = self.settings.get("AGENDA_STATE") or Path(self.settings["OUTPUT_PATH"]) / STATE_PATH
        return State.read(self.town.today, Path(file))

    def _written(self) -> Iterator[tuple[Content, bool]]:
        """What editors wrote, in every language; a page that is `hidden` has to be known to be found."""
        for kind, listed in (("pages", True), ("hidden_pages", False)):
            for page in self.context.get(kind, ()):
                yield from ((one, listed) for one in (page, *page.translations))

    def _renderer(self, site: Site, made: feeds.Feeds) -> Renderer:
        """The templates of a language, with all that they may use."""
        renderer = Renderer(self.env, site, self.sites)
        subscriptions = made.named_for(site).subscriptions
        renderer.globals.update(template_globals.common(renderer))
        renderer.globals.update(
            template_globals.of_agenda(renderer, subscriptions, self.choices[site], self._image_links)
        )
        renderer.globals["accessibility"] = self.accessibility
        self.linked[site] = structured_data.Writer(site)
        return renderer

    def _render(self, renderer: Renderer, page: Page) -> str:
        pictures = self._image_links(page.context["activity"]) if "activity" in page.context else []
        data = self.linked[renderer.site].of(page, [one.address for one in pictures])
        return renderer.render(
            page.template,
            path=page.path,
            indexed=page.indexed,
            structured_data=Markup(data),  # noqa: S704  it is escaped there
            **page.context,
        )

    def _images(self) -> None:
        """Publish each activity's picture at its widths, beside its page."""
        self.pictures: dict[str, list] = {}
        for activity in self.agenda.activities:
            if activity.image:
                file = self.town.folders.activities / activity.organizer / activity.image
                for width, (data, height) in images.published(file).items():
                    path = f"{self.site.addresses.activity(activity)}{file.stem}-{width}.jpg"
                    self._write(path, data)
                    links = self.site.addresses
                    found = SimpleNamespace(href=links.link(path), address=links.full(path), width=width, height=height)
                    self.pictures.setdefault(activity.address, []).append(found)

    def _image_links(self, activity) -> list:
        return self.pictures.get(activity.address, [])

    def _write(self, path: str, data: str | bytes) -> None:
        target = os.path.join(self.output_path, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)


def _file(path: str) -> str:
    """The file of a page's path."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def generators(pelican) -> type[Generator]:
    """Pelican asks for generators at the start of each run."""
    stage(pelican)
    return AgendaGenerator


__all__ = ["Agenda", "AgendaGenerator", "finish", "generators", "initialize"]
