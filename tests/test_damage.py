"""Ten kinds of damage to main: what each costs where a site is published (last-good), and where it stops (stop).

A bad entry costs at most its own change. What all entries lean on (a vocabulary, a setting, a template) publishes
nothing when it is broken, and the last good site stays as it was.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from small_town import ROOT, TODAY, Town, activity, small_town

CLUB, VISIT, WALK = "readers/club", "walkers/visit", "walkers/walk"
TITLES = {CLUB: "Book club", VISIT: "Visit to the mill", WALK: "Walk along the river"}
FILES = {
    "activities/readers/club.md": activity(title=TITLES[CLUB]),
    "activities/walkers/visit.md": activity(title=TITLES[VISIT], partners="[readers]"),
    "content/images/map.png": "the map",
    "content/pages/visitors.md": "Title: For visitors\nSlug: visitors\n\nWelcome.\n",
    ".gitignore": "output*\n__pycache__\n",
}
TWIN = (
    "title: Another club\n" + activity(title="Another club", checked="2026-01-01").split("\n", 2)[2].partition("---")[0]
)

Change = Callable[[Town], object]


@dataclass(frozen=True)
class Damage:
    """What is done to a town, and what then is published; without `titles` nothing is.

    `titles` is what stands at each activity's address after a publication in last-good mode, None if it is not there.
    """

    change: Change
    told: str
    titles: dict[str, str | None] | None = None
    status: int = 3
    stopped: int = 1
    arguments: tuple[str, ...] = field(default=())


def writes(path: str, data: str | bytes | None) -> Change:
    return lambda town: town.write(path, data)


def replaces(path: str, old: str, new: str) -> Change:
    def change(town: Town) -> None:
        text = (town.path / path).read_text()
        assert old in text
        town.write(path, text.replace(old, new, 1))

    return change


def links(path: str, to: str) -> Change:
    def change(town: Town) -> None:
        (town.path / path).unlink()
        (town.path / path).symlink_to(to)

    return change


def moves(path: str, to: str, *, change: Change = lambda town: None) -> Change:
    return lambda town: ((town.path / path).rename(town.path / to), change(town))


def sets(line: str) -> Change:
    return lambda town: town.write("pelicanconf.py", (town.path / "pelicanconf.py").read_text() + line + "\n")


def in_theme(change: Change) -> Change:
    """The change in a copy of the theme that is the town's own."""

    def changed(town: Town) -> None:
        shutil.copytree(ROOT / "theme", town.path / "theme")
        sets('THEME = "theme"')(town)
        change(town)

    return changed


BAD = activity(title="Books at night", checked="20-11-2026")
CLUB_FILE, ORGANIZATION = "activities/readers/club.md", "content/organizations/readers.md"
LATIN = "---\ntitle: Caf\xe9\n---\n".encode("latin-1")

