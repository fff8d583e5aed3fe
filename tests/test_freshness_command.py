"""The command that says what needs a look: what it prints, sends and writes, and how it exits."""

import email
import json
import os
import subprocess
import sys
from email.policy import default

import pytest

from small_town import ROOT, SETTINGS, TODAY, activity, small_town

OLD = activity(schedule="{start: 2026-01-06, time: 10:00-12:00, repeat: weekly}", checked="2026-08-01")
WALKERS = "---\nname: The Walkers\nkind: member\ncontact: {email: walkers@example.org}\n---\n"
MAIL = 'SITEURL = "https://agenda.example.org"\nAGENDA_EMAIL = "editors@example.org"\n'


@pytest.fixture
def run(tmp_path):
    """The command in a town with one old activity: its exit status, stdout and stderr."""
    made = small_town(tmp_path, {"activities/walkers/walk.md": OLD, "content/organizations/walkers.md": WALKERS})

    def on(*arguments: str, settings: str = "", today: str = TODAY) -> tuple[int, str, str]:
        made.write("pelicanconf.py", SETTINGS + settings)
        command = [sys.executable, str(ROOT / "scripts/freshness.py"), "--settings", "pelicanconf.py", *arguments]
        environment = {**os.environ, "AGENDA_TODAY": today}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    on.town = made
    return on


def test_report_and_status(run):
    status, out, _ = run()
    assert status == 1
    assert "activities/walkers/walk.md: Walk along the river" in out
    assert out.endswith("1 activity needs a look (1 organization).\n")
    assert run("--quiet")[:2] == (1, "")
    assert run("--quiet", today="2026-10-31")[:2] == (0, "")
    status, out, _ = run("--json")
    assert (status, [one["organization"] for one in json.loads(out)]) == (1, ["walkers"])


def test_files_with_problems_are_told_of(run):
    run.town.write("activities/walkers/wrong.md", activity(price="a lot"))
    status, _, error = run()
    assert status == 1
    assert "1 file with problems is left out; the check says what is wrong." in error


def test_letters_go_to_the_outbox_once(run):
    assert run("--send", settings=MAIL) == (0, "walkers: sent.\n1 letter sent, 0 had one already.\n", "")
    [file] = (run.town.path / "private/outbox").iterdir()
    message = email.message_from_bytes(file.read_bytes(), policy=default)
    assert (message["To"], message["From"], message["Reply-To"]) == (
        "walkers@example.org", "editors@example.org", "editors@example.org",
    )  # fmt: skip
    assert "https://agenda.example.org/organization/walkers/review/" in message.get_content()
    assert run("--send", settings=MAIL)[1] == "0 letters sent, 1 had one already.\n"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("", "SITEURL: letters need the site's real address."),
        ('SITEURL = "https://agenda.example.org"\n', "AGENDA_MAIL: sender is missing."),
        (f'{MAIL}AGENDA_MAIL = {{"hots": "x"}}\n', "AGENDA_MAIL: unknown: hots."),
        (f'{MAIL}AGENDA_MAIL = {{"host": "127.0.0.1", "port": 1}}\n', "walkers: not sent (127.0.0.1:1: "),
    ],
)
def test_what_keeps_letters_from_going(settings, told, run):
    status, out, error = run("--send", settings=settings)
    assert status == 1
    assert told in error
    assert "Traceback" not in error
    assert ": sent." not in out


def test_confirm(run):
    assert run("--confirm", "activities/walkers/walk.md")[:2] == (
        0, f"activities/walkers/walk.md: checked on {TODAY}.\n",
    )  # fmt: skip
    assert run("--quiet")[:2] == (0, "")
    status, out, _ = run("--confirm", "activities/walkers/walk.md", "activities/walkers/gone.md", "--quiet")
    assert status == 1
    assert "activities/walkers/gone.md:1:1: file: the file cannot be read" in out
    assert "walk.md" not in out
