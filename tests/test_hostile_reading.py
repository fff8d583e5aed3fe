"""Broken and hostile entries, by the numbers of the list they come from: told at their place, the others still read."""

from datetime import date

import pytest

from agenda import schedule
from entries import entry, fields, load, problems, put

BOMB = "a: &a [x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
)
MERGES = "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 25))


def check(tmp_path, path) -> tuple[int, int, str, str]:
    """The only problem of a file; its neighbour must still be read."""
    neighbour = entry(tmp_path, name="buur.md")
    loaded = load(path, neighbour)
    assert [one.slug for one in loaded.agenda.activities] == ["buur"]
    [problem] = loaded.problems
    return problem.line, problem.column, problem.field, problem.message()


def activity(path):
    """The activity of a file without problems."""
    assert problems(path) == []
    return load(path).agenda.activities[0]


def once(time: str = "10:00-12:00", **others: str) -> dict[str, str]:
    """A schedule on one line with this time."""
    words = [f"{name}: {value}" for name, value in {"start": "2026-09-01", "time": time, **others}.items()]
    return {"schedule": "{" + ", ".join(words) + "}"}


@pytest.mark.parametrize(
    ("changes", "at", "advice"),
    [
        pytest.param(once("9.30 uur"), (4, 37, "schedule.time"), "for example 09:30", id="2-time-in-dutch"),
        pytest.param(once("25:00"), (4, 37, "schedule.time"), "hours go from 00 to 23", id="3-hour-25"),
        pytest.param({"checked": "2026-02-30"}, (8, 10, "checked"), "has 28 days", id="4-30-february"),
        pytest.param({"checked": "3-4-2026"}, (8, 10, "checked"), "Write 2026-04-03", id="5-dutch-date"),
        pytest.param(
            once(repeat="weekly", until="2026-08-31"), (4, 73, "schedule.until"), "Write the last day",
            id="6-until-before-start",
        ),
        pytest.param({"extra": "title: Thee"}, (9, 1, "title"), "on line 2 and on line 9", id="9-field-twice"),
        pytest.param({"extra": "titel: Thee"}, (9, 1, "titel"), "Did you mean title?", id="10-unknown-field"),
        pytest.param(
            {"extra": "contact: {telefoon: 1}"}, (9, 11, "contact.telefoon"), "Did you mean phone?",
            id="10-unknown-field-within",
        ),
        pytest.param({"extra": '"=id": x'}, (9, 1, "=id"), "Delete it", id="10-field-named-as-the-machinery"),
        pytest.param({"extra": '"[key]": x'}, (9, 1, "[key]"), "Delete it", id="10-field-named-as-an-error"),
        pytest.param({"extra": r'"\e[2J\nb": x'}, (9, 1, "�[2J b"), "Delete it", id="10-field-that-acts-on-a-terminal"),
        pytest.param({"title": "&a Koffie"}, (2, 8, "title"), "put quotes around it", id="11-anchor"),
        pytest.param({"title": "*a"}, (2, 8, "title"), "put quotes around it", id="11-alias"),
        pytest.param({"extra": BOMB}, (9, 4, "a"), "Write the value out", id="12-alias-bomb"),
        pytest.param({"extra": MERGES}, (9, 5, "a0"), "Write the value out", id="12-merge-bomb"),
        pytest.param({"extra": "price: " + "[" * 100_000}, (1, 1, ""), "at most 64 kB", id="13-100-kb-of-brackets"),
        pytest.param(
            {"extra": "price: " + "[" * 60_000}, (9, 20, "price" + "[1]" * 11), "Write it simpler",
            id="13-60-kb-of-brackets",
        ),
        pytest.param(
            {"title": "!!python/object/apply:os.system [ls]"}, (2, 8, "title"), "Delete it", id="14-python-object",
        ),
        pytest.param({"extra": "...\ntitle: Thee"}, (10, 1, ""), "in a file of its own", id="15-second-document"),
        pytest.param({"extra": "contact:\n\trole: Anne"}, (10, 1, ""), "Use spaces to indent", id="16-tab"),
        pytest.param({"title": "Koffie: samen"}, (2, 14, ""), 'quotes around it: "Koffie: samen"', id="17-colon"),
        pytest.param({"extra": f"price: {'9' * 60_000}"}, (9, 8, "price"), "for example 2,50", id="26-60000-digits"),
        pytest.param({"extra": f"price: {'9' * 200_000}"}, (1, 1, ""), "at most 64 kB", id="26-200000-digits"),
        pytest.param({"extra": "save_as: index.html"}, (9, 1, "save_as"), "Delete it", id="31-save-as"),
        pytest.param({"extra": "template: page"}, (9, 1, "template"), "does not exist", id="31-template"),
        pytest.param({"extra": "url: /"}, (9, 1, "url"), "Delete it", id="31-url"),
        pytest.param({"extra": "slug: index"}, (9, 1, "slug"), "Delete it", id="31-slug"),
        pytest.param({"extra": "Save_as: x"}, (9, 1, "Save_as"), "Delete it", id="31-capital"),
        pytest.param(
            {"title": r'"Thee\r\nATTENDEE:mailto:a@b.nl"'}, (2, 8, "title"), "U+000D", id="41-cr-lf-in-a-title",
        ),
        pytest.param(
            {"schedule": "{start: 2026-09-01, rrule: FREQ=SECONDLY}"}, (4, 38, "schedule.rrule"),
            "Choose DAILY, WEEKLY", id="43-secondly",
        ),
        pytest.param(
            {"schedule": "{start: 2026-09-01, rrule: FREQ=DAILY;INTERVAL=0}"}, (4, 38, "schedule.rrule"),
            "from 1 to 99", id="43-rule-of-interval-0",
        ),
        pytest.param(
            {"schedule": "{start: 2026-09-01, repeat: daily, interval: 0}"}, (4, 56, "schedule.interval"),
            "from 1 to 99", id="43-interval-0",
        ),
    ],
)  # fmt: skip
def test_an_entry_with_one_thing_wrong(changes, at, advice, tmp_path):
    *where, message = check(tmp_path, entry(tmp_path, **changes))
    assert tuple(where) == at
    assert advice in message
    assert "\n" not in message
    assert len(message) < 300


