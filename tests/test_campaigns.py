"""Campaigns: which activities belong to one, and what its page shows on which day."""

from datetime import date

import pytest

from agenda import campaigns, listing
from small_town import activity, small_town

OPEN = {"name": "Open week", "start": "2026-12-07", "until": "2026-12-13"}


def written(**fields: str) -> str:
    lines = [f"{name}: {value}" for name, value in {**OPEN, **fields}.items() if value]
    return "\n".join(["---", *lines, "---", "Come in.", ""])


ENTRIES = {
    "weekly": activity(schedule="{start: 2026-11-02, time: 10:00-12:00, repeat: weekly}", topics="[tea]"),
    "later": activity(schedule="{start: 2027-02-01}", topics="[tea]"),
    "buddy": activity(schedule="{by_appointment: Call us}", topics="[tea]", audiences="[old]"),
    "own": activity(schedule="{start: 2027-03-01}", campaigns="[open-week]"),
}


def town_with(folder, **fields: str):
    files = {f"activities/walkers/{slug}.md": text for slug, text in ENTRIES.items()}
    return small_town(folder, {**files, "content/campaigns/open-week.md": written(**fields)})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "own", id="named by the entry"),
        pytest.param({"entries": "[walkers/later]"}, "later own", id="named by the campaign"),
        pytest.param({"spotlight": "[walkers/weekly]"}, "own weekly", id="in the spotlight"),
        pytest.param({"select": "{topics: tea}"}, "buddy own weekly", id="by topic, in its days"),
        pytest.param(
            {"select": "{topics: tea}", "start": "", "until": ""}, "buddy later own weekly", id="without days"
        ),
        pytest.param({"select": "{topics: tea, audiences: young}"}, "own weekly", id="every kind has to fit"),
        pytest.param({"select": "{topics: [tea, outdoors]}"}, "buddy own walk weekly", id="of a kind one is enough"),
        pytest.param({"select": "{areas: south}"}, "own", id="by area"),
    ],
)
def test_members(fields, expected, tmp_path):
    agenda = town_with(tmp_path, **fields).agenda()
    assert [one.slug for one in agenda.activities if "open-week" in one.campaigns] == expected.split()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"until": ""}, "until is missing"),
        ({"start": ""}, "start is missing"),
        ({"until": "2026-12-01"}, "ends before it starts"),
        ({"select": "{}"}, "nothing is chosen"),
        ({"select": "{topics: tee}"}, "Did you mean tea"),
        ({"spotlight": "[walkers/a, walkers/b]"}, "walkers has an activity in the spotlight already"),
        ({"entries": "[walk]"}, "Write organization/name"),
        ({"partners": "[walkerz]"}, "Did you mean walkers"),
        ({"color": "purple"}, "Choose one of: accent, green, sun"),
        ({"mark": "open.svg"}, "open.svg is not there"),
    ],
)
def test_a_wrong_campaign_is_told_what_to_write(fields, said, tmp_path):
    problems = town_with(tmp_path, **fields).load().problems
    assert problems[0].path == "content/campaigns/open-week.md"
    assert {one.path for one in problems[1:]} <= {"activities/walkers/own.md"}  # it names a campaign that is not read
    assert said in problems[0].message()


def test_what_a_campaign_names_and_is_not_there_is_a_hint(tmp_path):
    loaded = town_with(tmp_path, entries="[walkers/wekly, readers/gone]").load("en")
    assert loaded.problems == []
    told = [one.message() for one in loaded.hints if one.path.endswith("open-week.md")]
    assert len(told) == 2
    assert "Did you mean walkers/weekly" in told[0]
    assert "readers/gone is not in the agenda" in told[1]


def test_a_picture_that_no_campaign_names_is_a_problem(tmp_path):
    town = town_with(tmp_path)
    town.write("content/campaigns/old.svg", b"<svg/>")
    assert ["no campaign names this picture" in one.message() for one in town.load().problems] == [True]


@pytest.fixture(scope="module")
def agenda(tmp_path_factory):
    """Everything about tea, 7 to 13 December, with a spotlight."""
    town = town_with(tmp_path_factory.mktemp("town"), select="{topics: tea}", spotlight="[walkers/weekly]")
    return town.agenda()


@pytest.mark.parametrize(
    ("today", "state", "days", "undated", "past"),
    [
        ("2026-10-01", "before", ["2026-12-07"], ["buddy"], []),
        ("2026-12-06", "before", ["2026-12-07"], ["buddy"], []),
        ("2026-12-07", "during", ["2026-12-07"], ["buddy"], []),
        ("2026-12-08", "during", [], ["buddy"], []),
        ("2026-12-14", "after", [], [], ["weekly 1", "buddy 0", "own 0"]),
    ],
)
def test_before_during_and_after(today, state, days, undated, past, agenda):
    plan = planned(agenda, today)
    assert plan.state == state
    assert [str(day.date) for day in plan.days] == days
    assert [one.slug for one in plan.undated] == undated
    assert [f"{one.activity.slug} {one.times}" for one in plan.past] == past
    shown = {item.activity.slug for day in plan.days for item in day.items} | set(undated)
    assert {one.slug for one in plan.activities} == shown


def planned(agenda, today: str) -> campaigns.Plan:
    day = date.fromisoformat(today)
    campaign = agenda.register.campaigns["open-week"]
    members = tuple(one for one in agenda.activities if campaign.id in one.campaigns)
    return campaigns.plan(campaign, members, agenda, listing.upcoming(agenda, day, 42), day, 42)


def test_spotlight_and_who_has_none_yet(agenda):
    assert [one.slug for one in planned(agenda, "2026-12-01").spotlight] == ["weekly"]
    assert planned(agenda, "2026-12-01").missing == []


def test_an_empty_spotlight_asks_every_member(tmp_path):
    asked = planned(town_with(tmp_path, spotlight="[]").agenda(), "2026-12-01")
    assert [one.id for one in asked.missing] == ["walkers"]


def test_without_a_spotlight_nobody_is_asked(tmp_path):
    assert planned(town_with(tmp_path).agenda(), "2026-12-01").missing == []


@pytest.mark.parametrize(
    ("today", "named"),
    [("2026-11-08", False), ("2026-11-09", True), ("2026-12-13", True), ("2026-12-14", False)],
    ids=["four weeks and a day before", "four weeks before", "last day", "over"],
)
def test_when_the_home_page_names_it(today, named, agenda):
    assert bool(campaigns.announced(agenda, date.fromisoformat(today))) == named
