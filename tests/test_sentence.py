"""The sentence people read, for every form of schedule, in Dutch and in English."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agenda import frontmatter, sentence
from agenda.holidays import Holiday, HolidayTable
from agenda.language import Language
from agenda.moments import DateRange
from agenda.register import Register
from agenda.timetable import Schedule

TRANSLATIONS = Path(__file__).parent.parent / "theme" / "translations"
DUTCH, ENGLISH = Language("nl", TRANSLATIONS), Language("en")
TABLE = HolidayTable.model_construct(
    until=date(2028, 12, 31),
    sources=(),
    public=(Holiday.model_construct(date=DateRange(date(2026, 12, 25), date(2026, 12, 26)), name="Kerstmis"),),
    school=(),
)
REGISTER = Register(ZoneInfo("Europe/Amsterdam"), holidays=TABLE)
TODAY = date(2026, 11, 22)


def told(schedule: str, language: Language, today: date | None = None) -> str:
    """The sentence of a schedule as it stands in a file."""
    tree = frontmatter.parse(schedule.encode(), front_matter=False).tree
    return sentence.of_schedule(Schedule.model_validate(tree), REGISTER, language, today)


def of_table(rows: list[tuple[str, str, str]]):
    """A test for each row: a schedule's fields, then the sentence in Dutch and in English."""
    return pytest.mark.parametrize(("schedule", "dutch", "english"), rows, ids=[row[1] for row in rows])


@of_table(
    [
        (
            "start: 2026-12-03\ntime: 14:00-16:00",
            "op donderdag 3 december 2026 van 14.00 tot 16.00 uur",
            "on Thursday 3 December 2026 from 14:00 to 16:00",
        ),
        (
            "start: 2026-12-03\ntime: 09:30",
            "op donderdag 3 december 2026 om 9.30 uur",
            "on Thursday 3 December 2026 at 9:30",
        ),
        (
            "start: 2026-12-31\ntime: 21:00-01:00",
            "op donderdag 31 december 2026 van 21.00 tot 1.00 uur",
            "on Thursday 31 December 2026 from 21:00 to 1:00",
        ),
        (
            "start: 2026-12-31\ntime: 20:00-24:00",
            "op donderdag 31 december 2026 van 20.00 tot 24.00 uur",
            "on Thursday 31 December 2026 from 20:00 to 24:00",
        ),
        (
            "start: 2026-09-26",
            "op zaterdag 26 september 2026, de hele dag",
            "on Saturday 26 September 2026, all day",
        ),
        (
            "start: 2026-09-26\nend: 2026-09-26\ntime: 10:00-12:00",
            "op zaterdag 26 september 2026 van 10.00 tot 12.00 uur",
            "on Saturday 26 September 2026 from 10:00 to 12:00",
        ),
        (
            "start: 2026-11-20\nend: 2026-11-29",
            "van vrijdag 20 november tot en met zondag 29 november 2026",
            "from Friday 20 November to Sunday 29 November 2026",
        ),
        (
            "start: 2026-12-30\nend: 2027-01-02",
            "van woensdag 30 december 2026 tot en met zaterdag 2 januari 2027",
            "from Wednesday 30 December 2026 to Saturday 2 January 2027",
        ),
        (
            "start: 2027-01-29\nend: 2027-01-31\ntime: 19:00-15:00",
            "van vrijdag 29 januari om 19.00 uur tot zondag 31 januari 2027 om 15.00 uur",
            "from Friday 29 January at 19:00 until Sunday 31 January 2027 at 15:00",
        ),
        (
            "start: 2027-01-29\nend: 2027-01-30\ntime: 19:00-24:00",
            "van vrijdag 29 januari om 19.00 uur tot zaterdag 30 januari 2027 om 24.00 uur",
            "from Friday 29 January at 19:00 until Saturday 30 January 2027 at 24:00",
        ),
        (
            "start: 2027-01-29\nend: 2027-01-31\ntime: 19:00",
            "van vrijdag 29 januari om 19.00 uur tot en met zondag 31 januari 2027",
            "from Friday 29 January at 19:00 to Sunday 31 January 2027",
        ),
    ]
)
def test_once(schedule, dutch, english):
    assert (told(schedule, DUTCH), told(schedule, ENGLISH)) == (dutch, english)


