"""Schedule -> the sentence people read: *elke dinsdag van 10.00 tot 12.00 uur, tot en met 29 juni 2027*.

What the sentence says is what the dates are; a series reads as its rule, loose dates as themselves. Dates of one
time (changes, cancellations) are not told here: they stand with the dates.
"""

from calendar import monthrange
from datetime import date

from .language import Language
from .model import Activity, Schedule
from .notation import DateRange, TimeSpan
from .register import Register
from .rule import Rule

MANY = 6  # loose dates that are still named one by one


def of_activity(activity: Activity, register: Register, language: Language, today: date | None = None) -> list[str]:
    """One sentence for each of its schedules, without a capital and a full stop."""
    return [of_schedule(schedule, register, language, today) for schedule in activity.schedule]


def of_schedule(schedule: Schedule, register: Register, language: Language, today: date | None = None) -> str:
    """When it takes place: the rhythm, the time of day, from when (if that is after `today`), until when, when not."""
    if schedule.undated:
        return _joined(schedule.undated, _from(schedule, language, today), _until(schedule, language))
    if schedule.dates is not None:
        parts = [_loose(schedule, language), _not(schedule, language)]
    elif rules := _repeating(schedule, register):
        rhythm = language.all_of([_rhythm(rule, language) for rule in rules])
        parts = [
            _spaced(rhythm, _lasting(schedule, language), _clock(schedule, language)),
            _season(rules[0], language),
            _times(schedule, rules[0], language) or _from(schedule, language, today),
            _until(schedule, language, rules[0]),
            _not(schedule, language),
        ]
    else:
        parts = [_once(schedule, language)]
    return _joined(*parts, _extra(schedule, language))


def _repeating(schedule: Schedule, register: Register) -> list[Rule]:
    rules = schedule.rules(register.zone)
    return [] if not schedule.repeat and not schedule.rrule else rules


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _once(schedule: Schedule, language: Language) -> str:
    span, first, last = schedule.time, schedule.start, schedule.end
    if not last or last == first:
        return _spaced(language.day(first), _clock(schedule, language))
    if span is None:
        return language.say("from {first} to and including {last}", first=language.day(first), last=language.day(last))
    start = language.say("{day} at {time}", day=language.day(first), time=language.time(span.start))
    if span.end is None:
        return language.say("from {first} to and including {last}", first=start, last=language.day(last))
    end = language.say("{day} at {time}", day=language.day(last), time=_end(span, language))
    return language.say("from {first} until {last}", first=start, last=end)


def _end(span: TimeSpan, language: Language) -> str:
    if span.days and (span.end.hour, span.end.minute) == (0, 0):
        return language.say("{hour}:{minute}", hour="24", minute="00")
    return language.time(span.end)


def _span(span: TimeSpan, language: Language) -> str:
    if span.end is None:
        return language.say("at {time}", time=language.time(span.start))
    return language.say("from {start} to {end}", start=language.time(span.start), end=_end(span, language))


def _clock(schedule: Schedule, language: Language) -> str:
    """`van 10.00 tot 12.00 uur`, `om 10.00 uur`; of several days until which; `de hele dag`."""
    nights = (schedule.end - schedule.start).days if schedule.end else 0
    if schedule.time is None:
        return "" if nights else language.gettext("all day")
    if nights and schedule.time.end:
        day = language.weekday((schedule.start.weekday() + nights) % 7)
        start, end = language.time(schedule.time.start), _end(schedule.time, language)
        if schedule.repeat in ("weekly", "monthly", "yearly") and _one_weekday(schedule):
            return language.say("from {start} until {day} {end}", start=start, day=day, end=end)
        return language.say("from {start} until {end}, {n} days later", start=start, end=end, n=nights)
    return _span(schedule.time, language)


def _one_weekday(schedule: Schedule) -> bool:
    """Does every occurrence begin on the weekday of its start?"""
    days = schedule.days or ()
    if schedule.repeat == "weekly":
        return len(days) < 2
    return bool(days) and all(day.weekday == schedule.start.weekday() for day in days)


def _lasting(schedule: Schedule, language: Language) -> str:
    """`drie dagen lang`, for what takes whole days."""
    nights = (schedule.end - schedule.start).days if schedule.end else 0
    return language.count("for {n} day", "for {n} days", nights + 1) if nights and not schedule.time else ""


