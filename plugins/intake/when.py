"""The form's questions about when <-> the `schedule` of an activity file.

People write days as 24-11-2026 or 24 november 2026, and times as 10.00; a file says 2026-11-24 and 10:00. What is not
understood stays as it was written, and the one check of entries says what is wrong with it.
"""

import re
from collections.abc import Mapping
from datetime import date

from agenda import frontmatter
from agenda.frontmatter import Tree
from agenda.moments import WEEKDAYS, parse_date
from agenda.problem import Fault

from . import entry_file
from .questions import Answers

REPEATING = ("weekly", "biweekly", "monthly")
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th")
_DAY = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2} [^\W\d]{3,9} \d{4}"


def schedule(answers: Answers, months: Mapping[str, int]) -> Tree:
    """The `schedule` that these answers describe. `months` are names of months in the language of the form.

    What stands in the question `schedule`, in the words of the file, goes before the other answers. Raises Fault where
    that cannot be read; each value by itself is left to the check of entries.
    """
    rest = _written(_first(answers, "schedule"))
    if not isinstance(rest, dict):
        return rest
    return _asked(answers, months) | rest


def _asked(answers: Answers, months: Mapping[str, int]) -> dict[str, Tree]:
    """What the questions say, but for the one in the words of the file."""
    repeat = _first(answers, "repeat")
    if repeat in ("by_appointment", "ongoing"):
        return {repeat: _first(answers, "appointment")}
    tree: dict[str, Tree] = {}
    if repeat == "dates":
        tree["dates"] = [moment(line, months) for line in lines(_first(answers, "dates"))]
    elif repeat != "written":
        tree["start"] = day(_first(answers, "start"), months)
    if repeat in ("weekly", "biweekly"):
        tree |= {"repeat": "weekly"} | ({"interval": "2"} if repeat == "biweekly" else {})
        chosen = [name for name in WEEKDAYS if name in answers.get("days", ())]
        tree |= {"days": chosen} if chosen else {}
    elif repeat == "monthly":
        tree |= {"repeat": "monthly"} | _monthly(_first(answers, "monthly"), tree["start"])
    if repeat in REPEATING and _first(answers, "until"):
        tree["until"] = day(_first(answers, "until"), months)
    if repeat in REPEATING and _first(answers, "not_on"):
        tree["except"] = [period(line, months) for line in lines(_first(answers, "not_on"))]
    if repeat in REPEATING and answers.get("pause"):
        tree["pause"] = list(answers["pause"])
    clock = span(_first(answers, "from"), _first(answers, "to")) if repeat != "written" else ""
    return tree | ({"time": clock} if clock else {})


def answers(tree: Tree) -> dict[str, tuple[str, ...]]:
    """The answers that make this schedule again. What has no question stands there as in the file."""
    if isinstance(tree, dict):
        found = _answers(tree)
        made = _asked(found, {})
        rest = {name: value for name, value in tree.items() if _alike(made.get(name)) != _alike(value)}
        if set(made) <= set(tree):
            return found | ({"schedule": (entry_file.text_of(rest).strip("\n"),)} if rest else {})
    return {"repeat": ("written",), "schedule": (entry_file.text_of(tree).strip("\n"),)}


