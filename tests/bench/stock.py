"""The agenda in Pelican as it comes: no plugin; its own articles, categories, authors and tags, and template pages."""

import json
import sys
from collections.abc import Iterator
from importlib import metadata

from .agenda import Activity, Agenda, terms
from .engine import Engine, File

COMMAND = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q")
CACHED = ("-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true", 'CONTENT_CACHING_LAYER="generator"')


def engines() -> tuple[Engine, Engine]:
    """Without its caches, and with them: those are for what is built again."""
    name = f"Pelican {metadata.version('pelican')}"
    return (
        Engine("pelican", name, "stock", COMMAND, files, entry),
        Engine(
            "pelican-cached", f"{name} with its caches", "stock", (*COMMAND, *CACHED), files, entry,
            scenarios=("unchanged", "one_changed"),
        ),
    )  # fmt: skip


def files(agenda: Agenda) -> Iterator[File]:
    """Terms and places for its settings; a page of templates for each calendar."""
    words = {
        kind: {one.id: {"title": one.name, "text": one.text} for one in all} for kind, all in terms(agenda).items()
    }
    yield "terms.json", json.dumps(words)
    places = {one.id: {"name": one.name, "street": one.street, "postcode": one.postcode} for one in agenda.places}
    yield "places.json", json.dumps(places)
    calendar = '{% include "calendar.ics" %}\n'
    yield "content/calendars/agenda.ics", f"{{% set name, found = SITENAME, articles %}}{calendar}"
    for area in agenda.areas:
        chosen = f'articles|selectattr("author.name", "equalto", "{area.name}")'
        yield f"content/calendars/{area.id}.ics", f'{{% set name, found = "{area.name}", {chosen} %}}{calendar}'


def entry(activity: Activity) -> File:
    """An article."""
    area = activity.place.area.replace("-", " ").capitalize()
    tags = ", ".join(one.name for one in (*activity.audiences, *activity.topics))
    repeat = f"Repeat: {activity.repeat}\n" if activity.repeat else ""
    return f"content/activiteit/{activity.id}.md", (
        f"Title: {activity.title}\nDate: {activity.start} {activity.begin}\nEnd: {activity.end}\n{repeat}"
        f"Summary: {activity.summary}\nPlace: {activity.place.id}\nAuthor: {area}\n"
        f"Category: {activity.organization.name}\nTags: {tags}\nPrice: {activity.price}\n\n{activity.text}\n"
    )
