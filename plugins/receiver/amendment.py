"""What a trusted link does at once to an activity's file: one date off, on again or at another time, full, checked.

The file keeps its own formatting and remarks as far as can be: lines are put in, else one field is written anew, else
the whole file. Each way is believed only if the file then says exactly what it should.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from agenda import frontmatter, notation, schedule
from agenda.frontmatter import Document, Tree
from agenda.language import told
from agenda.model import Activity
from agenda.moments import parse_time
from agenda.problem import Fault
from agenda.register import Register
from insight import confirm
from intake import entry_file, when

CANCEL, RESTORE, MOVE, FULL, NOT_FULL, CHECKED = "cancel", "restore", "move", "full", "not-full", "checked"
KINDS = {
    CANCEL: told("one date is off"), RESTORE: told("one date is on again"), MOVE: told("one date has another time"),
    FULL: told("it is full"), NOT_FULL: told("there is room again"), CHECKED: told("all of it is still right"),
}  # fmt: skip
OF_A_DATE = (CANCEL, RESTORE, MOVE)


@dataclass(frozen=True)
class Act:
    """What is to be done. `planned` is the date's start by plan (ISO, to the minute); `to` its new time of day."""

    what: str
    planned: str = ""
    to: str = ""
    reason: str = ""

    def values(self) -> Mapping[str, str]:
        """As it is kept."""
        return asdict(self)


def read(what: str, planned: str, start: str, end: str, reason: str) -> Act:
    """The act that a form asks for. Raises Fault."""
    if what not in KINDS:
        raise Fault("nothing is chosen yet. Choose what fits.")
    if what not in OF_A_DATE:
        return Act(what)
    try:
        datetime.fromisoformat(planned)
    except ValueError:
        raise Fault("no date is chosen yet. Choose one.") from None
    if len(reason) > 150 or "\n" in reason or "\r" in reason:
        raise Fault("the reason is too long. Say it in one line of at most 150 characters.")
    if what != MOVE:
        return Act(what, planned, "", reason)
    try:
        if not start:
            raise Fault("{value} is not a time. Write for example 10.00.", value=start)
        span = when.span(start, end)
        parse_time(span)
    except Fault:
        raise Fault("{value} is not a time. Write for example 10.00.", value=f"{start} {end}".strip()) from None
    return Act(what, planned, span, reason)


def amended(data: bytes, front_matter: bool, activity: Activity, act: Act, register: Register, today: date) -> bytes:
    """The file of this activity with the act done; the same bytes if it was done already. Raises Fault."""
    document = frontmatter.parse(data, front_matter)
    if act.what == CHECKED:
        if activity.example:
            raise Fault("an example is not checked. Leave checked out, or leave example out.")
        try:
            return confirm.rewritten(data, front_matter, today)
        except Fault:
            return _with(data, document, front_matter, {**document.tree, "checked": today.isoformat()})
    if act.what in (FULL, NOT_FULL):
        return _with(data, document, front_matter, _of_status(document.tree, activity, act))
    number, precise = _planned(activity, act, register)
    tree = deepcopy(document.tree)
    plans = tree["schedule"] if isinstance(tree["schedule"], list) else [tree["schedule"]]
    change = _changed(plans[number], act, precise)
    if tree == document.tree:
        return data

    def inserted() -> bytes:
        at = ("schedule", number) if isinstance(tree["schedule"], list) else ("schedule",)
        return _with_item(data, document, at, change)

    return _with(data, document, front_matter, tree, inserted)


def _of_status(tree: Mapping[str, Tree], activity: Activity, act: Act) -> dict[str, Tree]:
    if activity.status not in ("scheduled", "full"):
        raise Fault("the whole activity is off: that has to be changed first. Change it in the form.")
    if act.what == FULL:
        return {**tree, "status": "full"}
    return {name: value for name, value in tree.items() if name not in ("status", "status_note")}


def _planned(activity: Activity, act: Act, register: Register) -> tuple[int, bool]:
    """The number of the schedule that plans this date, and whether only its time tells it from others of the day."""
    planned = datetime.fromisoformat(act.planned)
    for number, plan in enumerate(activity.schedule):
        if plan.undated:
            continue
        there = list(schedule.planned(plan, register, planned.date(), planned.date()))
        if any(one.planned == planned for one in there):
            return number, len(there) > 1
    raise Fault("nothing is planned on {date}. Choose another date.", date=planned.date())


def _changed(plan: dict[str, Tree], act: Act, precise: bool) -> dict[str, Tree]:
    """Put the change in the schedule's tree; the change as it now is."""
    planned = datetime.fromisoformat(act.planned)
    changes = plan.get("changes", [])
    changes = plan["changes"] = changes if isinstance(changes, list) else [changes]
    change = next((one for one in changes if _is_of(one, planned)), None)
    if change is None:
        change = {"date": f"{planned:%Y-%m-%d %H:%M}" if precise else f"{planned:%Y-%m-%d}"}
        changes.append(change)
    if act.what == CANCEL:
        change["cancelled"] = act.reason if _says_why(act.reason) else "yes"
    elif act.what == RESTORE:
        change.pop("cancelled", None)
    else:
        day = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", str(change.get("to", "")))
        change["to"] = f"{day[0]} {act.to}" if day else act.to
        if act.reason:
            change["note"] = act.reason
    if set(change) == {"date"}:
        changes.remove(change)
    if not changes:
        del plan["changes"]
    return change


