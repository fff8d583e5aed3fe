"""Who gets a letter on which day: once, again only when something new is asked, and again after one that failed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agenda import source, town
from agenda.pages import Site
from insight import freshness, reminders, review
from insight.reminders import Log
from post.mailer import Letter, MailError, NoServer
from small_town import activity, small_town

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
WEEKLY = "{start: 2026-01-05, time: 10:00-12:00, repeat: weekly}"


def organization(name: str, email: str = "") -> str:
    return f"---\nname: {name}\nkind: member\n{f'contact: {{email: {email}}}' if email else ''}\n---\n"


FILES = {
    "content/organizations/walkers.md": organization("The Walkers", "walkers@example.org"),
    "content/organizations/readers.md": organization("The Readers", "readers@example.org"),
    "content/organizations/singers.md": organization("The Singers"),
    "activities/walkers/walk.md": activity(schedule=WEEKLY, checked="2026-08-31"),
    "activities/readers/read.md": activity(schedule=WEEKLY, checked="2026-08-31"),
    "activities/singers/sing.md": activity(schedule=WEEKLY, checked="2026-08-31"),
}


class Tray:
    """Takes letters, but for those it fails on."""

    def __init__(self, fails: dict[str, Exception] | None = None) -> None:
        self.letters: list[Letter] = []
        self.fails = fails or {}

    def __enter__(self) -> "Tray":
        if error := self.fails.get("door"):
            raise error
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to close."""

    def send(self, letter: Letter, moment: datetime) -> None:
        if error := self.fails.get(letter.to):
            raise error
        self.letters.append(letter)


@pytest.fixture
def run(tmp_path):
    """A day's run of the town: who got a letter, and what became of the others."""
    made = small_town(tmp_path, FILES)
    place = replace(town.read(made.path / "pelicanconf.py"), url="https://agenda.example.org")

    def on(day: str, fails=None, **changes) -> tuple[list[str], reminders.Outcome]:
        for path, content in changes.items():
            made.write(f"activities/{path.replace('__', '/')}.md", content)
        today = replace(place, today=date.fromisoformat(day))
        site = Site(source.load(today.folders, today.zone, today.today).agenda, today)
        tray = Tray(fails)
        log = Log.read(today.reminders)
        done = reminders.send(review.of(site), freshness.Writer(site), tray, log, MOMENT)
        return [letter.to for letter in tray.letters], done

    on.log = place.reminders
    return on


BOTH = ["readers@example.org", "walkers@example.org"]


def test_a_year_of_daily_runs_sends_a_letter_a_state(run):
    sent = []
    day = date(2026, 11, 1)
    while day < date(2027, 11, 1):
        found, done = run(str(day))
        sent += [(str(day), to.partition("@")[0]) for to in found]
        assert done.failed == {}
        day += timedelta(1)
    assert sent == [
        (day, name) for day in ("2026-11-30", "2026-12-31", "2027-02-28") for name in ("readers", "walkers")
    ]


def test_who_has_no_address_is_named(run):
    assert run("2026-12-01")[1].unreachable == ("singers",)


def test_something_new_waits_until_the_last_letter_is_old(run):
    assert run("2026-12-25")[0] == BOTH  # asked for; marked six days later
    assert run("2026-12-31")[0] == []
    assert run("2027-01-07")[0] == []
    assert run("2027-01-08")[0] == BOTH


def test_who_confirms_gets_no_letter_and_is_asked_anew_later(run):
    run("2026-12-01")
    assert run("2027-01-31", walkers__walk=activity(schedule=WEEKLY, checked="2026-12-05"))[0] == [
        "readers@example.org"
    ]
    assert run("2027-03-05")[0] == BOTH  # one is out now, the other asked for


def test_a_refused_letter_is_told_and_tried_again_and_the_others_go(run):
    found, done = run("2026-12-01", {"readers@example.org": MailError("550 no such mailbox")})
    assert (found, done.sent, done.failed) == (BOTH[1:], ("walkers",), {"readers": "550 no such mailbox"})
    assert run("2026-12-02")[0] == BOTH[:1]


def test_without_a_server_nothing_counts_as_sent(run):
    found, done = run("2026-12-01", {"door": NoServer("mail.example.org:587: refused")})
    assert (found, done.sent) == ([], ())
    assert done.failed == dict.fromkeys(("readers", "walkers"), "mail.example.org:587: refused")
    assert run("2026-12-02")[0] == BOTH


def test_a_server_that_goes_away_keeps_what_went(run):
    found, done = run("2026-12-01", {"walkers@example.org": NoServer("gone")})
    assert (found, done.failed) == (BOTH[:1], {"walkers": "gone"})
    assert run("2026-12-02")[0] == BOTH[1:]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"organizations": {"walkers": {"sent": "yesterday", "asked": []}}}'])
def test_a_log_that_cannot_be_read_stops_all_letters(text, run):
    run.log.parent.mkdir()
    run.log.write_text(text)
    with pytest.raises(reminders.LogError, match=r"reminders.json: .*Put it back, or delete it"):
        run("2026-12-01")


def test_a_log_that_cannot_be_written_stops_all_letters(run):
    run.log.parent.write_text("a file")
    with pytest.raises(reminders.LogError, match=r"reminders.json"):
        run("2026-12-01")


def test_the_log_holds_no_address(run):
    run("2026-12-01")
    assert "@" not in run.log.read_text()
    assert "walkers/walk asked" in run.log.read_text()


@pytest.mark.parametrize("url", ["", "http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000"])
def test_a_site_without_an_address_of_its_own_sends_nothing(url, run, tmp_path):
    place = replace(town.read(tmp_path / "pelicanconf.py"), url=url)
    with pytest.raises(town.SettingsError, match="SITEURL: letters need"):
        reminders.has_address(place)