def _rhythm(rule: Rule, language: Language) -> str:
    return {"daily": _daily, "weekly": _weekly, "monthly": _monthly, "yearly": _yearly}[rule.freq](rule, language)


def _daily(rule: Rule, language: Language) -> str:
    if rule.weekdays or rule.monthdays:
        days = [language.weekday(day) for _, day in sorted(set(rule.weekdays))]
        if days and not rule.monthdays and rule.interval == 1:
            return language.say("every {days}", days=language.all_of(days))
        if rule.interval == 1 and not days:
            return _monthly(rule, language)
        return language.gettext("on the dates below")
    if rule.interval == 1:
        return language.gettext("every day")
    if rule.interval == 2:
        return language.gettext("every other day")
    return language.say("every {n} days", n=rule.interval)


def _weekly(rule: Rule, language: Language) -> str:
    numbers = sorted({day for _, day in rule.weekdays} or {rule.start.weekday()})
    days = language.all_of([language.weekday(day) for day in numbers])
    if numbers == list(range(7)):
        days = ""
    elif numbers == [0, 1, 2, 3, 4]:
        days = language.say("{first} to {last}", first=language.weekday(0), last=language.weekday(4))
    if rule.setpos:
        return language.gettext("on the dates below")
    if rule.parity is not None:
        weeks = language.gettext("in the odd weeks") if rule.parity else language.gettext("in the even weeks")
        every = language.say("every {n} weeks", n=rule.interval) if rule.interval > 1 else ""
        on = language.say("on {days}", days=days) if days else language.gettext("every day")
        return _spaced(every, on, weeks)
    if rule.interval == 1:
        return language.say("every {days}", days=days) if days else language.gettext("every day")
    if rule.interval == 2:
        every = language.gettext("every other week")
    else:
        every = language.say("every {n} weeks", n=rule.interval)
    return _spaced(every, language.say("on {days}", days=days) if days else language.gettext("every day"))


def _monthly(rule: Rule, language: Language) -> str:
    if rule.setpos or rule.yeardays or (rule.weekdays and rule.monthdays):
        return _special(rule, language)
    days = [_nth(n, language.weekday(day), language) for n, day in rule.weekdays]
    days += [_monthday(n, language) for n in rule.monthdays or (() if days else (rule.start.day,))]
    on = language.say("on {days}", days=language.all_of(days))
    if rule.interval == 1 or rule.freq == "daily":
        return language.say("{on} of the month", on=on)
    if rule.interval == 2:
        return language.say("every other month {on}", on=on)
    return language.say("every {n} months {on}", n=rule.interval, on=on)


def _special(rule: Rule, language: Language) -> str:
    """Rules of the rrule field that have a name people know; else the dates speak."""
    weekdays = {day for n, day in rule.weekdays if n == 0}
    if rule.freq == "monthly" and rule.interval == 1 and weekdays == {0, 1, 2, 3, 4} and not rule.monthdays:
        if rule.setpos == (1,):
            return language.gettext("on the first working day of the month")
        if rule.setpos == (-1,):
            return language.gettext("on the last working day of the month")
    return language.gettext("on the dates below")


def _yearly(rule: Rule, language: Language) -> str:
    if rule.setpos or rule.yeardays or rule.weeknos or (rule.weekdays and rule.monthdays):
        return language.gettext("on the dates below")
    months = sorted(rule.months or (rule.start.month,))
    names = language.all_of([language.month(month) for month in months])
    if rule.weekdays:
        if not rule.months:
            return language.gettext("on the dates below")
        days = [_nth(n, language.weekday(day), language) for n, day in rule.weekdays]
        on = language.say("on {days}", days=language.all_of(days))
        on = language.say("{on} of {months}", on=on, months=names)
    elif any(n < 0 for n in rule.monthdays):
        on = language.say("on {days}", days=language.all_of([_monthday(n, language) for n in rule.monthdays]))
        on = language.say("{on} of {months}", on=on, months=names)
    else:
        numbers = rule.monthdays or (rule.start.day,)
        dates = [date(2000, month, n) for month in months for n in numbers if n <= monthrange(2000, month)[1]]
        on = language.say("on {days}", days=language.all_of([language.date(day, year=False) for day in dates]))
    if rule.interval == 1:
        return language.say("every year {on}", on=on)
    return language.say("every {n} years {on}", n=rule.interval, on=on)


