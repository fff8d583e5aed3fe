"""Slips: what is handed over of an activity, within the lengths that fit on half a sheet."""

from datetime import date

import pytest

from agenda import slips, town
from agenda.pages import Site
from small_town import TODAY, activity, small_town

LONG = "word " * 60


@pytest.fixture
def site(tmp_path):
    """A site of the small town with one more activity: these fields, and settings."""

    def made(settings: dict | None = None, files: dict | None = None, **fields) -> Site:
        place = small_town(tmp_path, {"activities/walkers/tea.md": activity(**fields), **(files or {})})
        values = {
            "PATH": str(place.path / "content"),
            "SITENAME": "Littleham",
            "TIMEZONE": "Europe/Amsterdam",
            "THEME": "theme",
            "AGENDA_TODAY": TODAY,
            **(settings or {}),
        }
        return Site(place.agenda(), town.of(values, {}))

    return made


def context(site: Site) -> dict:
    return slips.slip(site, next(one for one in site.agenda.activities if one.slug == "tea")).context


def test_each_activity_has_a_slip_that_search_engines_pass_by(site):
    pages = [page for one in slips.sections(site()) for page in one.pages]
    assert [(one.path, one.template, one.indexed) for one in pages] == [
        ("activity/walkers/tea/slip/", "slip.html", False),
        ("activity/walkers/walk/slip/", "slip.html", False),
    ]


def test_it_is_found_by_each_address_that_the_activity_had(site):
    made = site(formerly="[coffee, biscuits]")
    pages = {one.path: one.context["activity"].slug for part in slips.sections(made) for one in part.pages}
    assert pages["activity/walkers/coffee/slip/"] == pages["activity/walkers/biscuits/slip/"] == "tea"


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        pytest.param({"transport": "bus 3"}, "way", "Bus 3.", id="how to get there"),
        pytest.param({"location": "{name: A, note: ring twice}"}, "way", "Ring twice.", id="else the place's note"),
        pytest.param({}, "way", "", id="nothing known"),
        pytest.param({"status": "cancelled"}, "dates", [], id="cancelled: no dates"),
        pytest.param({"status": "postponed"}, "next", None, id="postponed: no next time"),
        pytest.param({"schedule": "{start: 2026-01-05}"}, "ended", True, id="over"),
        pytest.param({"schedule": "{by_appointment: Call us}"}, "ended", False, id="without a fixed time"),
        pytest.param(
            {"schedule": "{by_appointment: Call us}"}, "rhythm", "Call us.", id="what stands instead of dates"
        ),
    ],
)
def test_it_says(fields, name, expected, site):
    assert context(site(**fields))[name] == expected


def test_it_has_three_dates_and_the_next_that_is_on(site):
    weekly = "{start: 2026-11-23, time: '10:00', repeat: weekly, changes: [{date: 2026-11-23, cancelled: yes}]}"
    found = context(site(schedule=weekly))
    assert [(item.occurrence.day.day, item.off) for item in found["dates"]] == [(23, True), (30, False), (7, False)]
    assert found["next"].occurrence.day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("own", "organizer", "number", "expected"),
    [
        ("{phone: 020-111 11 11}", "{phone: 020-222 22 22}", "020-333 33 33", "020-111 11 11"),
        ("{role: host}", "{phone: 020-222 22 22}", "020-333 33 33", "020-222 22 22"),
        (None, "{role: desk}", "020-333 33 33", "020-333 33 33"),
        (None, "{role: desk}", "", None),
    ],
    ids=["its own", "the organizer's", "the town's", "nobody's"],
)
def test_whom_to_call(own, organizer, number, expected, site):
    files = {"content/organizations/walkers.md": f"---\nname: W\nkind: member\ncontact: {organizer}\n---\n"}
    made = site({"AGENDA_PHONE": number}, files, contact=own)
    assert context(made)["who"].phone == expected


@pytest.mark.parametrize(
    ("role", "hours", "expected"),
    [
        ("host of the walk", "Monday 9 to 12", "Host of the walk: Monday 9 to 12"),
        ("h" * 60, "Monday 9 to 12", "Monday 9 to 12"),
        ("host", "m" * 120, "m" * 120),
        ("host", None, "Host"),
        (None, None, ""),
    ],
    ids=["both", "no room for both", "hours are never cut", "role only", "neither"],
)
def test_who_answers_and_when(role, hours, expected, site):
    fields = [f"{name}: {value}" for name, value in (("role", role), ("hours", hours)) if value]
    made = site(contact=f"{{phone: 020-111 11 11, {', '.join(fields)}}}" if fields else "{phone: 020-111 11 11}")
    assert context(made)["reachable"] == expected


def test_what_helps_least_gives_way_when_there_is_much_to_say(site):
    few = {"transport": LONG[:190], "welcome": LONG[:290]}
    roomy = slips.FITS[0]
    found = context(site(**few))
    for text, most in ((found["way"], roomy.way), (found["welcome"], roomy.welcome)):
        assert text.lower().endswith("word…")
        assert most - 6 < len(text) <= most
    full = {
        "title": LONG[:79], "location": f"{{name: '{LONG[:79]}', street: '{LONG[:79]}', area: north}}",
        "schedule": "{start: 2026-11-24, time: 10:00-12:00, repeat: weekly, except: [2026-12-01, 2026-12-15]}",
        "registration": "required", "price_note": LONG[:190], "status": "full",
        "contact": f"{{phone: 020-111 11 11, hours: '{LONG[:119]}'}}",
    }  # fmt: skip
    found = context(site({"SITEURL": "https://agenda.example.org"}, **few, **full))
    assert slips.height(found) <= slips.SHEET
    assert len(found["dates"]) < roomy.dates
    assert (len(found["welcome"]) < roomy.welcome, found["way"]) == (True, "")
    assert found["reachable"] == LONG[:119].strip()


def test_a_rhythm_that_is_long_is_set_smaller(site):
    short = "{start: 2026-11-24, time: '10:00', repeat: weekly}"
    assert not context(site(schedule=short))["long"]
    long = "{start: 2026-11-24, time: 10:00-12:00, repeat: weekly, except: [2026-12-01, 2026-12-15, 2026-12-29]}"
    assert context(site(schedule=long))["long"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.example/x", "https://a.example/x/activity/walkers/tea/"), ("", "")],
    ids=["known", "not known"],
)
def test_there_is_a_code_only_of_a_known_address(url, expected, site):
    found = context(site({"SITEURL": url}))
    assert found["address"] == expected
    assert found["code"].startswith("<svg") == bool(expected)
