"""News as readers see it: what is new or changed, never the date of the activity, never now; alike in each format."""

import html
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import feedparser
import pytest

import random_schedules as chance
from agenda import facets, sentence, syndication
from agenda.channel import Channel
from agenda.state import State

TODAY = date(2026, 9, 1)
MIDNIGHT = datetime(2026, 9, 1, tzinfo=UTC)
PAGE = "https://example.org/agenda/wijk/meerwijk/"


@pytest.fixture(scope="module")
def agenda():
    place, whole = chance.agenda(seed=3, number=5)
    return replace(place, url="https://example.org/agenda"), whole


def channel(place, whole, state: State, activities=None) -> Channel:
    """The news of an area with these activities; all of the agenda if none are named."""
    writer = syndication.Writer(whole, place, state)
    selection = facets.Selection("area", whole.register.areas["meerwijk"], whole.activities)
    return writer.channel(selection, "Meerwijk", "Agenda", whole.activities if activities is None else activities)


@pytest.fixture
def news(agenda):
    return channel(*agenda, State(TODAY))


@pytest.fixture(params=["rss", "atom"])
def feed(news, request):
    """The feed in a format, read as readers do."""
    return feedparser.parse(getattr(news, request.param)())


def moment(parsed) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


def test_feed_is_well_formed_and_names_itself(feed):
    assert not feed.bozo
    assert feed.feed.title == "Meerwijk"
    assert feed.feed.language == "nl"
    addresses = {link.rel: link.href for link in feed.feed.links}
    assert addresses["self"] == f"{PAGE}{'rss' if feed.version == 'rss20' else 'atom'}.xml"
    assert addresses["alternate"] == feed.feed.link == PAGE


def test_entries_have_permanent_identities_and_addresses(news):
    rss, atom = feedparser.parse(news.rss()), feedparser.parse(news.atom())
    assert [entry.id for entry in rss.entries] == [f"dock-haarlem.a{n}@haarlem-ontmoet" for n in range(5)]
    assert [item["id"] for item in json.loads(news.json())["items"]] == [entry.id for entry in rss.entries]
    assert rss.entries[0].link == "https://example.org/agenda/activiteit/dock-haarlem/a0/"
    assert [entry.link for entry in atom.entries] == [entry.link for entry in rss.entries]


def test_identities_in_atom_stay_what_they_are(news):
    """Who changes how they are made shows every subscriber everything once more."""
    atom = feedparser.parse(news.atom())
    assert atom.feed.id == "urn:uuid:92b124ae-9c04-51fc-8ef9-13f114eb98eb"
    assert atom.entries[0].id == "urn:uuid:30ca20ff-5362-52c7-bd92-8ae5fc8b21d9"
    assert len({entry.id for entry in atom.entries} | {atom.feed.id}) == 6


def test_identities_do_not_depend_on_the_address_of_the_site(agenda, news):
    place, whole = agenda
    moved = channel(replace(place, url="https://elsewhere.example"), whole, State(TODAY))
    before, after = feedparser.parse(news.atom()), feedparser.parse(moved.atom())
    assert [before.feed.id, *(entry.id for entry in before.entries)] == [
        after.feed.id,
        *(entry.id for entry in after.entries),
    ]


def test_dates_are_those_of_publication(feed):
    assert {moment(entry.published_parsed) for entry in feed.entries} == {MIDNIGHT}
    assert moment(feed.feed.updated_parsed) == MIDNIGHT


def test_all_formats_tell_the_same(news, agenda):
    _, whole = agenda
    rss, atom, items = feedparser.parse(news.rss()), feedparser.parse(news.atom()), json.loads(news.json())["items"]
    for activity, one, other, item in zip(whole.activities, rss.entries, atom.entries, items, strict=True):
        assert one.title == other.title == item["title"] == activity.title
        assert html.unescape(one.description) == html.unescape(other.content[0].value) == item["content_text"]
        assert other.author == item["authors"][0]["name"] == "DOCK Haarlem"
        assert [tag.term for tag in other.tags] == item["tags"] == ["Koffie en praten"]


def test_dates_of_the_activity_stand_in_the_text(news, agenda):
    place, whole = agenda
    for activity, entry in zip(whole.activities, news.entries, strict=True):
        [told] = sentence.of_activity(activity, whole.register, place.language)
        assert told[1:] in entry.text


def test_titles_are_no_html(agenda):
    place, whole = agenda
    title = "Koffie <b>& thee</b> &amp; taart"
    typed = replace(whole, activities=(whole.activities[0].model_copy(update={"title": title}),))
    news = channel(place, typed, State(TODAY))
    atom = feedparser.parse(news.atom(), sanitize_html=False).entries[0]
    assert (atom.title_detail.type, atom.title) == ("text/plain", title)
    assert json.loads(news.json())["items"][0]["title"] == title
    assert b"<title>Koffie &lt;b&gt;&amp; thee&lt;/b&gt; &amp;amp; taart</title>" in news.rss()


def test_changed_activity_comes_first_and_was_published_when_it_was(agenda):
    place, whole = agenda
    state = State(TODAY)
    channel(place, whole, state)
    changed = whole.activities[1].model_copy(update={"summary": "Iets anders."})
    later = replace(whole, activities=(whole.activities[0], changed, *whole.activities[2:]))
    news = channel(place, later, State(date(2026, 9, 2), state.entries))
    rss, atom = feedparser.parse(news.rss()), feedparser.parse(news.atom())
    assert rss.entries[0].id == "dock-haarlem.a1@haarlem-ontmoet"
    assert rss.entries[0].published == rss.entries[1].published
    assert [moment(entry.published_parsed) for entry in atom.entries[:2]] == [MIDNIGHT, MIDNIGHT]
    assert [moment(entry.updated_parsed).day for entry in atom.entries] == [2, 1, 1, 1, 1]
    assert [item["date_modified"] for item in json.loads(news.json())["items"]][:2] == [
        "2026-09-02T00:00:00Z",
        "2026-09-01T00:00:00Z",
    ]
    assert moment(rss.feed.updated_parsed) == moment(atom.feed.updated_parsed) == datetime(2026, 9, 2, tzinfo=UTC)


@pytest.mark.parametrize("number", [0, 5], ids=["empty", "with entries"])
def test_another_day_gives_the_same_bytes(number, agenda):
    place, whole = agenda
    state = State(TODAY)
    first = channel(place, whole, state, whole.activities[:number])
    for days in (1, 30, 400):
        day = date.fromordinal(TODAY.toordinal() + days)
        again = channel(replace(place, today=day), whole, State(day, state.entries), whole.activities[:number])
        assert (again.rss(), again.atom(), again.json()) == (first.rss(), first.atom(), first.json())


def test_empty_selection_is_a_valid_feed_of_the_day_it_became_so(agenda):
    place, whole = agenda
    state = State(TODAY)
    channel(place, whole, state)
    news = channel(place, whole, State(date(2026, 9, 9), state.entries), ())
    for data in (news.rss(), news.atom()):
        found = feedparser.parse(data)
        assert not found.bozo
        assert found.entries == []
        assert moment(found.feed.updated_parsed) == datetime(2026, 9, 9, tzinfo=UTC)
    assert json.loads(news.json())["items"] == []


def test_newest_fifty():
    place, whole = chance.agenda(seed=4, number=60)
    assert len(channel(place, whole, State(TODAY)).entries) == syndication.NEWEST