@pytest.mark.parametrize(
    ("content", "at", "advice"),
    [
        pytest.param(f"---\n{fields()}Loop binnen.\n", (1, 1), "Put a line ---", id="18-no-second-fence"),
        pytest.param(fields(), (1, 1), "Begin the file with a line ---", id="18-no-first-fence"),
        pytest.param("---\ntitle: Café\n---\n".encode("latin-1"), (2, 11), "encoding UTF-8", id="19-latin-1"),
        pytest.param(b"", (1, 1), "Copy the template", id="21-empty"),
        pytest.param(b"\n \n", (1, 1), "Copy the template", id="21-only-space"),
        pytest.param(b"[" * 5_000_000, (1, 1), "4883 kB; at most 64 kB", id="22-5-mb"),
        pytest.param(f"---\n{fields()}---\na\u202eb\n", (10, 2), "U+202E", id="hidden-in-the-text"),
    ],
)
def test_a_file_that_is_no_entry_as_a_whole(content, at, advice, tmp_path):
    *where, _, message = check(tmp_path, put(tmp_path, content))
    assert tuple(where) == at
    assert advice in message


@pytest.mark.parametrize("name", ["x", "x.html", "x.rst"])
def test_23_another_kind_of_file(name, tmp_path):
    *where, message = check(tmp_path, entry(tmp_path, name=name))
    assert where == [1, 1, ""]
    assert "ends in .md or .yaml" in message


def test_24_a_link_out_of_the_tree_is_not_read(tmp_path):
    secret = entry(tmp_path / "elsewhere", title="Geheim: niet lezen")
    link = tmp_path / "dock-haarlem" / "x.md"
    link.parent.mkdir()
    link.symlink_to(secret)
    *where, message = check(tmp_path, link)
    assert where == [1, 1, ""]
    assert "Put the file itself here." in message


@pytest.mark.parametrize("path", ["../../.github/workflows", "..", "/etc", "dock-haarlem/../buuv/x"])
def test_27_no_field_leads_to_another_folder(path, tmp_path):
    found = problems(entry(tmp_path, f"formerly: [{path}]\nimage: {path}.jpg\nimage_alt: Weg\norganization: {path}"))
    assert [one[2] for one in found] == ["formerly[1]", "organization"]
    assert [one[2] for one in problems(entry(tmp_path, f"image: {path}.jpg\nimage_alt: Weg"))] == ["image"]


