"""Which template each page of the town's site is made from."""

import re
from itertools import chain
from pathlib import Path

from pelican.settings import read_settings

import insight
from agenda import reference, signals, source, town
from agenda.pages import Site

ROOT = Path(__file__).parent.parent
FRAMES = {"base.html"}  # what others extend
TEMPLATES = {path.name for path in (ROOT / "theme" / "templates").glob("*.html")} - FRAMES
NOT_SEEN = {"redirect.html": "the browser leaves it at once; the validators read it"}


def templates(today: str) -> dict[str, str]:
    """The template of each page by the page's path, on this day."""
    place = town.of(read_settings(str(ROOT / "pelicanconf.py")), {"AGENDA_TODAY": today})
    agenda = source.load(place.folders, place.zone, place.today).agenda
    site = Site(agenda, place)
    insight.register()
    added = (addition.pages for _, addition in signals.site_loaded.send(site))
    pages = chain(site.pages(), [reference.page(place, agenda.register)], *added)
    return {page.path: page.template for page in pages} | dict(map(_of_editors, (ROOT / "content/pages").glob("*.md")))


def _of_editors(file: Path) -> tuple[str, str]:
    """An editors' page: its path, and the template that its head may name."""
    head = dict(re.findall(r"^(\w+): *(.+)$", file.read_text(encoding="utf-8").partition("\n\n")[0], re.MULTILINE))
    return f"{head['Slug']}/", f"{head.get('Template', 'page')}.html"
