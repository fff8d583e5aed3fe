"""A build that makes only what changed gives what a clean one gives, whatever was edited, lost or damaged before."""

import os
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from agenda import output
from building import build
from small_town import ROOT, Town, activity, contents, small_town

STATE = "data/v1/feed-state.json"
DAY = date(2026, 11, 22)
SCHEDULES = (
    "{start: 2026-12-10, time: 10:00-12:00}",
    "{start: 2026-11-03, time: '14:00', repeat: weekly}",
    "{start: 2026-11-03, time: 14:00-15:30, repeat: weekly, changes: [{date: 2026-11-24, cancelled: yes}]}",
    "{start: 2026-09-01, repeat: monthly, pause: [public-holidays]}",
    "{by_appointment: Call us.}",
    "{start: 2026-11-01, time: 10:00}",
)
PLACES = ("mill", "hall", "{name: Ann's garden, area: south}")

entries = st.builds(
    lambda organization, slug, **fields: (f"activities/{organization}/{slug}.md", activity(**fields)),
    st.sampled_from(("walkers", "readers")),
    st.sampled_from(("walk", "tea", "read", "sing")),
    title=st.sampled_from(("Walk along the river", "Tea for all", "Reading aloud")),
    schedule=st.sampled_from(SCHEDULES),
    location=st.sampled_from(PLACES),
    audiences=st.sampled_from(("[all]", "[old]", "[young, old]")),
    topics=st.sampled_from(("[outdoors]", "[tea]", "[tea, outdoors]")),
    status=st.sampled_from((None, "full", "cancelled")),
    partners=st.sampled_from((None, "[readers]")),
    campaigns=st.sampled_from((None, "[open-week]")),
    checked=st.sampled_from(("2026-11-20", "2026-08-20", "2026-03-01")),
    translations=st.sampled_from((None, "{fr: {title: Promenade}}")),
)
written = st.sampled_from((
    ("content/places/mill.yaml", "name: The Old Mill\nstreet: Mill Lane 2\ncity: Littleham\narea: south"),
    ("content/places/mill.yaml", "name: The Mill\nstreet: Mill Lane 1\ncity: Littleham\narea: north\nnote: Ring."),
    ("content/organizations/walkers.md", "---\nname: Walking club\nkind: partner\n---\nWe walk.\n"),
    ("content/organizations/readers.md", "---\nname: The Readers\nkind: member\ncontact: {phone: 020-1}\n---\n"),
    ("content/organizations/new.md", "---\nname: The New Ones\nkind: partner\n---\n"),
    ("content/organizations/new.md", "---\nname: The New Ones\nkind: member\n---\n"),
    ("content/vocabulary/topics.yaml", "outdoors: {name: In the open}\ntea: {name: Tea and talk, icon: cup}\n"),
    ("content/vocabulary/topics.yaml", "tea: {name: Tea}\noutdoors: {name: Outdoors}\nsong: {name: Song}\n"),
    ("content/vocabulary/areas.yaml", "south: {name: South}\nnorth: {name: North, tile: [1, 1]}\n"),
    ("content/vocabulary/audiences.yaml", "all: {name: All, everyone: true}\nold: {name: Old}\nyoung: {name: Young}\n"),
    ("content/vocabulary/holidays.yaml", "until: 2027-06-30\nsources: [Us]\npublic-holidays: []\n"),
    ("content/campaigns/open-week.md", "---\nname: Open days\nstart: 2026-11-20\nuntil: 2026-12-20\n---\nCome.\n"),
    ("content/campaigns/open-week.md", "---\nname: Open week\nselect: {topics: [tea]}\n---\n"),
    ("content/tombstones.yaml", "walkers/gone: {title: Gone, since: 2026-10-01}\n"),
    ("content/pages/about.md", "Title: About the town\nSlug: about\n\n[Walk](/activity/walkers/walk/) by a river.\n"),
    ("content/pages/about.md", "Title: About us\nSlug: about\nStatus: hidden\n\nA town.\n"),
    ("content/pages/about.nl.md", "Title: Over ons\nSlug: about\nLang: nl\n\nEen stad.\n"),
    ("content/pages/refer.md", "Title: Helping somebody?\nSlug: refer\nTemplate: refer\n\nHow to.\n"),
    ("theme/templates/macros/card.html", "{# other #}"),
    ("theme/templates/activity.html", "{# other #}"),
    ("theme/templates/base.html", "<!-- other -->"),
    ("town.py", "AGENDA_PER_PAGE = 2\n"),
    ("town.py", "AGENDA_TAGLINE = 'Out and about'\nAGENDA_LANGUAGES = {'nl': ()}\n"),
    ("town.py", "AGENDA_LISTS = 'next'\nAGENDA_LARGEST_FEED = 10_000\n"),
    ("town.py", "AGENDA_PARTS = ('places', 'calendars')\n"),
))  # fmt: skip
edits = st.one_of(
    st.tuples(st.just("write"), entries),
    st.tuples(st.just("write"), entries),
    st.tuples(st.just("write"), written),
    st.tuples(st.just("delete"), st.sampled_from(("walkers/walk", "walkers/tea", "readers/read", "readers/walk"))),
    st.tuples(st.just("rename"), st.sampled_from(("walkers/walk", "walkers/tea", "readers/read"))),
    st.tuples(st.just("day"), st.sampled_from((1, 3, 40))),
    st.tuples(st.just("lose"), st.integers(0, 10_000)),
    st.tuples(st.just("damage"), st.integers(0, 10_000)),
    st.tuples(st.just("forget"), st.none()),
    st.tuples(st.just("older state"), st.none()),
)


