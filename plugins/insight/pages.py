"""The pages that this plugin adds to the site."""

from agenda.pages import Site
from agenda.signals import Addition

from . import coverage, offer


def of(site: Site) -> Addition:
    """All pages and files that say how the agenda is doing."""
    counted = coverage.of(site.agenda, site.town.today)
    return Addition(pages=offer.pages(site, counted), files=[offer.file(site, counted)])
