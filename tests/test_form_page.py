"""The form's page as it is built: in each language, with a receiver and without one."""

import json

import pytest
from bs4 import BeautifulSoup

from small_town import SETTINGS, small_town

RECEIVER = "https://hand-in.example.org/add-an-activity/"
MENU = 'AGENDA_MENU = (("Add an activity", "add-an-activity/"),)\nAGENDA_LANGUAGES = {"nl": ()}\n'


def built(folder, settings: str):
    town = small_town(folder, {"pelicanconf.py": SETTINGS + MENU + settings})
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return town


def soup(town, path: str) -> BeautifulSoup:
    return BeautifulSoup(town.page(path), "lxml")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Without a receiver."""
    return built(tmp_path_factory.mktemp("own"), "")


@pytest.fixture(scope="module")
def received(tmp_path_factory):
    return built(tmp_path_factory.mktemp("received"), f'AGENDA_RECEIVER = "{RECEIVER}"\n')


@pytest.mark.parametrize(
    ("path", "lang", "first"),
    [("add-an-activity/", "en", "Which organization?"), ("nl/add-an-activity/", "nl", "Welke organisatie?")],
)
def test_it_is_there_in_each_language(path, lang, first, own):
    page = soup(own, path)
    assert page.html["lang"] == lang
    assert page.find(attrs={"data-question": True})["data-label"] == first
    assert json.loads(page.find(id="form-data").string)["language"] == lang


def test_every_control_has_a_label_and_every_id_is_there_once(own):
    page = soup(own, "add-an-activity/")
    ids = [one["id"] for one in page.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    labelled = {one["for"] for one in page.find_all("label", attrs={"for": True})}
    controls = page.find(id="form").find_all(["input", "select", "textarea"])
    assert [one["id"] for one in controls if one["id"] not in labelled and not one.find_parent("label")] == []
    told = {id for one in page.find_all(attrs={"aria-describedby": True}) for id in one["aria-describedby"].split()}
    assert told <= set(ids)


def test_without_a_script_it_is_hidden_and_another_way_is_told(own):
    page = soup(own, "add-an-activity/")
    assert page.find(id="form").has_attr("hidden")
    assert "Your browser runs no scripts here." in page.find(class_="no-script").text
    file = page.find("a", download=True)["href"]
    assert (own.output / file.lstrip("/")).is_file()


def test_it_asks_nothing_about_the_sender_that_nobody_would_read(own):
    assert soup(own, "add-an-activity/").find(attrs={"name": ["sender", "token", "website_url2"]}) is None


@pytest.mark.parametrize(
    ("path", "to"),
    [("add-an-activity/", RECEIVER), ("nl/add-an-activity/", "https://hand-in.example.org/nl/add-an-activity/")],
)
def test_with_a_receiver_menu_and_page_lead_there(path, to, received):
    page = soup(received, path)
    assert page.find(id="form") is None
    assert page.main.find("a", class_="button")["href"] == to
    assert page.header.find("a", string=lambda text: text == "Add an activity")["href"] == to


def test_without_a_receiver_the_menu_leads_to_the_page(own):
    assert soup(own, "").header.find("a", string="Add an activity")["href"] == "/add-an-activity/"