def _alike(value: Tree | None) -> Tree | None:
    """A list of one as its only value: the model reads both the same."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _answers(tree: dict[str, Tree]) -> dict[str, tuple[str, ...]]:
    """The nearest answers; to be compared with what they make."""
    texts = {name: tuple(value) if isinstance(value, list) else (value,) for name, value in tree.items()}
    texts = {name: values for name, values in texts.items() if all(isinstance(one, str) for one in values)}
    first = {name: values[0] for name, values in texts.items() if values}
    found: dict[str, tuple[str, ...]] = {"repeat": (_kind(first),)}
    for name in ("by_appointment", "ongoing"):
        if name in first:
            return found | {"appointment": (first[name],)}
    if "time" in first:
        begin, _, end = first["time"].partition("-")
        found |= {"from": (begin.replace(":", "."),)} | ({"to": (end.replace(":", "."),)} if end else {})
    for name in ("start", "until"):
        found |= {name: (shown(first[name]),)} if name in first else {}
    for name, asked in (("dates", "dates"), ("except", "not_on")):
        found |= {asked: ("\n".join(map(shown, texts[name])),)} if name in texts else {}
    if found["repeat"] == ("monthly",):
        named = first.get("days", "")
        found["monthly"] = ("last" if named.startswith("last ") else "weekday" if " " in named else "date",)
    elif set(texts.get("days", ())) & set(WEEKDAYS):
        found["days"] = tuple(name for name in texts["days"] if name in WEEKDAYS)
    return found | ({"pause": texts["pause"]} if "pause" in texts else {})


def _kind(first: dict[str, str]) -> str:
    """The answer to how often."""
    for name in ("by_appointment", "ongoing", "dates"):
        if name in first:
            return name
    if "start" not in first or "rrule" in first:
        return "written"
    repeat = first.get("repeat", "once")
    if repeat == "weekly" and first.get("interval") == "2":
        return "biweekly"
    return repeat if repeat in ("once", "weekly", "monthly") else "once"


def _first(answers: Answers, name: str) -> str:
    return (answers.get(name) or ("",))[0].strip()


def _monthly(way: str, start: str) -> dict[str, Tree]:
    """Which day of the month, told by the first day."""
    try:
        first = parse_date(start)
    except Fault:
        return {}  # the first day is wrong: that is said, and this cannot be told
    weekday = WEEKDAYS[first.weekday()]
    if way == "weekday":
        return {"days": f"{_ORDINALS[(first.day - 1) // 7]} {weekday}"}
    return {"days": f"last {weekday}"} if way == "last" else {}


def _written(text: str) -> Tree:
    """A schedule, or a part of one, in the words of the file."""
    if not text:
        return {}
    indented = "\n".join("  " + line for line in text.splitlines())
    document = frontmatter.parse(f"schedule:\n{indented}\n".encode(), front_matter=False)
    if document.faults:
        raise document.faults[0][2]
    return document.tree.get("schedule", {})


def lines(text: str) -> list[str]:
    """The lines of a text that say something; a comma or a semicolon ends one too."""
    return [line.strip() for line in re.split(r"[\n;,]", text) if line.strip()]


def day(text: str, months: Mapping[str, int]) -> str:
    """`24-11-2026` or `24 november 2026` as the file writes it; else the text itself."""
    word = " ".join(text.split()).lower()
    if found := re.fullmatch(r"(?:[^\W\d]+ )?(\d{1,2})[-/. ]+(\d{1,2}|[^\W\d]{3,9})\.?[-/. ]+(\d{4})", word):
        number = int(found[2]) if found[2].isdecimal() else months.get(found[2], 0)
        try:
            return date(int(found[3]), number, int(found[1])).isoformat()
        except ValueError:
            return f"{found[3]}-{number:02}-{int(found[1]):02}" if number else text.strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", word):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    return text.strip()


def clock(text: str) -> str:
    """`10.00`, `10:00`, `10u` or `10` as the file writes a time; else the text itself."""
    found = re.fullmatch(r"(\d{1,2})(?:[.:u h]?(\d{2}))?\s*(?:u|h|uur)?", text.strip().lower(), re.ASCII)
    return f"{found[1]}:{found[2] or '00'}" if found else text.strip()


def span(first: str, last: str) -> str:
    """`10:00-12:00`, or `10:00`; empty without a start."""
    return f"{clock(first)}-{clock(last)}" if first and last else clock(first or last)


def period(text: str, months: Mapping[str, int]) -> str:
    """`21-12-2026 t/m 3-1-2027` as the file writes days; a single day as itself."""
    found = re.findall(_DAY, text)
    if len(found) == 2:
        return f"{day(found[0], months)}/{day(found[1], months)}"
    return day(text, months)


def moment(text: str, months: Mapping[str, int]) -> str:
    """`24-11-2026 14.00-16.00` as the file writes a loose date with its time."""
    found = re.match(rf"({_DAY})\s+(.+)", text)
    if not found:
        return day(text, months)
    first, dash, last = found[2].partition("-")
    return f"{day(found[1], months)} {span(first, last) if dash else clock(first)}"


def shown(text: str) -> str:
    """What a file says of days, as people write it: every 2026-11-24 as 24-11-2026, every 10:00 as 10.00."""
    days = re.sub(r"(\d{4})-(\d{2})-(\d{2})", lambda one: f"{int(one[3])}-{int(one[2])}-{one[1]}", text)
    return re.sub(r"(\d):(\d\d)", r"\1.\2", days.replace("/", " - "))
