"""Files become an agenda: which files are entries, whose they are, and that one bad entry leaves the others alone."""

import os

import pytest
from PIL import Image

from agenda import source
from entries import FOLDERS, TODAY, ZONE, entry, fields, hints, load, problems, put


def picture(path):
    """A picture of a few pixels."""
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (8, 8)).save(path)
    return path


@pytest.mark.parametrize(
    ("name", "organization", "advice"),
    [
        pytest.param("x", "dock-haarlem", "ends in .md or .yaml", id="no-ending"),
        pytest.param("x.html", "dock-haarlem", "ends in .md or .yaml", id="html"),
        pytest.param("x.MD", "dock-haarlem", "ends in .md or .yaml", id="capital-ending"),
        pytest.param(".md", "dock-haarlem", "ends in .md or .yaml", id="hidden"),
        pytest.param("x.md.md", "dock-haarlem", "small letters, digits and hyphens", id="two-endings"),
        pytest.param("Koffie Ochtend.md", "dock-haarlem", "small letters, digits and hyphens", id="capitals"),
        pytest.param("a\nb.md", "dock-haarlem", "small letters, digits and hyphens", id="line-feed"),
        pytest.param("caf\udce9.md", "dock-haarlem", "small letters, digits and hyphens", id="latin-1"),
        pytest.param("aux.md", "dock-haarlem", "Make it longer: aux-1.", id="device"),
        pytest.param("x.md", "dok-haarlem", "Did you mean dock-haarlem?", id="organization-misspelled"),
        pytest.param("x.md", "zwembad", "Ask the editors to add it.", id="organization-unknown"),
    ],
)
def test_a_file_that_cannot_be_an_entry(name, organization, advice, tmp_path):
    [(line, column, field, message)] = problems(put(tmp_path, "---\n", name, organization))
    assert (line, column, field) == (1, 1, "")
    assert advice in message


def test_paths_in_problems_can_be_printed_on_one_line(tmp_path):
    loaded = load(put(tmp_path, "", "caf\udce9\n.md"))
    assert loaded.problems[0].path == f"{tmp_path}/dock-haarlem/caf��.md"


def test_a_file_that_is_not_there(tmp_path):
    [(_, _, _, message)] = problems(tmp_path / "dock-haarlem" / "x.md")
    assert "Look whether it is there." in message


def test_folders_are_read_whole_and_each_file_once(tmp_path):
    first, second = entry(tmp_path), entry(tmp_path, name="y.md")
    for paths in ([tmp_path], [first.parent], [first, second, first], [tmp_path, second]):
        assert [one.slug for one in load(*paths).agenda.activities] == ["x", "y"]


def test_links_and_deeper_folders_are_named_and_not_followed(tmp_path):
    inside = tmp_path / "in"
    outside = entry(tmp_path / "out", name="secret.md")
    entry(inside)
    (inside / "dock-haarlem" / "link.md").symlink_to(outside)
    (inside / "buuv").symlink_to(outside.parent)
    entry(inside / "dock-haarlem" / "oud" / "nog-ouder")
    loaded = load(inside)
    told = [(os.path.relpath(one.path, inside), one.message().split(".")[0]) for one in loaded.problems]
    assert told == [
        ("buuv", "this is a link to another file"),
        ("dock-haarlem/link.md", "this is a link to another file"),
        ("dock-haarlem/oud/nog-ouder", "a folder in an organization's folder is not possible"),
    ]
    assert [one.slug for one in loaded.agenda.activities] == ["x"]


def test_of_two_files_for_one_address_the_one_checked_later_is_the_problem(tmp_path):
    entry(tmp_path, checked="2026-11-21")
    put(tmp_path, fields(checked="2026-11-20") + "description: Hallo\n", "x.yaml")
    loaded = load(tmp_path)
    [problem] = loaded.problems
    assert problem.path.endswith("x.md")
    assert "Give this file another name." in problem.message()
    assert [one.description for one in loaded.agenda.activities] == ["Hallo"]
    assert [path.name for path in loaded.held_back] == ["x.md"]


