"""The form in a real Chromium: a file made in the browser is the one that the project's own command makes."""

import json
import random
import re
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from agenda import schedule
from agenda.language import Language
from agenda.moments import WEEKDAYS
from browsing import opened, served, violations
from intake import answers as intake_answers
from intake import entry_file, submission
from small_town import SETTINGS, small_town

ROOT = Path(__file__).parent.parent
PAGE = "add-an-activity/"
TODAY = date(2026, 11, 22)
DUTCH = Language("nl", ROOT / "theme" / "translations")
FILES = {
    "pelicanconf.py": SETTINGS + 'AGENDA_EMAIL = "editors@example.org"\nAGENDA_LANGUAGES = {"nl": ()}\n'
    'AGENDA_FORGE = "github"\nAGENDA_REPOSITORY = "https://github.com/town/agenda"\n',
    "content/organizations/people.md": "---\nname: People of the town\nkind: residents\n---\n",
    "content/vocabulary/holidays.yaml": (
        "until: 2027-12-31\nsources: [The town]\n"
        "public-holidays: [{date: 2026-12-25/2026-12-26, name: Christmas}, {date: 2027-04-27, name: Day}]\n"
        "school-holidays: [{date: 2026-12-19/2027-01-03, name: Winter}, {date: 2027-02-20/2027-02-28, name: Spring}]\n"
    ),
}
RIGHT = {
    "organization": "walkers", "title": "Tea & talk", "summary": "We drink tea.",
    "description": "Come in.\n\nIt is warm.",
    "topics": ["tea"], "audiences": ["all", "old"], "repeat": "weekly", "start": "1-12-2026", "from": "10.00",
    "to": "12.00", "place": "mill", "price": "2,50", "license": "yes",
}  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    made = small_town(tmp_path_factory.mktemp("form"), FILES)
    done = made.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture(scope="module")
def address(town):
    with served(town.output) as found:
        yield found


@contextmanager
def form(chromium, address, path=PAGE, **options):
    with opened(chromium, address + path, **options) as page:
        if options.get("script", True):
            page.locator("#form:not([hidden])").wait_for()
        yield page


def fill(page, **given) -> None:
    """Answer questions as a person does; a list ticks several."""
    for name, value in {**RIGHT, **given}.items():
        for one in value if isinstance(value, list) else [value]:
            if one is None:
                continue
            control = page.locator(f"[name='{name}']").first
            kind = control.get_attribute("type")
            if control.evaluate("one => one.tagName") == "SELECT":
                control.select_option(one)
            elif kind in ("radio", "checkbox"):
                page.locator(f"[name='{name}'][value='{one}']").check()
            else:
                if not control.is_visible():
                    control.evaluate("one => one.closest('details').open = true")
                control.fill(one)


def send(page) -> None:
    page.get_by_role("button", name="Make the file").click()


def made_file(page) -> str:
    page.locator("[data-part=result]:not([hidden])").wait_for()
    return page.locator("#made-file").input_value()


# What the browser makes is what the command makes


TITLES = (
    "Koffie", "Koffie: elke dag", "Café ‘t Hoekje", "yes", "10:30", "- streep", "# hek", '"aangehaald"', "\\ schuin",
    "emoji ☕🎉", "nul: {a}", "'", "on", "null", "2026-11-24", "regels\u2028", "a\tb", "&amp;", "قهوة", "x" * 80,
)  # fmt: skip
DAYS = (
    "24-11-2026", "1-12-2026", "1/12/2026", "01.12.2026", "dinsdag 1 december 2026", "1 dec 2026", "2026-12-1",
    "31-1-2027", "30 februari 2027", "volgende week", "29-2-2028", "8 March 2027", "12-13-2026",
)  # fmt: skip
TIMES = ("10.00", "10:30", "9u", "930", "1400", "14 uur", "14 u", "24:00", "12.5", "laat", "7")
EXCEPT = (
    "22-12-2026", "21-12-2026 t/m 3-1-2027", "21-12-2026 - 3-1-2027\n5-1-2027", "1 mei 2027; 2 mei 2027", "ooit",
    "2026-12-21/2027-01-03",
)  # fmt: skip
WRONG_WORDS = {
    "30 februari 2027", "volgende week", "12-13-2026", "24:00", "12.5", "laat", "ooit", "x" * 80, "regels\u2028",
}  # fmt: skip
LOOSE = ("24-11-2026 14.00-16.00\n1-12-2026", "24 november 2026", "1-12-2026 9u", "2-12-2026, 3-12-2026 10-11")


