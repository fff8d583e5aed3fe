"""The form of a forge asks what our form asks, and what is filled in there is read as the same answers."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda import source, town
from agenda.language import Language
from agenda.problem import Fault
from entries import TODAY
from intake import forge_files, issue_form, submission
from intake.questions import QUESTIONS, SECTIONS
from intake.register_questions import KINDS, listed
from small_town import small_town

ROOT = Path(__file__).parent.parent
HAARLEM = town.read(ROOT / "pelicanconf.py")
REGISTER = source.load(HAARLEM.folders, HAARLEM.zone, TODAY, only=[]).agenda.register
DUTCH, ENGLISH = Language("nl", ROOT / "theme" / "translations"), Language("en")
FORMS = {name: sections for name, _, _, sections in forge_files.FORMS}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"))


def form(sections, register=REGISTER, language=DUTCH) -> dict:
    return yaml.safe_load(issue_form.written("A", "B", "C", sections, register, language))


def filled(sections, given: dict[str, list[str]], register, language) -> bytes:
    """The text of an issue as the forge makes it of a form: headings, boxes, `_No response_`."""
    lines = []
    for section in sections:
        for question in section.questions:
            known = issue_form.choices(question, register, language)
            if (question.among or question.options) and not known:
                continue
            words = {id: says for says, id in known.items()}
            values = given.get(question.name, [])
            lines += [f"### {language.gettext(question.label)}", ""]
            if question.several:
                lines += [f"- [{'X' if id in values else ' '}] {says}" for id, says in words.items()]
            else:
                lines.append("\n".join(words.get(value, value) for value in values) or "_No response_")
            lines.append("")
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("name", FORMS)
class TestForm:
    def test_it_asks_every_question_in_order(self, name):
        asked = [one for section in FORMS[name] for one in section.questions]
        elements = [one for one in form(FORMS[name])["body"] if "id" in one]
        open_ones = [
            one
            for one in asked
            if not one.among
            or one.among in issue_form.GROWING
            or not all(thing.example for thing in listed(one, REGISTER).values())
        ]
        assert [one["id"] for one in elements] == [one.name for one in open_ones]
        assert [one["attributes"]["label"] for one in elements] == [DUTCH.gettext(one.label) for one in open_ones]

    def test_what_has_to_be_answered_is_demanded_where_the_forge_can(self, name):
        asked = {one.name: one for section in FORMS[name] for one in section.questions}
        for element in form(FORMS[name])["body"]:
            if "id" in element:
                question = asked[element["id"]]
                demanded = element.get("validations", {}).get("required", False)
                assert demanded == (question.required and not question.several)

    def test_it_is_what_a_forge_takes(self, name):
        """docs.github.com, Common validation errors when creating issue forms."""
        body = form(FORMS[name])["body"]
        labels = [one["attributes"]["label"] for one in body if "id" in one]
        assert len(set(labels)) == len(labels)
        for element in body:
            assert element["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
            options = [
                one["label"] if isinstance(one, dict) else one for one in element["attributes"].get("options", [])
            ]
            assert all(isinstance(one, str) and one.strip() and one.lower() != "none" for one in options)
            assert len(set(options)) == len(options)
            assert all(isinstance(value, str | list) and value for value in element["attributes"].values())

    def test_no_example_is_offered(self, name):
        examples = {one.name for one in (*REGISTER.organizations.values(), *REGISTER.places.values()) if one.example}
        for element in form(FORMS[name])["body"]:
            assert not {str(one) for one in element["attributes"].get("options", [])} & examples


WALK = {
    "organization": ["walkers"], "title": ["Walk: along the river"], "summary": ["We walk and drink tea."],
    "description": ["### Who we are\n\nAnne waits."], "topics": ["outdoors", "tea"], "audiences": ["all"],
    "repeat": ["weekly"], "start": ["24-11-2026"], "from": ["10.00"], "to": ["12.00"], "place": ["mill"],
    "not_on": ["22-12-2026\n29-12-2026"], "registration": ["none"],
}  # fmt: skip


def test_what_was_filled_in_is_the_same_as_on_our_form(small):
    loaded, place = small.load(), small.settings()
    register = loaded.agenda.register
    text = filled(SECTIONS, WALK, register, place.language)
    sent = issue_form.answers(text, SECTIONS, register, place.language)
    assert {name: values for name, values in sent.items() if values} == WALK
    [one], [other] = (submission.entries([given], loaded, place) for given in (sent, WALK))
    assert (one.troubles, one.data) == ((), other.data)


@pytest.mark.parametrize("language", [DUTCH, ENGLISH], ids=lambda one: one.code)
def test_places_and_organizations_too(language):
    given = {"name": ["De Zaal"], "kind": ["partner"], "groups": ["kerngroep"], "culture": ["no"]}
    sections = KINDS["organization"].sections
    sent = issue_form.answers(filled(sections, given, REGISTER, language), sections, REGISTER, language)
    assert {name: values for name, values in sent.items() if values} == given


def test_what_was_changed_by_hand_is_told_at_its_question(small):
    loaded, place = small.load(), small.settings()
    register = loaded.agenda.register
    text = filled(SECTIONS, WALK, register, place.language).replace(b"The Mill", b"The Moon")
    sent = issue_form.answers(text, SECTIONS, register, place.language)
    [entry] = submission.entries([sent], loaded, place)
    assert [one.question.name for one in entry.troubles] == ["place"]


@pytest.mark.parametrize("text", [b"", b"Hello", b"### Who?\n\nMe", b"\xff\xfe"])
def test_a_text_that_is_no_form(text):
    with pytest.raises(Fault, match="no question of the form stands in this text"):
        issue_form.answers(text, SECTIONS, REGISTER, DUTCH)


LABELS = st.sampled_from([f"### {DUTCH.gettext(one.label)}" for one in QUESTIONS.values()])
LINES = (
    LABELS | st.sampled_from(["- [x] Koffie en praten", "_No response_", "### ", "", "- [ ] x"]) | st.text(max_size=20)
)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_whatever_an_issue_says_is_answers_or_a_fault(lines):
    try:
        sent = issue_form.answers("\n".join(lines).encode(errors="replace"), SECTIONS, REGISTER, DUTCH)
    except Fault:
        return
    assert set(sent) <= set(QUESTIONS)
    submission.read(sent)


def test_a_second_answer_to_a_question_does_not_replace_the_first():
    text = b"### Hoe heet het?\n\nEen\n\n### Hoe heet het?\n\nTwee"
    sent = issue_form.answers(text, SECTIONS, REGISTER, DUTCH)
    assert sent == {"title": ["Een\n\n### Hoe heet het?\n\nTwee"]}
    _, troubles = submission.read(sent)
    assert [one.question.name for one in troubles] == ["title"]


def test_lists_that_grow_are_asked_by_name_and_change_no_form(small, tmp_path):
    town = small_town(tmp_path, {"content/places/barn.yaml": "name: The Barn\n"})
    one, two = (form(SECTIONS, each.agenda().register, ENGLISH) for each in (small, town))
    assert one == two
    text = b"### At which place?\n\nthe barn\n\n### Which organization?\n\nwalkers\n"
    sent = issue_form.answers(text, SECTIONS, town.agenda().register, ENGLISH)
    assert sent == {"place": ["barn"], "organization": ["walkers"]}


def test_two_things_with_one_name_are_told_apart(tmp_path):
    mill = "name: The Mill\nstreet: Far away 1\n"
    town = small_town(tmp_path, {"content/places/other.yaml": mill})
    register = town.agenda().register
    known = issue_form.choices(QUESTIONS["place"], register, ENGLISH)
    assert known == {"The Mill (mill)": "mill", "The Mill (other)": "other"}
