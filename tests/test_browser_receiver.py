"""The whole way in a real browser: handed in, confirmed, accepted, on the site; then a date called off by a link."""

import re
import subprocess
import time

import icalendar
import pytest
from playwright.sync_api import expect

from browsing import opened, violations
from forge import chosen
from forge.repository import Author
from receiving import EDITOR, SENDER, free_port, receiver, served
from small_town import small_town

FORM = "add-an-activity/"
SIZES = [(320, False), (412, True), (1280, False)]


@pytest.fixture
def one(tmp_path):
    """A receiver with its town in a repository, as a town has it that begins."""
    town = small_town(tmp_path, {".gitignore": "private/\noutput*\n"})
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "The town"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    forge = chosen.of({"kind": "local"}, tmp_path, Author("Littleham", "agenda@example.org"))
    found = receiver(town, forge, port=port, address=address, url=address)
    build(found)
    with served(found, port):
        yield found


def build(one) -> None:
    done = one.town.build()
    assert done.returncode == 0, done.stdout + done.stderr


def letter_link(one, to: str, word: str) -> str:
    """The last link with this word in a letter to this address, as soon as it is there."""
    for _ in range(100):
        links = [link for letter in one.letters(to) for link in re.findall(r"https?://\S+", letter.get_content())]
        if found := [link for link in links if word in link]:
            return found[-1]
        time.sleep(0.1)
    raise AssertionError(f"no letter to {to} with {word}")


def fill_in(page, repeat: str) -> None:
    """What a volunteer fills in: coffee, today or every Sunday from today."""
    page.get_by_label("Which organization?").select_option("walkers")
    page.get_by_label("What is it called?").fill("Coffee at the mill")
    page.get_by_label("Tell it in one sentence.").fill("We drink coffee and talk.")
    page.get_by_label("Tea and talk").check()
    page.get_by_label("Everyone", exact=True).check()
    page.get_by_label(repeat, exact=True).check()
    page.get_by_label("On which day is it").fill("22-11-2026")
    page.get_by_label("From what time?").fill("14.00")
    page.get_by_label("Until what time?").fill("16.00")
    page.get_by_label("At which place?").select_option("mill")
    page.get_by_label("What is your own e-mail address?").fill(SENDER)
    page.get_by_label("Everyone may use what I filled in").check()


def events(one) -> dict[str, list]:
    """The events of the activity's feed, by identity."""
    data = (one.town.output / "activity/walkers/coffee-at-the-mill/agenda.ics").read_bytes()
    found: dict[str, list] = {}
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        found.setdefault(str(event["UID"]), []).append(event)
    return found


@pytest.mark.parametrize(
    ("script", "repeat", "called_off"),
    [
        (True, "Every week", "walkers.coffee-at-the-mill.20261122T1400@littleham"),  # out of the series: one of its own
        (False, "Once", "walkers.coffee-at-the-mill@littleham"),
    ],
    ids=["script", "no script"],
)
def test_from_the_form_to_the_site_and_a_date_called_off(one, chromium, script, repeat, called_off):
    address = f"{one.service.settings.address}/"
    with opened(chromium, address + FORM, width=320, script=script) as page:
        fill_in(page, repeat)
        one.clock.pass_by(seconds=30)
        page.get_by_role("button", name="See how it will look").click()
        expect(page.get_by_role("heading", name="So it will look")).to_be_visible()
        page.get_by_role("button", name="Hand it in").click()
        expect(page.get_by_role("heading", name="Thank you! One thing is left")).to_be_visible()
        page.goto(letter_link(one, SENDER, "confirm"))
        page.get_by_role("button", name="Yes, it was me").click()
        expect(page.get_by_role("heading", name="Thank you! It is confirmed")).to_be_visible()
    with opened(chromium, letter_link(one, EDITOR, "/desk/"), script=script) as page:
        expect(page.get_by_text("It waits for your yes or no.")).to_be_visible()
        page.get_by_role("link", name="See the whole page").click()
        expect(page.get_by_role("heading", name="Coffee at the mill")).to_be_visible()
        page.go_back()
        page.get_by_label("The sender may change it from now on").check()
        page.get_by_role("button", name="Accept").click()
        link = letter_link(one, SENDER, "/change/")
    build(one)
    site_page = f"{address}activity/walkers/coffee-at-the-mill/"
    with opened(chromium, site_page, script=script) as page:
        expect(page.get_by_role("heading", name="Coffee at the mill")).to_be_visible()
    before = events(one)
    assert list(before) == ["walkers.coffee-at-the-mill@littleham"]
    assert cancelled(before) == {}
    one.clock.pass_by(seconds=5)  # the files are looked at again
    with opened(chromium, link, script=script) as page:
        page.get_by_label("Sunday 22 November").check()
        page.get_by_label("It is not on").check()
        page.get_by_label("Why, or what do people have to know?").fill("The cook cannot come.")
        page.get_by_role("button", name="Change this date now").click()
        expect(page.get_by_role("heading", name="It is done")).to_be_visible()
    letter_link(one, EDITOR, "/activity/walkers/coffee-at-the-mill/")
    build(one)
    with opened(chromium, site_page, script=script) as page:
        expect(page.get_by_text("The cook cannot come.").first).to_be_visible()
        expect(page.get_by_text("Cancelled").first).to_be_visible()
    after = events(one)
    assert set(before) <= set(after)
    assert cancelled(after) == {called_off: "2026-11-22"}


