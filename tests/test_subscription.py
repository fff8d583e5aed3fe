"""The addresses by which calendar programs follow a feed."""

from urllib.parse import parse_qs, urlsplit

import pytest

from agenda import subscription
from agenda.subscription import Subscription

FEED = Subscription("wijk/meerwijk/agenda.ics", "Agenda & meer – Meerwijk", "https://example.org/agenda")
ADDRESS = "https://example.org/agenda/wijk/meerwijk/agenda.ics"


def test_address_to_copy():
    assert FEED.address == ADDRESS


def test_webcal_is_the_same_place():
    assert FEED.webcal == ADDRESS.replace("https://", "webcal://")


def test_google_gets_a_webcal_address():
    """Given an https address it says that it cannot add the calendar."""
    parts = urlsplit(FEED.google)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "calendar.google.com", "/calendar/r")
    assert parse_qs(parts.query) == {"cid": [FEED.webcal]}


@pytest.mark.parametrize(("way", "host"), [("outlook", "outlook.live.com"), ("office", "outlook.office.com")])
def test_outlook_gets_the_address_and_a_name(way, host):
    parts = urlsplit(getattr(FEED, way))
    assert (parts.netloc, parts.path) == (host, "/calendar/0/addfromweb")
    assert parse_qs(parts.query) == {"url": [ADDRESS], "name": ["Agenda & meer – Meerwijk"]}


@pytest.mark.parametrize("way", ["address", "webcal", "google", "outlook", "office"])
def test_without_a_site_s_address_there_is_only_the_file(way):
    assert getattr(Subscription("agenda.ics", "Agenda"), way) == ""


def test_the_first_part_keeps_the_name_of_the_feed():
    assert [subscription.file(number) for number in (1, 2, 10)] == ["agenda.ics", "agenda-2.ics", "agenda-10.ics"]