def _says_why(reason: str) -> bool:
    """Is it a reason, rather than a yes or no, which mean something else in that field?"""
    return bool(notation.parse_cancelled(reason)) if reason.strip() else False


def _is_of(change: Tree, planned: datetime) -> bool:
    said = str(change.get("date", "")) if isinstance(change, dict) else ""
    day, _, clock = said.partition(" ")
    try:
        return date.fromisoformat(day) == planned.date() and (
            not clock.strip() or time.fromisoformat(clock.strip()[:5].rjust(5, "0")) == planned.time()
        )
    except ValueError:
        return False


def _with(
    data: bytes,
    document: Document,
    front_matter: bool,
    tree: dict[str, Tree],
    first: Callable[[], bytes] | None = None,
) -> bytes:
    """The file that says this, in the way that changes least of it."""
    if tree == document.tree:
        return data
    for way in filter(None, (first, lambda: _with_fields(data, document, front_matter, tree))):
        found = way()
        again = frontmatter.parse(found, front_matter)
        if not again.faults and again.tree == tree and again.body == document.body:
            return found
    return entry_file.written(tree, document.body) if front_matter else entry_file.fields(tree).encode()


def _lines(data: bytes) -> list[str]:
    """The lines as the reader counts them, each with its line break."""
    return [line for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", data.decode()) if line]


def _joined(lines: list[str], data: bytes) -> bytes:
    """The lines as bytes; what was put in gets the line breaks of the file."""
    end = "\r\n" if b"\r\n" in data else "\n"
    return "".join(re.sub("\r\n|\r|\n", end, line) for line in lines).encode()


def _with_fields(data: bytes, document: Document, front_matter: bool, tree: Mapping[str, Tree]) -> bytes:
    """The file with those of its fields written anew that are otherwise."""
    lines = _lines(data)
    tops = sorted(at[0] for path, at in document.keys.items() if len(path) == 1)
    close = document.body_line - 2 if front_matter else len(lines)  # how many lines stand before the end of the fields
    changed = [name for name in {**document.tree, **tree} if document.tree.get(name) != tree.get(name)]
    edits: list[tuple[int, int, str]] = []
    for name in changed:
        new = entry_file.fields({name: tree[name]}) if name in tree else ""
        if (name,) in document.keys:
            first = document.keys[name,][0] - 1
            last = next((line - 1 for line in tops if line - 1 > first), close)
            edits.append((first, _trimmed(lines, first, last), new))
        else:
            edits.append((close, close, new))
    for first, last, new in sorted(edits, reverse=True):
        if first and not lines[first - 1].endswith(("\n", "\r")):
            lines[first - 1] += "\n"
        lines[first:last] = [new]
    return _joined(lines, data)


def _trimmed(lines: list[str], first: int, last: int) -> int:
    """Where what begins at `first` ends: blank lines and remarks before the next thing belong to that."""
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return last


def _with_item(data: bytes, document: Document, plan: frontmatter.Path, change: dict[str, Tree]) -> bytes:
    """The file with one more change at the end of this schedule; its other lines stay."""
    lines = _lines(data)
    under = (*plan, "changes")
    own = under if under in document.keys else plan
    first = document.values[plan][0] - 1
    last = _trimmed(lines, first, _end(document, own, len(lines), front_end=document.body_line - 2))
    if own == plan:
        indent = document.values[plan][1] - 1
        new = f"{' ' * indent}changes:\n" + _indented(change, indent + 2)
    else:
        line, column = document.values[(*under, 0)]
        dash = lines[line - 1][: column - 1].rstrip()
        new = _indented(change, len(dash) - 1 if dash.endswith("-") else 0)
    lines[last:last] = [new]
    return _joined(lines, data)


def _end(document: Document, path: frontmatter.Path, total: int, front_end: int) -> int:
    """How many lines stand before what comes after this part of the document."""
    size = len(path)
    inner = [at for found, at in _places(document) if found[:size] == path]
    after = [at[0] - 1 for found, at in _places(document) if found[:size] != path and at > max(inner)]
    return min(after, default=front_end if front_end > 0 else total)


def _places(document: Document) -> Iterator[tuple[frontmatter.Path, tuple[int, int]]]:
    yield from document.keys.items()
    yield from document.values.items()


def _indented(change: dict[str, Tree], indent: int) -> str:
    return "".join(f"{' ' * indent}{line}\n" for line in entry_file.text_of([change]).splitlines())