def test_an_address_that_was_published_and_deleted_is_not_taken(tmp_path):
    path = put(
        tmp_path,
        f"---\n{fields('example: yes', checked=None)}---\n",
        "zomerkoffie-op-het-plein.md",
        "voorbeeld-wijkcentrum",
    )
    [(line, column, _, message)] = problems(path)
    assert (line, column) == (1, 1)
    assert "content/tombstones.yaml" in message


@pytest.mark.parametrize(
    ("formerly", "advice"),
    [
        pytest.param("buuv/kaarten", "belongs to another organization. Leave it out.", id="of-another-organization"),
        pytest.param("y", "belongs to", id="in-use"),
        pytest.param("x", "belongs to", id="its-own"),
    ],
)
def test_an_old_path_that_cannot_be_claimed(formerly, advice, tmp_path):
    entry(tmp_path, f"formerly: [was, {formerly}]")
    entry(tmp_path, name="y.md")
    [(line, column, field, message)] = problems(tmp_path)
    assert (line, column, field) == (9, 17, "formerly[2]")
    assert advice in message


def test_identity_is_the_oldest_path(tmp_path):
    [activity] = load(entry(tmp_path, "formerly: [was, dock-haarlem/werd]")).agenda.activities
    assert (activity.identity, activity.address) == ("dock-haarlem/was", "dock-haarlem/x")
    assert activity.former_slugs == ["was", "werd"]


@pytest.mark.parametrize(
    ("extra", "at", "advice"),
    [
        pytest.param("", (1, 1, "vouched_by"), "Name a member that knows who organizes this", id="nobody"),
        pytest.param("vouched_by: ondernemers", (9, 13, "vouched_by"), "Name a member of the coalition.", id="guest"),
    ],
)
def test_residents_are_vouched_for(extra, at, advice, tmp_path):
    path = put(tmp_path, f"---\n{fields(extra)}\n---\n", organization="bewoners")
    [(*where, message)] = problems(path)
    assert tuple(where) == at
    assert advice in message
    path.write_text(f"---\n{fields('vouched_by: dock-haarlem')}---\n")
    assert problems(path) == []


@pytest.mark.parametrize(
    ("image", "advice"),
    [
        pytest.param("niet.png", "Put the picture beside this file.", id="not-there"),
        pytest.param("../buuv/z.png", ".webp file beside this one", id="in-another-folder"),
        pytest.param("/etc/z.png", ".webp file beside this one", id="absolute"),
        pytest.param("x.md", ".webp file beside this one", id="another-kind"),
        pytest.param("Z.png", "small letters", id="capitals"),
    ],
)
def test_a_picture_stands_beside_its_entry(image, advice, tmp_path):
    picture(tmp_path / "buuv" / "z.png")
    [(line, column, field, message)] = problems(entry(tmp_path, f"image: {image}\nimage_alt: Kopjes"))
    assert (line, column, field) == (9, 8, "image")
    assert advice in message


def test_a_picture_that_no_entry_names_is_a_problem_but_not_if_the_entry_has_another_one(tmp_path):
    entry(tmp_path, "image: z.png\nimage_alt: Kopjes", checked="gisteren")
    for name in ("z.png", "los.png"):
        picture(tmp_path / "dock-haarlem" / name)
    loaded = load(tmp_path)
    assert [(one.path.rpartition("/")[2], one.field) for one in loaded.problems] == [
        ("los.png", ""),
        ("x.md", "checked"),
    ]


def test_instead_of_a_bad_entry_its_newest_good_version(tmp_path):
    path = entry(tmp_path, checked="gisteren")
    versions = [(path, f"---\n{fields(title=title, **wrong)}---\n".encode()) for title, wrong in
                (("Nieuw", {"price": "veel"}), ("Goed", {}), ("Oud", {}))]  # fmt: skip
    loaded = source.load(FOLDERS, ZONE, TODAY, [path], older=lambda _: versions)
    assert [one.title for one in loaded.agenda.activities] == ["Goed"]
    assert (loaded.held_back, loaded.rescued) == ([path], [path])
    assert [one.field for one in loaded.problems] == ["checked"]


def test_a_broken_register_is_told_and_said(tmp_path):
    loaded = source.load(FOLDERS._replace(content=tmp_path), ZONE, TODAY, [])
    assert loaded.broken_register
    assert {one.path.rpartition("/")[2] for one in loaded.problems} >= {"areas.yaml", "holidays.yaml"}


