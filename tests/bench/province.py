"""The activities of a town, a city or a province, for the finder: as different from each other as real ones are."""

import random
import re
from datetime import date, timedelta
from pathlib import Path

from .town import ROOT

TODAY = date(2026, 11, 22)
TEXT = "Loop gewoon binnen. Er is altijd iemand die u ontvangt."
AUDIENCES = ("ouderen", "jongeren", "alleenwonenden", "mantelzorgers", "nieuwkomers", "ouders-en-kinderen")
TOPICS = ("koffie-en-praten", "samen-eten", "wandelen-en-bewegen", "taal", "tuin-en-natuur")
ACCESS = ("step-free", "toilet", "lift", "parking", "hearing-loop", "low-stimulus", "seating")
LANGUAGES = ("nl", "en", "ar", "tr", "uk")


def write(folder: Path, number: int, seed: int = 1) -> None:
    """So many activities into this folder: 60 % weekly, 15 % monthly, 20 % once, 5 % without a fixed time."""
    chance = random.Random(seed)
    words = _words()
    places = sorted(path.stem for path in (ROOT / "content" / "places").glob("voorbeeld-*.yaml"))
    organizations = sorted(path.stem for path in (ROOT / "content" / "organizations").glob("voorbeeld-*.md"))
    for one in organizations:
        (folder / one).mkdir(parents=True, exist_ok=True)
    for index in range(number):
        title = f"{' '.join(chance.choices(words, k=chance.randint(2, 5))).capitalize()} {index}"
        access = chance.sample(ACCESS, chance.choice((0, 0, 1, 2, 3)))
        languages = chance.sample(LANGUAGES, chance.choice((0, 0, 0, 1, 2)))
        (folder / chance.choice(organizations) / f"{_slug(title)}.md").write_text(
            f"---\ntitle: {title}\nsummary: {' '.join(chance.choices(words, k=chance.randint(7, 16))).capitalize()}.\n"
            f"schedule: {_schedule(chance)}\nlocation: {chance.choice(places)}\n"
            f"audiences: [{', '.join(_several(chance, AUDIENCES) if chance.random() < 0.5 else ['iedereen'])}]\n"
            f"topics: [{', '.join(_several(chance, TOPICS))}]\nprice: {chance.choice((0, 0, 0, 1, 2, 3.5, 7.5))}\n"
            f"registration: {chance.choice(('none', 'welcome', 'required'))}\ncontact: {{phone: 023-000 00 00}}\n"
            f"access: [{', '.join(access)}]\nlanguages: [{', '.join(languages)}]\nexample: true\n---\n{TEXT}\n"
        )


def _schedule(chance: random.Random) -> str:
    """Flow-style YAML: an hour of the day, a day of the week, and now and then a date that is off."""
    hour, length = chance.randrange(9, 20), chance.choice((60, 90, 120, 150))
    begin = hour * 60 + chance.choice((0, 0, 30))
    times = f"{begin // 60:02}:{begin % 60:02}-{(begin + length) // 60:02}:{(begin + length) % 60:02}"
    kind = chance.choices(("weekly", "monthly", "once", "undated"), (60, 15, 20, 5))[0]
    if kind == "undated":
        return "{by_appointment: Bel voor een afspraak.}"
    start = TODAY + timedelta(chance.randrange(200 if kind == "once" else 14))
    off = start + timedelta(7)
    changes = f", changes: [{{date: {off}, cancelled: yes}}]" if kind == "weekly" and chance.random() < 0.05 else ""
    return f"{{start: {start}, time: {times}{'' if kind == 'once' else f', repeat: {kind}'}{changes}}}"


def _several(chance: random.Random, ids: tuple[str, ...]) -> list[str]:
    return chance.sample(ids, chance.choice((1, 1, 2)))


def _words() -> list[str]:
    """The running words of the town's own pages, so that each comes as often as in real sentences."""
    texts = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "content" / "pages").glob("*.md")))
    return re.findall(r"\b[a-zé]{3,14}\b", texts)


def _slug(title: str) -> str:
    return title.lower().replace("é", "e").replace(" ", "-")[:80]