def cancelled(events: dict) -> dict[str, str]:
    """The day of each cancelled event, by identity."""
    off = {uid: event for uid, found in events.items() for event in found if event.get("STATUS") == "CANCELLED"}
    return {uid: event["DTSTART"].dt.date().isoformat() for uid, event in off.items()}


def states(one) -> dict[str, str]:
    """Each of the receiver's pages that somebody may meet, by name."""
    record = one.confirmed()
    case = one.link(EDITOR, record.id)
    placed = one.accepted(answers={"title": "Tea at the mill", "summary": "Tea and talk."})
    assert placed.state == "delivered"
    change = one.link(SENDER, "/change/")
    one.clock.pass_by(seconds=5)
    return {
        "form": f"/{FORM}", "links": "/change/", "not there": "/nothing/", "confirm": one.link(SENDER, "confirm"),
        "desk": "/".join(case.split("/")[:3]) + "/", "case": case, "case form": f"{case}{FORM}", "change": change,
        "change form": f"{change}{FORM}", "place": "/".join(case.split("/")[:3]) + "/place/",
        "organization": "/".join(case.split("/")[:3]) + "/organization/?id=walkers",
    }  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_every_page_can_be_used_by_everybody(tmp_path, chromium, width, dark):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    found = receiver(small_town(tmp_path), port=port, address=address, url=address)
    pages = states(found)
    with served(found, port):
        for name, path in pages.items():
            with opened(chromium, address + path, width=width, dark=dark) as page:
                assert violations(page) == [], name
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        with opened(chromium, address + pages["form"], width=width, dark=dark) as page:
            found.clock.pass_by(seconds=30)
            page.get_by_role("button", name="Hand it in").click()
            expect(page.locator("#errors")).to_be_visible()
            assert violations(page) == []
        with opened(chromium, address + pages["change"], width=width, dark=dark) as page:
            page.get_by_role("button", name="Change this date now").click()
            expect(page.locator("#errors")).to_be_visible()
            assert violations(page) == []
        with opened(chromium, address + pages["case"], width=width, dark=dark) as page:
            page.get_by_role("button", name="Refuse").click()
            assert page.locator("#errors a").get_attribute("href") == "#q-reason"
            assert violations(page) == []


def test_by_keyboard_alone(one, chromium):
    """An organizer calls off today's date without a mouse, on a narrow screen."""
    found = one.accepted(answers={"start": "22-11-2026"})
    assert found.state == "delivered"
    link = letter_link(one, SENDER, "/change/")
    with opened(chromium, link, width=320) as page:
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.name") != "planned":
            page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        while page.evaluate("document.activeElement.type") != "submit":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="It is done").wait_for()