def test_29_a_title_of_emoji_keeps_the_address_of_its_file(tmp_path):
    entry(tmp_path, title="☕🎉")
    loaded = load(tmp_path)
    assert loaded.problems == []
    assert [(one.title, one.address) for one in loaded.agenda.activities] == [("☕🎉", "dock-haarlem/x")]


@pytest.mark.parametrize(("name", "advice"), [("con.md", "con-1"), ("nul.yaml", "nul-1"), ("CON.md", "small letters")])
def test_28_a_name_that_windows_keeps(name, advice, tmp_path):
    *where, message = check(tmp_path, entry(tmp_path, name=name))
    assert where == [1, 1, ""]
    assert advice in message


def test_30_the_same_title_twice_is_two_activities(tmp_path):
    entry(tmp_path, title="koffie")
    entry(tmp_path, title="Koffie", name="y.md")
    loaded = load(tmp_path)
    assert loaded.problems == []
    assert [one.address for one in loaded.agenda.activities] == ["dock-haarlem/x", "dock-haarlem/y"]


def test_30_the_same_name_twice_is_told_and_one_stays(tmp_path):
    entry(tmp_path)
    *where, message = check(tmp_path, put(tmp_path, fields(), "buur.yaml"))
    assert where == [1, 1, ""]
    assert "the address dock-haarlem/buur belongs to" in message
    assert "Give this file another name." in message


def test_32_an_organizer_that_is_not_registered(tmp_path):
    *where, message = check(tmp_path, put(tmp_path, f"---\n{fields()}---\n", organization="dok-haarlem"))
    assert where == [1, 1, ""]
    assert "Did you mean dock-haarlem?" in message


def test_25_two_problems_in_one_file_are_both_told(tmp_path):
    found = problems(entry(tmp_path, "price: gratis", checked="gisteren"))
    assert [one[:3] for one in found] == [(8, 10, "checked"), (9, 8, "price")]


def test_every_kind_of_problem_at_once(tmp_path):
    changes = {**once("10.00"), "title": r'"a\u200bb"', "location": "de-tulpp", "audiences": "[iedereen, senioren]"}
    found = problems(entry(tmp_path, "welkom: Hoi\nprice: 0\nprice: 1", topics=None, checked="2026-11-31", **changes))
    assert [one[:3] for one in found] == [
        (1, 1, "topics"),
        (2, 8, "title"),
        (4, 37, "schedule.time"),
        (5, 11, "location"),
        (6, 23, "audiences[2]"),
        (7, 10, "checked"),
        (8, 1, "welkom"),
        (10, 1, "price"),
    ]


def test_1_a_time_is_no_number(tmp_path):
    [plan] = activity(entry(tmp_path, **once("10:30-12:00"))).schedule
    assert f"{plan.time.start:%H:%M}-{plan.time.end:%H:%M}" == "10:30-12:00"


def test_7_8_no_and_a_leading_zero_stay(tmp_path):
    found = activity(entry(tmp_path, "contact: {phone: 0231234567}", location="{name: Thuis, city: NO}"))
    assert (found.location.city, found.contact.phone) == ("NO", "0231234567")


def test_20_a_mark_and_windows_newlines(tmp_path):
    text = f"\ufeff---\n{fields()}---\nLoop binnen.\n".replace("\n", "\r\n")
    assert activity(put(tmp_path, text)).description == "Loop binnen."


def test_41_a_title_of_several_lines_becomes_one(tmp_path):
    text = f"---\n{fields(title='|-')}---\n".replace("|-\n", "|-\n  Thee\n  ATTENDEE:mailto:a@b.nl\n")
    assert activity(put(tmp_path, text.replace("\n", "\r\n"))).title == "Thee ATTENDEE:mailto:a@b.nl"


def test_43_an_endless_daily_series_ends_with_the_window(tmp_path):
    loaded = load(entry(tmp_path, schedule="{start: 1900-01-01, repeat: daily}"))
    [one], register = loaded.agenda.activities, loaded.agenda.register
    assert len(schedule.of_activity(one, register, date(2026, 11, 22), date(2026, 11, 28))) == 7
    assert len(schedule.of_activity(one, register, date(2100, 12, 31), date(9999, 12, 31))) == 1
