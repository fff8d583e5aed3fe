"""What people asked for and did not find, beside what there is: counts for each area and audience, never a note."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from agenda.steering import Demand

from .coverage import Coverage, Tally

YEAR = timedelta(365)  # what was asked longer ago says little about now


@dataclass(frozen=True)
class Asked:
    """What was asked for in one area for one audience: how often, the topics (most asked first), and the offer."""

    area: str
    audience: str
    times: int
    topics: tuple[tuple[str, int], ...]
    offer: Tally


def of(demand: Iterable[Demand], coverage: Coverage, today: date) -> list[Asked]:
    """What was asked for in the year up to `today`, the most asked first, then where least is on."""
    recent = [one for one in demand if today - YEAR < one.day <= today]
    topics: dict[tuple[str, str], Counter[str]] = {}
    for one in recent:
        topics.setdefault((one.area, one.audience), Counter())[one.topic] += 1
    found = [
        Asked(*key, counter.total(), tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0]))),
              coverage.at(*key))
        for key, counter in topics.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.times, one.offer.occurrences, one.area, one.audience))
