"""Where activities are handed in: settings that fit together, and the receiver's form in each language."""

import pytest

from agenda import entrance
from agenda.languages import SettingsError

PATH = "add-an-activity/"
REPOSITORY = "https://forge.example.org/town/agenda"
RECEIVER = f"https://hand-in.example.org/{PATH}"


def of(**settings) -> entrance.Entrance:
    return entrance.of({**entrance.DEFAULTS, **settings}, PATH)


def test_by_default_there_is_nothing():
    assert of() == entrance.Entrance()
    assert of().form(PATH, "") == ""


def test_a_repository_is_an_address_without_a_slash_at_its_end():
    assert of(AGENDA_REPOSITORY=f"{REPOSITORY}/", AGENDA_FORGE="gitlab").repository == REPOSITORY


@pytest.mark.parametrize(("prefix", "address"), [("", RECEIVER), ("en/", f"https://hand-in.example.org/en/{PATH}")])
def test_the_receiver_has_its_form_in_each_language(prefix, address):
    assert of(AGENDA_RECEIVER=RECEIVER).form(PATH, prefix) == address


@pytest.mark.parametrize(
    ("settings", "told"),
    {
        "a forge that is not known": ({"AGENDA_FORGE": "sourceforge"}, "Write one of github, gitlab, forgejo"),
        "a forge without an address": ({"AGENDA_FORGE": "github"}, "AGENDA_REPOSITORY has to be its address"),
        "a receiver at another path": ({"AGENDA_RECEIVER": "https://example.org/form"}, "not the address of a form"),
        "a receiver with a query": ({"AGENDA_RECEIVER": f"https://example.org/?a={PATH}"}, "not the address"),
        "a branch with a space": ({"AGENDA_BRANCH": "main branch"}, "is not a branch"),
    }.values(),
)
def test_what_does_not_fit_is_told(settings, told):
    with pytest.raises(SettingsError, match=told):
        of(**settings)
