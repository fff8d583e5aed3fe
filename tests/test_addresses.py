"""The site's paths, with a town's own words, also below a path of somebody else's site."""

import pytest

from agenda.addresses import Addresses
from agenda.model import Activity
from agenda.register import Area, Place
from agenda.town import WORDS

DUTCH = {**WORDS, "activity": "activiteit", "area": "wijk", "topic": "thema", "page": "pagina", "today": "vandaag"}
ADDRESSES = Addresses(DUTCH, "https://example.org/agenda")
WALK = Activity.model_construct(organizer="walkers", slug="walk")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param(ADDRESSES.activity(WALK), "activiteit/walkers/walk/", id="activity"),
        pytest.param(ADDRESSES.old("walkers/stroll"), "activiteit/walkers/stroll/", id="an old path"),
        pytest.param(ADDRESSES.selection(""), "", id="the agenda"),
        pytest.param(ADDRESSES.selection("today"), "vandaag/", id="a moment"),
        pytest.param(ADDRESSES.selection("area", "north"), "wijk/north/", id="an area"),
        pytest.param(ADDRESSES.selection("topic", "tea", "north"), "wijk/north/thema/tea/", id="a pair"),
        pytest.param(ADDRESSES.of("area", Area(id="north", name="N")), "wijk/north/", id="of an area"),
        pytest.param(ADDRESSES.place(Place(id="mill", name="Mill")), "place/mill/", id="a place"),
        pytest.param(ADDRESSES.place(Place(name="Mill")), "", id="a place in an entry has no page"),
        pytest.param(ADDRESSES.page("wijk/north/", 1), "wijk/north/", id="first page"),
        pytest.param(ADDRESSES.page("wijk/north/", 2), "wijk/north/pagina-2/", id="second page"),
        pytest.param(ADDRESSES.page("", 3), "pagina-3/", id="third page of the agenda"),
    ],
)
def test_path(path, expected):
    assert path == expected


@pytest.mark.parametrize(
    ("url", "link", "full"),
    [
        pytest.param("", "/a/", "/a/", id="no address"),
        pytest.param("https://example.org", "/a/", "https://example.org/a/", id="an own host"),
        pytest.param("https://example.org/agenda", "/agenda/a/", "https://example.org/agenda/a/", id="a path"),
        pytest.param("https://example.org:8000/b/c", "/b/c/a/", "https://example.org:8000/b/c/a/", id="port and path"),
    ],
)
def test_link_and_full_address(url, link, full):
    addresses = Addresses(WORDS, url)
    assert (addresses.link("a/"), addresses.full("a/")) == (link, full)
