"""When an occurrence begins and ends: over midnight, several days, clock changes, changes of one, and windows."""

import pytest

from occurrences import held, weekly


@pytest.mark.parametrize(
    ("change", "others", "expected"),
    [
        pytest.param({"to": "14:00"}, {}, "2026-09-08T14:00 - 16:00", id="only-a-start-keeps-the-length"),
        pytest.param({"to": "14:00-15:00"}, {}, "2026-09-08T14:00 - 15:00", id="only-a-time"),
        pytest.param({"to": "2026-09-09"}, {}, "2026-09-09T10:00 - 12:00", id="only-a-date"),
        pytest.param({"to": "2026-09-06 22:00"}, {}, "2026-09-06T22:00 - 2026-09-07T00:00", id="both"),
        pytest.param({"to": "2026-08-30 11:00"}, {}, "2026-08-30T11:00 - 13:00", id="before-the-start"),
        pytest.param({"cancelled": "Zaal dicht"}, {}, "2026-09-08T10:00 - 12:00 off Zaal dicht", id="cancelled"),
        pytest.param({"cancelled": "yes"}, {}, "2026-09-08T10:00 - 12:00 off", id="cancelled-without-a-reason"),
        pytest.param(
            {"to": "2026-09-09 14:00", "cancelled": "Ziek"}, {},
            "2026-09-09T14:00 - 16:00 off Ziek", id="moved-and-off",
        ),
        pytest.param({"note": "x", "cancelled": "no"}, {}, "2026-09-08T10:00 - 12:00", id="not-cancelled-after-all"),
        pytest.param({"note": "x"}, {"except": "2026-09-08"}, "2026-09-08T10:00 - 12:00", id="beats-except"),
        pytest.param(
            {"to": "12:00", "date": "2026-10-13"}, {"start": "2026-10-13", "pause": "school-holidays"},
            "2026-10-13T12:00 - 14:00", id="beats-pause",
        ),
        pytest.param({"to": "14:00"}, {"time": "10:00"}, "2026-09-08T14:00 - ?", id="open-end-stays-open"),
        pytest.param({"to": "14:00"}, {"time": None}, "2026-09-08T14:00 - ?", id="time-for-a-whole-day"),
        pytest.param({"to": "2026-09-09"}, {"time": None}, "2026-09-09 - 2026-09-09", id="whole-day-moved"),
        pytest.param(
            {"to": "2026-09-10"}, {"end": "2026-09-02"}, "2026-09-10T10:00 - 2026-09-11T12:00", id="several-days-moved",
        ),
        pytest.param(
            {"to": "2026-09-10 11:00-13:00"}, {"end": "2026-09-02"}, "2026-09-10T11:00 - 2026-09-11T13:00",
            id="several-days-at-another-time",
        ),
        pytest.param(
            {"date": "2026-09-12", "to": "11:00"}, {"extra": "2026-09-12"}, "2026-09-12T11:00 - 13:00", id="of-extra",
        ),
    ],
)  # fmt: skip
def test_a_change_of_one_occurrence(change, others, expected):
    fields = {name: value for name, value in weekly(until="2026-10-20", **others).items() if value}
    found = held("2026-08-01", "2026-12-31", {**fields, "changes": {"date": "2026-09-08", **change}})
    without = held("2026-08-01", "2026-12-31", fields)
    assert expected in found
    assert len(set(found) - set(without)) <= 1
    assert len(found) == len(without) + ("except" in others or "pause" in others)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(dict(start="2026-10-01"), "2026-10-01 - 2026-10-01", id="whole-day"),
        pytest.param(dict(start="2026-10-01", end="2026-10-03"), "2026-10-01 - 2026-10-03", id="whole-days"),
        pytest.param(dict(start="2026-10-01", time="10:00"), "2026-10-01T10:00 - ?", id="end-not-known"),
        pytest.param(dict(start="2026-10-01", time="20:00-24:00"), "2026-10-01T20:00 - 2026-10-02T00:00", id="24:00"),
        pytest.param(dict(start="2026-10-01", time="22:00-02:00"), "2026-10-01T22:00 - 2026-10-02T02:00", id="night"),
        pytest.param(
            dict(start="2026-10-01", end="2026-10-03", time="18:00-12:00"), "2026-10-01T18:00 - 2026-10-03T12:00",
            id="several-days-end-on-the-last-though-earlier",
        ),
        pytest.param(
            dict(start="2026-10-01", end="2026-10-03", time="10:00-24:00"), "2026-10-01T10:00 - 2026-10-04T00:00",
            id="several-days-till-24:00",
        ),
        pytest.param(
            dict(start="2026-10-01", end="2026-10-02", time="10:00-10:00"), "2026-10-01T10:00 - 2026-10-02T10:00",
            id="the-same-time-on-another-day",
        ),
        pytest.param(
            dict(start="2026-10-01", end="2026-10-01", time="22:00-02:00"), "2026-10-01T22:00 - 2026-10-02T02:00",
            id="night-with-the-end-on-its-first-day",
        ),
        pytest.param(dict(start="2027-03-28", time="02:30-04:00"), "2027-03-28T03:30 - 04:00", id="start-in-the-gap"),
        pytest.param(dict(start="2027-03-28", time="02:15-02:45"), "2027-03-28T03:15 - 03:45", id="all-in-the-gap"),
        pytest.param(dict(start="2027-03-28", time="02:30-03:15"), "2027-03-28T03:30 - 04:15", id="end-before-it-then"),
        pytest.param(dict(start="2027-03-28", time="02:00-03:00"), "2027-03-28T03:00 - 04:00", id="end-with-it-then"),
        pytest.param(dict(start="2027-03-28", time="01:00-02:30"), "2027-03-28T01:00 - 03:30", id="end-in-the-gap"),
        pytest.param(
            dict(start="2027-03-27", time="23:00-02:30"), "2027-03-27T23:00 - 2027-03-28T03:30", id="night-into-gap",
        ),
        pytest.param(dict(start="2026-10-25", time="02:30-02:45"), "2026-10-25T02:30 - 02:45", id="twice-in-autumn"),
        pytest.param(dict(start="2026-10-25", time="01:00-04:00"), "2026-10-25T01:00 - 04:00", id="over-extra-hour"),
    ],
)  # fmt: skip
def test_one_occurrence(fields, expected):
    assert held("2026-09-01", "2027-12-31", fields) == [expected]


