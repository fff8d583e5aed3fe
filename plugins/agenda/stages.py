"""What Pelican calls: before anything is read, at the start of a run, and when everything is rendered.

While other processes look whether anything changed since the last build, the first one loads the program.
"""

import logging
import os
import shutil
from functools import cache
from pathlib import Path

from . import day, garbage, inputs, publication, scripts, workers
from .inputs import Receipt
from .state import PATH as STATE_PATH
from .stopwatch import Stopwatch

log = logging.getLogger(__name__)

# What this kind of site always needs of Pelican, whatever a town's settings say. Pelican's own readers of HTML and
# reStructuredText can include any file, and its templates do not escape: both are off. It reads the editors' pages, and
# writes none: they are rendered as all others.
PELICAN = {
    "READERS": dict.fromkeys(("html", "htm", "rst", "markdown", "mkd", "mdown")),  # only .md, which the check looks at
    "INTRASITE_LINK_REGEX": "(?P<what>(?!))",  # none: {attach} publishes any file
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": ["pages"],
    **dict.fromkeys(("PAGE_URL", "PAGE_LANG_URL"), "{slug}/"),  # below the prefix of the page's language
    **dict.fromkeys(("PAGE_SAVE_AS", "PAGE_LANG_SAVE_AS", "DRAFT_PAGE_SAVE_AS", "DRAFT_PAGE_LANG_SAVE_AS"), ""),
    "DIRECT_TEMPLATES": [],
    "RELATIVE_URLS": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    **dict.fromkeys(("AUTHOR_SAVE_AS", "CATEGORY_SAVE_AS", "TAG_SAVE_AS", "ARCHIVES_SAVE_AS"), ""),
    **dict.fromkeys(("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "TRANSLATION_FEED_ATOM")),
    **dict.fromkeys(("AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS")),
}


def initialize(pelican) -> None:
    """Before anything is read: the settings that always hold, and a staging folder instead of the output."""
    settings = pelican.settings
    settings.update(PELICAN)
    settings["STATIC_PATHS"] = ["images"] if (Path(settings["PATH"]) / "images").is_dir() else []
    environment = settings["JINJA_ENVIRONMENT"]
    environment["autoescape"] = True
    environment["extensions"] = [*environment.get("extensions", ()), "jinja2.ext.i18n"]


def generators(pelican) -> type | None:
    """Pelican asks for generators at the start of each run. Everything is rendered beside the output first."""
    settings = pelican.settings
    output = Path(settings["OUTPUT_PATH"])
    settings["_AGENDA_WATCH"] = watch = Stopwatch()
    pelican.output_path = str(publication.staging(output))
    settings["_AGENDA_STORE"] = output.with_name(output.name + ".cache")
    receipt = Receipt.read(_receipt(output))
    read = workers.beside(lambda: inputs.read(settings, day.told(settings, os.environ), _state(settings)))
    standing = cache(workers.beside(lambda: inputs.sizes(output, receipt.files if receipt else ())))
    garbage.put_off()
    from .generator import AgendaGenerator  # loaded while the files are read

    watch.lap("load the program")
    settings["_AGENDA_INPUTS"] = found = read()
    settings["_AGENDA_STANDING"] = standing  # what the last build left and is still there; nobody waits for it yet
    settings["_AGENDA_UNCHANGED"] = bool(receipt and receipt.is_of(found) and standing() == receipt.files)
    watch.lap("read what it is made of")
    return None if settings["_AGENDA_UNCHANGED"] else AgendaGenerator


def finish(pelican) -> None:
    """Everything is rendered: put it in place. With problems (last-good) the exit status is then 3."""
    garbage.as_usual()
    settings, staging = pelican.settings, Path(pelican.output_path)
    output = Path(settings["OUTPUT_PATH"])
    if settings.pop("_AGENDA_UNCHANGED", False):
        shutil.rmtree(staging)
        log.info("nothing changed since the last build")
        return
    watch = settings.pop("_AGENDA_WATCH")
    made, found = settings.pop("_AGENDA_MADE", None), settings.pop("_AGENDA_INPUTS")
    held = settings.pop("_AGENDA_HELD_BACK", "")
    store, receipt = settings.pop("_AGENDA_STORE"), _receipt(output)
    receipt.unlink(missing_ok=True)  # it and the cache tell of the output as it was until now
    made.cache.set_aside() if made else store.unlink(missing_ok=True)
    scripts.slim(staging / settings["THEME_STATIC_DIR"])
    built, changed = publication.put_in_place(staging, output, made.kept if made else ())
    watch.lap("put in place")
    if made:
        from . import keeping  # which is loaded by now

        state = inputs.of_bytes((output / STATE_PATH).read_bytes())
        keeping.written(made.cache, state)
        if found.told and not held:
            files = made.kept | inputs.sizes(output, (publication.MANIFEST, *built))
            Receipt(found.whole(state), files).write(receipt)
    watch.lap("keep for the next build")
    if told := settings.get("AGENDA_STAGES"):
        watch.write(Path(told))
    log.info("%d files changed in %s", len(changed), output)
    if held:
        print(held, flush=True)
        raise SystemExit(3)


def _receipt(output: Path) -> Path:
    return output.with_name(output.name + ".receipt")


def _state(settings) -> bytes:
    """The feed state that a build begins with."""
    file = Path(settings.get("AGENDA_STATE") or Path(settings["OUTPUT_PATH"]) / STATE_PATH)
    return file.read_bytes() if file.is_file() else b""
