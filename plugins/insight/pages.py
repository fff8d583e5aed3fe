"""The pages that this plugin adds to the site."""

from agenda.pages import Site
from agenda.signals import Addition

from . import coverage, offer


def of(site: Site) -> Addition:
    """All pages that say how the agenda is doing, in each language; files are there once, in the first."""
    counted = coverage.of(site.agenda, site.town.today)
    return Addition(pages=offer.pages(site, counted), files=[] if site.town.prefix else [offer.file(site, counted)])