def _nth(n: int, weekday: str, language: Language) -> str:
    names = {
        0: "every {day}", 1: "the first {day}", 2: "the second {day}", 3: "the third {day}", 4: "the fourth {day}",
        5: "the fifth {day}", -1: "the last {day}", -2: "the last {day} but one",
    }  # fmt: skip
    if n in names:
        return language.say(names[n], day=weekday)
    return language.say("{day} number {n} from the end", day=weekday, n=-n) if n < 0 else f"{weekday} {n}"


def _monthday(n: int, language: Language) -> str:
    if n == -1:
        return language.gettext("the last day")
    return language.say("day {n} from the end", n=-n) if n < 0 else language.say("day {n}", n=n)


def _season(rule: Rule, language: Language) -> str:
    """`van oktober tot en met maart`; nothing for all months, and for a year's month, which the rhythm names."""
    months = set(rule.months)
    if not months or rule.freq == "yearly" or len(months) == 12:
        return ""
    firsts = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(firsts) == 1 and len(months) > 1:
        last = (firsts[0] + len(months) - 2) % 12 + 1
        return language.say(
            "from {first} to and including {last}", first=language.month(firsts[0]), last=language.month(last)
        )
    return language.say("in {months}", months=language.all_of([language.month(month) for month in sorted(months)]))


def _from(schedule: Schedule, language: Language, today: date | None) -> str:
    """A series that has begun needs no beginning."""
    if schedule.start and ((today is None and schedule.undated) or (today is not None and schedule.start > today)):
        return language.say("from {day}", day=language.date(schedule.start))
    return ""


def _until(schedule: Schedule, language: Language, rule: Rule | None = None) -> str:
    last = schedule.until or (rule.until if rule else None)
    return language.say("to and including {day}", day=language.date(last)) if last else ""


def _times(schedule: Schedule, rule: Rule, language: Language) -> str:
    number = schedule.count or rule.count
    if not number:
        return ""
    begins = language.say("from {day}", day=language.date(schedule.start))
    return _spaced(language.count("{n} time", "{n} times", number), begins)


def _loose(schedule: Schedule, language: Language) -> str:
    days = sorted({moment.date for moment in schedule.dates})
    spans = {moment.time or schedule.time for moment in schedule.dates}
    if len(days) > MANY:
        first, last = language.date(days[0]), language.date(days[-1])
        named = language.say("on {n} dates from {first} to and including {last}", n=len(days), first=first, last=last)
    else:
        named = language.say("on {days}", days=language.all_of([language.day(day) for day in days]))
    if len(spans) > 1:
        return named if len(days) > MANY else _each(schedule, language)
    span = spans.pop()
    return _spaced(named, _span(span, language) if span else language.gettext("all day"))


def _each(schedule: Schedule, language: Language) -> str:
    """Loose dates each with a time of its own."""
    parts = []
    for moment in sorted(schedule.dates, key=lambda moment: moment.date):
        span = moment.time or schedule.time
        parts.append(_spaced(language.day(moment.date), _span(span, language) if span else ""))
    return language.all_of(parts)


def _not(schedule: Schedule, language: Language) -> str:
    """`niet op 22 december en van 28 december tot en met 3 januari, niet in de schoolvakanties`."""
    days = [language.date(r.first, year=False) for r in schedule.except_ if r.first == r.last]
    ranges = [_range(r, language) for r in schedule.except_ if r.first != r.last]
    parts = [language.say("on {days}", days=language.all_of(days))] if days else []
    pauses = {"school-holidays": "in the school holidays", "public-holidays": "on public holidays"}
    parts += ranges + [language.gettext(pauses[pause]) for pause in schedule.pause]
    return language.say("not {when}", when=language.all_of(parts)) if parts else ""


def _range(days: DateRange, language: Language) -> str:
    first, last = language.date(days.first, year=False), language.date(days.last, year=False)
    return language.say("from {first} to and including {last}", first=first, last=last)


def _extra(schedule: Schedule, language: Language) -> str:
    days = sorted({moment.date for moment in schedule.extra})
    if not days:
        return ""
    if len(days) > MANY:
        return language.count("and {n} more date", "and {n} more dates", len(days))
    return language.say("also on {days}", days=language.all_of([language.date(day) for day in days]))