def some_answers(rng: random.Random, right: bool) -> dict[str, list[str]]:
    """Answers as somebody may send them, and with `right` as they have to be."""
    titles, days, times, without = (
        [word for word in words if not (right and word in WRONG_WORDS)] for words in (TITLES, DAYS, TIMES, EXCEPT)
    )
    sent = {
        "organization": ["walkers"], "title": [rng.choice(titles)], "summary": [rng.choice(titles)],
        "description": [rng.choice(("Kort.", "Twee\n\nregels\n", "- lijst\n- twee", "# kop", "  ingesprongen"))],
        "topics": rng.sample(["outdoors", "tea"], rng.randint(1, 2)), "audiences": [rng.choice(["all", "old"])],
        "repeat": [rng.choice(["once", "weekly", "biweekly", "monthly", "dates", "by_appointment", "ongoing"])],
        "start": [rng.choice(days)],
    }  # fmt: skip
    if rng.random() < 0.8:
        sent["from"] = [rng.choice(times)]
    if rng.random() < 0.6:
        sent["to"] = [rng.choice(times)]
    optional = {
        "days": rng.sample(WEEKDAYS, rng.randint(1, 4)), "monthly": [rng.choice(["weekday", "last", "date"])],
        "until": [rng.choice(days)], "not_on": [rng.choice(without)], "dates": [rng.choice(LOOSE)],
        "pause": rng.sample(["public-holidays", "school-holidays"], rng.randint(1, 2)),
        "appointment": [rng.choice(titles)], "price": [rng.choice(["0", "2,50", "2.5"])], "ages": ["65+"],
        "price_note": [rng.choice(titles)], "registration": ["required"], "role": ["host"], "phone": ["020-000 00 00"],
        "email": ["a@example.org"], "website": ["https://example.org/?a=b"], "access": ["step-free"],
        "checked": [rng.choice(days)], "welcome": [rng.choice(titles)], "referral": ["yes"], "referral_how": ["Bel."],
        "form": ["drop-in"], "discounts": ["pass"], "languages": ["en", "fr"], "transport": ["bus 3"],
    }  # fmt: skip
    sent |= {name: value for name, value in optional.items() if rng.random() < 0.4}
    own = {"place_name": ["De Zaal: boven"], "street": ["Markt 1"], "postcode": ["1000 AA"], "area": ["north"]}
    return sent | ({"place": ["mill"]} if rng.random() < 0.5 else own)


MAKE = """async ({all, data}) => {
  const { fields } = await import('/theme/js/form/answers.js');
  const { written } = await import('/theme/js/form/entry.js');
  return all.map((answers) => written(fields(answers, data), answers.description?.[0] ?? '', data.order));
}"""
LIST = """async ({all, data}) => {
  const { dates } = await import('/theme/js/form/dates.js');
  return all.map((plan) => dates(plan, data.holidays, 60));
}"""
JUDGE = """async ({all, data, asked}) => {
  const { faults } = await import('/theme/js/form/answers.js');
  return all.map((answers) => faults(answers, asked, data));
}"""


def in_browser(page, script: str, **given):
    """What a module of the form makes of these, with the data of the page."""
    data = json.loads(page.locator("#form-data").text_content())
    return page.evaluate(script, {"data": {**data, "today": str(TODAY)}, **given})


def many(number: int, right: bool = False) -> list[dict[str, tuple[str, ...]]]:
    rng = random.Random(20261122)
    return [submission.read(some_answers(rng, right))[0] for _ in range(number)]


def test_the_browser_writes_the_same_bytes_as_the_command(chromium, address):
    months = intake_answers.months(DUTCH)
    sent = many(600)
    with form(chromium, address, f"nl/{PAGE}") as page:
        made = in_browser(page, MAKE, all=[{name: list(value) for name, value in one.items()} for one in sent])
    expected = []
    for one in sent:
        tree, body, troubles = intake_answers.tree(one, months)
        assert troubles == []
        expected.append(entry_file.written({"checked": str(TODAY)} | tree, body).decode())
    assert [pair for pair in zip(made, expected, strict=True) if pair[0] != pair[1]][:1] == []


