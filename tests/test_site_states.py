"""The table of states leaves no template out, and what it names is there."""

import pytest

from site_states import STATES, TOWNS
from site_templates import NOT_SEEN, TEMPLATES


def test_every_template_has_a_state(templates_of):
    """A new template needs a line in tests/site_states.py: then the tests of accessibility look at it."""
    assert {templates_of[state.town][state.file] for state in STATES} == TEMPLATES - NOT_SEEN.keys()


def test_what_is_not_looked_at_is_still_there():
    assert NOT_SEEN.keys() <= TEMPLATES


@pytest.mark.parametrize("state", STATES, ids=str)
def test_state_is_of_a_page_that_is_there(state, pages_of):
    assert state.file in pages_of[state.town]


@pytest.mark.parametrize("town", TOWNS)
def test_every_page_is_of_a_known_template(town, templates_of, pages_of):
    assert set(templates_of[town]) == set(pages_of[town])
    assert set(templates_of[town].values()) <= TEMPLATES


def test_each_has_a_name_of_its_own():
    assert len({str(state) for state in STATES}) == len(STATES)
