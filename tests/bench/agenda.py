"""The generated agenda of the bench: a region's activities as plain values, the same each time."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

TODAY = date(2026, 11, 22)  # the day of the bench: all dates come after it, so that a first date is the next one
SPAN = 360  # days from the first start to the last
LAST = 28  # day of the month that something begins at most: each month has four of every weekday until then

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
    chance = random.Random(seed)
    organizations = _terms(chance, "organisatie", 40)
    areas = _terms(chance, "wijk", 18)
    audiences = _terms(chance, "doelgroep", 10)
    topics = _terms(chance, "thema", 8)
    places = tuple(
        Place(f"plek-{n}", f"Plek {n}", f"Voorbeeldstraat {n}", f"20{n:02} AB", areas[n % len(areas)].id)
        for n in range(1, 61)
    )
    where, who = _dealt(chance, places, number), _dealt(chance, organizations, number)
    first_audience, first_topic = _dealt(chance, audiences, number), _dealt(chance, topics, number)
    activities = []
    for n in range(number):
        hour = chance.randrange(9, 20)
        start = TODAY + timedelta(1 + chance.randrange(SPAN))
        activities.append(
            Activity(
                f"activiteit-{n + 1}",
                f"{' '.join(chance.choices(WORDS, k=3)).capitalize()} {n + 1}",
                f"Samen {' '.join(chance.choices(WORDS, k=8))}.",
                start.replace(day=min(start.day, LAST)),
                f"{hour:02}:00",
                f"{hour + 2:02}:30",
                chance.choices(("weekly", "monthly", ""), (60, 15, 25))[0],
                where[n],
                who[n],
                _with_another(chance, first_audience[n], audiences),
                _with_another(chance, first_topic[n], topics),
                chance.choice((0, 0, 0, 2, 5)),
                _text(chance),
            )
        )
    return Agenda(organizations, areas, audiences, topics, places, tuple(activities))


def edited(agenda: Agenda, edit: int) -> Activity:
    """One of the activities as an editor changes it, each `edit` otherwise: another date, and a sentence more."""
    one = agenda.activities[random.Random(edit).randrange(len(agenda.activities))]
    later = 7 if one.start.day <= LAST - 7 else 14
    return replace(one, start=one.start + timedelta(later), text=f"{one.text}\n\n{mark(edit)}")


def mark(edit: int) -> str:
    """The sentence that an edit adds: where it stands, the edit has been published."""
    return f"Gewijzigd voor de {edit}e keer."


def _dealt(chance: random.Random, things: tuple, number: int) -> list:
    """So many of these things, each as often as the others: of each there is a page that is not empty."""
    found = [things[n % len(things)] for n in range(number)]
    chance.shuffle(found)
    return found


def _with_another(chance: random.Random, first: Term, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The first, and for one in three another one."""
    other = chance.choice(terms)
    return (first, other) if other is not first and chance.random() < 0.34 else (first,)


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
