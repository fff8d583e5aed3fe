"""All feeds of a site, with the newsletters: for each its path and bytes."""

import logging
from collections.abc import Iterator

from . import ical, syndication
from .facets import Selection
from .pages import Site
from .state import PATH, State

log = logging.getLogger(__name__)


def of(site: Site, state: State) -> Iterator[tuple[str, bytes]]:
    """`agenda.ics` of every selection, news of the single ones, the newsletters, last the state for later builds."""
    calendars = ical.Writer(site.agenda, site.town, state)
    news = syndication.Writer(site.agenda, site.town, state)
    for selection in site.selections:
        path = site.path(selection)
        name, about = _named(selection, site)
        data = calendars.calendar(name, about, path, selection.activities)
        if len(data) > ical.LARGEST:
            log.warning("%sagenda.ics has %d kB; Google shows at most about 1 MB", path, len(data) // 1000)
        yield f"{path}agenda.ics", data
        if selection.area is None:
            current = [one for one in selection.activities if site.is_current(one)]
            channel = news.channel(selection, name, about, current)
            yield f"{path}rss.xml", channel.rss()
            yield f"{path}atom.xml", channel.atom()
            yield f"{path}feed.json", channel.json()
    for letter in site.newsletters:
        # ASCII: it has no head to name its encoding, and a server may not either.
        yield f"{letter.path}fragment.html", letter.html().encode("ascii", "xmlcharrefreplace")
        yield f"{letter.path}week.txt", letter.text().encode()
        yield f"{letter.path}rss.xml", letter.channel(site.town).rss()
    yield PATH, state.written()


def _named(selection: Selection, site: Site) -> tuple[str, str]:
    """What a feed is called, and what it says of itself."""
    words = [
        site.town.name,
        selection.thing.name if selection.thing else "",
        selection.area.name if selection.area else "",
    ]
    return " – ".join(word for word in words if word), site.town.tagline or site.town.name