@of_table(
    [
        ("repeat: daily", "elke dag", "every day"),
        ("repeat: daily\ninterval: 2", "om de dag", "every other day"),
        ("repeat: daily\ninterval: 10", "elke 10 dagen", "every 10 days"),
        ("repeat: weekly", "elke dinsdag", "every Tuesday"),
        (
            "repeat: weekly\ndays: [friday, tuesday, thursday]",
            "elke dinsdag, donderdag en vrijdag",
            "every Tuesday, Thursday and Friday",
        ),
        (
            "repeat: weekly\ndays: [monday, tuesday, wednesday, thursday, friday]",
            "maandag tot en met vrijdag",
            "Monday to Friday",
        ),
        (
            "repeat: weekly\ndays: [monday, tuesday, wednesday, friday]",
            "elke maandag, dinsdag, woensdag en vrijdag",
            "every Monday, Tuesday, Wednesday and Friday",
        ),
        (
            "repeat: weekly\ndays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]",
            "elke dag",
            "every day",
        ),
        (
            "repeat: weekly\ninterval: 2\ndays: wednesday",
            "om de week op woensdag",
            "every other week on Wednesday",
        ),
        (
            "repeat: weekly\ninterval: 3\ndays: [thursday, friday]",
            "elke 3 weken op donderdag en vrijdag",
            "every 3 weeks on Thursday and Friday",
        ),
        ("repeat: weekly\nweeks: even\ndays: monday", "op maandag in de even weken", "on Monday in even weeks"),
        (
            "repeat: weekly\nweeks: odd\ndays: [monday, tuesday, wednesday, thursday]",
            "maandag tot en met donderdag in de oneven weken",
            "Monday to Thursday in odd weeks",
        ),
        (
            "repeat: weekly\nweeks: odd\ninterval: 3",
            "elke 3 weken op dinsdag in de oneven weken",
            "every 3 weeks on Tuesday in odd weeks",
        ),
        ("repeat: monthly", "op de 1e van de maand", "on the 1st of the month"),
        ("repeat: monthly\ndays: 15", "op de 15e van de maand", "on the 15th of the month"),
        (
            "repeat: monthly\ndays: [2, 3, 12, 22, 31]",
            "op de 2e, de 3e, de 12e, de 22e en de 31e van de maand",
            "on the 2nd, the 3rd, the 12th, the 22nd and the 31st of the month",
        ),
        ("repeat: monthly\ndays: last day", "op de laatste dag van de maand", "on the last day of the month"),
        (
            "repeat: monthly\ndays: 2nd saturday",
            "op de tweede zaterdag van de maand",
            "on the 2nd Saturday of the month",
        ),
        (
            "repeat: monthly\ndays: last friday",
            "op de laatste vrijdag van de maand",
            "on the last Friday of the month",
        ),
        (
            "repeat: monthly\ndays: [1st monday, 3rd monday]",
            "op de eerste en derde maandag van de maand",
            "on the 1st and 3rd Monday of the month",
        ),
        (
            "repeat: monthly\ndays: [1st monday, 4th tuesday, 5th wednesday]",
            "op de eerste maandag, de vierde dinsdag en de vijfde woensdag van de maand",
            "on the 1st Monday, the 4th Tuesday and the 5th Wednesday of the month",
        ),
        (
            "repeat: monthly\ndays: [1st monday, 15]",
            "op de eerste maandag en de 15e van de maand",
            "on the 1st Monday and the 15th of the month",
        ),
        (
            "repeat: monthly\ninterval: 2\ndays: 1st sunday",
            "om de maand op de eerste zondag",
            "every other month on the 1st Sunday",
        ),
        (
            "repeat: monthly\ninterval: 3\ndays: 15",
            "elke 3 maanden op de 15e",
            "every 3 months on the 15th",
        ),
        ("repeat: yearly", "elk jaar op 1 september", "every year on 1 September"),
        (
            "repeat: yearly\ndays: 4th saturday",
            "elk jaar op de vierde zaterdag van september",
            "every year on the 4th Saturday of September",
        ),
        (
            "repeat: yearly\ndays: last day\nmonths: [march, september]",
            "elk jaar op de laatste dag van maart en september",
            "every year on the last day of March and September",
        ),
        (
            "repeat: yearly\ndays: [25, 26]\nmonths: december",
            "elk jaar op 25 december en 26 december",
            "every year on 25 December and 26 December",
        ),
        (
            "repeat: yearly\ndays: [1st sunday, 25]\nmonths: december",
            "elk jaar op de eerste zondag van december en op 25 december",
            "every year on the 1st Sunday of December and on 25 December",
        ),
        ("repeat: yearly\ninterval: 2", "elke 2 jaar op 1 september", "every 2 years on 1 September"),
        (
            "repeat: yearly\ndays: 29\nmonths: february",
            "elk schrikkeljaar op 29 februari",
            "every leap year on 29 February",
        ),
        ("repeat: yearly\ndays: 31\nmonths: february", "op wisselende data", "on varying dates"),
    ]
)
def test_rhythm(schedule, dutch, english):
    schedule = f"start: 2026-09-01\ntime: 10:00-12:00\n{schedule}"
    assert told(schedule, DUTCH) == f"{dutch} van 10.00 tot 12.00 uur"
    assert told(schedule, ENGLISH) == f"{english} from 10:00 to 12:00"


