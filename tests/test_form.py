"""The questions as a form: what may be chosen, what was answered, what is wrong, and what is asked of the sender."""

import pytest

from agenda.language import Language
from agenda.problem import Fault
from intake import form
from intake.answers import Trouble
from intake.questions import QUESTIONS
from small_town import ROOT, small_town

ENGLISH = Language("en")
DUTCH = Language("nl", ROOT / "theme" / "translations")


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    files = {
        "content/organizations/people.md": "---\nname: People of the town\nkind: residents\n---\n",
        "content/places/hall.yaml": "name: A hall\nstreet: Square 2\ncity: Littleham\n",
        "content/places/barn.yaml": "name: Barn\ncity: Littleham\narea: north\n",
    }
    return small_town(tmp_path_factory.mktemp("town"), files).agenda().register


def drawn(register, language=ENGLISH, **given) -> form.Form:
    return form.of(register, language, "CC0-1.0", **given)


def field(made: form.Form, name: str) -> form.Field:
    return next(one for one in made.fields if one.name == name)


def choices(made: form.Form, name: str) -> list[tuple[str, str, bool]]:
    return [(one.value, str(one.label), one.chosen) for one in field(made, name).options]


def test_it_asks_every_question_once_and_the_license_last(register):
    names = [one.name for one in drawn(register).fields]
    assert sorted(names) == sorted([*QUESTIONS, "license"])
    assert names[-1] == "license"
    assert [one.name for one in drawn(register, token="t").parts[-1].fields] == ["sender", "license"]


def test_its_sections_are_numbered(register):
    assert [part.number for part in drawn(register).parts] == list(range(1, 10))


def test_ids_are_of_one_control_each(register):
    made = drawn(register)
    ids = [id for one in made.fields for id in ([option.id for option in one.options] or [one.id])]
    assert len(set(ids)) == len(ids)
    assert all(one.options[0].id == one.id for one in made.fields if one.options)


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "organizations by name": (
            "organization",
            [("", "Choose", True), ("people", "People of the town", False), ("readers", "The Readers", False),
             ("walkers", "The Walkers", False)],
        ),
        "only members vouch": ("vouched_by", [("", "Choose", True), ("walkers", "The Walkers", False)]),
        "places with their streets, below their areas": (
            "place",
            [("", "Not in this list", True), ("barn", "Barn", False), ("mill", "The Mill, Mill Lane 1", False),
             ("hall", "A hall, Square 2", False)],
        ),
        "several": ("topics", [("outdoors", "Outdoors", False), ("tea", "Tea and talk", False)]),
        "one that may stay open": (
            "referral", [("", "I leave this open", True), ("no", "No", False), ("yes", "Yes", False)],
        ),
    }.values(),
)  # fmt: skip
def test_what_may_be_chosen(name, expected, register):
    assert choices(drawn(register), name) == expected


def test_places_stand_under_their_areas(register):
    assert [group.name for group in field(drawn(register), "place").groups] == ["", "Northside", "Elsewhere"]


@pytest.mark.parametrize(
    ("name", "answer", "chosen"),
    [
        ("place", ("mill",), ["mill"]),
        ("topics", ("tea", "outdoors"), ["outdoors", "tea"]),
        ("repeat", ("weekly",), ["weekly"]),
        ("registration", ("none",), ["none"]),
        ("registration", (), [""]),
        ("repeat", (), []),
        ("topics", ("teas",), ["teas"]),
    ],
)
def test_what_was_chosen_stays_chosen_even_if_it_is_not_there(name, answer, chosen, register):
    made = drawn(register, answers={name: answer} if answer else {})
    assert [value for value, _, on in choices(made, name) if on] == chosen


@pytest.mark.parametrize("name", ["title", "description", "dates", "sender"])
def test_a_text_stays_as_it_was_written(name, register):
    made = drawn(register, answers={name: ('<b>"a"\n&',)}, token="t")
    assert field(made, name).value == '<b>"a"\n&'


