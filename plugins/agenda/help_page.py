"""The page of help that is no activity: where one can go, and the hours by which a script says what is open now."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from .help_desk import GROUPS, HelpEntry, instants
from .page import Section
from .pages import Page, Site

DAYS = 30  # of hours that the script gets: the site is built more often, and a longer holiday is rare


def sections(site: Site) -> Iterator[Section]:
    """The section of these pages."""
    yield site.section("help", site.cache.of("help"), lambda: pages(site))


def pages(site: Site) -> Iterator[Page]:
    """The page, if the town has one."""
    if not (help := site.agenda.register.help):
        return
    entries = help.entries.values()
    context = {
        "help": help,
        "groups": {group: found for group in GROUPS if (found := [one for one in entries if one.group == group])},
    }
    more = partial(dict, opens=lambda entry: opens(entry, site))
    yield Page(site.addresses.selection("help"), "help.html", context, more=more)


def opens(entry: HelpEntry, site: Site) -> str:
    """When it is open in the coming weeks, in UTC; empty when that needs no telling."""
    if not entry.hours or entry.hours.always:
        return ""
    today = site.town.today
    public = [holiday.date for holiday in site.agenda.register.holidays.public]
    found = entry.hours.intervals(public, today - timedelta(1), today + timedelta(DAYS))
    return instants(found, site.town.zone)
