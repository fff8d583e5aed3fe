"""What the tests of accessibility found: written by one side, read by the other, shown to readers, never stale."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from accessibility_record import Record
from agenda import accessibility
from site_templates import NOT_SEEN, TEMPLATES
from small_town import ROOT, small_town

GOOD = """date: 2026-11-20
theme: "0123456789abcdef"
tools: [{name: axe-core, version: 4.12.1}]
checks: [{check: axe, criteria: [], pages: 75, failed: 0}, {check: reflow, criteria: ["1.4.10"], pages: 1, failed: 0}]
templates: [agenda.html, activity.html]
"""
PAGE = "Title: Access\nSlug: access\nTemplate: accessibility\n\nWe take care.\n"


def town(folder: Path, results: str | None):
    files = {"content/pages/access.md": PAGE}
    return small_town(folder, files | ({"content/accessibility.yaml": results} if results else {}))


@pytest.mark.parametrize(
    ("results", "told"),
    [
        pytest.param(None, ["This site has not been tested for accessibility yet."], id="never tested"),
        pytest.param(
            GOOD,
            ["Programs tested this site on 20 November 2026. They found nothing wrong.", "Looked at 75 times: nothing",
             "Looked at 1 time: nothing wrong. WCAG 1.4.10.", "2 kinds of pages. The programs: axe-core 4.12.1."],
            id="all is well",
        ),
        pytest.param(
            GOOD.replace("pages: 75, failed: 0", "pages: 75, failed: 2"),
            ["20 November 2026. 2 tests found something wrong.", "75 times: 2 tests failed.", "1 time: nothing wrong."],
            id="something is wrong",
        ),
    ],
)  # fmt: skip
def test_page_says_what_was_found(results, told, tmp_path):
    made = town(tmp_path, results)
    assert made.build().returncode == 0
    page = " ".join(made.page("access").split())
    page = page.replace("<strong>", "").replace("</strong>", "")
    assert "We take care." in page
    assert [one for one in told if one not in page] == []


@pytest.mark.parametrize(
    ("results", "place"),
    [
        pytest.param(GOOD.replace("2026-11-20", "soon"), "content/accessibility.yaml:1:7: date:", id="no date"),
        pytest.param(GOOD.replace("axe,", "axes,"), "content/accessibility.yaml:4:18: checks[1].check:", id="check"),
        pytest.param("templates: [agenda.html]\n", "content/accessibility.yaml:1:1: date:", id="half a file"),
        pytest.param("date: [", "content/accessibility.yaml:2:1: file:", id="broken"),
    ],
)
def test_mistake_in_the_file_stops_with_its_place(results, place, tmp_path):
    done = town(tmp_path, results).build()
    assert done.returncode != 0
    assert place in done.stdout + done.stderr


def report(check: tuple = (), when: str = "call", failed: bool = False, **properties: object) -> SimpleNamespace:
    """A test's report, as pytest makes it."""
    found = [("check", check)] if check else []
    return SimpleNamespace(user_properties=[*found, *properties.items()], when=when, failed=failed)


def test_what_the_tests_write_is_what_the_page_reads(tmp_path):
    record = Record(tmp_path / accessibility.NAME)
    for one in (
        report(("axe",), template="agenda.html", tool="axe-core 4.12.1"),
        report(("axe",), template="place.html", tool="axe-core 4.12.1", failed=True),
        report(("axe",), when="setup"),
        report(("axe",), when="setup", failed=True),
        report(("markup", "4.1.2", "1.3.1"), tool="Nu Html Checker 26.9", pages=859),
        report((), template="of no such test"),
    ):
        record.pytest_runtest_logreport(one)
    (tmp_path / accessibility.NAME).write_text(record.written(date(2026, 11, 20)))
    results, problems = accessibility.read(tmp_path)
    assert problems == []
    assert results.date == date(2026, 11, 20)
    assert results.theme == accessibility.digest(ROOT / "theme")
    assert [one.label for one in results.tools] == ["axe-core 4.12.1", "Nu Html Checker 26.9"]
    assert [(one.check, one.criteria, one.pages, one.failed) for one in results.checks] == [
        ("axe", (), 3, 2),
        ("markup", ("1.3.1", "4.1.2"), 859, 0),
    ]
    assert results.templates == ("agenda.html", "place.html")
    assert results.failed == 2


def test_page_of_this_site_says_no_more_than_was_tested():
    """Run `make accessibility` if this fails: a template is new, or gone. Without results the page says so itself."""
    results, problems = accessibility.read(ROOT / "content")
    assert problems == []
    assert results is None or set(results.templates) == TEMPLATES - NOT_SEEN.keys()
    assert results is None or {one.check for one in results.checks} == set(accessibility.CHECKS)


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        pytest.param(lambda theme: (theme / "templates/a.html").write_text("other"), True, id="a template"),
        pytest.param(lambda theme: (theme / "static/a.css").write_text("other"), True, id="a style sheet"),
        pytest.param(lambda theme: (theme / "static/a.js").write_text("more"), True, id="a script more"),
        pytest.param(lambda theme: (theme / "static/a.css").rename(theme / "static/b.css"), True, id="a name"),
        pytest.param(lambda theme: (theme / "translations.po").write_text("more"), False, id="words"),
    ],
)
def test_a_theme_that_changed_is_another(change, counts, tmp_path):
    for name in ("templates/a.html", "static/a.css"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("a")
    before = accessibility.digest(tmp_path)
    assert accessibility.digest(tmp_path) == before
    change(tmp_path)
    assert (accessibility.digest(tmp_path) != before) == counts


def test_an_editors_page_of_another_template_is_refused(tmp_path):
    page = PAGE.replace("Template: accessibility", "Template: activity")
    done = small_town(tmp_path, {"content/pages/access.md": page}).build()
    assert done.returncode != 0
    assert "access.md:3:1: Template: activity is not known here. Choose one of: page, accessibility" in done.stderr


def test_every_check_has_words_for_readers():
    template = (ROOT / "theme" / "templates" / "accessibility.html").read_text()
    assert [name for name in accessibility.CHECKS if f'"{name}": _(' not in template] == []


def test_a_run_that_broke_off_writes_nothing(tmp_path):
    record = Record(tmp_path / accessibility.NAME)
    record.pytest_sessionfinish(pytest.ExitCode.INTERRUPTED)
    assert not record.file.exists()


def test_every_check_has_tests():
    marks = "".join(path.read_text() for path in [*ROOT.glob("tests/test_*.py"), *ROOT.glob("tests/acceptance/*.py")])
    assert [name for name in accessibility.CHECKS if f'mark.accessibility("{name}"' not in marks] == []
