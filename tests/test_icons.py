"""The drawings beside topics: each that the vocabulary may name is there and stands beside a word; no other is."""

import re
from pathlib import Path

import pytest

from agenda.register import ICONS
from site_pages import pages
from small_town import small_town

ROOT = Path(__file__).parent.parent
SHAPES = dict(re.findall(r'^  "([a-z]+)": "([^"]+)",$', (ROOT / "theme/templates/macros/icon.html").read_text(), re.M))


def test_every_name_has_its_drawing():
    assert tuple(SHAPES) == ICONS


@pytest.mark.parametrize("name", ICONS)
def test_drawing_stays_in_its_field(name):
    """Where its lines begin lies within 24 by 24."""
    begins = re.findall(r"M(-?[\d.]+)[ ,]?(-?[\d.]+)", SHAPES[name])
    assert begins
    assert all(2 <= float(part) <= 22 for point in begins for part in point)


def test_topic_shows_it_beside_its_name(tmp_path):
    topics = "outdoors: {name: Outdoors, icon: leaf}\ntea: {name: Tea and talk}\n"
    town = small_town(tmp_path, {"content/vocabulary/topics.yaml": topics})
    assert town.build().returncode == 0
    built = pages(town.output)
    for path, parent in {"topic/outdoors/": "//h1", "choose/": "//li", "activity/walkers/walk/": "//li"}.items():
        drawn = built[path].all(f"//main{parent}[*[name()='svg'][@class='icon']]")
        assert [one.text_content().split()[0] for one in drawn] == ["Outdoors"]
        assert [one.get("aria-hidden") for one in built[path].all("//main//svg[@class='icon']")] == ["true"]
    assert built["topic/tea/"].all("//main//svg[@class='icon']") == []


def test_another_name_is_refused_with_those_there_are(tmp_path):
    topics = "outdoors: {name: Outdoors, icon: leaves}\ntea: {name: Tea and talk}\n"
    town = small_town(tmp_path, {"content/vocabulary/topics.yaml": topics})
    told = [one for one in town.load().problems if one.path.endswith("topics.yaml")]
    assert [(one.line, one.field) for one in told] == [(1, "outdoors.icon")]
    assert "leaves" in told[0].message()
    assert "leaf" in told[0].message()
