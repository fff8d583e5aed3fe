"""Recurrence rules -> how people call their days: *elke dinsdag*, *om de maand op de eerste zondag*, *van maart tot …*.

The functions want rules that `simplest` has made, which recur alike.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from .language import Language, told
from .rule import Rule

LEAP_DAY = date(2000, 2, 29)
NTH = {
    1: told("1st"), 2: told("2nd"), 3: told("3rd"), 4: told("4th"), 5: told("5th"), -1: told("last"),
    -2: told("second-to-last"), -3: told("third-to-last"), -4: told("fourth-to-last"), -5: told("fifth-to-last"),
}  # fmt: skip
WORKING_DAY = {
    (1,): told("on the first working day of the month"),
    (-1,): told("on the last working day of the month"),
}


def simplest(rule: Rule) -> Rule:
    """A rule of the same days that has plainer words: what recurs every week is weekly."""
    every = bool(rule.weekdays) and all(n == 0 for n, _ in rule.weekdays)
    if rule.yeardays or rule.weeknos:
        return rule
    if rule.setpos:
        in_month = rule.freq == "monthly" or (rule.freq == "yearly" and len(set(rule.months)) == 1)
        if in_month and every and len(rule.weekdays) == 1 and not rule.monthdays:
            return replace(rule, weekdays=tuple((n, rule.weekdays[0][1]) for n in rule.setpos), setpos=())
        return rule
    if rule.interval == 1 and every and not rule.monthdays:
        return replace(rule, freq="weekly")
    every_month = rule.freq == "daily" or (rule.freq == "yearly" and not rule.months)
    if rule.interval == 1 and every_month and rule.monthdays and not rule.weekdays:
        return replace(rule, freq="monthly")
    if rule.freq in ("monthly", "yearly") and not rule.weekdays and not rule.monthdays:
        months = (rule.start.month,) if rule.freq == "yearly" and not rule.months else rule.months
        return replace(rule, months=months, monthdays=(rule.start.day,))
    return rule


def of_rules(rules: list[Rule], language: Language) -> str:
    """`elke dinsdag`, `op de eerste zondag van de maand`; what has no short name is told by its dates."""
    if rules[0].setpos in WORKING_DAY and _on_working_days(rules[0]):
        return language.gettext(WORKING_DAY[rules[0].setpos])
    if not all(_has_words(rule) for rule in rules):
        return language.gettext("on varying dates")
    named = {"daily": _daily, "weekly": _weekly, "monthly": _monthly, "yearly": _yearly}[rules[0].freq]
    return named(rules, language)


def season(rules: list[Rule], language: Language) -> str:
    """`van oktober tot en met maart`, `in mei en juni`; empty for all months, and if the rhythm names them."""
    months, name = set() if rules[0].freq == "yearly" else set(rules[0].months), language.month
    firsts = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(firsts) == 1 and len(months) > 2:
        last = (firsts[0] + len(months) - 2) % 12 + 1
        return language.say("from {first} to {last}", first=name(firsts[0]), last=name(last))
    return language.say("in {months}", months=language.all_of(map(name, sorted(months)))) if firsts else ""


def weekday(rules: list[Rule]) -> int | None:
    """The weekday on which every occurrence begins; None if they differ."""
    days = {day for rule in rules for day in _weekdays(rule) or [None]}
    return days.pop() if len(days) == 1 else None


def _weekdays(rule: Rule) -> list[int]:
    """In order; a weekly rule has that of its start if it names none."""
    days = sorted({day for _, day in rule.weekdays})
    return days or ([rule.start.weekday()] if rule.freq == "weekly" else [])


def _daily(rules: list[Rule], language: Language) -> str:
    interval = rules[0].interval
    if interval == 1:
        return language.gettext("every day")
    return language.gettext("every other day") if interval == 2 else language.say("every {n} days", n=interval)


def _weekly(rules: list[Rule], language: Language) -> str:
    rule = rules[0]
    weeks = {0: told("in even weeks"), 1: told("in odd weeks"), None: ""}[rule.parity]
    if rule.interval == 1:
        return f"{_on_weekdays(rule, language)} {language.gettext(weeks)}".strip()
    if rule.interval == 2:
        every = language.gettext("every other week")
    else:
        every = language.say("every {n} weeks", n=rule.interval)
    return f"{every} {_on_weekdays(rule, language)} {language.gettext(weeks)}".strip()


def _on_weekdays(rule: Rule, language: Language) -> str:
    """`elke maandag`, or `op maandag` in some weeks; four days or more in a row are `maandag tot en met vrijdag`."""
    days, name = _weekdays(rule), language.weekday
    if len(days) == 7:
        return language.gettext("every day")
    if len(days) > 3 and days[-1] - days[0] == len(days) - 1:
        return language.say("{first} to {last}", first=name(days[0]), last=name(days[-1]))
    named = language.all_of(map(name, days))
    if rule.interval == 1 and rule.parity is None:
        return language.say("every {days}", days=named)
    return language.say("on {days}", days=named)


def _monthly(rules: list[Rule], language: Language) -> str:
    on = language.say("on {days}", days=language.all_of(day for rule in rules for day in _in_month(rule, language)))
    interval = rules[0].interval
    if interval == 1:
        return language.say("{on} of the month", on=on)
    if interval == 2:
        return language.say("every other month {on}", on=on)
    return language.say("every {n} months {on}", n=interval, on=on)


def _in_month(rule: Rule, language: Language) -> list[str]:
    """`de 15e`, `de eerste en derde maandag`, `de laatste dag`."""
    found = [of_date(n, language) for n in sorted(set(rule.monthdays)) if n > 0]
    by_name: dict[str, list[int]] = {}
    for n, day in dict.fromkeys(rule.weekdays):
        by_name.setdefault(language.weekday(day), []).append(n)
    if backwards := [n for n in sorted(set(rule.monthdays)) if n < 0]:
        by_name[language.gettext("day")] = backwards
    for name, numbers in by_name.items():
        found.append(language.say("the {nth} {day}", nth=language.all_of(map(_nth(language), numbers)), day=name))
    return found


def _nth(language: Language):
    return lambda n: language.gettext(NTH[n])


def of_date(n: int, language: Language) -> str:
    """A day of the month, by its number: `de 15e`."""
    return language.say(_ordinal(n), n=n)


def _ordinal(n: int) -> str:
    names = {1: told("the {n}st"), 2: told("the {n}nd"), 3: told("the {n}rd")}
    return names.get(n % 10 if n // 10 != 1 else 0, told("the {n}th"))


def _yearly(rules: list[Rule], language: Language) -> str:
    on = language.all_of(_in_year(rule, language) for rule in rules)
    if rules[0].interval > 1:
        return language.say("every {n} years {on}", n=rules[0].interval, on=on)
    if all(rule.monthdays and _dates(rule) == [LEAP_DAY] for rule in rules):
        return language.say("every leap year {on}", on=on)
    return language.say("every year {on}", on=on)


def _in_year(rule: Rule, language: Language) -> str:
    """`op 25 december`, `op de vierde zaterdag van september`."""
    if not rule.weekdays and min(rule.monthdays) > 0:
        dates = [language.date(day, year=False) for day in _dates(rule)]
        return language.say("on {days}", days=language.all_of(dates))
    on = language.say("on {days}", days=language.all_of(_in_month(rule, language)))
    months = language.all_of(language.month(month) for month in sorted(set(rule.months)))
    return language.say("{on} of {months}", on=on, months=months)


def _dates(rule: Rule) -> list[date]:
    """The days by number of a yearly rule, in a leap year."""
    days = sorted({(month, n) for month in rule.months for n in rule.monthdays})
    return [date(LEAP_DAY.year, month, n) for month, n in days if 0 < n <= monthrange(LEAP_DAY.year, month)[1]]


def _has_words(rule: Rule) -> bool:
    if rule.setpos or rule.yeardays or rule.weeknos or (rule.weekdays and rule.monthdays):
        return False
    if rule.freq == "weekly":
        return True
    if rule.freq == "daily":
        return not (rule.weekdays or rule.monthdays)
    backwards = [n for n in rule.monthdays if n < 0]
    if rule.freq == "yearly" and not (rule.months and (rule.weekdays or backwards or _dates(rule))):
        return False
    return all(n in NTH for n in (*(n for n, _ in rule.weekdays), *backwards))


def _on_working_days(rule: Rule) -> bool:
    days = {day for n, day in rule.weekdays if n == 0}
    return rule.freq == "monthly" and rule.interval == 1 and days == {0, 1, 2, 3, 4} and not rule.monthdays
