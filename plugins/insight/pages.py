"""The pages that this plugin adds to the site."""

from agenda.pages import Site
from agenda.signals import Addition


def of(site: Site) -> Addition:
    """All pages and files that say how the agenda is doing."""
    return Addition()
