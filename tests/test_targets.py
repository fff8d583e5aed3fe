"""The targets that a town names, each with its kind; what is wrong with one is told."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agenda.town import SettingsError
from publish import targets
from publish.folder import Folder
from publish.pages import Pages
from publish.releases import Releases
from small_town import small_town

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
WWW = {"site": {"kind": "folder", "path": "www"}}
SERVER = {"server": {"kind": "rsync", "to": "agenda@host:/srv/agenda/"}}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return replace(small_town(tmp_path_factory.mktemp("town")).settings(), url="https://agenda.example.org")


def target(town, given, name: str = ""):
    return targets.of(replace(town, outlet=town.outlet._replace(targets=given)), name, Path("work"), NOW)


def test_a_folder_stands_beside_the_settings(town):
    found = target(town, WWW)
    assert isinstance(found, Folder)
    assert found.path == town.folders.base / "www"


def test_a_server_has_its_address(town):
    found = target(town, {**WWW, **SERVER}, "server")
    assert isinstance(found, Releases)
    assert found.address == "agenda@host:/srv/agenda"


@pytest.mark.parametrize(("given", "name"), [({}, ""), ({}, "pages"), (WWW, "pages")])
def test_pages_are_there_without_a_setting(town, given, name):
    found = target(town, given, name)
    assert isinstance(found, Pages)
    assert (found.path, found.address) == (town.folders.base / "public", "https://agenda.example.org")


@pytest.mark.parametrize(
    ("given", "name", "message"),
    [
        pytest.param({**WWW, **SERVER}, "", "TARGET=site, or server", id="several"),
        pytest.param(WWW, "wwww", "no target 'wwww'. Known are pages, site", id="unknown"),
        pytest.param(["www"], "", "Write for example", id="no mapping"),
        pytest.param({"a": {"kind": "ftp"}}, "a", "a: its kind is none of folder, rsync, pages, s3", id="kind"),
        pytest.param({"a": "www"}, "a", "a: its kind is none of", id="no values"),
        pytest.param({"a": {"kind": "rsync"}}, "a", "a: 'to' is missing", id="missing"),
        pytest.param({"a": {"kind": "rsync", "to": ""}}, "a", "a: 'to' is missing", id="empty"),
        pytest.param({"a": {"kind": "folder", "path": "x", "key": "y"}}, "a", "a: 'key' is not known", id="another"),
        pytest.param({"a": {"kind": "folder", "path": 7}}, "a", "a: path is 7, which is no text", id="no text"),
        pytest.param({"a": {"kind": "ftp"}, **WWW}, "site", "a: its kind", id="a mistake in another one"),
    ],
)
def test_what_is_wrong_is_told(town, given, name, message):
    with pytest.raises(SettingsError, match=message):
        target(town, given, name)


def test_pages_need_an_address(town):
    with pytest.raises(SettingsError, match="SITEURL: pages need the address"):
        target(replace(town, url=""), {}, "pages")
