"""The pages of two towns, and the states they can be in, that tests of the whole look at.

A new kind of page, or a new state of one, is a line here: its name, its path, and for a state that only a person brings
about, a function that does on the open page what a person does (`prepare`). Every test of accessibility then covers it.
`tests/test_site_states.py` fails as long as a template has no line. The town of the repository has most of them; what
it has not on the day of the tests, a small town has (`LITTLEHAM`).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from playwright.sync_api import Browser, Page

from browsing import opened
from small_town import activity

MISSING, NOT_FOUND = "bestaat-niet/", "404.html"  # an address that is not there, and what the server shows
TOWNS = REAL, SMALL = "real", "small"
KEY = "/mijn-lijst/"  # under which the browser keeps a list

# A campaign in each state, and an activity that nobody looked at for four months.
LITTLEHAM = {
    "content/campaigns/open-week.md": (
        "---\nname: Open week\nsummary: All doors are open.\nstart: 2026-11-16\nuntil: 2026-11-29\n"
        "partners: [walkers, readers]\n---\nCome in.\n"
    ),
    "content/campaigns/winter.md": "---\nname: Winter\nstart: 2026-12-21\nuntil: 2026-12-27\n---\nIn the dark.\n",
    "content/campaigns/autumn.md": (
        "---\nname: Autumn\nstart: 2026-09-01\nuntil: 2026-11-15\nresults: Many people met.\n---\nIt was good.\n"
    ),
    "activities/walkers/talk.md": activity(
        title="Talk by the fire",
        schedule="{start: 2026-11-24, time: 19:00-21:00, repeat: weekly}",
        campaigns="[open-week, winter, autumn]",
        checked="2026-07-01",
        registration="required",
    ),
    "activities/readers/talk.md": activity(
        title="Talk about books",
        schedule="{start: 2026-11-10, time: 19:00-21:00, repeat: weekly}",
        campaigns="[open-week, autumn]",
        price="2.50",
        status="full",
    ),
}


def nothing(page: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class State:
    """A page of a built town (`path` below its address) as `prepare` leaves it."""

    name: str
    path: str
    prepare: Callable[[Page], None] = nothing
    town: str = REAL

    def __str__(self) -> str:
        return self.name.replace(" ", "-")

    @property
    def file(self) -> str:
        """The page as `site_pages` names it."""
        return NOT_FOUND if self.path == MISSING else self.path.partition("?")[0].partition("#")[0]


# What a person does


def drawn(page: Page) -> None:
    """Wait for the list of the finder."""
    page.locator("#results:not([hidden])").wait_for()
    page.locator("#found > *").first.wait_for()


def _expanded(page: Page) -> None:
    if page.locator("#finder .open").is_visible():
        page.locator("#finder .open").click()
    page.locator("#find-more").wait_for()


def _wrong_dates(page: Page) -> None:
    _expanded(page)
    page.locator("#find-from").fill("31 februari")
    page.locator("#find-until").fill("morgen of zo")
    page.locator("#find-more [type=submit]").click()
    page.locator("#find-from-hint.wrong, #find-from-hint .wrong").wait_for()


def kept(page: Page, ids: str) -> None:
    """Look at one's list with these in it."""
    page.evaluate("([key, ids]) => localStorage.setItem(key, ids)", [KEY, ids])
    page.reload()
    _listed(page)


def _listed(page: Page) -> None:
    page.locator("#list [data-part=status]:not(:empty)").wait_for()


def referred(page: Page) -> None:
    page.locator("#referred [data-part=status]:not(:empty)").wait_for()


def _third_need(page: Page) -> None:
    for at in range(3):
        page.locator("#refer [type=checkbox]").nth(at * 3).click()
    page.locator("[data-part=many]:not(:empty)").wait_for()


def _slips(page: Page, ids: str) -> None:
    """Look at the slips of one's list, as they are before they are printed."""
    page.evaluate("window.print = () => {}")
    kept(page, ids)
    page.evaluate("window.print = () => {}")
    page.locator("[data-do=papers]").first.click()
    page.locator("article.slip").first.wait_for()


def filled(page: Page) -> None:
    """Fill in the form with what is right."""
    page.locator("#form:not([hidden])").wait_for()
    page.locator("#q-organization").select_option("voorbeeld-wijkcentrum")
    page.locator("#q-title").fill("Koffie aan het water")
    page.locator("#q-summary").fill("We drinken koffie en praten wat.")
    for name in ("topics", "audiences", "repeat", "license"):
        page.locator(f"[name={name}]").first.check()
    page.locator("#q-start").fill("1 december 2026")
    page.locator("#q-place").select_option("de-tulp")


def _unanswered(page: Page) -> None:
    page.locator("button[value=send]").click()
    page.locator("#errors:not([hidden])").wait_for()


def _made(page: Page) -> None:
    filled(page)
    page.locator("button[value=send]").click()
    page.locator("[data-part=result]:not([hidden])").wait_for()
    page.locator("#kept-here:not([hidden])").wait_for()  # it comes a moment after the last letter


