"""Places and organizations that are handed in become files, or what is wrong is told at its question."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda import frontmatter, source, town
from agenda.language import Language
from agenda.register import Organization, Place
from entries import TODAY
from forge.change import Change
from intake import register_entry, submission
from intake.register_questions import KINDS
from small_town import FILES, small_town

ROOT = Path(__file__).parent.parent
ENGLISH = Language("en")
PLACE, ORGANIZATION = KINDS["place"], KINDS["organization"]
HALL = {
    "name": ["The Hall"], "street": ["Mill Lane 2"], "postcode": ["1000 AB"], "city": ["Littleham"], "area": ["north"],
    "note": ["Ring: twice."], "access": ["step-free"],
}  # fmt: skip
SINGERS = {
    "name": ["The Singers"], "kind": ["residents"], "summary": ["We sing."], "description": ["Come and *sing*."],
    "phone": ["020-000 00 00"], "officer_role": ["the host"],
}  # fmt: skip
COALITION = "---\ntitle: Together\ngroups:\n  core: {name: The core}\n---\nAll of us.\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"), {"content/coalition.md": COALITION})


@pytest.fixture(scope="module")
def loaded(small):
    return small.load()


def made(small, loaded, kind, *sent) -> list[register_entry.Entry]:
    return list(register_entry.entries(kind, sent, loaded, small.settings()))


def sent(given: dict, **changes) -> dict:
    """What a right submission sends, with these answers otherwise; None leaves one out."""
    changed = {name: value if isinstance(value, list) else [value] for name, value in changes.items() if value}
    return {**{name: value for name, value in given.items() if name not in changes}, **changed}


def test_a_place_is_a_file(small, loaded):
    [entry] = made(small, loaded, PLACE, HALL)
    assert (entry.troubles, entry.hints) == ((), ())
    assert entry.path == "content/places/the-hall.yaml"
    assert entry.data.decode() == (
        'name: "The Hall"\nstreet: "Mill Lane 2"\npostcode: "1000 AB"\ncity: "Littleham"\narea: north\n'
        'note: "Ring: twice."\naccess: [step-free]\n'
    )
    assert isinstance(entry.record, Place)
    assert (entry.record.id, entry.record.area) == ("the-hall", "north")


def test_an_organization_is_a_file(small, loaded):
    [entry] = made(small, loaded, ORGANIZATION, sent(SINGERS, groups="core"))
    assert entry.troubles == ()
    assert entry.path == "content/organizations/the-singers.md"
    document = frontmatter.parse(entry.data)
    assert document.tree == {
        "name": "The Singers", "kind": "residents", "groups": ["core"], "summary": "We sing.",
        "contact": {"phone": "020-000 00 00"}, "attention_officer": {"role": "the host"},
    }  # fmt: skip
    assert document.body == "Come and *sing*."
    assert isinstance(entry.record, Organization)


def test_what_was_made_is_what_the_town_reads(small, loaded, tmp_path):
    other = small_town(tmp_path, {"content/coalition.md": COALITION})
    entries = [*made(small, loaded, PLACE, HALL), *made(small, loaded, ORGANIZATION, SINGERS)]
    for entry in entries:
        other.write(entry.path, entry.data)
    again = other.load()
    assert again.problems == []
    assert again.agenda.register.places["the-hall"] == entries[0].record
    assert again.agenda.register.organizations["the-singers"].model_dump() == entries[1].record.model_dump()


TROUBLES = {
    "nothing": (PLACE, {}, {"name": "nothing is filled in"}),
    "nothing of an organization": (ORGANIZATION, {}, {"name": "nothing is filled in", "kind": "nothing is chosen"}),
    "a postcode": (PLACE, sent(HALL, postcode="12"), {"postcode": "12 is not a postcode."}),
    "an area": (PLACE, sent(HALL, area="nort"), {"area": "nort does not stand in the list. Did you mean north?"}),
    "access": (PLACE, sent(HALL, access=["lift"]), {"access": "lift does not stand in the list."}),
    "too long": (PLACE, sent(HALL, name="w" * 81), {"name": "this text has 81 characters"}),
    "case 31: other fields": (PLACE, sent(HALL, more="template: x"), {"more": "the field template does not exist."}),
    "case 31: an id of its own": (PLACE, sent(HALL, more="id: ../../x"), {"more": "the field id does not exist."}),
    "a field that was asked": (PLACE, sent(HALL, more="name: Other"), {"more": "name was answered above already."}),
    "case 47: what is not asked": (PLACE, sent(HALL, redirect="x"), {"more": "redirect is no question of the form."}),
    "case 48: two lines": (PLACE, sent(HALL, name="The\nHall"), {"name": "this has to be on one line."}),
    "case 48: NUL": (ORGANIZATION, sent(SINGERS, summary="a\x00"), {"summary": "an invisible character"}),
    "another's identity": (
        ORGANIZATION, sent(SINGERS, more="origin: {agenda: elsewhere, organization: singers}"),
        {"more": "origin is written by a join of agendas only."},
    ),
    "case 48: twice": (ORGANIZATION, sent(SINGERS, kind=["partner", "member"]), {"kind": "this was sent more"}),
    "a kind": (ORGANIZATION, sent(SINGERS, kind="friend"), {"kind": "friend is not known here."}),
    "a telephone number": (ORGANIZATION, sent(SINGERS, phone="call"), {"phone": "call is not a telephone number."}),
    "an officer's number": (ORGANIZATION, sent(SINGERS, officer_phone="x"), {"officer_phone": "x is not a telephone"}),
    "a group": (ORGANIZATION, sent(SINGERS, groups=["cor"]), {"groups": "cor does not stand in the list."}),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "given", "says"), TROUBLES.values(), ids=TROUBLES)
def test_what_is_wrong_is_told_at_its_question(kind, given, says, small, loaded):
    [entry] = made(small, loaded, kind, given)
    told = {one.question.name: one.message(ENGLISH) for one in entry.troubles}
    assert {name: text for name, text in says.items() if not told.get(name, "-").startswith(text)} == {}
    assert entry.record is None


@pytest.mark.parametrize(
    ("name", "path"),
    {
        "case 27: a path": ("../../.github/workflows/x", "content/places/github-workflows-x.yaml"),
        "case 28: a device of Windows": ("CON", "content/places/con-1.yaml"),
        "case 29: emoji": ("🎉", "content/places/place.yaml"),
        "case 30: a name that is taken": ("The  MILL!", "content/places/the-mill.yaml"),
        "case 30: an id that is taken": ("Mill", "content/places/mill-2.yaml"),
        "a long one": ("w" * 80, f"content/places/{'w' * 70}.yaml"),
    }.values(),
)
def test_a_name_makes_a_portable_id(name, path, small, loaded):
    assert [one.path for one in made(small, loaded, PLACE, sent(HALL, name=name))] == [path]


def test_case_30_the_same_name_twice_overwrites_nothing(small, loaded):
    first, second = made(small, loaded, PLACE, HALL, HALL)
    assert [first.path, second.path] == ["content/places/the-hall.yaml", "content/places/the-hall-2.yaml"]
    assert [one.question.name for one in second.hints] == ["name"]


@pytest.mark.parametrize(
    ("changes", "question", "says"),
    [
        ({"name": "the mill"}, "name", "The Mill is there already (mill)."),
        ({"street": "Mill lane 1", "postcode": "1000AA"}, "street", "The Mill has the same address (mill)."),
    ],
)
def test_a_place_that_is_likely_there_already_is_hinted_at(changes, question, says, small, loaded):
    [entry] = made(small, loaded, PLACE, sent(HALL, **changes))
    [hint] = entry.hints
    assert hint.question.name == question
    assert hint.message(ENGLISH).startswith(says)
    assert entry.record


def test_a_file_that_is_changed_stays_where_it_is_with_its_remarks(small, loaded):
    old = b"# From the town's list.\n# Not yet checked.\nname: The Mill\nexample: yes\n"
    given = {**register_entry.answers(PLACE, old), "name": ("Mill House",)}
    entry = register_entry.entry(PLACE, given, small.settings().folders, loaded.agenda.register, "mill", old)
    assert entry.path == "content/places/mill.yaml"
    assert entry.data.decode() == (
        '# From the town\'s list.\n# Not yet checked.\nname: "Mill House"\nexample: "yes"\n'
    )  # fmt: skip
    assert (entry.troubles, entry.hints) == ((), ())


def test_groups_without_a_coalition_are_refused_as_the_check_does(tmp_path):
    lonely = small_town(tmp_path)
    [entry] = made(lonely, lonely.load(), ORGANIZATION, sent(SINGERS, groups="core"))
    assert [one.question.name for one in entry.troubles] == ["groups"]


TEXT = st.text(max_size=60) | st.sampled_from(
    ["../x", "yes", "- a", "{a: b}", "&a", "CON", "\u202e", "a: b", "# x", "|"]
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_sent_is_a_file_where_it_belongs_or_told(kind, data, small, loaded):
    """What is right reads back as what was sent, and stands where a change may put it."""
    given = {
        name: [data.draw(st.sampled_from([*(word for word, _ in question.options), "x"]) if question.options else TEXT)]
        for name, question in kind.questions.items()
        if data.draw(st.booleans())
    }
    [entry] = made(small, loaded, kind, {**given, "name": [data.draw(TEXT)]})
    assert all(one.message(ENGLISH) for one in entry.troubles)
    if entry.record:
        Change("k", "t", "", {entry.path: entry.data})
        again, _ = submission.read(register_entry.answers(kind, entry.data), asked=kind.questions)
        assert register_entry.entry(kind, again, small.settings().folders, loaded.agenda.register).data == entry.data
    else:
        assert entry.troubles


PLACES = sorted((ROOT / "content" / "places").glob("*.yaml"))
ORGANIZATIONS = sorted((ROOT / "content" / "organizations").glob("*.md"))


@pytest.mark.parametrize("path", [*PLACES, *ORGANIZATIONS], ids=lambda path: path.stem)
def test_file_to_form_to_file_changes_nothing(path):
    kind = PLACE if path.suffix == ".yaml" else ORGANIZATION
    place = town.read(ROOT / "pelicanconf.py")
    register = source.load(place.folders, place.zone, TODAY, only=[]).agenda.register
    old = path.read_bytes()
    entry = register_entry.entry(
        kind, register_entry.answers(kind, old), place.folders, register, path.stem, old
    )  # fmt: skip
    assert entry.troubles == ()
    was, now = (frontmatter.parse(data, path.suffix == ".md") for data in (old, entry.data))
    assert (now.tree, now.body) == (was.tree, was.body)
    remarks = [line for line in old.decode().splitlines() if line.startswith("# ")]
    assert [line for line in entry.data.decode().splitlines() if line.startswith("# ")][: len(remarks)] == remarks


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_is_asked_or_stands_among_the_others(kind):
    model = {"place": Place, "organization": Organization}[kind.name]
    asked = {one.path[0] for one in kind.questions.values() if one.path}
    assert asked <= set(model.model_fields)
    assert set(model.model_fields) - asked - {"id", "text"} == {
        "place": {"aliases", "example"}, "organization": {"aliases", "example", "membership", "forge", "origin"},
    }[kind.name]  # fmt: skip


def test_the_small_town_has_what_these_tests_take_for_granted():
    assert "name: The Mill" in FILES["content/places/mill.yaml"]
