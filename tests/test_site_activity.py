"""What an activity's page says: each field in its words, what is otherwise first, and what is not known as such."""

import json
from datetime import date
from urllib.parse import unquote

import pytest

from site_pages import Page, pages
from small_town import NAME, SETTINGS, activity, small_town

ACCESS = (
    "step-free: {name: No steps, essential: yes}\nloop: {name: Hearing loop}\ntoilet: {name: Toilet, essential: yes}\n"
)
OFF = "{date: 2026-12-10, cancelled: The mill is closed.}"
WEEKLY = "start: 2026-12-10, time: 10:00-12:00, repeat: weekly"

ENTRIES = {
    "plain": activity(),
    "rich": activity(
        price='"2,50"', price_note="With tea", discounts="[pass]", registration="required", form="course", ages="65+",
        welcome="The host waits at the door", access="[loop]", languages="[en, fr]", transport="Bus 3",
        referral="{needed: no, how: Call first, contact: {role: nurse line, phone: 020-000 00 09, hours: mornings}}",
        contact="{role: host, phone: 020-000 00 01, hours: tuesdays, email: host@example.org}", partners="[readers]",
    ),
    "referral-needed": activity(referral="{needed: yes}"),
    "referral-how": activity(referral="{how: Call us}"),
    "online": activity(location="{online: yes}"),
    "cancelled": activity(status="cancelled", status_note="No hall"),
    "cancelled-silent": activity(status="cancelled"),
    "postponed": activity(status="postponed"),
    "full": activity(status="full"),
    "full-noted": activity(status="full", status_note="There is a waiting list"),
    "full-next-off": activity(status="full", schedule=f"{{{WEEKLY}, changes: [{OFF}]}}"),
    "once-off": activity(schedule=f"{{start: 2026-12-10, time: 10:00-12:00, changes: [{OFF}]}}"),
    "next-off": activity(schedule=f"{{{WEEKLY}, changes: [{OFF}]}}"),
    "all-off": activity(
        schedule=f"{{{WEEKLY}, count: 2, changes: [{OFF}, {{date: 2026-12-17, cancelled: yes}}]}}"
    ),
    "moved": activity(schedule=f"{{{WEEKLY}, changes: [{{date: 2026-12-10, to: 2026-12-11 14:00-15:00}}]}}"),
    "moved-today": activity(
        schedule="{start: 2026-11-22, time: 10:00, repeat: weekly, changes: [{date: 2026-11-22, to: 15:00-16:00}]}"
    ),
    "moved-behind": activity(schedule=f"{{{WEEKLY}, changes: [{{date: 2026-12-10, to: 2026-12-19}}]}}"),
    "elsewhere": activity(
        schedule=f"{{{WEEKLY}, changes: [{{date: 2026-12-10, location: {{name: The Barn, street: Lane 2}}}}]}}"
    ),
    "later-off": activity(schedule=f"{{{WEEKLY}, changes: [{{date: 2026-12-17, cancelled: yes}}]}}"),
    "over": activity(schedule="{start: 2026-11-10}"),
    "over-cancelled": activity(schedule="{start: 2026-11-10}", status="cancelled"),
    "undated": activity(schedule="{by_appointment: Call us.}"),
    "undated-cancelled": activity(schedule="{by_appointment: Call us.}", status="cancelled"),
    "undated-full": activity(schedule="{by_appointment: Call us.}", status="full"),
    "example": activity(example="yes", checked=None),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict[str, Page]:
    """The pages of the entries, by slug."""
    files = {f"activities/walkers/{slug}.md": text for slug, text in ENTRIES.items()}
    town = small_town(
        tmp_path_factory.mktemp("town"),
        {"content/vocabulary/access.yaml": ACCESS, "activities/walkers/walk.md": None, **files},
    )
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    built = pages(town.output)
    return {slug: built[f"activity/walkers/{slug}/"] for slug in ENTRIES}


def facts(page: Page, within: str = "//div[@class='details']") -> dict[str, str]:
    """The facts in a part of the page: name -> words."""
    return {
        " ".join(one.text_content().split()): " ".join(one.getnext().text_content().split())
        for one in page.all(f"{within}//dt")
    }


REFERRAL = "//section[@aria-labelledby='referral']"


@pytest.mark.parametrize(
    ("slug", "name", "expected"),
    [
        ("plain", "Where", "The Mill, Northside Mill Lane 1, 1000 AA Littleham Look it up on the map"),
        ("rich", "Where", "The Mill, Northside Mill Lane 1, 1000 AA Littleham Look it up on the map Bus 3."),
        ("plain", "For whom", "Everyone"),
        ("rich", "For whom", "Everyone (from the age of 65)"),
        ("plain", "Costs", "Not known. Ask the organizer."),
        ("rich", "Costs", "€2.50. With tea. Cheaper with: Town pass."),
        ("plain", "How to join", "Not known. Ask the organizer."),
        ("rich", "How to join", "You have to sign up first. It is a course: you come every time."),
        ("plain", "Your first time", None),
        ("rich", "Your first time", "The host waits at the door."),
        ("plain", "Good to know", "Not known: No steps, Toilet. Ask the organizer."),
        ("rich", "Good to know", "Hearing loop Not known: No steps, Toilet. Ask the organizer."),
        ("online", "Good to know", None),
        ("plain", "Languages", None),
        ("rich", "Languages", "English, French"),
    ],
)
def test_fact(slug, name, expected, found):
    assert facts(found[slug]).get(name) == expected


@pytest.mark.parametrize(
    ("slug", "name", "expected"),
    [
        ("plain", "Letter of referral", "Not known. Ask the organizer."),
        ("referral-how", "Letter of referral", "Not known. Ask the organizer. Call us."),
        ("referral-needed", "Letter of referral", "A referral is needed."),
        ("rich", "Letter of referral", "A referral is not needed. Call first."),
        ("plain", "For whom", "Everyone"),
        ("plain", "Taking part", "Not known. Ask the organizer."),
        ("rich", "Taking part", "A course. Sign up first"),
        ("plain", "Who receives them", "Not known. Ask the organizer."),
        ("rich", "Who receives them", "The host waits at the door."),
        ("plain", "Accessibility", "Not known. Ask the organizer."),
        ("rich", "Accessibility", "Hearing loop"),
        ("plain", "Contact for professionals", "Call 020-000 00 00"),
        ("rich", "Contact for professionals", "Call 020-000 00 09 Nurse line. You can call: mornings."),
    ],
)
def test_referrers_panel(slug, name, expected, found):
    assert facts(found[slug], REFERRAL)[name] == expected


def test_every_page_of_what_goes_on_has_the_panel_and_a_link_to_it(found):
    has = {slug for slug, page in found.items() if page.all(REFERRAL)}
    assert has == {slug for slug, page in found.items() if page.all("//a[@href='#referral']")}
    assert set(ENTRIES) - has == {"over", "over-cancelled"}


def test_without_a_page_for_who_helps_others_there_is_no_link_to_one(found):
    assert [slug for slug, page in found.items() if "Find more activities for somebody else" in page.source] == []


# Slug -> what stands before the title; whether the title is struck through; the boxes above the summary.
STATUS = {
    "plain": ("", False, []),
    "cancelled": ("Cancelled", True, ["No hall. Look at what is on nearby"]),
    "cancelled-silent": ("Cancelled", True, ["Ask the organizer for news. Look at what is on nearby"]),
    "postponed": ("Postponed", True, ["Ask the organizer for news. Look at what is on nearby"]),
    "full": ("Full", False, ["Ask whether there is a waiting list."]),
    "full-noted": ("Full", False, ["There is a waiting list."]),
    "full-next-off": (
        "Full",
        False,
        [
            "Ask whether there is a waiting list.",
            "Cancelled Thursday 10 December, 10:00 to 12:00 The mill is closed. "
            "The next time is Thursday 17 December, 10:00 to 12:00.",
        ],
    ),
    "once-off": (
        "Cancelled",
        True,
        [
            "Cancelled Thursday 10 December, 10:00 to 12:00 The mill is closed. "
            "There is no new date yet. Look at what is on nearby"
        ],
    ),
    "next-off": (
        "",
        False,
        [
            "Cancelled Thursday 10 December, 10:00 to 12:00 The mill is closed. "
            "The next time is Thursday 17 December, 10:00 to 12:00."
        ],
    ),
    "all-off": (
        "Cancelled",
        True,
        [
            "Cancelled Thursday 10 December, 10:00 to 12:00 The mill is closed. "
            "There is no new date yet. Look at what is on nearby",
            "Cancelled Thursday 17 December, 10:00 to 12:00 There is no new date yet. Look at what is on nearby",
        ],
    ),
    "moved": (
        "",
        False,
        ["Moved Friday 11 December, 14:00 to 15:00 It was planned for Thursday 10 December at 10:00."],
    ),
    "moved-today": (
        "",
        False,
        ["Moved Sunday 22 November, 15:00 to 16:00 today It was planned for Sunday 22 November at 10:00."],
    ),
    "moved-behind": (
        "",
        False,
        ["Moved Saturday 19 December, 10:00 to 12:00 It was planned for Thursday 10 December at 10:00."],
    ),
    "elsewhere": (
        "",
        False,
        ["Another place Thursday 10 December, 10:00 to 12:00 This time it is at The Barn, Lane 2."],
    ),
    "later-off": ("", False, []),
    "over": ("", False, ["This activity is over. Look at what is coming"]),
    "over-cancelled": ("", False, ["This activity is over. Look at what is coming"]),
    "undated": ("", False, []),
    "undated-cancelled": ("Cancelled", True, ["Ask the organizer for news. Look at what is on nearby"]),
    "undated-full": ("Full", False, ["Ask whether there is a waiting list."]),
}


@pytest.mark.parametrize("slug", STATUS)
def test_what_is_otherwise_stands_above_all(slug, found):
    label, struck, boxes = STATUS[slug]
    page = found[slug]
    assert " ".join(page.all("string(//h1/strong)").split()) == label
    assert bool(page.all("//h1/s")) == struck
    shown = page.all("//div[@class='opening']/*[contains(@class, 'warning')]")
    assert [" ".join(one.text_content().split()) for one in shown] == boxes


@pytest.mark.parametrize("slug", STATUS)
def test_search_engines_read_the_same(slug, found):
    """The dates that they get are those of the page, what is off is off to them, and what is full is full."""
    told = json.loads(found[slug].all("string(//script[@type='application/ld+json'])"))["@graph"][0]
    named = [one["startDate"][:10] for one in told.get("subEvent", ())]
    boxes, lists = "//div[contains(@class, 'warning')]", "//section[contains(@class, 'dates')]//li"
    shown = {*found[slug].all(f"{boxes}/p[strong]//time/@datetime"), *found[slug].all(f"{lists}//time/@datetime")}
    assert set(named) == shown or (not named and len(shown) <= 1)
    off = [one["startDate"][:10] for one in told.get("subEvent", [told]) if "Cancelled" in one.get("eventStatus", "")]
    struck = set(found[slug].all("//main//*[@class='struck']/time/@datetime"))
    assert set(off) == struck or (slug.startswith("cancelled") and len(off) == 1)
    assert ("SoldOut" in json.dumps(told)) == ("full" in slug)


@pytest.mark.parametrize("slug", ENTRIES)
def test_only_what_one_can_go_to_goes_in_a_calendar(slug, found):
    kept = bool(found[slug].all("//main//a[contains(@href, 'agenda.ics')]"))
    off = ("cancelled", "cancelled-silent", "postponed", "once-off", "all-off", "over", "over-cancelled")
    assert kept == (slug not in (*off, "undated", "undated-cancelled", "undated-full"))


def test_the_number_comes_before_the_facts(found):
    for page in found.values():
        order = page.all("//article//*[contains(@class, 'contact') or @class='details']/@class")
        assert order == ["box contact", "details"]


def test_own_contact_beats_the_organizations(found):
    assert found["rich"].text("//section[@aria-labelledby='contact']") == (
        "Questions, or signing up? Call 020-000 00 01 Host. You can call: tuesdays. E-mail: host@example.org"
    )
    assert found["plain"].all("//section[@aria-labelledby='contact']//a/@href") == ["tel:+31200000000"]


WRONG = "//section[@aria-labelledby='wrong']"
REACHED = {
    "by mail": ("contact: {email: a@example.org, phone: 020-000 00 01}", "", "mailto:a@example.org"),
    "by telephone": ("contact: {phone: 020-000 00 01}", "", "tel:+31200000001"),
    "by telephone, though the editors have an address": (
        "contact: {phone: 020-000 00 01}", 'AGENDA_EMAIL = "ed@example.org"', "tel:+31200000001"),
    "the editors": ("", 'AGENDA_EMAIL = "ed@example.org"', "mailto:ed@example.org"),
    "nobody": ("", "", None),
}  # fmt: skip


@pytest.mark.parametrize("way", REACHED)
def test_telling_that_something_is_wrong(way, tmp_path):
    contact, setting, expected = REACHED[way]
    entry = activity().replace("checked:", f"{contact}\nchecked:")
    town = small_town(
        tmp_path,
        {
            "pelicanconf.py": SETTINGS + f'{setting}\nSITEURL = "https://littleham.example/agenda"\n',
            "content/organizations/walkers.md": "---\nname: The Walkers\nkind: member\n---\n",
            "activities/walkers/walk.md": entry,
        },
    )
    assert town.build().returncode == 0
    page = pages(town.output)["activity/walkers/walk/"]
    links = page.all(f"{WRONG}//a/@href")
    if expected is None:
        assert links == []
        assert "There is no address yet that you can write to." in page.text(WRONG)
        assert "There is no telephone number or e-mail address of the organizer yet." in page.text()
    elif expected.startswith("tel:"):
        assert links == [expected]
    else:
        assert links[0].partition("?")[0] == expected
        written = unquote(links[0])
        assert "subject=About: Walk along the river" in written
        assert written.endswith(
            "body=Walk along the river\r\nhttps://littleham.example/agenda/activity/walkers/walk/\r\n\r\n"
        )


def test_what_is_near_and_like_it(found):
    shown = found["plain"].all("//section[@aria-labelledby='nearby']//li")
    assert len(shown) == 4
    first = " ".join(shown[0].text_content().split())
    assert first.startswith("Walk along the river Sunday 22 November, 15:00 to 16:00 · The Mill")
    links = [one.xpath(".//a/@href")[0] for one in shown]
    assert "/activity/walkers/plain/" not in links
    assert not [link for link in links if found[link.split("/")[-2]].all("//h1/strong")]


def test_checked_says_when_and_by_whom_unless_it_is_over(found):
    day = date(2026, 11, 20)
    assert found["plain"].text("//p[@class='checked']") == f"Checked on {day.day} November 2026 by The Walkers."
    assert not any(found[slug].all("//p[@class='checked']") for slug in ("over", "example"))


def test_an_example_says_so_first(found):
    assert found["example"].text("//div[@class='opening']/p[1]") == "Example: this is not a real activity."
    assert NAME in found["example"].all("string(//title)")
