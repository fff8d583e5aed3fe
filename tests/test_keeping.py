"""What a build keeps for the next one, and what makes it of no use: of entries little, of all else more."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agenda import keeping, town
from agenda.digest import Digests
from agenda.facets import Selection
from agenda.holidays import HolidayTable
from agenda.inputs import Inputs
from agenda.keeping import KINDS, OWN, STAMPED
from agenda.language import Language
from agenda.listing import Item
from agenda.model import Activity, Occurrence
from agenda.register import Area, Coalition, CoalitionWords, Place, Register, Term, Tombstone
from small_town import ROOT, small_town

THEME = str(ROOT / "theme")
FILES = {
    f"{THEME}/{town.TOKENS}": b"colours",
    f"{THEME}/translations/nl/LC_MESSAGES/agenda.po": b"words",
    f"{THEME}/templates/base.html": b"a template",
    "/town/activities/walkers/walk.md": b"an entry",
    "/town/look.css": b"a stylesheet",
}
MILL = Place(id="mill", name="The Mill")
GONE = Tombstone(path="walkers/gone", title="Gone", since="2026-10-01")


@dataclass(frozen=True)
class Build:
    """What a build begins with."""

    inputs: Inputs
    register: Register
    town: town.Town
    more: Any = None


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Build:
    place = small_town(tmp_path_factory.mktemp("town")).settings()
    register = Register(ZoneInfo("Europe/Amsterdam"), places={"mill": MILL}, coalition=Coalition(title="Together"))
    place = replace(place, style=Path("/town/look.css"))
    return Build(Inputs(FILES, b"code", b"settings", "2026-11-22", b"state", True), register, place)


def kept(build: Build, store: Path) -> list[str]:
    """The kinds of which this build uses again what an earlier one made of a place; it makes and keeps the others."""
    register, cache = keeping.opened(build.inputs, store, build.register, build.town, build.more)
    made = []
    for kind in ("entry", *KINDS):
        cache.made(kind, "a name", b"1", lambda kind=kind: (made.append(kind), register.places.get("mill")))
    cache.write()
    return [kind for kind in ("entry", *KINDS) if kind not in made]


def files(build: Build, **changed: bytes) -> Build:
    """The same with other files: those whose path ends so."""
    given = {path: changed.get(Path(path).name.replace(".", "_"), data) for path, data in build.inputs.files.items()}
    return replace(build, inputs=replace(build.inputs, files=given))


def of(part: str, **changes: Any) -> Callable[[Build], Build]:
    return lambda build: replace(build, **{part: replace(getattr(build, part), **changes)})


def assets(build: Build) -> Build:
    return of("town", outlet=build.town.outlet._replace(assets="theme-0123"))(build)


ALL = ["entry", *KINDS]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda build: build, ALL, id="nothing"),
        pytest.param(lambda build: files(build, base_html=b"another"), ALL, id="a template, which pages name"),
        pytest.param(lambda build: files(build, walk_md=b"another"), ALL, id="an activity's file, by its own digest"),
        pytest.param(of("inputs", told=False), ALL, id="what cannot be told as a whole"),
        pytest.param(of("register", areas={"north": Area(id="north", name="N")}), ALL, id="what nobody read"),
        pytest.param(lambda build: files(build, agenda_po=b"another"), ["entry"], id="a catalogue"),
        pytest.param(lambda build: files(build, tokens_css=b"another"), ["entry"], id="the colours"),
        pytest.param(lambda build: files(build, look_css=b"another"), ["entry"], id="the town's own colours"),
        pytest.param(of("inputs", settings=b"other"), ["entry"], id="a setting"),
        pytest.param(of("town", today=date(2026, 11, 23)), ["entry"], id="the day"),
        pytest.param(lambda build: replace(build, more="tested"), ["entry"], id="what pages show beside the agenda"),
        pytest.param(assets, ["entry"], id="where the theme's files are"),
        pytest.param(of("inputs", code=b"other"), [], id="the code"),
        pytest.param(of("register", zone=ZoneInfo("UTC")), [], id="the time zone"),
        pytest.param(of("register", coalition=Coalition(title="We")), [], id="the coalition"),
        pytest.param(of("register", coalition=None), [], id="no coalition"),
        pytest.param(of("register", tombstones=(GONE,)), [], id="a tombstone"),
        pytest.param(of("register", holidays=HolidayTable(until="2027-12-31", sources=["Us"])), [], id="holidays"),
        pytest.param(
            of("register", translations={("coalition", "en"): CoalitionWords(title="Us")}), [], id="a translation"
        ),
        pytest.param(
            of("register", places={"mill": Place(id="mill", name="Old Mill")}), [], id="a thing that was read"
        ),
        pytest.param(of("register", places={}), [], id="a thing that was read and is gone"),
    ],
)
def test_what_is_used_again_when_something_is_otherwise(change, expected, first, tmp_path):
    store = tmp_path / "cache"
    assert kept(first, store) == []
    assert kept(change(first), store) == expected


def test_there_and_back_only_the_last_is_known(first, tmp_path):
    store, later = tmp_path / "cache", of("town", today=date(2026, 11, 23))(first)
    assert [kept(build, store) for build in (first, later, first, first)] == [[], ["entry"], ["entry"], ALL]


@pytest.mark.parametrize(
    ("left", "begun", "again"),
    [
        pytest.param(b"left", b"left", True, id="what the last build left"),
        pytest.param(b"left", b"state", False, id="what the last build began with"),
        pytest.param(b"left", b"other", False, id="another one"),
    ],
)
def test_what_has_stamps_is_used_again_with_the_state_that_has_them(left, begun, again, first, tmp_path):
    store, made = tmp_path / "cache", []
    for state in (first.inputs.state, begun):
        inputs = replace(first.inputs, state=state)
        _, cache = keeping.opened(inputs, store, first.register, first.town, None)
        for kind in STAMPED:
            cache.made(kind, "a name", b"1", lambda kind=kind: made.append(kind) or kind)
        keeping.written(cache, left)
    assert made == [*STAMPED, *(() if again else STAMPED)]


def test_who_reads_the_register_is_noted(first, tmp_path):
    register, cache = keeping.opened(first.inputs, tmp_path / "cache", first.register, first.town, None)
    with cache.reading.noted() as keys:
        assert register.places["mill"] == MILL
        assert "hall" not in register.places
    assert keys == {("places", "mill"), ("places", "hall")}
    assert cache.files == FILES


def walk(**changes: Any) -> Activity:
    fields = {
        "title": "Walk", "summary": "We walk.", "schedule": (), "location": "mill", "audiences": ("all",),
        "topics": ("tea",), "organizer": "walkers", "slug": "walk", "digest": b"1", "campaigns": (),
    }  # fmt: skip
    return Activity.model_construct(**{**fields, **changes})


TEN, NOON = Occurrence(datetime(2026, 12, 10, 10), None), Occurrence(datetime(2026, 12, 10, 12), None)
DUTCH, ENGLISH = (Language(code, Path(THEME) / "translations") for code in ("nl", "en"))
NORTH, TEA = Area(id="north", name="North"), Term(id="tea", name="Tea")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(walk(), walk(), True, id="an activity"),
        pytest.param(walk(), walk(title="Wandeling"), True, id="the same file in another language"),
        pytest.param(walk(), walk(digest=b"2"), False, id="another file"),
        pytest.param(walk(), walk(campaigns=("open-week",)), False, id="a campaign that chose it"),
        pytest.param(Selection("topic", TEA, ()), Selection("topic", TEA, (walk(),)), True, id="who is in a selection"),
        pytest.param(Selection("topic", TEA, ()), Selection("audience", TEA, ()), False, id="a selection's kind"),
        pytest.param(Selection("topic", TEA, ()), Selection("topic", TEA, (), NORTH), False, id="a selection's area"),
        pytest.param(
            Selection("topic", TEA, ()), Selection("topic", Term(id="tea", name="Thee"), ()), False, id="its name"
        ),
        pytest.param(Item(walk(), TEN, MILL), Item(walk(), TEN, MILL), True, id="a time of an activity"),
        pytest.param(Item(walk(), TEN, MILL), Item(walk(), NOON, MILL), False, id="another time"),
        pytest.param(Item(walk(), TEN, MILL), Item(walk(digest=b"2"), TEN, MILL), False, id="of another file"),
        pytest.param(Item(walk(), TEN, MILL), Item(walk(), TEN, MILL, NOON), False, id="the time after it"),
        pytest.param(Item(walk(), TEN, MILL), Item(walk(), TEN, Place(id="mill", name="M")), False, id="another place"),
        pytest.param(DUTCH, ENGLISH, False, id="the language"),
    ],
)
def test_what_counts_of_what_a_page_is_given(one, other, same):
    digests = Digests(OWN)
    assert (digests.of(one) == digests.of(other)) is same


@pytest.mark.parametrize("given", [walk(digest=b""), Item(walk(digest=b""), TEN, MILL)], ids=["itself", "its time"])
def test_of_an_activity_that_nobody_knows_the_file_of_nothing_is_kept(given, first, tmp_path):
    _, cache = keeping.opened(first.inputs, tmp_path / "cache", first.register, first.town, None)
    assert cache.of(given) == b""
    assert cache.of(walk()) != b""
