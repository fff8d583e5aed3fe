"""How values are written: what is read from each spelling, and what to write instead of a wrong one."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from agenda import moments as m
from agenda import notation as n
from agenda.moments import DateRange, DayName, Moment, TimeSpan
from agenda.notation import Ages
from agenda.problem import Fault
from agenda.register import Term

TEN_TO_NOON = TimeSpan(time(10), time(12))
DAY = date(2026, 10, 1)
TERMS = {"ouderen": Term(name="Ouderen", aliases=["senioren"]), "jongeren": Term(name="Jongeren en studenten")}


def case(parse, written, result, id=None):
    """A row of a table."""
    return pytest.param(parse, written, result, id=id or f"{parse.__name__}-{written}")


@pytest.mark.parametrize(
    ("parse", "written", "value"),
    [
        case(m.parse_date, "2028-02-29", date(2028, 2, 29)),
        case(m.parse_date, "1900-01-01", date(1900, 1, 1)),
        case(m.parse_date, "2100-12-31", date(2100, 12, 31)),
        case(m.parse_time, "10:00-12:00", TEN_TO_NOON),
        case(m.parse_time, "10:00 – 12:00", TEN_TO_NOON),
        case(m.parse_time, "9:05", TimeSpan(time(9, 5))),
        case(m.parse_time, "22:00-02:00", TimeSpan(time(22), time(2), 1)),
        case(m.parse_time, "20:00-24:00", TimeSpan(time(20), time(0), 1)),
        case(m.parse_time, "20:00-00:00", TimeSpan(time(20), time(0), 1)),
        case(m.parse_time, "00:00-24:00", TimeSpan(time(0), time(0), 1)),
        case(m.parse_time, "10:00-10:00", TimeSpan(time(10), time(10))),
        case(m.parse_range, "2026-12-22", DateRange(date(2026, 12, 22), date(2026, 12, 22))),
        case(m.parse_range, "2026-12-21 / 2027-01-03", DateRange(date(2026, 12, 21), date(2027, 1, 3))),
        case(m.parse_moment, "2026-10-01", Moment(DAY)),
        case(m.parse_moment, "2026-10-01  10:00-12:00", Moment(DAY, TEN_TO_NOON)),
        case(m.parse_new_moment, "10:00-12:00", Moment(None, TEN_TO_NOON)),
        case(m.parse_new_moment, "2026-10-01 10:00-12:00", Moment(DAY, TEN_TO_NOON)),
        case(n.parse_price, "0", Decimal(0)),
        case(n.parse_price, "2,50", Decimal("2.50")),
        case(n.parse_price, "2.5", Decimal("2.5")),
        case(n.parse_ages, "18-27", Ages(18, 27)),
        case(n.parse_ages, "65+", Ages(65)),
        case(n.parse_ages, "-12", Ages(None, 12)),
        case(n.parse_yes, "Ja", True),
        case(n.parse_yes, "no", False),
        case(n.parse_cancelled, "yes", ""),
        case(n.parse_cancelled, "nee", None),
        case(n.parse_cancelled, "De zaal is\ndicht", "De zaal is dicht", "cancelled-with-a-reason"),
        case(n.parse_phone, "+31 (0)23 123 45 67", "+31 (0)23 123 45 67"),
        case(n.parse_phone, "0231234567", "0231234567"),
        case(n.parse_email, "a.b+c@post.example.org", "a.b+c@post.example.org"),
        case(n.parse_website, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        case(n.parse_website, "http://example.org:8080", "http://example.org:8080"),
        case(n.parse_online, "ja", "yes"),
        case(n.parse_online, "https://example.org/kamer", "https://example.org/kamer"),
        case(n.parse_postcode, "2011ab", "2011 AB"),
        case(m.parse_day, "Tuesday", DayName(0, 1)),
        case(m.parse_day, "2nd  tuesday", DayName(2, 1)),
        case(m.parse_day, "last friday", DayName(-1, 4)),
        case(m.parse_day, "15", DayName(15)),
        case(m.parse_day, "last day", DayName(-1)),
        case(m.parse_months, "november", (11,)),
        case(m.parse_months, "october - march", (10, 11, 12, 1, 2, 3)),
        case(m.parse_months, ["may-june", "june", "january"], (5, 6, 1), "months-of-a-list-once"),
        case(n.parse_number(1, 99), "07", 7, "number-with-a-zero"),
        case(n.parse_slug, "koffie-2", "koffie-2"),
        case(n.parse_slug, "a" * 80, "a" * 80, "slug-of-80"),
        case(n.parse_old_path, "koffie.md", "koffie"),
        case(n.parse_old_path, "dock-haarlem/koffie", "dock-haarlem/koffie"),
    ],
)
def test_read(parse, written, value):
    assert parse(written) == value


@pytest.mark.parametrize(
    ("parse", "written", "advice"),
    [
        case(m.parse_date, "2026-02-30", "that month has 28 days"),
        case(m.parse_date, "2027-02-29", "that month has 28 days"),
        case(m.parse_date, "2026-13-01", "months go from 01 to 12"),
        case(m.parse_date, "1899-12-31", "between 1900 and 2100"),
        case(m.parse_date, "2101-01-01", "between 1900 and 2100"),
        case(m.parse_date, "3-4-2026", "Write 2026-04-03."),
        case(m.parse_date, "03/04/2026", "Write 2026-04-03."),
        case(m.parse_date, "2026-4-3", "Write 2026-04-03."),
        case(m.parse_date, "vrijdag 3 april 2026", "Write 2026-04-03."),
        case(m.parse_date, "31-2-2026", "for example 2026-11-20"),
        case(m.parse_date, "3 foober 2026", "for example 2026-11-20"),
        case(m.parse_date, "٢٠٢٦-١١-٢٠", "for example 2026-11-20", "date-in-arabic-digits"),
        case(m.parse_date, "9" * 200_000, "for example 2026-11-20", "date-of-200000-digits"),
        case(m.parse_date, ["2026-11-20"], "a single text", "date-in-a-list"),
        case(m.parse_time, "9.30 uur", "for example 09:30."),
        case(m.parse_time, "14h-16h", "for example 14:00-16:00."),
        case(m.parse_time, "van 10 tot 12", "for example 10:00-12:00."),
        case(m.parse_time, "half tien", "for example 10:00-12:00."),
        case(m.parse_time, "25:00", "hours go from 00 to 23"),
        case(m.parse_time, "10:00-25:00", "hours go from 00 to 23"),
        case(m.parse_time, "24:00-25:00", "hours go from 00 to 23"),
        case(m.parse_time, "10:60", "minutes from 00 to 59"),
        case(m.parse_range, "2027-01-03/2026-12-21", "Write the first day first."),
        case(m.parse_range, "2026-12-21/", "for example 2026-11-20"),
        case(m.parse_moment, "1-10-2026 14:00", "Write 2026-10-01."),
        case(m.parse_moment, "1 oktober 2026 14:00", "Write 2026-10-01."),
        case(m.parse_moment, "2026-10-01 om 14 uur", "for example 14:00."),
        case(m.parse_moment, "1/10/2026 14:00", "for example 2026-11-20"),
        case(m.parse_moment, "", "for example 2026-11-20", "moment-that-is-empty"),
        case(m.parse_new_moment, "14.00", "for example 14:00."),
        case(m.parse_new_moment, "1.10.2026", "Write 2026-10-01."),
        case(n.parse_price, "gratis", "Write 0 for free."),
        case(n.parse_price, "€ 2,50", "for example 2,50"),
        case(n.parse_price, "-1", "for example 2,50"),
        case(n.parse_price, "2,505", "for example 2,50"),
        case(n.parse_price, "9" * 200_000, "for example 2,50", "price-of-200000-digits"),
        case(n.parse_ages, "27-18", "18-27, 65+ or -12"),
        case(n.parse_ages, "18-", "18-27, 65+ or -12"),
        case(n.parse_ages, "+", "18-27, 65+ or -12"),
        case(n.parse_ages, "volwassenen", "18-27, 65+ or -12"),
        case(n.parse_yes, "jawel", "Choose one of: yes, no"),
        case(n.parse_cancelled, "x" * 201, "at most 200 fit", "reason-of-201"),
        case(n.parse_phone, "bel Anne", "023-123 45 67"),
        case(n.parse_phone, "( - ) -", "023-123 45 67"),
        case(n.parse_email, "anne@example", "naam@example.org"),
        case(n.parse_email, "anne @example.org", "naam@example.org"),
        case(n.parse_website, "www.example.org/a", "Write https://www.example.org/a."),
        case(n.parse_website, "javascript:alert(1)", "for example https://"),
        case(n.parse_website, "https://example.org/<script>", "for example https://"),
        case(n.parse_online, "via Zoom", "for example https://"),
        case(n.parse_postcode, "0211 AB", "for example 2011 AB"),
        case(m.parse_day, "dinsdag", "Did you mean tuesday?"),
        case(m.parse_day, "tweede dinsdag", "for example 2nd tuesday."),
        case(m.parse_day, "lastt fridy", "for example last friday."),
        case(m.parse_day, "elke keer", "for example 2nd tuesday."),
        case(m.parse_day, "32", "from 1 to 31"),
        case(m.parse_day, "0", "from 1 to 31"),
        case(m.parse_months, "oktober", "Did you mean october?"),
        case(m.parse_months, "march-juni", "Did you mean june?"),
        case(n.parse_number(1, 99), "0", "from 1 to 99", "number-too-low"),
        case(n.parse_number(1, 99), "1.5", "from 1 to 99", "number-with-a-part"),
        case(n.parse_number(1, 99), "9" * 200_000, "from 1 to 99", "number-of-200000-digits"),
        case(n.parse_slug, "Koffie", "small letters, digits and hyphens"),
        case(n.parse_slug, "a" * 81, "80 at most", "slug-of-81"),
        case(n.parse_slug, "../x", "small letters, digits and hyphens"),
        case(n.parse_slug, "con", "con-1"),
        case(n.parse_slug, "lpt1", "lpt1-1"),
        case(n.parse_old_path, "a/b/c", "small letters, digits and hyphens"),
    ],
)
def test_refused_with_what_to_write_instead(parse, written, advice):
    with pytest.raises(Fault) as error:
        parse(written)
    assert advice in str(error.value)
    assert len(str(error.value)) < 250


@pytest.mark.parametrize(
    ("word", "near"),
    [
        pytest.param("ouderren", "ouderen", id="misspelled"),
        pytest.param("Jongeren en studenten", "jongeren", id="name"),
        pytest.param("Senioren", "ouderen", id="alias"),
        pytest.param("senioor", "ouderen", id="alias-misspelled"),
        pytest.param("xyz", "ouderen, jongeren", id="nothing-near"),
    ],
)
def test_an_unknown_id_is_told_the_known_one(word, near):
    with pytest.raises(Fault, match="does not stand in the list") as error:
        n.known_id(word, TERMS)
    assert near in str(error.value)


def test_a_long_list_of_ids_is_not_repeated():
    with pytest.raises(Fault, match="Look it up in the list of fields"):
        n.known_id("xyz", {f"wijk{number}": Term(name=f"Wijk {number}") for number in range(13)})


def test_an_id_without_a_list_is_not_looked_up():
    assert n.known_id("iets", None) == "iets"


def test_combine_passes_midnight():
    assert m.combine(date(2026, 12, 31), time(1, 30), 1) == datetime(2027, 1, 1, 1, 30)