COFFEE, BUDDY = "voorbeeld-wijkcentrum/koffieochtend-meerwijk", "voorbeeld-wijkcentrum/maatje-bij-u-thuis"
COOKING, GONE = "voorbeeld-taalhuis/koken-en-kletsen", "voorbeeld-wijkcentrum/bestaat-niet"
THREE = ",".join((COFFEE, BUDDY, COOKING))
IN_TOWN = partial(State, town=SMALL)

STATES = (
    State("agenda", ""),
    State("agenda, choices expanded", "", _expanded),
    State("agenda, filtered", "?wijk=meerwijk&prijs=gratis", drawn),
    State("agenda, nothing found", "?wijk=meerwijk&prijs=gratis&van=2026-11-22&tot=2026-11-22", drawn),
    State("agenda, dates that cannot be read", "", _wrong_dates),
    State("agenda, a later page", "pagina-2/"),
    IN_TOWN("agenda with a campaign and what nobody checked", ""),
    State("area", "wijk/meerwijk/"),
    State("area and audience", "wijk/meerwijk/doelgroep/ouderen/"),
    State("activity", f"activiteit/{COFFEE}/"),
    State("activity that is cancelled", "activiteit/voorbeeld-cultuurhuis/theatermiddag/"),
    State("activity that is full", "activiteit/voorbeeld-taalhuis/fietsles-nieuwkomers/"),
    State("activity that moved", "activiteit/voorbeeld-wijkcentrum/samen-eten-delftwijk/"),
    State("activity without a fixed time", f"activiteit/{BUDDY}/"),
    State("activity that is over", "activiteit/haarlem-effect/de-grote-eenzaamheid-show/"),
    State("activity that was withdrawn", "activiteit/voorbeeld-wijkcentrum/zomerkoffie-op-het-plein/"),
    State("activity that is out of the lists", "activiteit/buuv/buuv-cafe/"),
    IN_TOWN("activity that nobody checked", "activity/walkers/talk/"),
    State("organization", "organisatie/dock-haarlem/"),
    State("place", "plek/de-tulp/"),
    State("campaign without dates", "campagne/week-voor-de-ontmoeting/"),
    State("campaign without activities", "campagne/week-tegen-eenzaamheid/"),
    IN_TOWN("campaign to come", "campaign/winter/"),
    IN_TOWN("campaign that is on", "campaign/open-week/"),
    IN_TOWN("campaign that is over", "campaign/autumn/"),
    State("press kit", "campagne/week-voor-de-ontmoeting/pers/"),
    State("coalition", "coalitie/"),
    State("choose", "kiezen/"),
    State("subscribe", "abonneren/"),
    State("today", "vandaag/"),
    State("this week", "deze-week/"),
    State("undated", "zonder-vaste-tijd/"),
    State("newsletter", "week/meerwijk/"),
    State("fields", "velden/"),
    State("editors' page", "privacy/"),
    State("help", "hulp/"),
    State("accessibility", "toegankelijkheid/"),
    State("not found", MISSING),
    State("list, empty", "mijn-lijst/", _listed),
    State("list, kept", "mijn-lijst/", partial(kept, ids=f"{THREE},{GONE}")),
    State("list, shared", f"mijn-lijst/#{THREE}", _listed),
    State("list, kept, as slips", "mijn-lijst/", partial(_slips, ids=THREE)),
    State("refer", "verwijzen/"),
    State("refer, result", "verwijzen/#wijk=meerwijk", referred),
    State("refer, third need refused", "verwijzen/", _third_need),
    State("form", "aanmelden/"),
    State("form, nothing answered", "aanmelden/", _unanswered),
    State("form, kept, the file is made", "aanmelden/", _made),
    State("slip", f"activiteit/{COFFEE}/briefje/"),
    State("poster of the town", "poster/"),
    State("poster of an area", "poster/meerwijk/"),
    State("frame", "embed/wijk/meerwijk/"),
    State("frame, empty", "embed/campagne/week-tegen-eenzaamheid/"),
    State("about frames", "embed/"),
    State("offer by area", "aanbod-per-wijk/"),
    State("offer by area for some", "aanbod-per-wijk/ouderen/"),
    State("to check, all", "nakijken/"),
    State("to check, one organization", "organisatie/voorbeeld-wijkcentrum/nakijken/"),
    State("agenda in English", "en/"),
    State("activity in English", f"en/activiteit/{COFFEE}/"),
    State("help in English", "en/hulp/"),
    State("form in English, nothing answered", "en/aanmelden/", _unanswered),
    State("list in English, kept", "en/mijn-lijst/", partial(kept, ids=THREE)),
)


@contextmanager
def brought(chromium: Browser, addresses: Mapping[str, str], state: State, **options: Any) -> Iterator[Page]:
    """The page in this state, in a browser; `addresses` are those of `TOWNS`, `options` those of `browsing.opened`."""
    with opened(chromium, addresses[state.town] + state.path, **options) as page:
        state.prepare(page)
        yield page
