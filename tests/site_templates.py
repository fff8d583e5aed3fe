"""Which template each page of a town's site is made from."""

import re
from pathlib import Path

from pelican.settings import read_settings

import insight
import intake
from agenda import composition, localized, signals, source, town
from agenda.pages import Site

ROOT = Path(__file__).parent.parent
PARTS = {"base.html", "campaign_banner.html"}  # what others extend or include
TEMPLATES = {path.name for path in (ROOT / "theme" / "templates").glob("*.html")} - PARTS
NOT_SEEN = {
    "redirect.html": "the browser leaves it at once; the validators read it",
    "report.html": "no page of a site: scripts/report.py writes it, and its own test looks at it",
    **dict.fromkeys(
        ("case.html", "change.html", "desk.html", "entry_form.html", "links.html", "notice.html"),
        "no page of a site: the receiver's, which tests/test_browser_receiver.py looks at",
    ),
}


def templates(folder: Path, today: str) -> dict[str, str]:
    """The template of each page by the page's path, in every language, of the town in this folder on this day."""
    place = town.of(read_settings(str(folder / "pelicanconf.py")), {"AGENDA_TODAY": today})
    agenda = source.load(place.folders, place.zone, place.today).agenda
    first, *others = place.languages
    translated = [Site(localized.agenda(agenda, first, one), place.in_language(one)) for one in others]
    insight.register()
    intake.register()
    additions = {
        site: [added for _, added in signals.site_loaded.send(site)] for site in (Site(agenda, place), *translated)
    }
    found = {
        site.addresses.placed(entry.path): entry.template
        for site, made in composition.composed(additions, ()).items()
        for entry in made.entries
    }
    return found | dict(_of_editors(file, first.code) for file in (folder / "content" / "pages").glob("*.md"))


def _of_editors(file: Path, language: str) -> tuple[str, str]:
    """An editors' page: its path, and the template that its head may name."""
    head = dict(re.findall(r"^(\w+): *(.+)$", file.read_text(encoding="utf-8").partition("\n\n")[0], re.MULTILINE))
    prefix = f"{head['Lang']}/" if head.get("Lang", language) != language else ""
    return f"{prefix}{head['Slug']}/", f"{head.get('Template', 'page')}.html"
