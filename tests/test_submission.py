"""What is sent becomes a checked file, or what is wrong is told at its question; nothing that was sent names a path."""

import pytest

from agenda import frontmatter
from agenda.language import Language
from intake import submission
from small_town import small_town

ENGLISH = Language("en")
SENT = {
    "organization": ["walkers"], "title": ["Walk along the river"], "summary": ["We walk and drink tea."],
    "description": ["Anne waits at the door."], "topics": ["outdoors", "tea"], "audiences": ["all"],
    "repeat": ["weekly"], "start": ["24-11-2026"], "from": ["10.00"], "to": ["12.00"], "place": ["mill"],
    "price": ["2,50"], "phone": ["020-000 00 00"],
}  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def loaded(town):
    return town.load()


def made(town, loaded, *sent: dict) -> list[submission.Entry]:
    return list(submission.entries(sent, loaded, town.settings()))


def sent(**given: str | list[str] | None) -> dict[str, list[str]]:
    """What a right submission sends, with these answers otherwise; None leaves one out."""
    changed = {
        name: value if isinstance(value, list) else [value] for name, value in given.items() if value is not None
    }
    return {**{name: value for name, value in SENT.items() if name not in given}, **changed}


def test_a_right_submission_is_a_file_that_the_check_accepts(town, loaded):
    [entry] = made(town, loaded, SENT)
    assert entry.troubles == ()
    assert entry.path == "walkers/walk-along-the-river.md"
    document = frontmatter.parse(entry.data)
    assert document.tree == {
        "title": "Walk along the river", "summary": "We walk and drink tea.", "location": "mill", "price": "2,50",
        "schedule": {"start": "2026-11-24", "time": "10:00-12:00", "repeat": "weekly"}, "audiences": ["all"],
        "topics": ["outdoors", "tea"], "contact": {"phone": "020-000 00 00"}, "checked": "2026-11-22",
    }  # fmt: skip
    assert document.body == "Anne waits at the door."
    assert entry.activity.address == "walkers/walk-along-the-river"


TROUBLES = {
    "nothing at all": (
        {},
        {
            "organization": "nothing is chosen", "title": "nothing is filled in", "summary": "nothing is filled in",
            "topics": "nothing is chosen", "audiences": "nothing is chosen", "repeat": "nothing is chosen",
            "place": "no place is chosen",
        },
    ),
    "case 27: an organization that is a path": (
        sent(organization="../../.github/workflows"), {"organization": "../../.github/workflows does not stand"},
    ),
    "case 48: NUL": (sent(title="Walk\x00"), {"title": "an invisible character stands here (U+0000)"}),
    "case 48: a line break in a line": (sent(title="Walk\r\nATTENDEE:x"), {"title": "this has to be on one line."}),
    "case 48: sent twice": (sent(title=["Walk", "Talk"]), {"title": "this was sent more than once."}),
    "text turned around": (sent(summary="a \u202e b"), {"summary": "an invisible character stands here (U+202E)"}),
    "half a character": (sent(summary="a \ud800"), {"summary": "an invisible character stands here (U+D800)"}),
    "a day that does not exist": (sent(start="30-2-2027"), {"start": "30-2-2027 is not a day."}),
    "a day in words": (sent(start="next week"), {"start": "next week is not a day."}),
    "a time": (sent(**{"from": "25.00"}), {"from": "25.00 is not a time."}),
    "an end without a beginning": (sent(**{"from": None}), {"from": "there is an end but no beginning."}),
    "it ends when it begins": (sent(to="10.00"), {"from": "it ends when it begins."}),
    "the last day is before the first": (sent(until="1-1-2026"), {"until": "the last day is before the first."}),
    "a holiday that is none": (sent(not_on="1-1-2027\nsoon"), {"not_on": "soon is not a date."}),
    "no day of the month": (sent(repeat="monthly"), {"monthly": "nothing is chosen"}),
    "loose dates without dates": (sent(repeat="dates", start=None), {"dates": "nothing is filled in"}),
    "an answer that is not there": (sent(repeat="hourly"), {"repeat": "hourly is not one of the answers."}),
    "an unknown id": (sent(topics=["teas"]), {"topics": "teas does not stand in the list. Did you mean tea?"}),
    "a price in words": (sent(price="ten"), {"price": "ten is not an amount."}),
    "a telephone number": (sent(phone="call me"), {"phone": "call me is not a telephone number."}),
    "too long a title": (sent(title="w" * 81), {"title": "this text has 81 characters; at most 80 fit."}),
    "case 31: fields that choose a path": (sent(more="save_as: x.html"), {"more": "the field save_as does not exist."}),
    "case 47: a question that does not exist": (sent(redirect="https://a.org"), {"more": "redirect is no question"}),
    "no place": (sent(place=None), {"place": "no place is chosen"}),
    "a place without a name": (sent(place=None, street="Mill Lane 2"), {"place": "no place is chosen"}),
    "a postcode": (sent(place=None, place_name="Hall", postcode="12"), {"postcode": "12 is not a postcode."}),
}  # fmt: skip


@pytest.mark.parametrize(("given", "says"), TROUBLES.values(), ids=TROUBLES)
def test_what_is_wrong_is_told_at_its_question(given, says, town, loaded):
    [entry] = made(town, loaded, given)
    told = {one.question.name: one.message(ENGLISH) for one in entry.troubles}
    assert set(told) == set(says)
    assert {name: text for name, text in told.items() if not text.startswith(says[name])} == {}
    assert entry.activity is None


@pytest.mark.parametrize(
    ("title", "name"),
    {
        "case 28: a device of Windows": ("CON", "con-1"),
        "case 29: emoji only": ("🎉🎉", "activity"),
        "accents": ("Café's & thé", "cafes-the"),
        "a path": ("../../etc/passwd", "etc-passwd"),
        "only letters of another script": ("قهوة", "activity"),
        "a long one": ("w " * 40, "-".join("w" * 35)),
    }.values(),
)
def test_a_title_makes_a_portable_name(title, name):
    assert submission.slug(title, "walkers", set()) == name


def test_case_30_the_same_title_again_overwrites_nothing(town, loaded):
    again = [sent(title="Walk"), sent(title="walk"), sent(title="WALK!")]
    assert [entry.path for entry in made(town, loaded, *again)] == [
        "walkers/walk-2.md", "walkers/walk-3.md", "walkers/walk-4.md",
    ]  # fmt: skip


def test_a_form_has_fields_of_its_own():
    answers, troubles = submission.read({"title": ["Walk"], "token": ["x"], "redirect": ["y"]}, strict=False)
    assert (answers, troubles) == ({"title": ("Walk",)}, [])


def test_an_address_in_use_once_is_taken_for_good(town):
    town.write("activities/walkers/old.md", "broken")
    town.write("content/tombstones.yaml", "walkers/gone: {title: Gone, since: 2026-01-01}\n")
    assert {"walkers/walk", "walkers/old", "walkers/gone"} <= submission.taken(town.load())


def test_a_likely_twin_is_hinted_at_where_the_title_is_asked(town, loaded):
    """The walk of 10 December is there already; of two that are sent at once the second has the first as its twin."""
    walk = sent(repeat="once", start="10-12-2026")
    first, second = made(town, loaded, walk, {**walk, "organization": ["readers"]})
    for entry in (first, second):
        assert entry.troubles == ()
        [hint] = [one for one in entry.hints if "looks the same" in one.fault.text]
        assert hint.question.name == "title"
