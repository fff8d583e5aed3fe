"""How an activity's values read, in Dutch and in English."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agenda import wording
from agenda.language import Language
from agenda.model import Activity, Occurrence
from agenda.notation import Ages
from agenda.register import Contact, Organization, Register

TRANSLATIONS = Path(__file__).parent.parent / "theme" / "translations"
LANGUAGES = (Language("nl", TRANSLATIONS), Language("en", TRANSLATIONS))


def activity(**values) -> Activity:
    return Activity.model_construct(**{"organizer": "dock", **values})


@pytest.mark.parametrize(
    ("price", "dutch", "english"),
    [
        (None, "", ""),
        (Decimal(0), "Gratis", "Free"),
        (Decimal("0.00"), "Gratis", "Free"),
        (Decimal("2.50"), "€\N{NO-BREAK SPACE}2,50", "€2.50"),
        (Decimal("15.00"), "€\N{NO-BREAK SPACE}15", "€15"),
    ],
)
def test_price(price, dutch, english):
    assert [wording.price(activity(price=price), language) for language in LANGUAGES] == [dutch, english]


@pytest.mark.parametrize(
    ("start", "end", "dutch", "english"),
    [
        ("2026-11-24T10:00", "2026-11-24T12:00", "10.00 tot 12.00 uur", "10:00 to 12:00"),
        ("2026-11-24T09:30", "2026-11-24T11:00", "9.30 tot 11.00 uur", "9:30 to 11:00"),
        ("2026-11-24T10:00", None, "om 10.00 uur", "at 10:00"),
        ("2026-11-24T20:00", "2026-11-25T00:00", "20.00 tot 24.00 uur", "20:00 to 24:00"),
        ("2026-12-31T21:00", "2027-01-01T01:00", "21.00 tot 1.00 uur", "21:00 to 1:00"),
        ("2026-11-24T10:00", "2026-11-25T09:59", "10.00 tot 9.59 uur", "10:00 to 9:59"),
        (
            "2027-01-29T19:00",
            "2027-01-31T15:00",
            "19.00 uur tot zondag 31 januari om 15.00 uur",
            "19:00 until Sunday 31 January at 15:00",
        ),
        (
            "2027-01-29T19:00",
            "2027-01-31T00:00",
            "19.00 uur tot zaterdag 30 januari om 24.00 uur",
            "19:00 until Saturday 30 January at 24:00",
        ),
        (
            "2026-12-31T19:00",
            "2027-01-02T12:00",
            "19.00 uur tot zaterdag 2 januari 2027 om 12.00 uur",
            "19:00 until Saturday 2 January 2027 at 12:00",
        ),
    ],
)
def test_when(start, end, dutch, english):
    one = Occurrence(datetime.fromisoformat(start), end and datetime.fromisoformat(end))
    assert [wording.when(one, language) for language in LANGUAGES] == [dutch, english]


@pytest.mark.parametrize(
    ("start", "end", "dutch", "english"),
    [
        ("2026-11-24", "2026-11-25", "de hele dag", "all day"),
        (
            "2026-11-24",
            "2026-11-30",
            "tot en met zondag 29 november",
            "up to and including Sunday 29 November",
        ),
        (
            "2026-12-30",
            "2027-01-03",
            "tot en met zaterdag 2 januari 2027",
            "up to and including Saturday 2 January 2027",
        ),
    ],
)
def test_when_of_whole_days(start, end, dutch, english):
    one = Occurrence(datetime.fromisoformat(start), datetime.fromisoformat(end), whole_day=True)
    assert [wording.when(one, language) for language in LANGUAGES] == [dutch, english]


@pytest.mark.parametrize(
    ("ages", "dutch", "english"),
    [
        (None, "", ""),
        (Ages(18, 27), "18 tot en met 27 jaar", "18 to 27 years old"),
        (Ages(65, None), "vanaf 65 jaar", "from the age of 65"),
        (Ages(None, 12), "tot en met 12 jaar", "up to the age of 12"),
        (Ages(0, 4), "0 tot en met 4 jaar", "0 to 4 years old"),
    ],
)
def test_ages(ages, dutch, english):
    assert [wording.ages(activity(ages=ages), language) for language in LANGUAGES] == [dutch, english]


@pytest.mark.parametrize(
    ("registration", "dutch", "english"),
    [
        (None, "", ""),
        (
            "none",
            "U hoeft zich niet aan te melden. Loop gewoon binnen.",
            "You do not have to sign up. Just come in.",
        ),
        ("welcome", "U mag zich aanmelden, maar het hoeft niet.", "You may sign up, but you do not have to."),
        ("required", "Meld u vooraf aan.", "You have to sign up first."),
    ],
)
def test_registration(registration, dutch, english):
    one = activity(registration=registration)
    assert [wording.registration(one, language) for language in LANGUAGES] == [dutch, english]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("elke dinsdag", "Elke dinsdag."),
        ("Elke dinsdag.", "Elke dinsdag."),
        ("kom je ook?", "Kom je ook?"),
        ("loop binnen!", "Loop binnen!"),
        ("en meer…", "En meer…"),
        ("één keer", "Één keer."),
    ],
)
def test_sentence(text, sentence):
    assert wording.sentence(text) == sentence


@pytest.mark.parametrize(
    ("number", "href"),
    [
        ("023-123 45 67", "tel:+31231234567"),
        ("06 12 34 56 78", "tel:+31612345678"),
        ("+31 (0)23 123 45 67", "tel:+31231234567"),
        ("0031 23 1234567", "tel:+31231234567"),
        ("0800-1234", "tel:08001234"),
        ("0900-123 4567", "tel:09001234567"),
        ("0800-023 4567", "tel:08000234567"),
        ("14 023", "tel:14023"),
        ("112", "tel:112"),
    ],
)
def test_tel(number, href):
    assert wording.tel(number) == href


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.example.org/koffie?a=1", "example.org"),
        ("http://koffie.example.org", "koffie.example.org"),
        ("https://example.org:8080/", "example.org"),
    ],
)
def test_host(address, host):
    assert wording.host(address) == host


def test_contact_is_the_activity_s_own_else_the_organization_s():
    theirs = Contact(role="Balie", phone="023-000 00 00", hours="ma t/m vr 9.00-12.00 uur")
    organization = Organization(name="DOCK", kind="member", contact=theirs)
    register = Register(ZoneInfo("Europe/Amsterdam"), organizations={"dock": organization})
    assert wording.contact(activity(contact=None), register) == "Balie, 023-000 00 00, ma t/m vr 9.00-12.00 uur"
    own = activity(contact=Contact(role="Gastvrouw", email="koffie@example.org"))
    assert wording.contact(own, register) == "Gastvrouw, koffie@example.org"
