"""The setting says where changes go; what cannot be is told before anything is handed in."""

import pytest

from forge import chosen
from forge.chosen import SettingsError, checked
from forge.github import GitHub
from forge.local import Local
from git_server import repository
from test_forge_local import FILES, TOWN

HTTPS = "https://forge.example.org/town/agenda.git"


@pytest.mark.parametrize(
    ("setting", "says"),
    {
        "no values": ("local", "is not a set of values"),
        "a value that is none": ({"token": "x"}, "unknown values \\['token'\\]"),
        "a kind that is none": ({"kind": "svn"}, "kind 'svn' is not known"),
        "a branch that is an option": ({"branch": "--force"}, "is not a branch"),
        "a branch that is a range": ({"branch": "a..b"}, "is not a branch"),
        "review": ({"review": "yes"}, "review is True or False"),
        "a folder above": ({"folder": "../x"}, "is not a folder of the repository"),
        "patience": ({"patience": 0}, "from 1 to 600"),
        "no address": ({"kind": "git"}, "address is missing"),
        "an address for a local one": ({"address": HTTPS}, "a local repository has no address"),
        "a token in the address": ({"kind": "git", "address": "https://a:b@example.org/x"}, "has a name or a token"),
        "a token in the open": ({"kind": "git", "address": "http://forge.example.org/x"}, "in the open"),
        "a program": ({"kind": "git", "address": "ext::sh -c touch"}, "is not an address of git"),
        "an option of ssh": ({"kind": "git", "address": "-oProxyCommand=x"}, "is not an address of git"),
        "a host that is an option": ({"kind": "git", "address": "ssh://-oProxy=x/y"}, "is not an address of git"),
        "a file": ({"kind": "git", "address": "/etc"}, "is not an address of git"),
    }.values(),
)  # fmt: skip
def test_what_cannot_be(setting, says):
    with pytest.raises(SettingsError, match=says):
        checked(setting)


@pytest.mark.parametrize(
    "address", [HTTPS, "git@forge.example.org:town/agenda.git", "ssh://git@forge.example.org:22/town/agenda.git"]
)
def test_addresses_of_git(address):
    assert checked({"kind": "git", "address": address})["address"] == address


def test_without_a_setting_it_is_the_repository_here(tmp_path):
    forge = chosen.of({}, repository(tmp_path / "town", FILES), TOWN)
    assert isinstance(forge, Local)
    assert (forge.branch, forge.review) == ("main", False)


@pytest.mark.parametrize(
    ("address", "api", "repository"),
    [
        ("https://github.com/town/agenda.git", "https://api.github.com", "town/agenda"),
        ("git@github.com:town/agenda.git", "https://api.github.com", "town/agenda"),
        ("https://git.example.org/town/agenda", "https://git.example.org/api/v3", "town/agenda"),
    ],
)
def test_where_the_api_is(address, api, repository, tmp_path):
    forge = chosen.of({"kind": "github", "address": address}, tmp_path, TOWN, environment={"AGENDA_FORGE_TOKEN": "t"})
    github = forge.way.forge
    assert isinstance(github, GitHub)
    assert (github.api, github.repository) == (api, repository)


class TestToken:
    def of(self, tmp_path, environment, **setting):
        return chosen.of({"kind": "github", "address": HTTPS, **setting}, tmp_path, TOWN, environment=environment)

    def test_from_a_file_before_the_environment(self, tmp_path):
        (tmp_path / "token").write_text("from-file\n")
        forge = self.of(tmp_path, {"AGENDA_FORGE_TOKEN": "other"}, token_file="token")
        assert forge.mirror.git.credentials.token == "from-file"

    @pytest.mark.parametrize(
        ("environment", "setting", "says"),
        [
            ({}, {}, "with a token only. Set AGENDA_FORGE_TOKEN"),
            ({}, {"token_file": "none"}, "token_file cannot be read"),
            ({"AGENDA_FORGE_TOKEN": "a b"}, {}, "has spaces or line breaks"),
        ],
    )
    def test_one_that_cannot_be(self, environment, setting, says, tmp_path):
        with pytest.raises(SettingsError, match=says):
            self.of(tmp_path, environment, **setting)

    def test_it_is_not_shown(self, tmp_path):
        assert "s3cret" not in repr(self.of(tmp_path, {"AGENDA_FORGE_TOKEN": "s3cret"}))
