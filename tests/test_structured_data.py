"""JSON-LD says what the page says: dates with their offsets, rhythms that name only real dates, nothing made up."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from dateutil import rrule

import random_schedules as chance
from agenda import schedule
from agenda.model import Agenda
from agenda.pages import Site
from agenda.structured_data import Writer, escaped
from site_pages import Page, pages
from small_town import activity, small_town
from test_hostile_output import picture

URL = "https://littleham.example/agenda"
HOSTILE = "</script><script>alert(1)</script> & <!-- \\u003c"
WEEKLY = (
    "{start: 2026-11-17, time: 10:00-12:00, repeat: weekly, until: 2027-06-29, except: [2026-12-22], changes: ["
    "{date: 2026-11-24, cancelled: The mill is closed}, {date: 2026-12-01, to: 2026-12-02 13:00-15:00},"
    "{date: 2026-12-08, location: {name: Elsewhere, street: Lane 2, city: Upham}}]}"
)


def plan(text: str, **fields: str) -> str:
    return activity(schedule=f"{{{text}}}", **fields)


ENTRIES = {
    "once": activity(),
    "weekly": activity(
        schedule=WEEKLY, price='"2,50"', price_note="With tea", ages="65+", languages="[en, fr]", partners="[readers]",
        image="a.png", image_alt="A mill", audiences="[old, young]", topics="[tea, outdoors]",
    ),
    "even": plan("start: 2026-11-24, time: 10:00, repeat: weekly, weeks: even"),
    "nth": plan("start: 2026-12-01, time: '19:30-21:00', repeat: monthly, days: [2nd tuesday, last friday]"),
    "number": plan("start: 2026-12-15, repeat: monthly"),
    "last-day": plan("start: 2026-12-31, time: 10:00, repeat: monthly, days: last day"),
    "yearly": plan("start: 2026-12-24, time: '22:00-01:00', repeat: yearly"),
    "weekend": plan("start: 2026-12-04, end: 2026-12-06, time: '20:00-14:30', repeat: weekly, interval: 2"),
    "days": plan("start: 2026-12-04, end: 2026-12-06"),
    "clock": plan("dates: [2027-03-27 10:00-11:00, 2027-03-29 10:00-11:00]"),
    "moved": plan("start: 2026-12-10, time: 10:00-12:00, changes: [{date: 2026-12-10, to: 2026-12-11}]"),
    "shorter": plan("start: 2026-12-10, time: 10:00-12:00, changes: [{date: 2026-12-10, to: 10:00-11:00}]"),
    "moved-off": plan("start: 2026-12-10, changes: [{date: 2026-12-10, to: 2026-12-11, cancelled: yes}]"),
    "free": activity(price="0"),
    "full": activity(price="5", status="full"),
    "cancelled": activity(status="cancelled"),
    "postponed": activity(status="postponed"),
    "online": activity(location="{online: 'https://meet.example/tea'}"),
    "both": activity(location="{name: The Mill, street: Mill Lane 1, online: yes}"),
    "somewhere": activity(location="{name: The field, area: south}"),
    "over": plan("start: 2026-11-10"),
    "offer": plan("by_appointment: Call us.", price="0", languages="[fr]"),
    "offer-off": plan("by_appointment: Call us.", status="cancelled"),
    "example": activity(example="yes", checked=None),
    "hostile": activity(title=json.dumps(HOSTILE), summary=json.dumps(HOSTILE)),
}  # fmt: skip
FILES = {f"activities/walkers/{slug}.md": text for slug, text in ENTRIES.items()} | {
    "activities/walkers/a.png": picture(),
    "content/organizations/readers.md": (
        "---\nname: The Readers\nkind: partner\nsummary: We read.\n"
        "contact: {phone: 020-000 00 00, email: a@example.org, website: 'https://readers.example'}\n---\n"
    ),
    "content/organizations/pretend.md": "---\nname: Pretend\nkind: member\nexample: yes\n---\n",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict[str, Page]:
    town = small_town(tmp_path_factory.mktemp("town"), FILES)
    done = town.build(None, "-e", f'SITEURL="{URL}"')
    assert done.returncode == 0, done.stdout + done.stderr
    return pages(town.output)


def nodes(page: Page) -> dict[str, dict]:
    """The page's data by type; a page has one element of it, or none."""
    texts = page.all("//script[@type='application/ld+json']/text()")
    assert len(texts) <= 1
    if not texts:
        return {}
    data = json.loads(texts[0])
    assert set(data) == {"@context", "@graph"}
    return {node["@type"]: node for node in data["@graph"]}


@pytest.fixture(scope="module")
def event(found):
    """The Event (or Service) of an activity."""
    return lambda slug: next(iter(nodes(found[f"activity/walkers/{slug}/"]).values()))


