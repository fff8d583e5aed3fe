"""The coalition: membership, groups and activities agree on its page, an organization's, in data and in feeds."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from small_town import activity, small_town

COALITION = """---
title: Littleham together
summary: Who make this agenda.
groups:
  core: {name: The core group, description: They do the work.}
  others: {name: The others}
counted: {number: 5, source: an old paper}
meetings: old
joining: Write to us.
---
It began in 2018.
"""
MEMBER = """---
name: The Walkers
kind: member
membership: {status: evidenced, year: 2018, source: The papers}
groups: core
culture: yes
attention_officer: {role: attention officer, email: attention@example.org}
---
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    files = {
        "content/coalition.md": COALITION,
        "content/organizations/walkers.md": MEMBER,
        "content/organizations/made-up.md": "---\nname: Made up\nkind: member\nexample: true\n---\n",
        "activities/walkers/meeting.md": activity(title="Our meeting", audiences="[old]"),
        "activities/walkers/over.md": activity(title="Long ago", schedule="{start: 2020-01-01}"),
    }
    town = small_town(tmp_path_factory.mktemp("town"), files)
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return town


def words(town, path: str, css: str) -> list[str]:
    found = BeautifulSoup(town.page(path), "lxml").select(css)
    return [re.sub(r"\s+([.,])", r"\1", " ".join(one.get_text(" ").split())) for one in found]


def test_members_are_counted_without_the_invented(town):
    said = words(town, "coalition", ".members > p")[0]
    assert said == "We know 1 member by name. There were 5 according to an old paper."


def test_a_member_with_what_is_known_of_it(town):
    made_up, walkers = words(town, "coalition", ".members li")
    assert walkers == (
        "The Walkers 2 activities. Member according to papers up to 2018. Attention officer: attention@example.org."
    )
    assert made_up == "Made up Example 0 activities. Attention officer: not known yet."
    assert words(town, "coalition", ".members > .unknown") == ["Sources: The papers."]


def test_groups_say_who_is_in_them_or_that_it_is_not_known(town):
    said = words(town, "coalition", "[aria-labelledby=groups]")[0]
    assert "The core group They do the work. Members: The Walkers." in said
    assert "The others Who is in it is not known yet." in said


def test_partners_are_not_called_members(town):
    assert words(town, "coalition", "[aria-labelledby=partners] li") == ["The Readers"]


def test_houses_of_culture_and_own_meetings(town):
    assert words(town, "coalition", "[aria-labelledby=culture] li") == ["The Walkers : 2 activities."]
    assert words(town, "coalition", "[aria-labelledby=meetings] li > a") == ["Our meeting"]


def test_the_organization_the_data_and_the_feed_agree(town):
    facts = words(town, "organization/walkers", "[aria-labelledby=coalition] dd")
    assert facts[0].startswith("Yes, according to papers up to 2018.")
    assert facts[1] == "The core group"
    assert "attention@example.org" in facts[2]
    rows = {one["id"]: one for one in json.loads((town.output / "data/v1/organizations.json").read_text())}
    walkers = rows["walkers"]
    assert (walkers["kind"], walkers["membership"], walkers["membership_year"]) == ("member", "evidenced", 2018)
    assert walkers["groups"] == ["core"]
    assert rows["readers"]["membership"] is None
    feed = json.loads((town.output / "organization/walkers/feed.json").read_text())
    assert len(feed["items"]) == 2  # as many as both pages say
    assert words(town, "organization/walkers", ".total span")[0] == "2 activities."
    assert words(town, "organization/readers", "[aria-labelledby=coalition] dd")[0].startswith("Not known")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"content/organizations/walkers.md": MEMBER}, "there is no content/coalition.md"),
        (
            {"content/coalition.md": COALITION, "content/organizations/walkers.md": MEMBER.replace("core", "cores")},
            "Did you mean core?",
        ),
        ({"content/coalition.md": COALITION.replace("meetings: old", "meetings: olt")}, "Did you mean old?"),
        ({"content/coalition.md": COALITION.replace("core:", "The Core:")}, "Use small letters"),
        ({"content/coalition.md": COALITION.replace("5", "five")}, "Write a whole number"),
    ],
    ids=["groups without a coalition", "unknown group", "unknown audience", "no id", "no number"],
)
def test_what_is_wrong_is_told(files, said, tmp_path):
    told = [one.message() for one in small_town(tmp_path, files).load().problems]
    assert said in told[0]
    assert all("(the folder) is not known" in one for one in told[1:])  # of an organization that is not read


def test_a_town_without_a_coalition_has_no_such_page(tmp_path):
    town = small_town(tmp_path)
    assert town.build().returncode == 0
    assert not (town.output / "coalition").exists()
    assert not (town.output / "help").exists()
    assert 'aria-labelledby="coalition"' not in town.page("organization/walkers")


def test_members_of_the_real_town_are_those_with_evidence(site, found):
    rows = json.loads((site / "data/v1/organizations.json").read_text())
    real = [one for one in rows if not one["example"]]
    members = {one["id"] for one in real if one["kind"] == "member"}
    assert members == {one["id"] for one in real if one["membership"] == "evidenced"}
    assert all(one["membership_source"] for one in real if one["membership"])
    page = BeautifulSoup((site / "coalitie/index.html").read_text(), "lxml")
    linked = {one["href"].split("/")[2] for one in page.select(".members h3 a")}
    examples = {one["id"] for one in rows if one["example"]}
    assert linked - examples == members
    assert f"Wij kennen {len(members)} leden bij naam." in page.get_text()