def test_the_browser_shows_the_dates_of_the_schedule(chromium, address, town):
    loaded = town.load()
    months = intake_answers.months(DUTCH)
    plans = []
    for one in many(800, right=True):
        data = submission.entry(one, town.settings().folders, loaded.agenda.register, TODAY, DUTCH, set())
        if data.activity and not data.activity.schedule[0].undated:
            plans.append((intake_answers.tree(one, months)[0]["schedule"], data.activity.schedule[0]))
    assert len(plans) > 100
    assert {"once", "weekly", "monthly", "dates"} <= {
        "dates" if "dates" in tree else tree.get("repeat", "once") for tree, _ in plans
    }
    with form(chromium, address) as page:
        found = in_browser(page, LIST, all=[tree for tree, _ in plans])
    for (tree, plan), shown in zip(plans, found, strict=True):
        planned = schedule.occurrences(plan, loaded.agenda.register, date(2026, 1, 1), date(2060, 1, 1))[:60]
        assert [one["day"] for one in shown] == [str(one.day) for one in planned], tree
        clocks = [one["time"].partition("-")[0].zfill(5) for one in shown]
        assert clocks == ["00000" if one.whole_day else f"{one.start:%H:%M}" for one in planned], tree


def test_the_browser_refuses_what_the_check_of_entries_refuses(chromium, address, town):
    """Each answer that the check refuses is told at the same question; the page refuses no entry that is right."""
    loaded = town.load()
    sent = many(300)
    with form(chromium, address, f"nl/{PAGE}") as page:
        asked = page.locator("[data-question]").evaluate_all(
            "all => all.map(({dataset: d}) => ({name: d.question, kind: d.kind, most: Number(d.most),"
            " required: d.required === 'yes'})).filter((one) => one.name !== 'license')"
        )
        told = in_browser(page, JUDGE, asked=asked, all=[{k: list(v) for k, v in one.items()} for one in sent])
    folders, register = town.settings().folders, loaded.agenda.register
    differ = []
    for one, found in zip(sent, told, strict=True):
        entry = submission.entry(one, folders, register, TODAY, DUTCH, set())
        if bool(found) != bool(entry.troubles):
            differ.append((one, found, [(t.question.name, t.message(DUTCH)) for t in entry.troubles]))
    assert differ[:1] == []


# A person fills it in


def checked(town, page, tmp_path) -> str:
    """What the project's own check says of the file that the page offers; the file is put where it belongs."""
    path = tmp_path / page.locator("[data-part=result] [data-field=path]").inner_text()
    path.parent.mkdir(parents=True)
    path.write_text(made_file(page), encoding="utf-8")
    command = [sys.executable, ROOT / "scripts" / "check.py", "--settings", town.path / "pelicanconf.py", path]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, [line for line in done.stdout.splitlines() if ": hint:" not in line][:-1]) == (0, [])
    return path.read_text(encoding="utf-8")


def test_a_right_form_is_a_file_that_the_check_accepts(chromium, address, town, tmp_path):
    with form(chromium, address) as page:
        fill(page)
        send(page)
        text = made_file(page)
        expect(page.locator(":focus")).to_have_text("Your activity is ready. Now hand it in")
        expect(page.locator("[data-part=result] [data-field=path]")).to_have_text("activities/walkers/tea-talk.md")
        assert 'title: "Tea & talk"' in text
        assert "checked: 2026-11-22" in text
        assert text.endswith("---\nCome in.\n\nIt is warm.\n")
        checked(town, page, tmp_path)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download the file").click()
        assert waiting.value.suggested_filename == "tea-talk.md"
        assert Path(waiting.value.path()).read_text(encoding="utf-8") == text


def test_a_name_in_use_is_not_taken_again(chromium, address):
    with form(chromium, address) as page:
        fill(page, title="Walk")
        send(page)
        made_file(page)
        expect(page.locator("[data-part=result] [data-field=path]")).to_have_text("activities/walkers/walk-2.md")


def test_the_file_goes_by_mail_or_to_the_forge(chromium, address):
    with form(chromium, address) as page:
        fill(page)
        send(page)
        text = made_file(page)
        forge = urlsplit(page.locator("[data-part=forge] a").get_attribute("href"))
        assert forge._replace(query="").geturl() == "https://github.com/town/agenda/new/main"
        assert parse_qs(forge.query) == {"filename": ["activities/walkers/tea-talk.md"], "value": [text]}
        mail = page.locator("[data-part=mail] a").get_attribute("href")
        assert mail.startswith("mailto:editors@example.org?subject=New%20activity%3A%20walkers%2Ftea-talk.md&body=---")
        assert unquote(mail.partition("&body=")[2]).replace("\r\n", "\n") == text
        expect(page.get_by_text("You only have to send it.")).to_be_visible()