def test_a_single_date(event):
    walk = event("once")
    organizer = {
        "@type": "Organization",
        "@id": f"{URL}/organization/walkers/#organization",
        "name": "The Walkers",
        "url": f"{URL}/organization/walkers/",
    }
    assert walk == {
        "@type": "Event",
        "@id": f"{URL}/activity/walkers/once/#activity",
        "name": "Walk along the river",
        "description": "We walk for an hour and drink tea.",
        "url": f"{URL}/activity/walkers/once/",
        "startDate": "2026-12-10T10:00+01:00",
        "endDate": "2026-12-10T12:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "The Mill",
            "url": f"{URL}/place/mill/",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Mill Lane 1",
                "postalCode": "1000 AA",
                "addressLocality": "Littleham",
                "addressCountry": "NL",
            },
            "containedInPlace": {"@type": "Place", "name": "Northside"},
        },
        "organizer": organizer,
        "audience": [{"@type": "Audience", "audienceType": "Everyone"}],
        "keywords": ["Outdoors"],
    }


def test_what_is_told_of_a_series(event):
    weekly = event("weekly")
    assert weekly["startDate"] == "2026-12-02T13:00+01:00"  # the one before it is off
    assert weekly["eventStatus"] == "https://schema.org/EventRescheduled"
    assert weekly["previousStartDate"] == "2026-12-01T10:00+01:00"
    assert weekly["isAccessibleForFree"] is False
    assert weekly["offers"] == {
        "@type": "Offer", "price": "2.50", "priceCurrency": "EUR", "description": "With tea",
        "url": f"{URL}/activity/walkers/weekly/",
    }  # fmt: skip
    assert weekly["typicalAgeRange"] == "65-"
    assert weekly["inLanguage"] == ["en", "fr"]
    assert [one["audienceType"] for one in weekly["audience"]] == ["Older people", "Young people"]
    assert [(one["name"], one["url"]) for one in weekly["contributor"]] == [("The Readers", "https://readers.example")]
    assert weekly["keywords"] == ["Tea and talk", "Outdoors"]
    assert weekly["image"] == [f"{URL}/activity/walkers/weekly/a-9.jpg"]


def test_dates_of_a_series_are_the_next_eight_with_what_is_different(event):
    dates = event("weekly")["subEvent"]
    assert [(one["startDate"], one["eventStatus"].rpartition("/Event")[2]) for one in dates] == [
        ("2026-11-24T10:00+01:00", "Cancelled"),
        ("2026-12-02T13:00+01:00", "Rescheduled"),
        ("2026-12-08T10:00+01:00", "Scheduled"),
        ("2026-12-15T10:00+01:00", "Scheduled"),
        ("2026-12-29T10:00+01:00", "Scheduled"),
        ("2027-01-05T10:00+01:00", "Scheduled"),
        ("2027-01-12T10:00+01:00", "Scheduled"),
        ("2027-01-19T10:00+01:00", "Scheduled"),
    ]
    assert [one["location"]["name"] for one in dates[1:4]] == ["The Mill", "Elsewhere", "The Mill"]
    assert dates[2]["location"]["address"]["streetAddress"] == "Lane 2"
    assert all({"name", "startDate", "endDate", "location"} <= set(one) for one in dates)


COMMON = {"@type": "Schedule", "scheduleTimezone": "Europe/Amsterdam"}
SCHEDULES = {
    "weekly": [{
        "repeatFrequency": "P1W", "byDay": ["https://schema.org/Tuesday"], "startDate": "2026-11-17",
        "endDate": "2027-06-29", "startTime": "10:00:00", "endTime": "12:00:00",
        "exceptDate": ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-22"],
    }],
    "even": [
        {"repeatFrequency": "P2W", "byDay": ["https://schema.org/Tuesday"], "startDate": "2026-11-24",
         "endDate": "2026-12-22", "startTime": "10:00:00"},
        {"repeatFrequency": "P2W", "byDay": ["https://schema.org/Tuesday"], "startDate": "2027-01-12",
         "endDate": "2027-12-28", "startTime": "10:00:00"},
    ],
    "nth": [{"repeatFrequency": "P1M", "byDay": ["2TU", "-1FR"], "startDate": "2026-12-08",
             "startTime": "19:30:00", "endTime": "21:00:00"}],
    "number": [{"repeatFrequency": "P1M", "byMonthDay": [15], "startDate": "2026-12-15"}],
    "yearly": [{"repeatFrequency": "P1Y", "byMonthDay": [24], "byMonth": [12], "startDate": "2026-12-24",
                "startTime": "22:00:00", "endTime": "01:00:00"}],
    "last-day": None,
    "clock": None,
    "once": None,
    "days": None,
}  # fmt: skip