DAMAGES = {
    "bad entry": Damage(
        writes(CLUB_FILE, BAD), r"^activities/readers/club\.md:8:10: checked: 20-11-2026 is not", TITLES
    ),
    "bad new entry": Damage(
        writes("activities/readers/night.md", BAD),
        r"^activities/readers/night\.md: not published\.",
        TITLES | {"readers/night": None},
    ),
    "bad vocabulary": Damage(
        replaces("content/vocabulary/areas.yaml", "name:", "nam:"),
        r"^content/vocabulary/areas\.yaml:1:9: north\.nam: .* Did you mean name\?",
    ),
    "vocabulary is gone": Damage(
        writes("content/vocabulary/topics.yaml", None), r"^content/vocabulary/topics\.yaml:1:1: file: .*cannot be read"
    ),
    # Its activities are its own, and what others do together with it cannot be said: both are named.
    "deleted organization": Damage(
        writes(ORGANIZATION, None),
        r"^activities/readers/club\.md: not published\.\nactivities/walkers/visit\.md: not published\.",
        TITLES | {CLUB: None, VISIT: None},
    ),
    # It says that it was checked long before, and yet it came later.
    "two files, one identity": Damage(
        writes("activities/readers/club.yaml", TWIN),
        r"^activities/readers/club\.yaml:1:1: file: the address readers/club belongs to activities/readers/club\.md",
        TITLES,
    ),
    "another's former path": Damage(
        writes("activities/walkers/visit.md", activity(title="Mine now", formerly="[walk]", checked="2026-01-01")),
        r"^activities/walkers/visit\.md:9:12: formerly\[1\]: the old path walkers/walk belongs to .*walk\.md",
        TITLES,
    ),
    "broken template": Damage(
        in_theme(replaces("theme/templates/activity.html", "{% block main %}", "{% block main %}\n{% if %}")),
        r"^theme/templates/activity\.html:\d+: Expected an expression",
    ),
    "template asks for nothing": Damage(
        in_theme(replaces("theme/templates/place.html", "{% block about %}", "{% block about %}{{ no.thing }}")),
        r"^theme/templates/place\.html:\d+: 'no' is undefined\.",
    ),
    "template is gone": Damage(
        in_theme(writes("theme/templates/macros/card.html", None)),
        r"^\S+\.html: the template macros/card\.html is not there\.",
    ),
    "catalogue is broken": Damage(
        in_theme(
            lambda town: (
                sets('DEFAULT_LANG = "nl"')(town),
                writes("theme/translations/nl/LC_MESSAGES/agenda.po", 'msgid "Agenda"\n<<<<<<< HEAD\n')(town),
            )
        ),
        r"^pelicanconf\.py: THEME: .*theme/translations/nl/LC_MESSAGES/agenda\.po:2: ",
    ),
    "broken setting": Damage(
        sets("AGENDA_TAGLINE = 5"), r"^pelicanconf\.py: AGENDA_TAGLINE: 5 is not a text\. Put it in quotes\."
    ),
    "misspelled setting": Damage(
        sets("AGENDA_HORIZON_DAY = 9"),
        r"^pelicanconf\.py: AGENDA_HORIZON_DAY is no setting\. Did you mean AGENDA_HORIZON_DAYS\?",
    ),
    "broken settings file": Damage(sets("AGENDA_MENU = ("), r"pelicanconf\.py.*'\(' was never closed"),
    "misspelled plugin": Damage(
        sets('PLUGINS = ["agend"]'), r"Cannot load plugin.*agend", arguments=("--fatal", "errors")
    ),
    "huge entry": Damage(
        writes(CLUB_FILE, activity(title="Books", text="x" * 70_000)),
        r"^activities/readers/club\.md:1:1: .*64 kB",
        TITLES,
    ),
    "huge organization": Damage(
        writes(ORGANIZATION, "x" * 5_000_000), r"^content/organizations/readers\.md:1:1: .*at most 64 kB"
    ),
    "entry is a link": Damage(
        links(CLUB_FILE, "../../../outside/secret.md"),
        r"^activities/readers/club\.md:1:1: file: this is a link",
        TITLES,
    ),
    "picture is a link": Damage(
        links("content/images/map.png", "../../../outside/secret.md"),
        r"^content/images/map\.png:1:1: file: this is a link",
    ),
    "all activities are a link": Damage(
        lambda town: (shutil.rmtree(town.path / "activities"), (town.path / "activities").symlink_to("../outside")),
        r"^pelicanconf\.py: AGENDA_PATH: .*activities is a link",
    ),
    "entry in another encoding": Damage(
        writes(CLUB_FILE, LATIN), r"^activities/readers/club\.md:2:11: .*UTF-8", TITLES
    ),
    "page in another encoding": Damage(
        writes("content/pages/visitors.md", b"Title: For visitors\n\nCaf\xe9\n"),
        r"^content/pages/visitors\.md:3:4: file: .*UTF-8",
    ),
    "page that takes the place of another": Damage(
        writes("content/pages/visitors.md", "Title: For visitors\nSave_as: index.html\n\nWelcome.\n"),
        r"^content/pages/visitors\.md:2:1: Save_as: Save_as is not a field of a page\.",
    ),
    "page as a picture": Damage(
        writes("content/images/visitors.html", "<script>"),
        r"^content/images/visitors\.html:1:1: file: visitors\.html is not a picture\.",
    ),
    "renamed": Damage(
        moves(CLUB_FILE, "activities/readers/books.md"),
        r"readers/club\s+was\s+published\s+and\s+is\s+not\s+there[^.]*\.\s+Did\s.*formerly:\s+\[club\]",
        TITLES | {CLUB: None, "readers/books": TITLES[CLUB]},
        status=0,
        stopped=0,
    ),
    "renamed, with a mistake": Damage(
        moves(CLUB_FILE, "activities/readers/books.md", change=writes("activities/readers/books.md", BAD)),
        r"^activities/readers/books\.md: an earlier version is published\.",
        TITLES | {"readers/books": None},
    ),
    "renamed to what is no name": Damage(
        moves(CLUB_FILE, "activities/readers/Book club.md"),
        r"^activities/readers/Book club\.md: an earlier version is published\.",
        TITLES,
    ),
}
SECRET = "What nobody may see"
MODES = ("last-good", "stop")


