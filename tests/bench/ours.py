"""The agenda in this project: the same pages as the others, by settings and a theme of the bench's own."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .agenda import TODAY, Activity, Agenda, Term
from .engine import Engine, File

ROOT = Path(__file__).parent.parent.parent
THEME = ROOT / "theme"
NEEDED = ("static/css/tokens.css", "translations/nl/LC_MESSAGES/agenda.po")  # in every theme: taken from ours


def engine() -> Engine:
    """Through Pelican, as users run it."""
    plugins = f"PLUGIN_PATHS={json.dumps([str(ROOT / 'plugins')])}"
    command = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q", "-e", plugins)
    return Engine("ours", "this project", "ours", command, files, entry, environment={"AGENDA_TODAY": str(TODAY)})


def files(agenda: Agenda) -> Iterator[File]:
    """The register, and what every theme needs."""
    for name in NEEDED:
        yield f"theme/{name}", (THEME / name).read_text(encoding="utf-8")
    vocabulary = "content/vocabulary"
    yield f"{vocabulary}/areas.yaml", _vocabulary(agenda.areas)
    yield f"{vocabulary}/audiences.yaml", _vocabulary(agenda.audiences)
    yield f"{vocabulary}/topics.yaml", _vocabulary(agenda.topics)
    yield f"{vocabulary}/languages.yaml", "nl: {name: Nederlands}\n"
    yield f"{vocabulary}/access.yaml", "step-free: {name: Zonder drempels}\n"
    yield f"{vocabulary}/discounts.yaml", "pas: {name: Voorbeeldpas}\n"
    yield (
        f"{vocabulary}/holidays.yaml",
        ("until: 2028-12-31\nsources: [verzonnen]\npublic-holidays: [{date: 2026-12-25, name: Eerste kerstdag}]\n"),
    )
    for place in agenda.places:
        yield (
            f"content/places/{place.id}.yaml",
            (
                f"name: {place.name}\nstreet: {place.street}\npostcode: {place.postcode}\ncity: Voorbeeldstad\n"
                f"area: {place.area}\n"
            ),
        )
    for one in agenda.organizations:
        yield f"content/organizations/{one.id}.md", f"---\nname: {one.name}\nkind: member\n---\n{one.text}\n"


def entry(activity: Activity) -> File:
    """An entry; the rule of what comes back is drawn from its first date."""
    nth = ("1st", "2nd", "3rd", "4th")[(activity.start.day - 1) // 7]
    repeat = {
        "weekly": "  repeat: weekly\n",
        "monthly": f"  repeat: monthly\n  days: {nth} {activity.start:%A}\n".lower(),
        "": "",
    }[activity.repeat]
    return f"activities/{activity.organization.id}/{activity.id}.md", (
        f"---\ntitle: {activity.title}\nsummary: {activity.summary}\nschedule:\n  start: {activity.start}\n"
        f"  time: {activity.begin}-{activity.end}\n{repeat}location: {activity.place.id}\n"
        f"audiences: [{', '.join(one.id for one in activity.audiences)}]\n"
        f"topics: [{', '.join(one.id for one in activity.topics)}]\nprice: {activity.price}\nchecked: 2026-11-20\n---\n"
        f"{activity.text}\n"
    )


def _vocabulary(terms: Iterable[Term]) -> str:
    return "".join(f"{one.id}:\n  name: {one.name}\n  description: {one.text}\n" for one in terms)
