"""Where other plugins add to the site: they connect to `site_loaded` and answer with what they make of it.

A receiver gets the `Site` of one language and returns an `Addition`. It is called once a build, before anything is
rendered; its pages are rendered and checked as the agenda's own. In a town of several languages it is called for each
(`site.town.prefix` is empty for the first). Paths of pages are the same in each. Files are for the first language;
of another one only those whose paths begin with its prefix.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from blinker import Signal

from .output import Files
from .page import Section

site_loaded = Signal()


@dataclass(frozen=True)
class Addition:
    """What another plugin adds: pages in their sections, and files."""

    sections: Iterable[Section] = ()
    files: Iterable[Files] = ()
