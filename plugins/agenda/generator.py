"""The one module that knows Pelican: reads its settings, loads the agenda, renders the pages, puts all in place."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
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
    keeping,
    localized,
    losses,
    open_data,
    pictures,
    press,
    progress,
    reference,
    report,
    signals,
    sitemap,
    source,
    structured_data,
    template_globals,
    town,
    workers,
)
from .cache import Cache
from .choices import Choices
from .composition import Composition
from .inputs import of_bytes
from .language import Language
from .model import Activity
from .output import Files, Group, Output, Product
from .page import Later, Section
from .pages import Page, Site
from .register import Register
from .rendering import Renderer
from .state import PATH as STATE_PATH
from .state import State
from .template_fault import BrokenTemplate

log = logging.getLogger(__name__)

# Pages that only lists of activities lead to.
OF_ACTIVITIES = ("activity.html", "slip.html", "redirect.html", "tombstone.html")


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
        self.settings["THEME_STATIC_DIR"] = self.town.outlet.assets  # Pelican copies the theme's files there
        older = history.older if self.town.on_problem == "last-good" else lambda path: ()
        track = progress.tracker(self.town.language.gettext("Checking"))
        self.accessibility = _accessibility(self.town)
        self.loaded = source.load(
            self.town.folders, self.town.zone, self.town.today, older=older, since=history.since, track=track,
            watched=self._watched,
        )  # fmt: skip
        self.lap = self.settings["_AGENDA_WATCH"].lap
        self.lap("files -> agenda")
        if self.loaded.problems:
            self._problems()
        self.agenda = self.loaded.agenda if self.town.examples else examples.left_out(self.loaded.agenda)
        for line in losses.unsigned(self.town):
            log.warning(line)
        self.site = Site(self.agenda, self.town, self.cache)
        if out := len(self.agenda.activities) - len(self.site.listed.activities):
            log.warning(
                "%d activities are out of lists and feeds, unchecked for too long: see scripts/freshness.py", out
            )
        self.sites = [self.site, *map(self._site_in, self.town.languages[1:])]
        self.choices = {site: self.cache.reading.once(partial(Choices, site)) for site in self.sites}
        self.lap("dates and selections")

    def _watched(self, register: Register) -> tuple[Register, Cache]:
        """The register as it tells what is read of it, and the cache of the last build that goes with it."""
        store, inputs = self.settings["_AGENDA_STORE"], self.settings["_AGENDA_INPUTS"]
        register, self.cache = keeping.opened(inputs, store, register, self.town, self.accessibility)
        return register, self.cache

    def _site_in(self, language: Language) -> Site:
        """The same site for readers of another language."""
        place = self.town.in_language(language)
        agenda = localized.agenda(self.agenda, self.town.language, language, self.cache)
        register = self.cache.reading.watched(agenda.register, place.prefix)
        return Site(replace(agenda, register=register), place, self.cache, self.site.descriptions)

    def _stop(self, why: str) -> NoReturn:
        """Nothing is put in place."""
        kept = self.town.language.gettext("Nothing was published; the last version of the site stays as it is.")
        raise SystemExit(f"{why}\n{kept}")

    def _problems(self) -> None:
        """Stop with the report; in last-good mode keep it for the end, unless the register itself is broken."""
        written = report.written(self.loaded.problems, self.town.language)
        if self.town.on_problem == "stop" or self.loaded.broken_register:
            self._stop(written)
        self.settings["_AGENDA_HELD_BACK"] = "\n".join([written, *losses.held_back(self.loaded, self.town)])

    def generate_output(self, writer) -> None:
        """Render every page, feed and data file into staging, but for those that the output has already."""
        if unread := losses.unread(self.context["generated_content"], self.town):
            self._stop("\n".join(unread))
        standing = self.settings["_AGENDA_STANDING"]()
        self.output = Output(Path(self.output_path), Path(self.settings["OUTPUT_PATH"]), self.cache, standing)
        self.pictures = pictures.published(self.site, self.output)
        state = self._state()
        for line in losses.vanished(state, self.loaded, self.town):
            log.warning(line)
        self.lap("editors' pages, pictures")
        before = self.cache.told.made
        made = feeds.Feeds(self.site, state)
        made.warn()
        self.lap("texts and events, each once")
        if self.cache.told.made - before < workers.FEW:
            with self.output.meanwhile(made.files()):  # nearly all is known: they take as long as all else that is left
                self._make(made, ())
        else:
            self._make(made, made.files())
        if self.town.style:
            self.output.write(f"{self.town.outlet.assets}/css/town.css", self.town.style.read_bytes())
        self.output.write("build.json", json.dumps({"date": str(self.town.today)}) + "\n")
        self.settings["_AGENDA_MADE"] = self.output
        self.lap("other files")

    def _make(self, made: feeds.Feeds, feed_files: Iterable[Files]) -> None:
        """Make all pages, what else is not a feed, and these files of feeds."""
        additions = {site: [added for _, added in signals.site_loaded.send(site)] for site in self.sites}
        try:
            composed = composition.composed(additions, self._written())
        except composition.PathClash as error:
            raise SystemExit(str(error)) from None
        for line in losses.nowhere(self.site):
            log.warning(line)
        self.lap("which pages there are")
        referring = self.cache.reading.source("referring", lambda: composition.referring(composed[self.site].entries))
        track = progress.tracker(self.town.language.gettext("Rendering"))
        try:
            everywhere = frozenset.intersection(*(site.addresses.pages for site in composed))
            renderers = [(self._renderer(site, made, referring), found) for site, found in composed.items()]
            first, *others = [list(self._groups(*one, everywhere)) for one in renderers]
            # Two processes make them, from both ends: what is of one language, or of all activities, is mostly made by
            # one of them, and feeds of single selections by whoever has time for them.
            files = reversed([*feed_files, *self._files(additions)])
            works = [*first, *files, *reversed([one for groups in others for one in groups])]
            self.lap("what each is made of")
            self.output.make_all(works, track)
            self.lap("pages, feeds, data")
        except BrokenTemplate as error:
            self._stop(str(error))
        if "sitemap" in self.town.parts:
            every = ((site, one) for site, found in composed.items() for one in found.entries)
            listed = {site.addresses.full(one.path) for site, one in every if one.indexed}
            self.output.write("sitemap.xml", sitemap.sitemap(listed))
            self.output.write("robots.txt", sitemap.robots(self.site.addresses.full("sitemap.xml")))

    def _files(self, additions: dict) -> Iterator[Files]:
        """What is neither a page nor a feed, of the parts that the town has."""
        parts, of, site = self.town.parts, self.cache.of, self.site
        if "fields" in parts:
            yield Files("fields", of("fields"), partial(reference.files, self.town, self.agenda.register))
        if "data" in parts:
            yield Files("data", site.seal(self.agenda.activities, "data"), partial(open_data.files, site))
        if "press" in parts:
            yield Files("press", press.of(site), partial(press.files, site))
        if "finder" in parts:
            yield from map(self._finder, self.sites)
        if "emblem" in parts:
            yield Files("emblem", of("emblem"), self._emblem)
        yield from composition.files(additions)

    def _emblem(self) -> Iterator[tuple[str, bytes]]:
        return ((f"{self.town.outlet.assets}/{name}", data) for name, data in emblem.files(self.town.colours))

    def _finder(self, site: Site) -> Files:
        """What the finder of a site looks in."""
        choices = self.choices[site]()
        of = site.seal(site.listed.activities, choices.areas, choices.groups)
        return Files(f"{site.town.prefix}finder", of, lambda: finder.files(choices).items())

    def _state(self) -> State:
        """What was published before: the file that the settings name, else what stands in the output."""
        file = self.settings.get("AGENDA_STATE") or Path(self.settings["OUTPUT_PATH"]) / STATE_PATH
        return State.read(self.town.today, Path(file))

    def _written(self) -> Iterator[tuple[Content, bool]]:
        """What editors wrote, in every language; a page that is `hidden` has to be known to be found."""
        for kind, listed in (("pages", True), ("hidden_pages", False)):
            for page in self.context.get(kind, ()):
                yield from ((one, listed) for one in (page, *page.translations))

    def _groups(self, renderer: Renderer, found: Composition, everywhere: frozenset[str]) -> Iterator[Group]:
        """The pages of a site as files to be made. Pages whose paths are `everywhere` are there in every language."""
        site = renderer.site
        linked = structured_data.Writer(site)
        templates = cache(renderer.digest)
        # In another language than the first a link leads to a page of its own if that is there.
        others = sorted(one.path for one in found.entries if site.town.prefix and one.template not in OF_ACTIVITIES)
        frame = self.cache.of(site.town.prefix, others)
        languages = renderer.languages  # a page leads to itself in these

        def products(section: Section) -> Iterator[Product]:
            for page in section.pages:
                seal = page.seal() or self.cache.of(page.given)
                about = f"{page.indexed:d} {languages(page.path)} {page.path}"
                named = frame, about.encode(), templates(page.template)
                of = seal and of_bytes(*named, seal)
                make = partial(self._render, renderer, linked, page)
                yield Product(_file(site.addresses.placed(page.path)), of, make)
            section.forget()  # by now they are made

        for section, entries in found.parts:
            used = [templates(name) for name in sorted({one.template for one in entries})]
            some = [f"{languages(one.path)} {one.path}" for one in entries if one.path not in everywhere]
            of = section.of and self.cache.of(frame, section.of, some, *used)
            yield Group(section.name, of, partial(products, section))

    def _renderer(self, site: Site, made: feeds.Feeds, referring: Callable[[], str]) -> Renderer:
        """The templates of a language, with all that they may use."""
        renderer = Renderer(self.env, site, self.sites)
        subscriptions = made.named_for(site).subscriptions
        renderer.globals.update(template_globals.common(renderer))
        renderer.globals.update(
            template_globals.of_agenda(
                renderer, subscriptions, self.choices[site], lambda one: self.pictures.get(one.address, [])
            )
        )
        renderer.globals.update(accessibility=self.accessibility, referring=referring)
        return renderer

    def _render(self, renderer: Renderer, linked: structured_data.Writer, page: Page) -> str:
        shown = self._shown(page.given["activity"]) if "activity" in page.given else []
        return renderer.render(
            page.template,
            path=page.path,
            indexed=page.indexed,
            structured_data=Later(lambda: Markup(linked.of(page, [one.address for one in shown]))),  # noqa: S704  escaped
            **page.known,
        )

    def _shown(self, activity: Activity) -> list[pictures.Picture]:
        return self.pictures.get(activity.address, [])


def _file(path: str) -> str:
    """The file of a page's path."""
    return f"{path}index.html" if not path or path.endswith("/") else path
