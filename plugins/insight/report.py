"""A period of the agenda in numbers, from the files and their history alone: nobody's visit is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from agenda import examples, history
from agenda.language import told
from agenda.model import Activity, Agenda
from agenda.problem import Fault
from agenda.register import Campaign
from agenda.town import Town

from . import coverage, goals, lists, past, turnover
from .coverage import Coverage
from .goals import Facts, Outcome
from .lists import Lists
from .past import Past
from .turnover import Turnover, Waiting

DAY = timedelta(1)
FRESH = timedelta(90)  # an activity checked longer ago has to be asked about
LONGEST = 1_100  # days of a period: three years


@dataclass(frozen=True)
class Note:
    """What is not known and why: an English text with {names}, the key of its translation, and what fills them in."""

    text: str
    values: Mapping[str, object]


def _note(text: str, **values: object) -> Note:
    return Note(text, values)


@dataclass(frozen=True)
class Checked:
    """Of the real activities that go on after the period: how many, and how many were checked within 90 days."""

    fresh: int
    total: int

    @property
    def percent(self) -> float | None:
        """None when there is none."""
        return round(100 * self.fresh / self.total, 1) if self.total else None


@dataclass(frozen=True)
class Report:
    """All numbers of a period, both days in. `notes` say what is not known, and why."""

    first: date
    last: date
    agenda: Agenda
    counted: Coverage
    cancelled: int
    organizations: tuple[str, ...]
    campaigns: tuple[tuple[Campaign, int], ...]
    checked: Checked
    turnover: Turnover | None
    waiting: Waiting | None
    outcomes: tuple[Outcome, ...]
    notes: tuple[Note, ...]


def of(town: Town, present: Agenda, first: date, last: date) -> Report:
    """The report of a period; `present` is the agenda of today. Raises Fault for a period that cannot be."""
    if last < first:
        raise Fault("{last} is before {first}. Name the first day, then the last.", first=first, last=last)
    if (last - first).days >= LONGEST or first.year < 2000 or last.year > 2100:
        raise Fault("a period is at most three years, from 2000 to 2100. Choose other days.")
    notes: list[Note] = []
    end = _at_the_end(town, present, last, notes)
    agenda = end.agenda
    shown = lists.of(town, first, last)
    counted = coverage.of(agenda, shown)
    changed, wait = _history(town, end, first, last, notes)
    took_part, cancelled = _took_place(agenda, shown)
    checked = _checked(agenda, last)
    facts = Facts(
        counted,
        len(took_part),
        checked.percent,
        len(changed.joined) if changed else None,
        wait.days if wait else None,
    )
    # Goals are those of today: what was agreed on later holds for an older period too.
    outcomes = tuple(goals.outcome(goal, facts, last) for goal in present.steering.goals)
    return Report(
        first, last, agenda, counted, cancelled, took_part, _campaigns(town, agenda, first, last), checked, changed,
        wait, outcomes, tuple(notes),
    )  # fmt: skip


def _at_the_end(town: Town, present: Agenda, last: date, notes: list[Note]) -> Past:
    """The agenda as it was at the end of the period; of a period that is not over, that of today."""
    if last < town.today:
        try:
            found = past.on(town, last)
        except Fault as fault:
            notes.extend(_why(town, fault, last))
            notes.append(
                _note(told("The numbers are counted from the files of today, not from those of {day}."), day=last)
            )
        else:
            if found.unread:
                text = told("Activities of {day} that today's rules cannot read, and that are not counted: {number}.")
                notes.append(_note(text, day=last, number=len(found.unread)))
            return found
    else:
        notes.append(_note(told("The period is not over yet: what is planned is counted as it stands today.")))
    return Past(present, town.today, frozenset())


def _history(
    town: Town, end: Past, first: date, last: date, notes: list[Note]
) -> tuple[Turnover | None, Waiting | None]:
    """What joined and left, and how long that took; None, with a note, where the history does not tell."""
    until = min(last, town.today)
    try:
        before, since = past.on(town, first - DAY), first
    except Fault as fault:
        notes.extend(note for note in _why(town, fault, first - DAY) if note not in notes)
        try:
            before = past.earliest(town)
        except Fault:
            before = None
        if before is None or before.of > until:
            notes.append(_note(told("What joined and left is not known.")))
            return None, None
        since = before.of
        notes.append(_note(told("What joined and left is counted from {day}, where the history begins."), day=since))
    found = turnover.of(before.agenda, end.agenda, before.unread, end.unread, since, until)
    return found, turnover.waiting(found.joined, history.added(town.folders.activities))


def _why(town: Town, fault: Fault, day: date) -> list[Note]:
    """Why the files of a day cannot be had, unless the history simply begins later."""
    begin = past.begin(town)
    later = begin is not None and day < begin and not past.is_cut(town)
    return [] if later else [Note(fault.text, fault.values)]


def _took_place(agenda: Agenda, shown: Lists) -> tuple[tuple[str, ...], int]:
    """Who organized something that took place, alone or together; and how many dates were cancelled."""
    took_part: set[str] = set()
    cancelled = 0
    for activity in agenda.activities:
        found = shown.occurrences(activity, agenda.register)
        off = sum(one.cancelled for one in found)
        cancelled += off
        if len(found) > off:
            took_part.update((activity.organizer, *activity.partners))
    return tuple(id for id in agenda.register.organizations if id in took_part), cancelled


def _campaigns(town: Town, agenda: Agenda, first: date, last: date) -> tuple[tuple[Campaign, int], ...]:
    """The campaigns with days in the period, and how many activities each has in those days."""
    found = []
    for one in agenda.register.campaigns.values():
        if one.period and one.period.first <= last and one.period.last >= first:
            shown = lists.of(town, max(first, one.period.first), min(last, one.period.last))
            taking_part = [activity for activity in agenda.activities if one.id in activity.campaigns]
            found.append((one, sum(_is_on(activity, agenda, shown) for activity in taking_part)))
    return tuple(found)


def _is_on(activity: Activity, agenda: Agenda, shown: Lists) -> bool:
    dates = shown.occurrences(activity, agenda.register)
    return shown.is_open(activity) or any(not one.cancelled for one in dates)


def _checked(agenda: Agenda, last: date) -> Checked:
    real = examples.left_out(agenda)
    going_on = [one for one in real.activities if turnover.is_on(one, real, last + DAY)]
    fresh = sum(bool(one.checked) and last - FRESH <= one.checked <= last for one in going_on)
    return Checked(fresh, len(going_on))