def git(town: Town, *words: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", town.path, *identity, *words], env=environment, check=True, capture_output=True)


def published(town: Town) -> dict[str, tuple[int, bytes]]:
    """Path -> time and bytes of every file of the output."""
    return {path: ((town.output / path).stat().st_mtime_ns, data) for path, data in town.built().items()}


def damaged(good: Town, folder: Path, damage: Damage, mode: str) -> SimpleNamespace:
    """A copy of the published town, the damage committed, and published again."""
    shutil.copytree(good.path, folder, symlinks=True)
    town = Town(folder)
    before = published(town)
    damage.change(town)
    git(town, "add", "-A")
    git(town, "commit", "-q", "-m", "damage")
    done = town.build({"COLUMNS": "300"}, "-e", f'AGENDA_ON_PROBLEM="{mode}"', *damage.arguments)
    return SimpleNamespace(town=town, status=done.returncode, told=done.stdout + done.stderr, before=before)


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    """What is there after a damage in a mode; all are made side by side."""
    good = small_town(tmp_path_factory.mktemp("good"), FILES)
    git(good, "init", "-q")
    git(good, "add", "-A")
    git(good, "commit", "-q", "-m", "good")
    done = good.build()
    assert done.returncode == 0, done.stderr
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "outside").mkdir()
    (folder / "outside" / "secret.md").write_text(activity(title=SECRET))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = {
            (name, mode): pool.submit(damaged, good, folder / f"{name}, {mode}", damage, mode)
            for name, damage in DAMAGES.items()
            for mode in MODES
        }
        yield lambda name, mode: made[name, mode].result()


def title(town: Town, address: str) -> str | None:
    """The heading of an activity's page; None without a page."""
    page = town.output / "activity" / address / "index.html"
    return re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", page.read_text())[1] if page.is_file() else None


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", DAMAGES)
def test_it_is_told_with_its_file(name, mode, after):
    told = DAMAGES[name].told
    if mode == "stop":  # where nothing is published there is no list of what is
        told = re.sub(r": (not published|an earlier version is published)\\\.(\\n.*)?", ":", told)
    assert re.search(told, after(name, mode).told, re.MULTILINE | re.DOTALL), after(name, mode).told


@pytest.mark.parametrize("name", [name for name, damage in DAMAGES.items() if damage.titles])
def test_an_entry_costs_at_most_its_own_change(name, after):
    made, damage = after(name, "last-good"), DAMAGES[name]
    assert made.status == damage.status, made.told
    assert {address: title(made.town, address) for address in damage.titles} == damage.titles
    assert "Traceback" not in made.told


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", [name for name, damage in DAMAGES.items() if not damage.titles])
def test_what_all_lean_on_publishes_nothing(name, mode, after):
    made = after(name, mode)
    assert made.status == 1
    assert published(made.town) == made.before


@pytest.mark.parametrize("name", [name for name, damage in DAMAGES.items() if damage.titles])
def test_where_a_problem_stops_nothing_changes(name, after):
    made, damage = after(name, "stop"), DAMAGES[name]
    assert made.status == damage.stopped, made.told
    assert (published(made.town) == made.before) == (damage.stopped == 1)


@pytest.mark.parametrize(
    "name", [name for name in DAMAGES if name not in ("broken settings file", "misspelled plugin")]
)
def test_nobody_has_to_read_a_traceback(name, after):
    """But where Pelican itself cannot begin."""
    assert "Traceback" not in after(name, "last-good").told + after(name, "stop").told


def test_nothing_of_the_machine_is_published(after):
    for name in ("entry is a link", "picture is a link", "all activities are a link"):
        assert [path for path, data in after(name, "last-good").town.built().items() if SECRET.encode() in data] == []


def test_the_day_is_that_of_the_tests(after):
    assert TODAY.encode() in after("bad entry", "last-good").town.built()["build.json"]