def test_what_is_wrong_stands_at_its_question_and_in_order(register):
    troubles = [
        Trouble(QUESTIONS["price"], Fault("{value} is not an amount. Write 0 for free.", value="free")),
        Trouble(QUESTIONS["title"], Fault("nothing is filled in yet. Fill it in.")),
        Trouble(QUESTIONS["title"], Fault("this has to be on one line. Take the line breaks out.")),
    ]
    made = drawn(register, troubles=troubles)
    assert [(one.name, one.error) for one in made.errors] == [
        ("title", "Nothing is filled in yet. Fill it in."), ("price", "Free is not an amount. Write 0 for free."),
    ]  # fmt: skip
    assert field(made, "price").told_by == "q-price-help q-price-error"
    assert field(made, "title").told_by == "q-title-help q-title-error"
    dutch = drawn(register, DUTCH, troubles=troubles)
    assert field(dutch, "title").error == "Er is nog niets ingevuld. Vul het in."


def test_advice_is_no_error(register):
    made = drawn(register, hints=[Trouble(QUESTIONS["title"], Fault("it looks the same as {other}.", other="a/b"))])
    assert [one.name for one in made.hints] == ["title"]
    assert made.errors == ()


@pytest.mark.parametrize(
    ("given", "opened"),
    [({}, False), ({"answers": {"ages": ("65+",)}}, True), ({"answers": {"audiences": ("all",)}}, False)],
)
def test_what_few_need_is_open_when_something_stands_in_it(given, opened, register):
    part = next(part for part in drawn(register, **given).parts if "ages" in [one.name for one in part.rest])
    assert part.open == opened


def test_an_error_in_what_few_need_opens_it(register):
    trouble = Trouble(
        QUESTIONS["ages"], Fault("{value} is not an age. Write for example 18-27, 65+ or -12.", value="x")
    )
    assert [part.number for part in drawn(register, troubles=[trouble]).parts if part.open] == [3]


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("vouched_by", ("organization", ("people",))),
        ("monthly", ("repeat", ("monthly",))),
        ("street", ("place", ("",))),
        ("title", ("", ())),
    ],
)
def test_what_a_question_is_about(name, about, register):
    assert field(drawn(register), name).about == about


def test_every_question_that_another_decides_about_exists():
    for name, (other, values) in form.ABOUT.items():
        known = dict(QUESTIONS[other].options)
        assert name in QUESTIONS
        assert set(values) <= {*known, ""}


def test_the_license_is_named(register):
    assert "CC0-1.0" in field(drawn(register), "license").label
    assert "CC0-1.0" in field(drawn(register, DUTCH), "license").label


OWN = {
    "right": ({"sender": ["me@example.org"], "license": ["yes"]}, {}),
    "nothing": ({}, {"sender": "nothing is filled in yet.", "license": "without this we cannot place it."}),
    "no address": ({"sender": ["me"], "license": ["yes"]}, {"sender": "me is not an e-mail address."}),
    "a list of addresses": (
        {"sender": ["a@example.org, b@example.org"], "license": ["yes"]},
        {"sender": "a@example.org, b@example.org is not an e-mail address."},
    ),
    "a header": (
        {"sender": ["a@example.org\nBcc: b@example.org"], "license": ["yes"]},
        {"sender": "a@example.org Bcc"},
    ),
    "twice": ({"sender": ["a@example.org", "b@example.org"], "license": ["yes"]}, {"sender": "this was sent more"}),
    "too long": ({"sender": ["a" * 300], "license": ["yes"]}, {"sender": "this text has 300 characters"}),
    "no": ({"sender": ["a@example.org"], "license": ["no"]}, {"license": "without this we cannot place it."}),
}


@pytest.mark.parametrize(("sent", "told"), OWN.values(), ids=OWN)
def test_what_the_sender_says_of_themselves(sent, told):
    answers, troubles = form.own_answers(sent)
    found = {one.question.name: one.message(ENGLISH) for one in troubles}
    assert set(found) == set(told)
    assert {name: text for name, text in found.items() if not text.startswith(told[name])} == {}
    assert answers == {name: (values[0],) for name, values in sent.items()}