def test_what_is_too_long_for_an_address_is_not_cut(chromium, address):
    with form(chromium, address) as page:
        fill(page, description="Come in. " * 900)
        send(page)
        made_file(page)
        assert page.locator("[data-part=forge] a").get_attribute("href") == (
            "https://github.com/town/agenda/new/main?filename=activities%2Fwalkers%2Ftea-talk.md"
        )
        expect(page.get_by_text("Copy the text below first.")).to_be_visible()
        assert page.locator("[data-part=mail] a").get_attribute("href").endswith("letter.")
        expect(page.get_by_text("Download the file first")).to_be_visible()


FORGES = """async ({kind, path}) => {
  const { forge } = await import('/theme/js/form/ways.js');
  return forge({kind, repository: 'https://forge.example.org/town/agenda', branch: 'main'}, path, 'a: "b"');
}"""


@pytest.mark.parametrize(
    ("kind", "href", "whole"),
    [
        ("github", "/new/main?filename=activities%2Fa%2Fb.md&value=a%3A%20%22b%22", True),
        ("gitlab", "/-/new/main?file_name=activities%2Fa%2Fb.md", False),
        ("forgejo", "/_new/main/activities/a?filename=b.md&value=a%3A%20%22b%22", True),
    ],
)
def test_each_forge_opens_a_new_file(kind, href, whole, chromium, address):
    with form(chromium, address) as page:
        made = page.evaluate(FORGES, {"kind": kind, "path": "activities/a/b.md"})
        assert made == {"href": f"https://forge.example.org/town/agenda{href}", "whole": whole}


# What is wrong


