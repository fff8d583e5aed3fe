"""What editors wrote leads to the right pages and pictures, wherever the site is published."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, meta

from agenda.addresses import Addresses
from agenda.rendering import NAMED, Renderer
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
    renderer = Renderer.__new__(Renderer)
    renderer.site, renderer.is_there = SimpleNamespace(addresses=Addresses(DUTCH, url)), lambda path: True
    assert renderer.linked(written) == shown


def test_what_a_template_takes_in_is_what_jinja_finds():
    folder = Path(__file__).parent.parent / "theme" / "templates"
    env = Environment(loader=FileSystemLoader(folder), extensions=["jinja2.ext.i18n"])
    for name in env.list_templates():
        source = env.loader.get_source(env, name)[0]
        assert set(NAMED.findall(source)) == set(meta.find_referenced_templates(env.parse(source))), name


@pytest.mark.parametrize(
    ("path", "languages"),
    [
        pytest.param("", "11", id="the front page"),
        pytest.param("hulp/", "11", id="a page of both"),
        pytest.param("hulp/#bellen", "11", id="a part of it"),
        pytest.param("over/", "10", id="of the first language"),
        pytest.param("about/", "01", id="of the second"),
        pytest.param("nergens/", "00", id="of none"),
    ],
)
def test_in_which_languages_a_page_is_there(path, languages):
    renderer, first, second = Renderer.__new__(Renderer), Addresses(DUTCH), Addresses(DUTCH, prefix="en/")
    first.know(["", "hulp/", "over/"])
    second.know(["", "hulp/", "about/"])
    renderer.sites = [SimpleNamespace(addresses=one) for one in (first, second)]
    assert renderer.languages(path) == languages
