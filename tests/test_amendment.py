"""A trusted link's act on a file: the file says what it should, and keeps its own lines and remarks."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from agenda import frontmatter, schedule, source
from agenda.problem import Fault
from receiver import amendment
from receiver.amendment import Act
from small_town import TODAY, activity, small_town

DAY = date.fromisoformat(TODAY)
HEAD = "---\n# our own remark\ntitle: Walk along the river   # short\nsummary: We walk for an hour and drink tea.\n"
REST = "location: mill\naudiences: [all]\ntopics: [outdoors]\nchecked: 2026-11-20  # by Anne\n---\nAnne waits.\n"
WEEKLY = "schedule:\n  start: 2026-11-03\n  time: 10:00-12:00\n  repeat: weekly\n\n# where\n"
CHANGED = WEEKLY.split("\n\n")[0] + "\n  changes:\n    - date: 2026-11-24\n      to: 13:00-15:00  # the hall is late\n"
FLOW = "schedule: {start: 2026-11-03, time: 10:00-12:00, repeat: weekly}\n"
LIST = """schedule:
- start: 2026-11-03  # mornings
  time: 10:00-12:00
  repeat: weekly
- start: 2026-11-05
  time: 14:00-16:00
  repeat: weekly
"""
CANCEL = Act(amendment.CANCEL, "2026-11-24T10:00", reason="the cook is ill")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town")).settings()


def amended(town, data: bytes, act: Act, name: str = "walk.md") -> tuple[bytes, object]:
    """The file after the act, and its activity, which has no problems."""
    register = source.load(town.folders, town.zone, DAY).agenda.register
    path = town.folders.activities / "walkers" / name
    before, problems, _ = source.checked(town.folders, register, DAY, path, data)
    assert problems == []
    after = amendment.amended(data, name.endswith(".md"), before, act, register, DAY)
    found, problems, _ = source.checked(town.folders, register, DAY, path, after)
    assert [one.message() for one in problems] == []
    return after, schedule.of_activity(found, register, DAY, date(2026, 12, 8)) if found else []


@pytest.mark.parametrize("plan", [WEEKLY, CHANGED, FLOW, LIST], ids=["block", "a change", "flow", "list"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_cancelled_date(town, plan, end):
    data = (HEAD + plan + REST).replace("\n", end).encode()
    after, dates = amended(town, data, CANCEL)
    by_day = {(one.planned.day, one.planned.hour): one for one in dates}
    assert (by_day[24, 10].cancelled, by_day[24, 10].reason) == (True, "the cook is ill")
    assert not any(one.cancelled for one in dates if one is not by_day[24, 10])
    assert after.startswith(HEAD.replace("\n", end).encode())
    assert after.endswith(REST.replace("\n", end).encode())
    assert (b"\r" in after) == (end == "\r\n")
    assert after.count(b"\n") == after.count(end.encode())


@pytest.mark.parametrize("plan", [WEEKLY, LIST], ids=["block", "list"])
def test_lines_are_put_in_and_none_is_lost(town, plan):
    data = (HEAD + plan + REST).encode()
    after, _ = amended(town, data, CANCEL)
    kept = data.splitlines()
    assert [line for line in after.splitlines() if line in kept] == kept


def test_second_change_joins_the_first(town):
    data, _ = amended(town, (HEAD + WEEKLY + REST).encode(), CANCEL)
    after, dates = amended(town, data, Act(amendment.CANCEL, "2026-12-01T10:00"))
    assert [one.cancelled for one in dates] == [True, True, False]
    assert [line for line in after.splitlines() if line in data.splitlines()] == data.splitlines()


def test_cancelled_and_on_again_is_the_file_that_was(town):
    data = (HEAD + WEEKLY + REST).encode()
    off, _ = amended(town, data, CANCEL)
    on, dates = amended(town, off, Act(amendment.RESTORE, "2026-11-24T10:00"))
    assert not any(one.cancelled for one in dates)
    assert frontmatter.parse(on).tree == frontmatter.parse(data).tree


def test_moved(town):
    _, dates = amended(
        town, (HEAD + WEEKLY + REST).encode(), Act(amendment.MOVE, "2026-11-24T10:00", "13:00-15:00", "later")
    )
    assert (dates[0].start.hour, dates[0].end.hour, dates[0].note, dates[0].moved) == (13, 15, "later", True)


@pytest.mark.parametrize(
    ("reason", "said"), [("no", ""), ("Nee", ""), ("ja", ""), ("  ", ""), ('"quoted": # x', '"quoted": # x')]
)
def test_reason_that_means_something_else_in_the_file(town, reason, said):
    _, dates = amended(town, (HEAD + WEEKLY + REST).encode(), replace(CANCEL, reason=reason))
    assert (dates[0].cancelled, dates[0].reason) == (True, said)


def test_full_and_room_again(town):
    data = (HEAD + WEEKLY + REST).encode()
    full, _ = amended(town, data, Act(amendment.FULL))
    assert frontmatter.parse(full).tree["status"] == "full"
    assert amended(town, full, Act(amendment.FULL))[0] == full
    assert amended(town, full, Act(amendment.NOT_FULL))[0] == data


def test_checked(town):
    data = (HEAD + WEEKLY + REST).encode()
    assert amended(town, data, Act(amendment.CHECKED))[0] == data.replace(b"2026-11-20", TODAY.encode())


def test_yaml_file_with_its_text(town):
    data = (
        HEAD[4:] + FLOW + REST.replace("---\nAnne waits.\n", "description: |\n  Anne waits.\n\n  At the door.")
    ).encode()
    after, dates = amended(town, data, CANCEL, "walk.yaml")
    assert dates[0].cancelled
    assert after.endswith(b"  At the door.")
    full, _ = amended(town, data, Act(amendment.FULL), "walk.yaml")
    assert frontmatter.parse(full, False).tree["status"] == "full"


def test_two_times_on_a_day(town):
    plan = "schedule: {dates: [2026-11-24 10:00-11:00, 2026-11-24 15:00-16:00]}\n"
    _, dates = amended(town, (HEAD + plan + REST).encode(), CANCEL)
    assert [one.cancelled for one in dates] == [True, False]


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (Act(amendment.CANCEL, "2026-11-25T10:00"), "nothing is planned"),
        (Act(amendment.CANCEL, "2026-11-24T11:00"), "nothing is planned"),
    ],
)
def test_date_that_is_not_planned(town, act, says):
    with pytest.raises(Fault, match=says):
        amended(town, (HEAD + WEEKLY + REST).encode(), act)


def test_what_is_off_altogether_is_not_full(town):
    with pytest.raises(Fault, match="whole activity is off"):
        amended(town, activity(status="cancelled").encode(), Act(amendment.FULL))


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (("", "", "", "", ""), "nothing is chosen"),
        (("delete", "", "", "", ""), "nothing is chosen"),
        ((amendment.CANCEL, "", "", "", ""), "no date is chosen"),
        ((amendment.CANCEL, "../../etc", "", "", ""), "no date is chosen"),
        ((amendment.CANCEL, "2026-11-24T10:00", "", "", "a\nb"), "one line"),
        ((amendment.MOVE, "2026-11-24T10:00", "", "", ""), "not a time"),
        ((amendment.MOVE, "2026-11-24T10:00", "25.00", "", ""), "not a time"),
    ],
)
def test_what_cannot_be_asked(sent, says):
    with pytest.raises(Fault, match=says):
        amendment.read(*sent)


def test_time_as_people_write_it():
    assert amendment.read(amendment.MOVE, "2026-11-24T10:00", "13.30", "15u", "").to == "13:30-15:00"


ENTRIES = sorted((Path(__file__).parent.parent / "activities").rglob("*.md"))


def test_no_entry_of_the_town_has_to_be_written_anew():
    """Of each real entry with a coming date one is called off: all its other lines stay."""
    from agenda import town as towns

    place = replace(towns.read(Path(__file__).parent.parent / "pelicanconf.py"), today=DAY)
    loaded = source.load(place.folders, place.zone, DAY)
    count = 0
    for one in loaded.agenda.activities:
        ahead = schedule.of_activity(one, loaded.agenda.register, DAY, date(2027, 1, 1))
        if not ahead or one.status != "scheduled":
            continue
        path = place.folders.base / one.path
        data = path.read_bytes()
        act = Act(amendment.CANCEL, ahead[0].planned.isoformat(timespec="minutes"), reason="a test")
        after = amendment.amended(data, path.suffix == ".md", one, act, loaded.agenda.register, DAY)
        found, problems, _ = source.checked(place.folders, loaded.agenda.register, DAY, path, after)
        assert problems == []
        assert next(item for item in schedule.of_activity(found, loaded.agenda.register, DAY, date(2027, 1, 1))
                    if item.planned == ahead[0].planned).cancelled  # fmt: skip
        lost = [line for line in data.splitlines() if line not in after.splitlines()]
        assert not [line for line in lost if not line.startswith((b"schedule", b" "))], path
        count += 1
    assert count > 5
