"""What needs a look: by freshness, and before a holiday of which an activity says nothing."""

from datetime import date

import pytest

from agenda import source, town
from agenda.entrance import Entrance
from agenda.pages import Site
from insight import freshness, pages, review
from small_town import activity, small_town

HOLIDAYS = """until: 2028-12-31
sources: [The town]
public-holidays:
  - {date: 2026-12-25, name: Christmas}
school-holidays:
  - {date: 2026-12-19/2027-01-03, name: Christmas holidays}
"""
FRIDAYS = "start: 2026-01-02, time: 10:00-12:00, repeat: weekly"  # Christmas 2026 is a Friday


def made(folder, monkeypatch, today: str, **activities: str) -> Site:
    """A town with these activities on a day."""
    files = {f"activities/walkers/{slug}.md": text for slug, text in activities.items()}
    files |= {"content/vocabulary/holidays.yaml": HOLIDAYS, "activities/walkers/walk.md": None}
    monkeypatch.setenv("AGENDA_TODAY", today)
    place = town.read(small_town(folder, files).path / "pelicanconf.py")
    loaded = source.load(place.folders, place.zone, place.today)
    assert loaded.problems == []
    return Site(loaded.agenda, place)


def asked(site: Site) -> list[tuple[str, list[int]]]:
    """Each holiday that is asked for, with the days of the month."""
    [one] = review.of(site)
    return [
        (question.holiday, [day.day for day in question.days]) for entry in one.entries for question in entry.questions
    ]


SCHOOL, CHRISTMAS = ("Christmas holidays", [1]), ("Christmas", [25])


@pytest.mark.parametrize(
    ("today", "schedule", "changes", "expected"),
    [
        pytest.param("2026-11-26", FRIDAYS, {}, [], id="four weeks and a day before Christmas"),
        pytest.param("2026-11-27", FRIDAYS, {}, [CHRISTMAS], id="four weeks before"),
        pytest.param("2026-12-10", FRIDAYS, {}, [CHRISTMAS, SCHOOL], id="in the school holidays too, each day once"),
        pytest.param("2026-12-26", FRIDAYS, {}, [SCHOOL], id="what is past is not asked"),
        pytest.param("2027-01-02", FRIDAYS, {}, [], id="all of it past"),
        pytest.param("2026-12-10", f"{FRIDAYS}, pause: school-holidays", {}, [], id="a pause says so"),
        pytest.param("2026-12-10", f"{FRIDAYS}, except: 2026-12-25", {}, [], id="an exception in the holidays says so"),
        pytest.param("2026-12-10", f"{FRIDAYS}, except: 2026-12-11", {}, [CHRISTMAS, SCHOOL], id="one elsewhere not"),
        pytest.param(
            "2026-12-10",
            f"{FRIDAYS}, changes: [{{date: 2026-12-25, note: With cake}}]",
            {},
            [SCHOOL],
            id="a change says so",
        ),
        pytest.param("2026-12-10", "start: 2026-12-25, time: 10:00-12:00", {}, [], id="a date by itself was chosen"),
        pytest.param("2026-12-10", "dates: [2026-12-25]", {}, [], id="loose dates were chosen"),
        pytest.param("2026-12-10", "start: 2020-12-25, repeat: yearly", {}, [], id="every Christmas is meant"),
        pytest.param("2026-12-10", "start: 2026-01-05, repeat: weekly, until: 2026-12-14", {}, [], id="it ends before"),
        pytest.param(
            "2026-12-10", FRIDAYS, {"checked": "2026-11-26"}, [CHRISTMAS], id="checked after one question only"
        ),
        pytest.param("2026-12-10", FRIDAYS, {"checked": "2026-11-27"}, [], id="checked after both could be asked"),
        pytest.param("2026-12-10", FRIDAYS, {"checked": None, "example": "yes"}, [], id="an example"),
        pytest.param("2026-12-10", FRIDAYS, {"status": "cancelled"}, [], id="cancelled"),
        pytest.param("2026-12-10", "by_appointment: Call us.", {}, [], id="without a fixed time"),
    ],
)
def test_before_a_holiday(today, schedule, changes, expected, tmp_path, monkeypatch):
    fields = {"checked": "2026-11-01", "schedule": f"{{{schedule}}}", **changes}
    assert asked(made(tmp_path, monkeypatch, today, one=activity(**fields))) == expected


def town_of_four(folder, monkeypatch, today: str = "2026-12-10") -> Site:
    weekly = "{start: 2026-01-05, time: 10:00-12:00, repeat: weekly, pause: [public-holidays, school-holidays]}"
    return made(
        folder, monkeypatch, today,
        fresh=activity(title="Fresh", schedule=weekly),
        out=activity(title="Out", schedule=weekly, checked="2026-05-01"),
        marked=activity(title="Marked", schedule=weekly, checked="2026-08-01"),
        friday=activity(title="Friday", schedule=f"{{{FRIDAYS}}}", checked="2026-11-01"),
        over=activity(title="Over", schedule="{start: 2026-03-02}", checked="2026-03-01"),
        example=activity(title="Example", schedule=weekly, checked=None, example="yes"),
    )  # fmt: skip