def town_with_own_theme(folder: Path) -> Town:
    """The small town with a theme that can be edited, and settings in a file of their own."""
    town = small_town(folder, {"content/places/hall.yaml": "name: The Hall\narea: south", "town.py": ""})
    shutil.copytree(ROOT / "theme", folder / "theme", ignore=shutil.ignore_patterns("vendor", "*.po~"))
    town.write("pelicanconf.py", (folder / "pelicanconf.py").read_text() + f"""
THEME = {str(folder / "theme")!r}
exec(open({str(folder / "town.py")!r}).read())
""")  # fmt: skip
    return town


def edit(town: Town, kind: str, what, day: date) -> date:
    """Do one thing to the town, its output or its cache; the day that it is then."""
    place, cache = town.output, town.path / "output.cache"
    if kind == "write":
        path, text = what
        if path.startswith("theme/"):
            text = (town.path / path).read_text() + text
        town.write(path, text)
    elif kind == "delete" and (town.path / f"activities/{what}.md").exists():
        town.write(f"activities/{what}.md", None)
    elif kind == "rename" and (old := town.path / f"activities/{what}.md").exists():
        slug = what.partition("/")[2]
        text = old.read_text().replace("\nchecked:", f"\nformerly: [{slug}]\nchecked:", 1)
        if "formerly" in old.read_text():
            return day
        town.write(f"activities/{what}-again.md", text)
        town.write(f"activities/{what}.md", None)
    elif kind == "day":
        return day + timedelta(what)
    elif kind == "lose":
        files = sorted(path for path in place.rglob("*") if path.is_file() and STATE not in path.as_posix())
        files[what % len(files)].unlink()
    elif kind == "damage" and cache.exists():  # where nothing had changed a lost one is not made again
        data = bytearray(cache.read_bytes())
        chance = random.Random(what)
        for _ in range(1 + what % 3):
            data[chance.randrange(len(data))] ^= 1 + chance.randrange(255)
        cache.write_bytes(data[: len(data) - what % 2 * 100])
    elif kind == "forget":
        cache.unlink(missing_ok=True)
    return day


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths that are not the same."""
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]


EXAMPLES = int(os.environ.get("AGENDA_FUZZ", "0")) // 100 or 6


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
    derandomize="AGENDA_FUZZ" not in os.environ,
)
@example([("write", ("content/vocabulary/areas.yaml", "south: {name: South}\nnorth: {name: Up north}\n"))], 1)
@given(st.lists(edits, min_size=6, max_size=12), st.sampled_from((1, output.MANY)))
def test_any_edits_give_what_a_clean_build_gives(tmp_path_factory, monkeypatch, steps, many):
    monkeypatch.setattr(output, "MANY", many)
    folder = tmp_path_factory.mktemp("town")
    town, day = town_with_own_theme(folder), DAY
    build(town, town.output, day)
    for number, (kind, what) in enumerate(steps):
        before = folder / f"state-{number}.json"
        shutil.copy(town.output / STATE, before)
        if kind == "older state":  # as where somebody went back to what was published before
            before = folder / "state-0.json"
        day = edit(town, kind, what, day)
        clean = folder / f"clean-{number}"
        stopped = []
        for place in (town.output, clean):
            try:
                build(town, place, day, AGENDA_STATE=str(before))
            except SystemExit as error:
                stopped.append(str(error))
        assert len(stopped) in (0, 2), stopped
        if not stopped:
            assert differing(contents(town.output), contents(clean)) == [], (kind, what)
            shutil.rmtree(clean)
    shutil.rmtree(folder)