def test_every_occurrence_has_the_length_of_the_first():
    fields = dict(start="2026-10-02", end="2026-10-04", time="20:00-12:00", repeat="monthly", days="1st friday")
    assert held("2026-10-01", "2026-11-30", fields) == [
        "2026-10-02T20:00 - 2026-10-04T12:00",
        "2026-11-06T20:00 - 2026-11-08T12:00",
    ]


@pytest.mark.parametrize(
    ("window", "there"),
    [
        pytest.param("2026-10-01 2026-10-01", True, id="the-evening"),
        pytest.param("2026-10-02 2026-10-02", True, id="the-small-hours"),
        pytest.param("2026-10-03 2026-10-03", False, id="the-day-after"),
        pytest.param("2026-09-01 2026-09-30", False, id="until-the-day-before"),
        pytest.param("1900-01-01 2100-12-31", True, id="all-years"),
    ],
)
def test_a_window_has_what_overlaps_it(window, there):
    assert bool(held(*window.split(), dict(start="2026-10-01", time="22:00-02:00"))) is there


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        pytest.param(dict(start="2026-09-30", time="20:00-24:00"), False, id="ends-as-the-window-begins"),
        pytest.param(dict(start="2026-09-30"), False, id="the-day-before"),
        pytest.param(dict(start="2026-09-30", time="23:59"), False, id="instant-before"),
        pytest.param(dict(start="2026-10-01", time="00:00"), True, id="instant-as-it-begins"),
        pytest.param(dict(start="2026-10-02", time="00:00"), False, id="instant-as-it-ends"),
        pytest.param(dict(start="2026-01-01", end="2026-12-31"), True, id="the-whole-year-around"),
        pytest.param(weekly(changes={"date": "2026-12-01", "to": "2026-10-01"}), True, id="moved-into-it-from-later"),
        pytest.param(weekly(changes={"date": "2026-09-01", "to": "2026-10-01"}), True, id="moved-into-it-from-earlier"),
        pytest.param(
            weekly(days="thursday", changes={"date": "2026-10-01", "to": "2026-10-02"}), False, id="moved-out"
        ),
    ],
)
def test_edges_of_a_window_of_one_day(fields, there):
    assert bool(held("2026-10-01", "2026-10-01", fields)) is there


def test_a_change_names_the_time_where_a_day_has_two():
    fields = dict(
        dates=["2026-10-13 14:00-15:00", "2026-10-13 10:00-11:00", "2026-10-14 10:00-11:00"],
        pause="school-holidays",
        changes=[{"date": "2026-10-13 14:00", "to": "16:00"}, {"date": "2026-10-13 10:00", "cancelled": "Ziek"}],
    )
    assert held("2026-10-01", "2026-10-31", fields) == ["2026-10-13T10:00 - 11:00 off Ziek", "2026-10-13T16:00 - 17:00"]


def test_schedules_together_have_each_moment_once_in_order():
    found = held("2026-09-01", "2026-09-09", weekly(), weekly(time="09:00-10:00"), weekly(start="2026-09-08"))
    assert found == [
        "2026-09-01T09:00 - 10:00",
        "2026-09-01T10:00 - 12:00",
        "2026-09-08T09:00 - 10:00",
        "2026-09-08T10:00 - 12:00",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(dict(status="cancelled", status_note="Gestopt"), "2026-09-01T10:00 - 12:00 off Gestopt", id="off"),
        pytest.param(dict(status="postponed"), "2026-09-01T10:00 - 12:00 off", id="postponed"),
        pytest.param(dict(status="full"), "2026-09-01T10:00 - 12:00", id="full-takes-place"),
    ],
)
def test_status_of_the_activity(fields, expected):
    assert held("2026-09-01", "2026-09-07", weekly(), **fields) == [expected]


@pytest.mark.parametrize("word", ["by_appointment", "ongoing"])
def test_without_a_fixed_time_nothing_takes_place(word):
    assert held("1900-01-01", "2100-12-31", {word: "Bel ons", "start": "2026-09-01"}) == []