@pytest.mark.parametrize("slug", SCHEDULES)
def test_rhythm(slug, event):
    expected = SCHEDULES[slug] and [{**COMMON, **one} for one in SCHEDULES[slug]]
    assert event(slug).get("eventSchedule") == expected


def test_rhythm_of_what_takes_several_days_has_a_length(event):
    [*_, one] = event("weekend")["eventSchedule"]
    assert (one["duration"], one["startTime"], "endTime" in one) == ("P1DT18H30M", "20:00:00", False)
    assert one["repeatFrequency"] == "P2W"


@pytest.mark.parametrize(
    ("slug", "start", "end", "status", "previous"),
    [
        pytest.param("days", "2026-12-04", "2026-12-06", "Scheduled", None, id="whole days, both in"),
        pytest.param("even", "2026-11-24T10:00+01:00", None, "Scheduled", None, id="an end that is not known"),
        pytest.param("yearly", "2026-12-24T22:00+01:00", "2026-12-25T01:00+01:00", "Scheduled", None, id="a night"),
        pytest.param(
            "moved", "2026-12-11T10:00+01:00", "2026-12-11T12:00+01:00", "Rescheduled", "2026-12-10T10:00+01:00",
            id="moved",
        ),
        pytest.param(
            "shorter", "2026-12-10T10:00+01:00", "2026-12-10T11:00+01:00", "Scheduled", None, id="only shorter"
        ),
        pytest.param("moved-off", "2026-12-11", "2026-12-11", "Cancelled", None, id="moved, then off"),
        pytest.param("cancelled", "2026-12-10T10:00+01:00", "2026-12-10T12:00+01:00", "Cancelled", None, id="off"),
        pytest.param("postponed", "2026-12-10T10:00+01:00", "2026-12-10T12:00+01:00", "Postponed", None, id="later"),
        pytest.param("full", "2026-12-10T10:00+01:00", "2026-12-10T12:00+01:00", "Scheduled", None, id="full"),
    ],
)  # fmt: skip
def test_when(slug, start, end, status, previous, event):
    node = event(slug)
    assert (node["startDate"], node.get("endDate"), node.get("previousStartDate")) == (start, end, previous)
    assert node["eventStatus"] == f"https://schema.org/Event{status}"


def test_offset_is_that_of_the_moment(event):
    assert [one["startDate"] for one in event("clock")["subEvent"]] == [
        "2027-03-27T10:00+01:00",
        "2027-03-29T10:00+02:00",
    ]


def test_prices(event):
    assert (event("free")["isAccessibleForFree"], event("free")["offers"]["price"]) == (True, "0.00")
    assert event("full")["offers"]["availability"] == "https://schema.org/SoldOut"
    assert {"offers", "isAccessibleForFree"}.isdisjoint(event("once"))


def test_where(event):
    virtual = {"@type": "VirtualLocation", "name": "Online", "url": "https://meet.example/tea"}
    modes = {slug: event(slug)["eventAttendanceMode"].rpartition("/")[2] for slug in ("online", "both", "somewhere")}
    assert modes == {
        "online": "OnlineEventAttendanceMode",
        "both": "MixedEventAttendanceMode",
        "somewhere": "OfflineEventAttendanceMode",
    }
    assert event("online")["location"] == virtual
    assert [one["@type"] for one in event("both")["location"]] == ["Place", "VirtualLocation"]
    assert event("somewhere")["location"] == {
        "@type": "Place", "name": "The field", "containedInPlace": {"@type": "Place", "name": "Southside"},
    }  # fmt: skip


def test_without_dates_it_is_a_service_and_no_date_is_made_up(event):
    offer = event("offer")
    assert offer["@type"] == "Service"
    assert offer["provider"]["name"] == "The Walkers"
    assert offer["availableChannel"]["availableLanguage"] == ["fr"]
    assert offer["availableChannel"]["serviceLocation"]["name"] == "The Mill"
    assert "Date" not in json.dumps(offer)


@pytest.mark.parametrize("slug", ["over", "offer-off"])
def test_what_is_over_or_off_is_neither(slug, found):
    assert set(nodes(found[f"activity/walkers/{slug}/"])) == {"BreadcrumbList"}


@pytest.mark.parametrize("path", ["activity/walkers/example/", "organization/pretend/"])
def test_an_example_has_no_data(path, found):
    assert nodes(found[path]) == {}


def test_no_data_of_an_example_stands_elsewhere_in_the_town(site, found):
    whole = pages(site)
    shown = [page for page in whole.values() if page.all("//main//p[contains(@class, 'example')]")]
    assert len(shown) > 40
    assert [page.path for page in shown if nodes(page)] == []


