"""The pages of the town's site, and the states they can be in, that tests of the whole look at.

A new kind of page, or a new state of one, is a line here: its name, its path, and for a state that only a person brings
about, a function that does on the open page what a person does (`prepare`). Every test of accessibility then covers it.
`tests/test_site_states.py` fails as long as a template has no line.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from browsing import opened

MISSING, NOT_FOUND = "bestaat-niet/", "404.html"  # an address that is not there, and what the server shows


def _nothing(page: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class State:
    """A page of the built site (`path` below its address) as `prepare` leaves it."""

    name: str
    path: str
    prepare: Callable[[Page], None] = _nothing

    def __str__(self) -> str:
        return self.name.replace(" ", "-")

    @property
    def file(self) -> str:
        """The page as `site_pages` names it."""
        return NOT_FOUND if self.path == MISSING else self.path


STATES = (
    State("agenda", ""),
    State("agenda, a later page", "pagina-2/"),
    State("area", "wijk/meerwijk/"),
    State("area and audience", "wijk/meerwijk/doelgroep/ouderen/"),
    State("empty selection", "campagne/week-tegen-eenzaamheid/"),
    State("activity", "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/"),
    State("activity that is cancelled", "activiteit/voorbeeld-cultuurhuis/theatermiddag/"),
    State("activity that is full", "activiteit/voorbeeld-taalhuis/fietsles-nieuwkomers/"),
    State("activity that moved", "activiteit/voorbeeld-wijkcentrum/samen-eten-delftwijk/"),
    State("activity without a fixed time", "activiteit/voorbeeld-wijkcentrum/maatje-bij-u-thuis/"),
    State("activity that is over", "activiteit/haarlem-effect/de-grote-eenzaamheid-show/"),
    State("activity that was withdrawn", "activiteit/voorbeeld-wijkcentrum/zomerkoffie-op-het-plein/"),
    State("organization", "organisatie/dock-haarlem/"),
    State("place", "plek/de-tulp/"),
    State("campaign", "campagne/week-voor-de-ontmoeting/"),
    State("choose", "kiezen/"),
    State("subscribe", "abonneren/"),
    State("today", "vandaag/"),
    State("this week", "deze-week/"),
    State("undated", "zonder-vaste-tijd/"),
    State("newsletter", "week/meerwijk/"),
    State("fields", "velden/"),
    State("editors' page", "hulp/"),
    State("accessibility", "toegankelijkheid/"),
    State("not found", MISSING),
    State("agenda in English", "en/"),
    State("activity in English", "en/activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/"),
)


@contextmanager
def brought(chromium: Browser, address: str, state: State, **options: Any) -> Iterator[Page]:
    """The page in this state, in a browser; `options` are those of `browsing.opened`."""
    with opened(chromium, address + state.path, **options) as page:
        state.prepare(page)
        yield page