def test_the_most_pressing_first_and_what_is_over_not_at_all(tmp_path, monkeypatch):
    [one] = review.of(town_of_four(tmp_path, monkeypatch))
    assert [entry.activity.title for entry in one.entries] == ["Friday", "Out", "Marked", "Fresh", "Example"]
    assert [entry.activity.title for entry in one.asked] == ["Friday", "Out", "Marked"]


def test_records(tmp_path, monkeypatch):
    site = town_of_four(tmp_path, monkeypatch)
    [one] = freshness.records(review.of(site), site)
    assert (one["organization"], one["email"]) == ("walkers", None)
    assert one["review"].endswith("organization/walkers/review/")
    friday, out, marked = one["activities"]
    assert friday["questions"] == [
        {"holiday": "Christmas", "days": ["2026-12-25"]}, {"holiday": "Christmas holidays", "days": ["2027-01-01"]},
    ]  # fmt: skip
    assert (friday["freshness"], friday["next"]) == ("fresh", "2026-12-11")
    assert (out["freshness"], out["checked"], out["file"]) == ("out", "2026-05-01", "activities/walkers/out.md")
    assert marked["freshness"] == "marked"


def test_report(tmp_path, monkeypatch):
    site = town_of_four(tmp_path, monkeypatch)
    assert freshness.Writer(site).report(review.of(site)).splitlines() == [
        "The Walkers – 020-000 00 00",
        "  activities/walkers/friday.md: Friday",
        "    Does it take place on Friday 25 December (Christmas)?",
        "    Does it take place on Friday 1 January 2027 (Christmas holidays)?",
        "  activities/walkers/out.md: Out",
        "    Last checked on 1 May 2026. It is out of lists and feeds until somebody checks it. Its page stays.",
        "  activities/walkers/marked.md: Marked",
        "    Last checked on 1 August 2026. "
        "Readers see that nobody checked it, and it stands after the others of its day.",
        "",
        "3 activities need a look (1 organization).",
    ]


def test_nothing_to_report(tmp_path, monkeypatch):
    site = made(tmp_path, monkeypatch, "2026-11-22", one=activity())
    assert freshness.Writer(site).report(review.of(site)) == "No activity needs a look."
    assert freshness.records(review.of(site), site) == []


def test_pages_for_each_organization_and_one_for_the_editors(tmp_path, monkeypatch):
    made = [page for one in pages.of(town_of_four(tmp_path, monkeypatch)).sections for page in one.pages]
    own, all_of_them = (one for one in made if one.template.startswith("review"))
    assert (own.path, all_of_them.path) == ("organization/walkers/review/", "review/")
    assert not own.indexed
    assert not all_of_them.indexed
    [(_, path, counts)] = all_of_them.context["reviews"]
    assert path == own.path
    assert counts == {"": 1, "fresh": 2, "asked": 0, "marked": 1, "out": 1, "questions": 1}


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("", "activities/walkers/one.md"),
        ("https://github.com/town/agenda/", "https://github.com/town/agenda/blob/HEAD/activities/walkers/one.md"),
        ("https://gitlab.com/town/agenda", "https://gitlab.com/town/agenda/-/blob/HEAD/activities/walkers/one.md"),
        ("https://git.example.org/agenda", "activities/walkers/one.md"),
    ],
)
def test_a_letter_names_all_there_is_to_look_at(repository, expected, tmp_path, monkeypatch):
    site = made(tmp_path, monkeypatch, "2027-03-01", one=activity(schedule=f"{{{FRIDAYS}}}"))
    object.__setattr__(site.town, "entrance", Entrance(repository.rstrip("/")))
    [one] = review.of(site)
    letter = freshness.Writer(site).letter(one)
    assert letter.splitlines()[:2] == ["Hello The Walkers,", ""]
    for words in (
        "1. Walk along the river",
        "activity/walkers/one/",
        "Last checked on 20 November 2026.",
        "When: Every Friday",
        "Where: The Mill, Mill Lane 1, 1000 AA Littleham",
        "Contact: 020-000 00 00",
        f"The file: {expected}\n",
        "organization/walkers/review/",
        f"checked: {date(2027, 3, 1)}",
    ):
        assert words in letter
    assert "answer this letter" not in letter
    object.__setattr__(site.town, "email", "editors@example.org")
    assert "Or simply answer this letter." in freshness.Writer(site).letter(one)