def test_organization_has_its_own_page(found):
    assert nodes(found["organization/readers/"])["Organization"] == {
        "@type": "Organization",
        "@id": f"{URL}/organization/readers/#organization",
        "name": "The Readers",
        "description": "We read.",
        "url": "https://readers.example",
        "telephone": "020-000 00 00",
        "email": "a@example.org",
        "mainEntityOfPage": f"{URL}/organization/readers/",
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("activity/walkers/once/", [("Agenda", ""), ("Northside", "area/north/"), ("Walk along the river", None)]),
        ("topic/tea/", [("Agenda", ""), ("Topic", "choose/#topic"), ("Tea and talk", None)]),
        ("area/north/topic/tea/", [("Agenda", ""), ("Northside", "area/north/"), ("Tea and talk in Northside", None)]),
    ],
)
def test_crumbs(path, expected, found):
    items = nodes(found[path])["BreadcrumbList"]["itemListElement"]
    assert [one["position"] for one in items] == [1, 2, 3]
    assert [(one["name"], one["item"]) for one in items] == [
        (name, f"{URL}/{path if to is None else to}") for name, to in expected
    ]


def test_pages_with_crumbs_have_them_as_data_too(found):
    crumbs = {path for path, page in found.items() if page.all("//nav[@class='crumbs']")}
    examples = {path for path, page in found.items() if page.all("//main//p[contains(@class, 'example')]")}
    letters = {path for path in found if path.startswith("week/")}  # for who makes a newsletter, not for search engines
    letters |= {path for path in found if path.endswith("nakijken/") or "activiteit/buuv/" in path}  # nor these
    others = {path for path in found if re.search(r"(^|/)(poster|press|review)/", path)}  # sheets, and for partners
    told = {path for path, page in found.items() if "BreadcrumbList" in nodes(page)}
    assert told - others == crumbs - examples - letters - others


def test_a_title_cannot_end_the_element(found, event):
    """34, 35: the data is whole, and says what was typed."""
    page = found["activity/walkers/hostile/"]
    assert event("hostile")["name"] == event("hostile")["description"] == HOSTILE
    assert page.all("//script[not(@type='application/ld+json') and not(contains(@src, '/theme/js/'))]") == []
    [text] = page.all("//script[@type='application/ld+json']/text()")
    assert not set("<>&\u2028\u2029") & set(text)


def test_escaping_keeps_every_character():
    text = "".join(map(chr, [*range(0x20, 0x180), 0x2028, 0x2029, 0x1F600]))
    written = escaped([{"name": text}])
    assert json.loads(written)["@graph"] == [{"name": text}]
    assert not set("<>&\u2028\u2029") & set(written)


FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
LAST = date(2027, 12, 31)


def moments(node: dict) -> set[datetime]:
    """What a reader of schema.org makes of a Schedule: local starts up to `LAST`."""
    assert node["scheduleTimezone"] == "Europe/Amsterdam"
    days = [day.rpartition("/")[2] for day in node.get("byDay", ())]
    parts = {
        "FREQ": FREQUENCIES[node["repeatFrequency"][-1]],
        "INTERVAL": node["repeatFrequency"][1:-1],
        "BYDAY": ",".join(day[:2].upper() if day.endswith("day") else day for day in days),
        "BYMONTHDAY": ",".join(map(str, node.get("byMonthDay", ()))),
        "BYMONTH": ",".join(map(str, node.get("byMonth", ()))),
        "UNTIL": min(node.get("endDate", "9999"), str(LAST)).replace("-", "") + "T235959",
    }
    text = ";".join(f"{name}={value}" for name, value in parts.items() if value)
    start = datetime.combine(date.fromisoformat(node["startDate"]), time.fromisoformat(node.get("startTime", "00:00")))
    found = rrule.rrulestr(text, dtstart=start)
    return {one for one in found if str(one.date()) not in node.get("exceptDate", ())}


def test_rhythms_by_chance_name_only_real_dates():
    """And the dates beside them are the agenda's own."""
    place, made = chance.agenda(seed=35, number=150)
    real = tuple(one.model_copy(update={"example": False}) for one in made.activities)
    site = Site(Agenda(made.register, real), replace(place, url=URL))
    writer = Writer(site)
    rhythms = 0
    for one in real:
        data = json.loads(writer.of(site.activity(one)))["@graph"][0]
        known = schedule.of_activity(one, made.register, place.today, LAST)
        on = {each.start for each in known if not each.cancelled}
        for node in data.get("eventSchedule", ()):
            rhythms += 1
            assert {each for each in moments(node) if each.date() >= place.today} <= on
        starts = [datetime.fromisoformat(each["startDate"]).replace(tzinfo=None) for each in data.get("subEvent", ())]
        starts = [each for each in starts if each.date() <= LAST]
        assert starts == [each.start for each in known][: len(starts)]
    assert rhythms > 80
