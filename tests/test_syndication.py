"""RSS as a reader sees it: what is new or changed, never the date of the activity, never now."""

from dataclasses import replace
from datetime import UTC, date, datetime

import feedparser
import pytest

import random_schedules as chance
from agenda import syndication
from agenda.state import State

TODAY = date(2026, 9, 1)


@pytest.fixture(scope="module")
def agenda():
    place, whole = chance.agenda(seed=3, number=5)
    return replace(place, url="https://example.org/agenda"), whole


@pytest.fixture
def feed(agenda):
    place, whole = agenda
    data = syndication.Writer(whole, place, State(TODAY)).rss("Meerwijk", "Agenda", "wijk/meerwijk/", whole.activities)
    return feedparser.parse(data)


def test_feed_is_well_formed_and_names_itself(feed):
    assert not feed.bozo
    assert feed.feed.title == "Meerwijk"
    assert feed.feed.language == "nl"
    addresses = {link.rel: link.href for link in feed.feed.links}
    assert addresses["self"] == "https://example.org/agenda/wijk/meerwijk/rss.xml"
    assert feed.feed.link == "https://example.org/agenda/wijk/meerwijk/"


def test_entries_have_permanent_identities_and_addresses(feed):
    assert [entry.id for entry in feed.entries] == [f"dock-haarlem.a{n}@haarlem-ontmoet" for n in range(5)]
    assert feed.entries[0].link == "https://example.org/agenda/activiteit/dock-haarlem/a0/"


def test_dates_are_those_of_publication(feed):
    midnight = datetime(2026, 9, 1, tzinfo=UTC)
    assert {datetime(*entry.published_parsed[:6], tzinfo=UTC) for entry in feed.entries} == {midnight}
    assert datetime(*feed.feed.updated_parsed[:6], tzinfo=UTC) == midnight


def test_changed_activity_comes_first(agenda):
    place, whole = agenda
    state = State(TODAY)
    syndication.Writer(whole, place, state)
    changed = whole.activities[1].model_copy(update={"summary": "Iets anders."})
    later = replace(whole, activities=(whole.activities[0], changed, *whole.activities[2:]))
    writer = syndication.Writer(later, place, State(date(2026, 9, 2), state.entries))
    found = feedparser.parse(writer.rss("x", "y", "", later.activities))
    assert found.entries[0].id == "dock-haarlem.a1@haarlem-ontmoet"
    assert found.entries[0].published == found.entries[1].published


def test_empty_selection_is_a_valid_feed(agenda):
    place, whole = agenda
    found = feedparser.parse(syndication.Writer(whole, place, State(TODAY)).rss("x", "y", "", ()))
    assert not found.bozo
    assert found.entries == []