def test_activities_are_in_the_order_of_their_addresses_whatever_that_of_the_files(tmp_path):
    paths = [entry(tmp_path, name=f"{slug}.md") for slug in ("b", "c", "a")]
    assert [one.slug for one in load(*paths).agenda.activities] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("changes", "at", "advice"),
    [
        pytest.param({"body": ""}, (1, 1, ""), "Tell whom you meet", id="no-text"),
        pytest.param({"title": "Kоffie"}, (2, 8, "title"), "Type it again.", id="two-scripts"),
        pytest.param({"checked": "2026-11-23"}, (8, 10, "checked"), "has not come yet", id="checked-tomorrow"),
        pytest.param({"title": "Koffie #1"}, (2, 8, "title"), "quotes around the whole text", id="comment"),
        pytest.param({}, (1, 1, "contact"), "Add a contact", id="nobody-to-call"),
        pytest.param({"extra": "contact: {phone: 06-12345678}"}, (9, 18, "contact.phone"), "own number", id="mobile"),
        pytest.param({"location": "{name: Thuis}"}, (5, 11, "location"), "has no area", id="no-area"),
        pytest.param(
            {"schedule": "[{start: 2026-09-01, except: 2026-09-01}]"}, (4, 12, "schedule[1]"), "no date is left",
            id="no-date",
        ),
        pytest.param({"extra": "registration: required"}, (9, 15, "registration"), "Add a contact.", id="register-how"),
        pytest.param({"extra": "contact: {email: a@b.nl}"}, (9, 10, "contact"), "no telephone number", id="no-number"),
        pytest.param({}, (1, 1, ""), "Fill in what you know: price, registration, access, welcome.", id="referrer"),
        pytest.param(
            {"extra": "price_note: een gift\nregistration: none\nreferral: {needed: yes}"}, (1, 1, ""),
            "Fill in what you know: access, referral, welcome.", id="referral",
        ),
    ],
)  # fmt: skip
def test_advice_stops_nothing(changes, at, advice, tmp_path):
    path = entry(tmp_path, **changes)
    assert problems(path) == []
    assert [one for one in hints(path) if one[:3] == at and advice in one[3]] != []


LONG = "Deze zin heeft veel te veel woorden want hij gaat maar door en door tot niemand hem meer kan volgen."


@pytest.mark.parametrize(
    ("changes", "field", "advice"),
    [
        pytest.param({"body": LONG}, "", "a sentence has 20 words: Deze zin heeft", id="long-sentence"),
        pytest.param({"summary": "Wij participeren samen."}, "", "participeren (meedoen).", id="difficult-word"),
        pytest.param({"body": "Welzijnsorganisaties faciliteren dit. " * 20}, "", "Flesch-Douma -", id="hard"),
        pytest.param(
            {"extra": "status: cancelled\nstatus_note: De docent is ziek."}, "status_note", "ziek tells", id="health",
        ),
        pytest.param(
            {"schedule": "{start: 2026-09-01, repeat: weekly, changes: [{date: 2026-12-01, cancelled: griep}]}"},
            "schedule.changes[1].cancelled", "griep tells of", id="health-of-a-date",
        ),
    ],
)  # fmt: skip
def test_advice_on_the_text_in_its_language_once_of_a_kind(changes, field, advice, tmp_path):
    path = entry(tmp_path, **{"body": "Loop binnen.", **changes})
    found = [one for one in hints(path, language="nl") if advice in one[3]]
    assert [one[2] for one in found] == [field]
    assert [one for one in hints(path, language="fr") if advice in one[3]] == []


def test_no_language_no_advice(tmp_path):
    assert source.load(FOLDERS, ZONE, TODAY, [entry(tmp_path, body="")]).hints == []


@pytest.mark.parametrize(("day", "told"), [("2028-06-30", False), ("2028-07-02", True)])
def test_half_a_year_before_the_holidays_end_a_pause_says_so(day, told, tmp_path):
    path = entry(tmp_path, schedule="{start: 2026-09-01, repeat: weekly, pause: school-holidays}")
    found = [one for one in hints(path, today=TODAY.fromisoformat(day)) if "Ask the editors to add years." in one[3]]
    assert [one[:3] for one in found] == ([(4, 54, "schedule.pause")] if told else [])
