"""Where other plugins add to the site: they connect to `site_loaded` and answer with what they make of it.

A receiver gets the `Site` of one language and returns an `Addition`. It is called once a build, before anything is
rendered; its pages are rendered and checked as the agenda's own. In a town of several languages it is called for each
(`site.town.prefix` is empty for the first). Paths of pages are the same in each. Files are made for the first language;
those that another language needs for itself have paths that begin with its prefix.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from blinker import Signal

from .pages import Page

site_loaded = Signal()


@dataclass(frozen=True)
class Addition:
    """What another plugin adds: pages, and files as (path below the output, bytes)."""

    pages: Iterable[Page] = ()
    files: Iterable[tuple[str, bytes]] = ()
