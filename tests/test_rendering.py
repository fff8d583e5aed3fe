"""What editors wrote leads to the right pages and pictures, wherever the site is published."""

from types import SimpleNamespace

import pytest

from agenda.addresses import Addresses
from agenda.rendering import Renderer
from test_addresses import DUTCH


@pytest.mark.parametrize(
    ("url", "written", "shown"),
    [
        pytest.param("https://example.org", '<a href="/hulp/">', '<a href="/hulp/">', id="a page"),
        pytest.param("https://x.org/town", '<a href="/hulp/">', '<a href="/town/hulp/">', id="in a folder"),
        pytest.param(
            "https://x.org/town", '<img src="/images/a.png">', '<img src="/town/images/a.png">', id="a picture"
        ),
        pytest.param("https://x.org/town", '<a href="https://y.org/">', '<a href="https://y.org/">', id="elsewhere"),
    ],
)
def test_links_and_pictures(url, written, shown):
    renderer = SimpleNamespace(site=SimpleNamespace(addresses=Addresses(DUTCH, url)))
    assert Renderer.linked(renderer, written) == shown
