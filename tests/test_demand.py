"""What people asked for beside what there is."""

from datetime import date

from agenda.steering import Demand
from insight import demand
from insight.coverage import NOTHING, Coverage, Tally

TODAY = date(2026, 11, 22)
SOME = Tally(occurrences=8, activities=1)
COUNTED = Coverage(TODAY, TODAY, ("north", "south"), ("young", "old"), {("north", "old", ""): SOME}, {})


def asked(*rows: str) -> list[tuple]:
    """What is made of rows such as `2026-11-01 south young tea`."""
    entries = [dict(zip(("day", "area", "audience", "topic"), row.split(), strict=True)) for row in rows]
    found = demand.of([Demand.model_validate(one) for one in entries], COUNTED, TODAY)
    return [(one.area, one.audience, one.times, one.topics, one.offer) for one in found]


def test_the_most_asked_comes_first_and_its_topics_too():
    found = asked(
        "2026-11-04 north old tea",
        "2026-11-01 south young tea",
        "2026-11-03 south young outdoors",
        "2026-11-02 south young tea",
    )
    assert found == [
        ("south", "young", 3, (("tea", 2), ("outdoors", 1)), NOTHING),
        ("north", "old", 1, (("tea", 1),), SOME),
    ]


def test_asked_as_often_where_least_is_on_comes_first():
    found = asked("2026-11-01 north old tea", "2026-11-01 south old tea")
    assert [one[0] for one in found] == ["south", "north"]


def test_a_year_counts():
    assert asked("2025-11-22 north old tea") == []
    assert len(asked("2025-11-23 north old tea", "2026-11-22 south old tea")) == 2


def test_nobody_asked():
    assert asked() == []