def test_an_empty_form_says_what_is_missing_and_leads_there(chromium, address):
    with form(chromium, address) as page:
        send(page)
        box = page.locator("#errors")
        assert page.evaluate("document.activeElement.id") == "errors"
        assert page.title().startswith("Look again:")
        expect(box.locator("a")).to_have_text([
            "Which organization?", "What is it called?", "Tell it in one sentence.", "What is it about?",
            "For whom is it?", "How often is it?", "At which place?",
            "Everyone may use what I filled in: it becomes open data (CC0-1.0).",
        ])  # fmt: skip
        targets = box.locator("a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
        for target in targets:
            box.locator(f"a[href='{target}']").click()
            assert page.evaluate("document.activeElement.id") == target[1:]
        title = page.locator("#q-title")
        assert title.get_attribute("aria-invalid") == "true"
        told = title.get_attribute("aria-describedby").split()
        assert "Nothing is filled in yet. Fill it in." in [page.locator(f"#{one}").inner_text() for one in told]
        expect(page.locator("[data-part=result]")).to_be_hidden()


def test_a_mended_form_has_no_errors_left(chromium, address):
    with form(chromium, address) as page:
        send(page)
        fill(page)
        send(page)
        made_file(page)
        expect(page.locator("#errors")).to_be_hidden()
        expect(page.locator(".wrong, [aria-invalid]")).to_have_count(0)
        assert not page.title().startswith("Look again")


WRONG = {
    "a day": ({"start": "next week"}, "Next week is not a day. Write day, month and year, for example 24-11-2026."),
    "a time": ({"from": "noon"}, "Noon is not a time. Write for example 10.00."),
    "ages, below more questions": ({"ages": "all"}, "All is not an age. Write for example 18-27, 65+ or -12."),
    "who knows you": ({"organization": "people"}, "A member has to know you. Choose one, or call us."),
    "no license": ({"license": None}, "Without this we cannot place it. Tick the box if you agree."),
}


@pytest.mark.parametrize(("given", "says"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_question(given, says, chromium, address):
    with form(chromium, address) as page:
        fill(page, **given)
        send(page)
        [item] = page.locator("#errors li").all_inner_texts()
        assert item.endswith(says)
        expect(page.locator(".question .wrong")).to_have_text([says])
        expect(page.locator(".question .wrong")).to_be_visible()


# Questions that follow the answers


def visible(page) -> set[str]:
    section = page.locator("[data-question]").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.question)"
    )
    about = {"start", "from", "to", "days", "monthly", "until", "not_on", "pause", "dates", "appointment", "schedule"}
    return set(section) & about


ASKED = {
    "once": {"start", "from", "to"},
    "weekly": {"start", "from", "to", "days", "until", "not_on", "pause"},
    "biweekly": {"start", "from", "to", "days", "until", "not_on", "pause"},
    "monthly": {"start", "from", "to", "monthly", "until", "not_on", "pause"},
    "dates": {"from", "to", "dates"},
    "by_appointment": {"appointment"},
    "ongoing": {"appointment"},
    "written": {"schedule"},
}


def test_only_what_fits_is_asked_about_when(chromium, address):
    with form(chromium, address) as page:
        assert visible(page) == set()
        found = {}
        for repeat in ASKED:
            page.locator(f"[name=repeat][value={repeat}]").check()
            found[repeat] = visible(page)
        assert found == ASKED


def test_the_day_of_the_month_is_told_in_words(chromium, address):
    with form(chromium, address) as page:
        page.locator("[name=repeat][value=monthly]").check()
        question = page.locator("[data-question=monthly]")
        expect(question.locator("label").first).to_contain_text("The same weekday of the month")
        page.locator("#q-start").fill("15 december 2026")
        page.locator("#q-from").focus()
        expect(question.locator("label")).to_have_text([
            "the 3rd Tuesday of the month", "the last Tuesday of the month", "the 15th of the month",
        ])  # fmt: skip


def test_the_dates_are_shown_before_anything_else_is_filled_in(chromium, address):
    with form(chromium, address) as page:
        page.locator("[name=repeat][value=weekly]").check()
        for name, value in {"start": "15-12-2026", "from": "10", "to": "12.30", "until": "31-1-2027"}.items():
            page.locator(f"#q-{name}").fill(value)
        page.locator("#q-not_on").fill("12-1-2027")
        page.locator("[name=pause][value=school-holidays]").check()
        page.get_by_role("button", name="Show the dates").click()
        expect(page.locator("[data-part=dates] li")).to_have_text([
            "Tuesday 15 December 2026, 10:00 to 12:30", "Tuesday 5 January 2027, 10:00 to 12:30",
            "Tuesday 19 January 2027, 10:00 to 12:30", "Tuesday 26 January 2027, 10:00 to 12:30",
        ])  # fmt: skip


def test_the_preview_is_the_card_of_the_lists(chromium, address):
    with form(chromium, address) as page:
        fill(page)
        page.get_by_role("button", name="See how it will look").click()
        expect(page.locator(":focus")).to_have_text("So it will look")
        shown = page.locator("[data-part=outlook]").inner_text()
        lines = [line.strip() for line in shown.splitlines() if line.strip()]
        assert lines == [
            "So it will look", "Tuesday 1 December 2026", "Tea & talk", "10:00", "to 12:00", "The Mill · Northside",
            "We drink tea.", "€2.50 · Everyone",
        ]  # fmt: skip


# What is kept


def test_a_draft_survives_a_reload_and_another_language(chromium, address):
    with form(chromium, address) as page:
        fill(page, monthly="last", repeat="monthly", price="3")
        page.locator("#kept-here:not([hidden])").wait_for()
        page.reload()
        page.locator("#kept-here:not([hidden])").wait_for()
        expect(page.locator("#q-title")).to_have_value("Tea & talk")
        expect(page.locator("#q-place")).to_have_value("mill")
        expect(page.locator("[name=topics][value=tea]")).to_be_checked()
        expect(page.locator("[name=monthly][value=last]")).to_be_checked()
        expect(page.locator("#q-monthly")).to_be_visible()
        page.goto(f"{address}nl/{PAGE}")
        page.locator("#form:not([hidden])").wait_for()
        expect(page.locator("#q-title")).to_have_value("Tea & talk")
        page.locator("#kept-here button").click()
        expect(page.locator("#q-title")).to_have_value("")
        assert page.evaluate("Object.keys(localStorage)") == []
        page.reload()
        page.locator("#form:not([hidden])").wait_for()
        expect(page.locator("#q-title")).to_have_value("")


@pytest.mark.parametrize("kept", ["broken", '{"at": 0, "values": {"title": ["Old"]}}', "null", "[]"])
def test_a_draft_that_cannot_be_read_or_is_old_is_forgotten(kept, chromium, address):
    with form(chromium, address) as page:
        page.evaluate("(kept) => localStorage.setItem('/add-an-activity/', kept)", kept)
        page.reload()
        page.locator("#form:not([hidden])").wait_for()
        expect(page.locator("#q-title")).to_have_value("")


def test_a_browser_that_keeps_nothing_still_makes_the_file(chromium, address):
    with form(chromium, address) as page:
        page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full'); };")
        page.reload()
        page.locator("#form:not([hidden])").wait_for()
        fill(page)
        send(page)
        made_file(page)
        expect(page.locator("#kept-here")).to_be_hidden()


# Everybody


def press_until(page, matches: str, key: str = "Tab", most: int = 200) -> None:
    for _ in range(most):
        if page.evaluate("matches => document.activeElement.matches(matches)", matches):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{matches} does not get the focus")


def wide(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.accessibility("tasks", "2.1.1")
def test_by_keyboard_alone_at_320_pixels_one_hands_in_an_activity(chromium, address, town, tmp_path):
    def choose(control: str, moves: int) -> None:
        press_until(page, control)
        for _ in range(moves):
            page.keyboard.press("ArrowDown")

    def write(control: str, text: str) -> None:
        press_until(page, control)
        page.keyboard.type(text)

    def tick(control: str) -> None:
        press_until(page, control)
        page.keyboard.press("Space")

    with form(chromium, address, width=320) as page:
        choose("#q-organization", 3)
        write("#q-title", "Tea by the river")
        write("#q-summary", "We drink tea.")
        write("#q-description", "Somebody waits at the door.")
        tick("[name=topics][value=tea]")
        tick("[name=audiences][value=all]")
        press_until(page, "[name=repeat]")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        write("#q-start", "1 december 2026")
        write("#q-from", "10")
        write("#q-to", "12")
        press_until(page, "button[value=dates]")
        page.keyboard.press("Enter")
        expect(page.locator("[data-part=dates] li")).to_have_count(11)
        choose("#q-place", 1)
        write("#q-price", "0")
        tick("#q-license")
        assert wide(page) == 320
        press_until(page, "button[value=send]")
        page.keyboard.press("Enter")
        made_file(page)
        assert wide(page) == 320
        text = checked(town, page, tmp_path)
        assert 'title: "Tea by the river"' in text
        assert "repeat: weekly" in text
        press_until(page, "[data-do=download]")
        with page.expect_download():
            page.keyboard.press("Enter")


def test_enter_in_a_line_hands_nothing_in(chromium, address):
    with form(chromium, address) as page:
        page.locator("#q-title").fill("Tea")
        page.keyboard.press("Enter")
        expect(page.locator("#errors")).to_be_hidden()


STATES = {
    "empty": lambda page: None,
    "all questions": lambda page: page.evaluate(
        "document.querySelectorAll('form [hidden], details').forEach((one) => { one.hidden = false; one.open = true; })"
    ),
    "errors": lambda page: page.locator("button[value=send]").click(),
    "preview": lambda page: (fill(page), page.locator("button[value=preview]").click()),
    "result": lambda page: (fill(page), page.locator("button[value=send]").click(), made_file(page)),
}


@pytest.mark.parametrize(("path", "dark"), [(PAGE, False), (f"nl/{PAGE}", True)], ids=["English, light", "Dutch, dark"])
@pytest.mark.parametrize("prepare", STATES.values(), ids=STATES)
def test_everybody_can_use_it(prepare, path, dark, chromium, address):
    with form(chromium, address, path, width=320, dark=dark) as page:
        prepare(page)
        assert violations(page) == []
        assert wide(page) == 320


def test_without_a_script_it_says_what_to_do(chromium, address):
    with form(chromium, address, script=False) as page:
        expect(page.locator("#form")).to_be_hidden()
        expect(page.get_by_text("Without scripts this form does not work")).to_be_visible()
        expect(page.get_by_text("Which organization?").first).to_be_visible()
        file = page.get_by_role("link", name="Download the example file").get_attribute("href")
        assert page.request.get(address.rstrip("/") + file).ok
        expect(page.get_by_role("link", name="editors@example.org")).to_be_visible()
        assert wide(page) == 412


def test_its_scripts_are_small():
    scripts = [*(ROOT / "theme/static/js/form").glob("*.js"), ROOT / "theme/static/js/clock.js"]
    scripts.append(ROOT / "theme/static/js/finder/dates.js")  # which it uses
    assert sum(path.stat().st_size for path in scripts) <= 40_000
    for path in scripts:
        told = re.findall(r"[\"'`]([A-Z][a-z]+ [a-z]+[^\"'`]*)[\"'`]", path.read_text())
        assert told == [], f"{path.name}: texts belong in the page"