@of_table(
    [
        ("FREQ=WEEKLY", "elke dinsdag", "every Tuesday"),
        ("FREQ=DAILY;BYDAY=SA,SU", "elke zaterdag en zondag", "every Saturday and Sunday"),
        ("FREQ=DAILY;BYMONTHDAY=15", "op de 15e van de maand", "on the 15th of the month"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", "op wisselende data", "on varying dates"),
        ("FREQ=MONTHLY", "op de 1e van de maand", "on the 1st of the month"),
        ("FREQ=MONTHLY;BYDAY=MO", "elke maandag", "every Monday"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=MO", "op wisselende data", "on varying dates"),
        (
            "FREQ=MONTHLY;BYDAY=-2TH",
            "op de op een na laatste donderdag van de maand",
            "on the second-to-last Thursday of the month",
        ),
        ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=2", "op de tweede zaterdag van de maand", "on the 2nd Saturday of the month"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
            "op de eerste werkdag van de maand",
            "on the first working day of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "op de laatste werkdag van de maand",
            "on the last working day of the month",
        ),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2", "op wisselende data", "on varying dates"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "op wisselende data", "on varying dates"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1,-2",
            "op de op een na laatste en laatste dag van de maand",
            "on the second-to-last and last day of the month",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=-9", "op wisselende data", "on varying dates"),
        ("FREQ=YEARLY", "elk jaar op 1 september", "every year on 1 September"),
        ("FREQ=YEARLY;BYMONTHDAY=15", "op de 15e van de maand", "on the 15th of the month"),
        ("FREQ=YEARLY;BYDAY=TU", "elke dinsdag", "every Tuesday"),
        ("FREQ=YEARLY;BYDAY=20MO", "op wisselende data", "on varying dates"),
        ("FREQ=YEARLY;BYMONTH=9;BYDAY=SA;BYSETPOS=4", "elk jaar op de vierde zaterdag van september",
         "every year on the 4th Saturday of September"),
        ("FREQ=YEARLY;BYWEEKNO=20", "op wisselende data", "on varying dates"),
        ("FREQ=YEARLY;BYYEARDAY=100", "op wisselende data", "on varying dates"),
    ]
)  # fmt: skip
def test_calendar_rule(schedule, dutch, english):
    schedule = f"start: 2026-09-01\ntime: 10:00-12:00\nrrule: {schedule}"
    assert told(schedule, DUTCH) == f"{dutch} van 10.00 tot 12.00 uur"
    assert told(schedule, ENGLISH) == f"{english} from 10:00 to 12:00"


@of_table(
    [
        ("repeat: weekly", "elke dinsdag, de hele dag", "every Tuesday, all day"),
        ("repeat: weekly\ntime: 10:00", "elke dinsdag om 10.00 uur", "every Tuesday at 10:00"),
        (
            "repeat: weekly\ntime: 22:00-02:00",
            "elke dinsdag van 22.00 tot 2.00 uur",
            "every Tuesday from 22:00 to 2:00",
        ),
        (
            "repeat: weekly\ntime: 20:00-24:00",
            "elke dinsdag van 20.00 tot 24.00 uur",
            "every Tuesday from 20:00 to 24:00",
        ),
        (
            "repeat: monthly\ndays: 2nd saturday\nend: 2026-09-02",
            "op de tweede zaterdag van de maand, 2 dagen lang",
            "on the 2nd Saturday of the month, for 2 days",
        ),
        (
            "repeat: monthly\ndays: last friday\nend: 2026-09-03\ntime: 19:00-15:00",
            "op de laatste vrijdag van de maand van 19.00 uur tot zondag 15.00 uur",
            "on the last Friday of the month from 19:00 until Sunday 15:00",
        ),
        (
            "repeat: weekly\ndays: friday\nend: 2026-09-02\ntime: 19:00-24:00",
            "elke vrijdag van 19.00 uur tot zaterdag 24.00 uur",
            "every Friday from 19:00 until Saturday 24:00",
        ),
        (
            "repeat: weekly\ndays: [friday, saturday]\nend: 2026-09-02\ntime: 19:00-08:00",
            "elke vrijdag en zaterdag van 19.00 tot 8.00 uur de volgende dag",
            "every Friday and Saturday from 19:00 until 8:00 the next day",
        ),
        (
            "repeat: monthly\ndays: 15\nend: 2026-09-03\ntime: 19:00-15:00",
            "op de 15e van de maand van 19.00 uur tot 2 dagen later 15.00 uur",
            "on the 15th of the month from 19:00 until 15:00, 2 days later",
        ),
        (
            "repeat: yearly\nend: 2026-09-09\ntime: 10:00-17:00",
            "elk jaar op 1 september van 10.00 uur tot 8 dagen later 17.00 uur",
            "every year on 1 September from 10:00 until 17:00, 8 days later",
        ),
        (
            "repeat: monthly\ndays: last friday\nend: 2026-09-03\ntime: 19:00",
            "op de laatste vrijdag van de maand om 19.00 uur, 3 dagen lang",
            "on the last Friday of the month at 19:00, for 3 days",
        ),
    ]
)
def test_time_of_day_and_length(schedule, dutch, english):
    schedule = f"start: 2026-09-01\n{schedule}"
    assert (told(schedule, DUTCH), told(schedule, ENGLISH)) == (dutch, english)


@of_table(
    [
        ("months: october-march", "van oktober tot en met maart", "from October to March"),
        ("months: [june, july, august]", "van juni tot en met augustus", "from June to August"),
        ("months: november", "in november", "in November"),
        ("months: [april, may]", "in april en mei", "in April and May"),
        ("months: [march, june, september]", "in maart, juni en september", "in March, June and September"),
        ("until: 2027-06-29", "tot en met 29 juni 2027", "up to and including 29 June 2027"),
        ("count: 10", "10 keer vanaf 1 september 2026", "10 times from 1 September 2026"),
        ("count: 1", "1 keer vanaf 1 september 2026", "1 time from 1 September 2026"),
        (
            "months: october-march\nuntil: 2028-03-28",
            "van oktober tot en met maart, tot en met 28 maart 2028",
            "from October to March, up to and including 28 March 2028",
        ),
        ("pause: public-holidays", "niet op feestdagen", "not on public holidays"),
        (
            "pause: [school-holidays, public-holidays]",
            "niet in de schoolvakanties en op feestdagen",
            "not in the school holidays and on public holidays",
        ),
        (
            "until: 2027-06-29\nexcept: [2026-12-22, 2026-12-28/2027-01-03]",
            "tot en met 29 juni 2027, niet op 22 december en van 28 december tot en met 3 januari",
            "up to and including 29 June 2027, not on 22 December and from 28 December to 3 January",
        ),
        (
            "count: 10\nexcept: [2026-10-20, 2026-10-13]\npause: school-holidays",
            "10 keer vanaf 1 september 2026, niet op 13 oktober en 20 oktober en in de schoolvakanties",
            "10 times from 1 September 2026, not on 13 October and 20 October and in the school holidays",
        ),
        (
            "except: [2026-10-13, 2026-12-22, 2026-12-28/2027-01-03, 2027-02-20/2027-02-28, 2027-03-29/2027-04-02]",
            "niet op 13 oktober en 22 december 2026, van 28 december 2026 tot en met 3 januari 2027,"
            " van 20 tot en met 28 februari 2027 en van 29 maart tot en met 2 april 2027",
            "not on 13 October and 22 December 2026, from 28 December 2026 to 3 January 2027,"
            " from 20 to 28 February 2027 and from 29 March to 2 April 2027",
        ),
        (
            "pause: school-holidays\nexcept: [2026-09-08, 2026-09-22, 2026-10-06, 2026-10-20, 2026-11-03, 2026-11-17,"
            " 2026-12-01, 2026-12-15, 2026-12-29, 2027-01-12, 2027-01-26]",
            "met 11 uitzonderingen, niet in de schoolvakanties",
            "with 11 exceptions, not in the school holidays",
        ),
        (
            "extra: [2026-12-09, 2026-12-11]",
            "ook op woensdag 9 december en vrijdag 11 december 2026",
            "also on Wednesday 9 December and Friday 11 December 2026",
        ),
        (
            "extra: [2026-12-09, 2026-12-11 13:00-15:00]",
            "ook op woensdag 9 december 2026 en op vrijdag 11 december 2026 van 13.00 tot 15.00 uur",
            "also on Wednesday 9 December 2026 and on Friday 11 December 2026 from 13:00 to 15:00",
        ),
        (
            f"extra: [{', '.join(f'2026-12-{day}' for day in range(10, 21))}]",
            "en nog op 11 andere dagen",
            "and on 11 more days",
        ),
    ]
)
def test_season_period_and_exceptions(schedule, dutch, english):
    schedule = f"start: 2026-09-01\ntime: 10:00-12:00\nrepeat: weekly\n{schedule}"
    assert told(schedule, DUTCH) == f"elke dinsdag van 10.00 tot 12.00 uur, {dutch}"
    assert told(schedule, ENGLISH) == f"every Tuesday from 10:00 to 12:00, {english}"


@of_table(
    [
        ("FREQ=WEEKLY;UNTIL=20270629", "tot en met 29 juni 2027", "up to and including 29 June 2027"),
        ("FREQ=WEEKLY;COUNT=10", "10 keer vanaf 1 september 2026", "10 times from 1 September 2026"),
        # A rule's COUNT counts the dates that are left out: how many are held is another number.
        (
            "FREQ=WEEKLY;COUNT=10\nexcept: 2026-10-13",
            "tot en met 3 november 2026, niet op 13 oktober",
            "up to and including 3 November 2026, not on 13 October",
        ),
        ("FREQ=YEARLY;BYMONTH=6,7,8;BYDAY=TU", "van juni tot en met augustus", "from June to August"),
    ]
)
def test_end_and_season_of_a_calendar_rule(schedule, dutch, english):
    schedule = f"start: 2026-09-01\ntime: 10:00-12:00\nrrule: {schedule}"
    assert told(schedule, DUTCH) == f"elke dinsdag van 10.00 tot 12.00 uur, {dutch}"
    assert told(schedule, ENGLISH) == f"every Tuesday from 10:00 to 12:00, {english}"


@of_table(
    [
        (
            "dates: [2026-11-05, 2026-10-01]\ntime: 14:00-16:00",
            "op donderdag 1 oktober en donderdag 5 november 2026 van 14.00 tot 16.00 uur",
            "on Thursday 1 October and Thursday 5 November 2026 from 14:00 to 16:00",
        ),
        (
            "dates: [2026-12-10, 2027-01-14, 2027-02-11]",
            "op donderdag 10 december 2026, donderdag 14 januari en donderdag 11 februari 2027, de hele dag",
            "on Thursday 10 December 2026, Thursday 14 January and Thursday 11 February 2027, all day",
        ),
        (
            "dates: [2026-12-10 12:00-13:30, 2026-12-10 17:30, 2027-01-14 12:00-13:30]",
            "op donderdag 10 december 2026 en donderdag 14 januari 2027 van 12.00 tot 13.30 uur"
            " en op donderdag 10 december 2026 om 17.30 uur",
            "on Thursday 10 December 2026 and Thursday 14 January 2027 from 12:00 to 13:30"
            " and on Thursday 10 December 2026 at 17:30",
        ),
        (
            f"dates: [{', '.join(f'2026-12-{day}' for day in range(10, 21))}]\ntime: 14:00-16:00",
            "op 11 dagen tussen 10 december en 20 december 2026, van 14.00 tot 16.00 uur",
            "on 11 days between 10 December and 20 December 2026, from 14:00 to 16:00",
        ),
        (
            f"dates: [{', '.join(f'2026-12-{day}' for day in range(23, 32))}, 2027-01-01, 2027-01-02]",
            "op 11 dagen tussen 23 december 2026 en 2 januari 2027, de hele dag",
            "on 11 days between 23 December 2026 and 2 January 2027, all day",
        ),
        (
            f"dates: [{', '.join(f'2026-12-10 {hour}:00' for hour in range(10, 20))}, 2026-12-11 10:00]",
            "op 2 dagen tussen 10 december en 11 december 2026, op verschillende tijden",
            "on 2 days between 10 December and 11 December 2026, at different times",
        ),
        (
            "dates: [2026-10-01, 2026-11-05, 2026-12-25]\ntime: 14:00\nexcept: 2026-11-05\npause: public-holidays",
            "op donderdag 1 oktober 2026 om 14.00 uur",
            "on Thursday 1 October 2026 at 14:00",
        ),
        (
            "dates: [2026-10-01]\ntime: 14:00\nextra: [2026-10-08]",
            "op donderdag 1 oktober 2026 om 14.00 uur, ook op donderdag 8 oktober 2026",
            "on Thursday 1 October 2026 at 14:00, also on Thursday 8 October 2026",
        ),
    ]
)
def test_loose_dates(schedule, dutch, english):
    assert (told(schedule, DUTCH), told(schedule, ENGLISH)) == (dutch, english)


@of_table(
    [
        ("by_appointment: Bel voor een afspraak.", "Bel voor een afspraak.", "Bel voor een afspraak."),
        ("ongoing: Wanneer het u past", "Wanneer het u past", "Wanneer het u past"),
        (
            "by_appointment: Bel voor een afspraak\nstart: 2026-01-05",
            "Bel voor een afspraak. Vanaf 5 januari 2026.",
            "Bel voor een afspraak. From 5 January 2026.",
        ),
        (
            "ongoing: U kiest de dagen zelf.\nuntil: 2027-06-30",
            "U kiest de dagen zelf. Tot en met 30 juni 2027.",
            "U kiest de dagen zelf. Up to and including 30 June 2027.",
        ),
        (
            "ongoing: U kiest de dagen zelf.\nstart: 2026-09-01\nuntil: 2027-06-30",
            "U kiest de dagen zelf. Van 1 september 2026 tot en met 30 juni 2027.",
            "U kiest de dagen zelf. From 1 September 2026 to 30 June 2027.",
        ),
    ]
)
def test_without_a_fixed_time(schedule, dutch, english):
    assert (told(schedule, DUTCH), told(schedule, ENGLISH)) == (dutch, english)


WEEKLY = "time: 10:00-12:00\nrepeat: weekly\n"


@of_table(
    [
        ("start: 2026-09-01\nongoing: Altijd.", "Altijd.", "Altijd."),
        ("start: 2026-11-23\nongoing: Altijd.", "Altijd. Vanaf 23 november 2026.", "Altijd. From 23 November 2026."),
        (
            f"start: 2026-11-22\n{WEEKLY}",
            "elke zondag van 10.00 tot 12.00 uur",
            "every Sunday from 10:00 to 12:00",
        ),
        (
            f"start: 2027-01-10\n{WEEKLY}",
            "elke zondag van 10.00 tot 12.00 uur, vanaf 10 januari 2027",
            "every Sunday from 10:00 to 12:00, from 10 January 2027",
        ),
        (
            f"start: 2027-01-10\nuntil: 2027-06-27\n{WEEKLY}",
            "elke zondag van 10.00 tot 12.00 uur, van 10 januari 2027 tot en met 27 juni 2027",
            "every Sunday from 10:00 to 12:00, from 10 January 2027 to 27 June 2027",
        ),
        (
            f"start: 2026-09-06\nexcept: [2026-10-11, 2026-11-22, 2026-12-27/2027-01-03]\n{WEEKLY}",
            "elke zondag van 10.00 tot 12.00 uur, niet op 22 november en van 27 december tot en met 3 januari",
            "every Sunday from 10:00 to 12:00, not on 22 November and from 27 December to 3 January",
        ),
        (
            f"start: 2026-09-06\nexcept: [2026-10-11, 2026-12-27, 2027-12-26]\n{WEEKLY}",
            "elke zondag van 10.00 tot 12.00 uur, niet op 27 december 2026 en 26 december 2027",
            "every Sunday from 10:00 to 12:00, not on 27 December 2026 and 26 December 2027",
        ),
        (
            f"start: 2026-09-06\nextra: [2026-11-02, 2026-12-25]\n{WEEKLY}",
            "elke zondag van 10.00 tot 12.00 uur, ook op vrijdag 25 december 2026",
            "every Sunday from 10:00 to 12:00, also on Friday 25 December 2026",
        ),
        (
            "dates: [2026-10-01, 2026-12-03]\ntime: 10:00",
            "op donderdag 3 december 2026 om 10.00 uur",
            "on Thursday 3 December 2026 at 10:00",
        ),
        (
            "dates: [2026-10-01]\ntime: 10:00",
            "op donderdag 1 oktober 2026 om 10.00 uur",
            "on Thursday 1 October 2026 at 10:00",
        ),
    ]
)
def test_today_leaves_out_what_is_past(schedule, dutch, english):
    assert (told(schedule, DUTCH, TODAY), told(schedule, ENGLISH, TODAY)) == (dutch, english)
