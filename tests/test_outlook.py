"""What an entry that is not there yet will look like."""

import pytest

from intake import outlook
from small_town import activity, small_town


def of(folder, **fields) -> outlook.Outlook:
    town = small_town(folder, {"activities/walkers/walk.md": activity(**fields)})
    agenda = town.agenda()
    return outlook.of(agenda.activities[0], agenda, town.settings())


@pytest.mark.parametrize(
    ("schedule", "day", "clock", "dates"),
    {
        "once": (
            "{start: 2026-12-10, time: 10:00-12:00}", "Thursday 10 December 2026", ("", "10:00", " to 12:00"),
            ("Thursday 10 December 2026, 10:00 to 12:00",),
        ),
        "the first one is off": (
            "{start: 2026-12-10, repeat: weekly, until: 2026-12-17, changes: [{date: 2026-12-10, cancelled: yes}]}",
            "Thursday 17 December 2026", ("", "", "all day"),
            ("Thursday 10 December 2026, all day", "Thursday 17 December 2026, all day"),
        ),
        "by appointment": ("{by_appointment: Call us.}", "", ("", "", "Call us."), ()),
        "it is over": ("{start: 2026-01-01}", "", ("", "", ""), ()),
    }.values(),
)  # fmt: skip
def test_the_card_is_of_the_first_day_that_is_on(schedule, day, clock, dates, tmp_path):
    made = of(tmp_path, schedule=schedule)
    assert (made.day, (made.clock.before, made.clock.found, made.clock.after), made.dates) == (day, clock, dates)


def test_of_many_dates_the_first_are_told(tmp_path):
    made = of(tmp_path, schedule="{start: 2026-12-10, repeat: daily}")
    assert len(made.dates) == outlook.MOST + 1
    assert made.dates[-1] == "and so on"


def test_its_words_are_those_of_the_lists(tmp_path):
    made = of(tmp_path, price="2.50")
    assert (made.card.place, made.card.price, made.card.facts) == ("The Mill · Northside", "€2.50", "Everyone")
