"""The generated agenda of the bench: a region's activities as plain values, the same each time."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

TODAY = date(2026, 11, 22)  # all dates lie after it: a first date is the next date
SPAN = 360  # days from the first start to the last

WORDS = (
    "aan buurt koffie samen wandelen tafel verhaal muziek tuin welkom loop binnen mensen taal spel soep brood fiets"
    " park kamer bord kaart stoel groep middag avond ochtend praten lachen koken zingen lezen maken helpen leren rustig"
    " gezellig nieuw oud jong groot klein warm open gratis iedereen buren vrienden kinderen ouders huis straat plein"
    " markt school kerk boek film dans thee taart fruit bloem boom vogel water zon regen jas trui draad naald verf doek"
).split()
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True)
class Term:
    """An area, an audience or a topic."""

    id: str
    name: str
    text: str


@dataclass(frozen=True)
class Place:
    """Where activities take place; `area` is the id of its area."""

    id: str
    name: str
    street: str
    postcode: str
    area: str


@dataclass(frozen=True)
class Activity:
    """`repeat` is "weekly", "monthly" (the same weekday of the month) or empty; `price` in euros; `text` Markdown."""

    id: str
    title: str
    summary: str
    start: date
    begin: str
    end: str
    repeat: str
    place: Place
    organization: Term
    audiences: tuple[Term, ...]
    topics: tuple[Term, ...]
    price: int
    text: str


@dataclass(frozen=True)
class Agenda:
    """All of it."""

    organizations: tuple[Term, ...]
    areas: tuple[Term, ...]
    audiences: tuple[Term, ...]
    topics: tuple[Term, ...]
    places: tuple[Place, ...]
    activities: tuple[Activity, ...]


def terms(agenda: Agenda) -> dict[str, tuple[Term, ...]]:
    """All lists by the word that stands in their addresses."""
    return {
        "organisatie": agenda.organizations,
        "wijk": agenda.areas,
        "doelgroep": agenda.audiences,
        "thema": agenda.topics,
    }


def generated(number: int, seed: int = 1) -> Agenda:
    """So many activities: 60 % weekly, 15 % monthly, the rest once; texts of about 120 words."""
    chance = random.Random(seed)  # noqa: S311  a benchmark, not a secret
    organizations = _terms(chance, "organisatie", 40)
    areas = _terms(chance, "wijk", 18)
    audiences = _terms(chance, "doelgroep", 10)
    topics = _terms(chance, "thema", 8)
    places = tuple(
        Place(f"plek-{n}", f"Plek {n}", f"Voorbeeldstraat {n}", f"20{n:02} AB", areas[n % len(areas)].id)
        for n in range(1, 61)
    )
    activities = []
    for n in range(1, number + 1):
        hour = chance.randrange(9, 20)
        start = TODAY + timedelta(1 + chance.randrange(SPAN))
        activities.append(
            Activity(
                f"activiteit-{n}",
                f"{' '.join(chance.choices(WORDS, k=3)).capitalize()} {n}",
                f"Samen {' '.join(chance.choices(WORDS, k=8))}.",
                start.replace(day=min(start.day, 28)),  # every month has four of each weekday
                f"{hour:02}:00",
                f"{hour + 2:02}:30",
                chance.choices(("weekly", "monthly", ""), (60, 15, 25))[0],
                chance.choice(places),
                chance.choice(organizations),
                tuple(chance.sample(audiences, chance.choice((1, 1, 2)))),
                tuple(chance.sample(topics, chance.choice((1, 1, 2)))),
                chance.choice((0, 0, 0, 2, 5)),
                _text(chance),
            )
        )
    return Agenda(organizations, areas, audiences, topics, places, tuple(activities))


def _terms(chance: random.Random, kind: str, number: int) -> tuple[Term, ...]:
    return tuple(
        Term(f"{kind}-{n}", f"{kind.capitalize()} {n}", f"{_sentence(chance, 12)} {_sentence(chance, 12)}")
        for n in range(1, number + 1)
    )


def _sentence(chance: random.Random, words: int) -> str:
    return f"{' '.join(chance.choices(WORDS, k=words)).capitalize()}."


def _text(chance: random.Random) -> str:
    """About 120 words in Markdown: two paragraphs, a list, and one more paragraph with a link."""
    first = f"{_sentence(chance, 12)} {_sentence(chance, 10)} **{chance.choice(WORDS)}** {_sentence(chance, 12)}"
    second = " ".join(_sentence(chance, 11) for _ in range(3))
    points = "\n".join(f"- {_sentence(chance, 7)}" for _ in range(4))
    last = f"{_sentence(chance, 12)} *{chance.choice(WORDS)}* [Lees meer](https://example.org/{chance.choice(WORDS)})."
    return f"{first}\n\n{second}\n\n{points}\n\n{last}"
