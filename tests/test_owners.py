"""Whose an entry is: who is asked to look, and who changes another's (case 33)."""

from pathlib import Path

import pytest

from agenda import owners
from agenda.language import Language
from small_town import small_town

TEAMS = "---\nname: The Walkers\nkind: member\nforge: ['@town/walkers', '@anne-w']\n---\n"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"), {"content/organizations/walkers.md": TEAMS})


@pytest.fixture(scope="module")
def register(town):
    return town.agenda().register


def test_code_owners_are_who_the_register_names(town, register):
    folders = town.settings().folders
    assert owners.code_owners(register, folders) == (
        "/activities/walkers/ @town/walkers @anne-w\n/content/organizations/walkers.md @town/walkers @anne-w\n"
    )
    assert owners.code_owners(register, folders, patterns=True) == (
        "activities/walkers/.* @town/walkers @anne-w\n"
        "content/organizations/walkers[.]md @town/walkers @anne-w\n"
    )  # fmt: skip


def test_nobody_named_is_no_file(tmp_path):
    town = small_town(tmp_path)
    assert owners.code_owners(town.agenda().register, town.settings().folders) == ""


@pytest.mark.parametrize(
    "handle",
    ["anne", "anne@example.org", "@", "@a b", "@a\nb", "@-a", "@town/", "@town/../x", "@town//x", "@" + "a" * 120],
)
def test_what_is_no_team(handle, tmp_path):
    text = f"---\nname: The Walkers\nkind: member\nforge: [{handle!r}]\n---\n".replace("'", '"')
    town = small_town(tmp_path, {"content/organizations/walkers.md": text})
    problem = town.load().problems[0]
    assert (problem.path, problem.field[:5]) == ("content/organizations/walkers.md", "forge")


WALK, READ = "activities/walkers/walk.md", "activities/readers/read.md"


@pytest.mark.parametrize(
    ("by", "paths", "others"),
    {
        "one's own": (["@anne-w"], [WALK], []),
        "one's own, by the team": (["somebody", "@Town/Walkers"], [WALK], []),
        "an account that is called as the organization": (["@readers"], [READ], [READ]),
        "by a detour": (
            ["@anne-w"],
            ["activities/walkers/../readers/read.md"],
            ["activities/walkers/../readers/read.md"],
        ),
        "in no folder": (["@x"], ["activities/x.md"], []),
        "one's own, by the organization": (["readers"], [READ], []),
        "case 33: another's": (["@anne-w"], [WALK, READ], [READ]),
        "somebody unknown": (["@x"], [WALK, READ], [WALK, READ]),
        "deleted": (["@anne-w"], ["activities/readers/gone.md"], ["activities/readers/gone.md"]),
        "a picture": (["@anne-w"], ["activities/readers/read.png"], ["activities/readers/read.png"]),
        "of an organization that nobody knows": (["@anne-w"], ["activities/new/x.md"], ["activities/new/x.md"]),
        "another's own page": (["@anne-w"], ["content/organizations/readers.md"], ["content/organizations/readers.md"]),
        "the editors'": (["@anne-w"], ["content/places/mill.yaml", "README.md"], []),
        "part of a name": (["@anne"], [WALK], [WALK]),
    }.values(),
)
def test_who_edits_whose(by, paths, others, town, register):
    files = [town.path / path for path in paths]
    found = list(owners.others(files, by, register, town.settings().folders))
    assert [one.path for one in found] == others
    assert all(one.hint for one in found)


def test_it_says_whose_it_is_and_what_to_do(town, register):
    [found] = owners.others([town.path / READ], ["@anne-w", "@b"], register, town.settings().folders)
    assert found.message(Language("en").gettext) == (
        "this is of The Readers, and @anne-w, @b is not known as theirs. Ask them whether it is right."
    )


def test_a_path_out_of_the_town_is_nobodys(town, register):
    assert list(owners.others([Path("/etc/passwd")], ["@x"], register, town.settings().folders)) == []
