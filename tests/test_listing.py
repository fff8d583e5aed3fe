"""What a list shows of which day, in which order, on which page."""

from datetime import date

import pytest

from agenda import listing
from small_town import activity, small_town

TODAY = date(2026, 11, 22)  # a Sunday


def upcoming(folder, horizon: int = 42, **schedules: str) -> listing.Upcoming:
    """What lists need of activities with these slugs and schedules."""
    files = {f"activities/walkers/{slug}.md": activity(schedule=text) for slug, text in schedules.items()}
    town = small_town(folder, {"activities/walkers/walk.md": None, **files})
    return listing.upcoming(town.agenda(), TODAY, horizon)


def days(found: listing.Upcoming, first: date, last: date) -> dict[str, list[str]]:
    """Day -> slugs, as a list shows them."""
    items = [item for one in found.soon.values() for item in one]
    return {str(day.date): [one.activity.slug for one in day.items] for day in listing.by_day(items, first, last)}


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        pytest.param("{start: 2026-11-27}", "", id="whole day, the day before"),
        pytest.param("{start: 2026-11-28}", "2026-11-28", id="whole day, the first"),
        pytest.param("{start: 2026-11-29}", "2026-11-29", id="whole day, the last"),
        pytest.param("{start: 2026-11-30}", "", id="whole day, the day after"),
        pytest.param("{start: 2026-11-26, end: 2026-11-28}", "2026-11-28", id="several days that end on the first"),
        pytest.param("{start: 2026-11-26, end: 2026-12-03}", "2026-11-28", id="several days around"),
        pytest.param("{start: 2026-11-29, end: 2026-12-03}", "2026-11-29", id="several days from the last"),
        pytest.param("{start: 2026-11-27, time: 22:00-02:00}", "2026-11-28", id="a night into the first day"),
        pytest.param("{start: 2026-11-27, time: 22:00-24:00}", "", id="until the midnight before"),
        pytest.param("{start: 2026-11-27, time: 22:00}", "", id="the evening before, end unknown"),
        pytest.param("{start: 2026-11-28, time: 22:00}", "2026-11-28", id="end unknown"),
        pytest.param("{start: 2026-11-29, time: 22:00-02:00}", "2026-11-29", id="a night out of the last day"),
        pytest.param(
            "{start: 2026-11-25, time: 09:00-10:00, repeat: daily, count: 6}", "2026-11-28 2026-11-29", id="daily"
        ),
    ],
)
def test_in_the_weekend(schedule, expected, tmp_path):
    found = days(upcoming(tmp_path, walk=schedule), date(2026, 11, 28), date(2026, 11, 29))
    assert found == {day: ["walk"] for day in expected.split()}


def test_by_time_then_by_title_with_whole_days_last(tmp_path):
    found = upcoming(
        tmp_path,
        whole="{start: 2026-11-23}",
        late="{start: 2026-11-23, time: 20:00}",
        long="{start: 2026-11-23, time: 09:00-12:00}",
        short="{start: 2026-11-23, time: 09:00-10:00}",
        b="{start: 2026-11-23, time: 14:00}",
        a="{start: 2026-11-23, time: 14:00}",
        running="{start: 2026-11-20, end: 2026-11-25, time: 10:00-17:00}",
    )
    monday = date(2026, 11, 23)
    assert days(found, monday, monday) == {"2026-11-23": "running short long a b late whole".split()}


@pytest.mark.parametrize(
    ("schedule", "where"),
    [
        pytest.param("{start: 2026-11-22}", "soon", id="today"),
        pytest.param("{start: 2026-11-21}", "nowhere", id="yesterday"),
        pytest.param("{start: 2026-11-21, time: 22:00-01:00}", "soon", id="a night that ends today"),
        pytest.param("{start: 2026-11-28}", "soon", id="the last day of the horizon"),
        pytest.param("{start: 2026-11-29}", "later", id="the day after the horizon"),
        pytest.param("{start: 2027-10-01}", "later", id="next year"),
        pytest.param("{start: 2028-06-01}", "later", id="in two years"),
        pytest.param("{start: 2028-06-01, repeat: yearly}", "later", id="every year from the year after next"),
        pytest.param("{start: 2026-01-01, repeat: weekly, until: 2026-11-21}", "nowhere", id="a series that ended"),
        pytest.param("{by_appointment: Call us.}", "undated", id="by appointment"),
        pytest.param("{ongoing: Always., until: 2026-11-22}", "undated", id="ongoing until today"),
        pytest.param("{ongoing: Always., until: 2026-11-21}", "nowhere", id="ongoing until yesterday"),
        pytest.param("{ongoing: Always., start: 2027-01-01}", "undated", id="ongoing from next year"),
    ],
)
def test_soon_later_undated(schedule, where, tmp_path):
    found = upcoming(tmp_path, horizon=7, walk=schedule)
    places = {"soon": found.soon["walkers/walk"], "later": found.later, "undated": found.undated}
    assert [name for name, held in places.items() if held] == ([] if where == "nowhere" else [where])


def test_later_is_the_next_that_takes_place(tmp_path):
    off = "changes: [{date: 2026-12-10, cancelled: yes}]"
    found = upcoming(tmp_path, horizon=7, walk=f"{{start: 2026-12-10, repeat: weekly, {off}}}")
    assert found.later["walkers/walk"].occurrence.day == date(2026, 12, 17)


def test_occurrence_elsewhere_is_shown_there(tmp_path):
    elsewhere = "changes: [{date: 2026-11-26, location: {name: The Barn}}]"
    found = upcoming(tmp_path, walk=f"{{start: 2026-11-24, repeat: daily, count: 4, {elsewhere}}}")
    names = [item.place.name for item in found.soon["walkers/walk"]]
    assert names == ["The Mill", "The Mill", "The Barn", "The Mill"]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param([], [[]], id="nothing is one empty page"),
        pytest.param([1, 1, 1, 1], [[1, 1, 1, 1]], id="exactly full"),
        pytest.param([1, 1, 1, 1, 1], [[1, 1, 1, 1], [1]], id="one more"),
        pytest.param([3, 3, 2], [[3, 1], [2, 2]], id="a day goes on over the next page"),
        pytest.param([9, 1], [[4], [4], [1, 1]], id="a day of several pages"),
    ],
)
def test_pages_of_four(sizes, expected):
    made = [listing.Day(date(2026, 11, number), tuple(range(size))) for number, size in enumerate(sizes, 1)]
    cut = listing.pages(made, 4, 0)
    assert [[len(day.items) for day in page] for page in cut] == expected
    parts = [day for page in cut for day in page]
    assert [(day.date, item) for day in parts for item in day.items] == [
        (day.date, item) for day in made for item in day.items
    ]
    assert [day.continued for day in parts] == [
        before is not None and before.date == day.date for before, day in zip([None, *parts], parts, strict=False)
    ]
