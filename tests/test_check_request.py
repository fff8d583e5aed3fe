"""A request is checked as data: what it changes is read and shown, nothing of it is run, whatever is in it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from git_server import git
from request_town import LINK, MODULE, published, request
from small_town import TODAY, WALK, Town, activity

ROOT = Path(__file__).parent.parent
NEW = activity(title="Tea at the mill", schedule="{start: 2026-12-11, time: 14:00-15:00, repeat: weekly}")


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Town:
    return published(tmp_path_factory.mktemp("town") / "littleham")


def run(town: Town, commit: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(ROOT / "scripts/check_request.py"), commit, "--settings", "pelicanconf.py"]
    given = {**os.environ, "AGENDA_TODAY": TODAY, **environment}
    return subprocess.run([*command, *arguments], cwd=town.path, env=given, capture_output=True, text=True)


def told(town: Town, files: dict, *arguments: str) -> tuple[int, str]:
    """Exit status and text of a request with these files."""
    done = run(town, request(town, files), *arguments)
    assert "Traceback" not in done.stderr
    assert git(town.path, "worktree", "list", "--porcelain").count("worktree ") == 1  # nothing is left behind
    assert git(town.path, "status", "--porcelain") == ""
    return done.returncode, done.stdout


def test_a_new_entry_is_told_as_the_site_will_show_it(town):
    status, out = told(town, {"activities/readers/tea.md": NEW})
    assert status == 0
    assert out.splitlines()[1] == "All is right"
    _, _, entry = out.partition("Tea at the mill (activities/readers/tea.md): new\n")
    assert entry.splitlines() == [
        "Every Friday from 14:00 to 15:00, from 11 December 2026.",
        "The Mill, Mill Lane 1, 1000 AA Littleham",
        "  - Friday 11 December, 14:00 to 15:00",
        "  - Friday 18 December, 14:00 to 15:00",
        "  - Friday 25 December, 14:00 to 15:00",
        "  - Friday 1 January 2027, 14:00 to 15:00",
        "  - and 46 more",
    ]


def test_of_a_changed_entry_it_is_said_what_was_until_now(town):
    status, out = told(town, {"activities/walkers/walk.md": WALK.replace("10:00", "11:00")})
    assert status == 0
    assert "Walk along the river (activities/walkers/walk.md): changed\nOn Thursday 10 December 2026 from 11:00" in out
    assert "\nUntil now: On Thursday 10 December 2026 from 10:00 to 12:00.\n" in out


def test_what_is_wrong_stands_first_with_its_place(town):
    status, out = told(town, {"activities/readers/tea.md": NEW.replace("mill\n", "mil\n")})
    assert status == 1
    assert out.splitlines()[1:5] == [
        "1 thing has to be mended first",
        "",
        "What has to be mended",
        "  - activities/readers/tea.md, line 5, location: mil does not stand in the list. Did you mean mill?",
    ]
    assert "activities/readers/tea.md: new\nWhat it looks like can be shown when it is mended." in out


def test_what_was_wrong_already_is_not_of_this_request(tmp_path):
    town = published(tmp_path / "town", {"activities/walkers/bad.md": "nothing\n"})
    status, out = told(town, {"activities/readers/tea.md": NEW})
    assert status == 0
    assert "1 problem was there already. It is not of this request." in out
    assert "bad.md" not in out


def test_what_breaks_elsewhere_is_of_this_request(town):
    status, out = told(town, {"content/places/mill.yaml": None})
    assert status == 1
    assert "activities/walkers/walk.md, line 7, location: mill does not stand in the list" in out
    assert "What is the editors': they have a look\n  - content/places/mill.yaml (deleted)" in out


def test_who_changes_whose_entry_is_what_the_published_register_says(town):
    """Nobody becomes an owner by the same request."""
    files = {
        "activities/walkers/walk.md": WALK.replace("10:00", "11:00"),
        "content/organizations/walkers.md": "---\nname: The Walkers\nkind: member\nforge: ['@who']\n---\n".replace(
            "'", '"'
        ),
    }
    status, out = told(town, files, "--by", "@who")
    assert status == 0
    assert out.count("this is of The Walkers, and @who is not known as theirs.") == 2


@pytest.mark.parametrize(
    ("files", "says"),
    {
        "deleted": (
            {"activities/walkers/walk.md": None},
            "who has a link to Walk along the river finds nothing any more. Keep the file with status: cancelled",
        ),
        "deleted and named among the tombstones": (
            {
                "activities/walkers/walk.md": None,
                "content/tombstones.yaml": "walkers/walk: {title: Walk, since: 2026-11-22}\n",
            },
            "",
        ),
        "renamed": (
            {"activities/walkers/walk.md": None, "activities/walkers/stroll.md": WALK},
            "activities/walkers/stroll.md looks like the same activity. Write there formerly: [walk]",
        ),
    }.values(),
)
def test_what_becomes_of_links_to_a_deleted_entry(files, says, town):
    status, out = told(town, files)
    assert status == 0
    assert says in out
    assert says or "finds nothing" not in out
    assert "(activities/walkers/walk.md): deleted\nIt leaves the agenda" in out


def test_a_renamed_entry_that_says_so_is_the_same(town):
    moved = WALK.replace("location: mill", "location: mill\nformerly: [walk]")
    status, out = told(town, {"activities/walkers/walk.md": None, "activities/walkers/stroll.md": moved})
    assert status == 0
    assert "(activities/walkers/stroll.md): under another address\n" in out
    assert "deleted" not in out


EVIL = "raise SystemExit('ran')\n"
HUGE = "activities/walkers/huge.md"


@pytest.mark.parametrize(
    ("path", "content", "says"),
    {
        "a link among entries": ("activities/walkers/passwd.md", (LINK, "/etc/passwd"), "this is a link to another"),
        "a link to a folder": ("activities/evil", (LINK, "../.git"), "this is a link to another file"),
        "a link in the editors' folder": ("content/images", (LINK, "/etc"), "this is a link to another file"),
        "a published entry that became a link": (
            "activities/walkers/walk.md", (LINK, "../../pelicanconf.py"), "this is a link to another file",
        ),
        "a submodule": ("activities/sub", (MODULE, "1" * 40), "this is another repository"),
        "too much text": (HUGE, "x" * 70_000, "the file is 69 kB; at most 64 kB is read"),
        "far too much": (HUGE, b"\0" * 6_000_000, "the file is 6 MB: far too big for an agenda"),
        "a name with a line break": ("activities/walkers/a\n::error::b.md", "x", "a ::error::b is not a possible name"),
        "a name of bytes": ("activities/walkers/\udcff\udcfe.md", "x", "is not a possible name"),
        "a name that is too long": (f"activities/walkers/{'a' * 300}.md", "x", "there can be no file of this name"),
        "a script as an entry": ("activities/walkers/evil.py", EVIL, "evil.py is not an activity file"),
        "git's own settings": ("activities/.gitattributes", "* filter=x\n", ".gitattributes is not an activity file"),
        "a folder where an entry is": ("activities/walkers/walk.md/x.md", "x", "a folder in an organization's folder"),
    }.values(),
)  # fmt: skip
def test_what_is_hostile_is_named_and_mended_first(path, content, says, town):
    files = {path: content}
    if path.startswith("activities/walkers/walk.md/"):
        files = {"activities/walkers/walk.md": None, **files}
    status, out = told(town, files, "--format", "github")
    assert status == 1, out
    assert says.replace("::", ": :") in out.partition("What has to be mended")[2]
    assert [line for line in out.splitlines() if "::" in line and not re.match("::(error|notice) file=", line)] == []
    assert not any(character in out for character in "\x00\x1b\r")


PAGE = "Title: News\nSlug: news\n\n"


@pytest.mark.parametrize(
    ("path", "text", "line", "says"),
    {
        "a file of the machine": ("pages/news.md", f"{PAGE}[x]({{attach}}../x)", 4, "file: {attach} does nothing"),
        "another page's place": ("pages/news.md", f"Save_as: index.html\n{PAGE}", 1, "Save_as: Save_as is not a field"),
        "a script": ("pages/news.md", f"{PAGE}Text.\n<SCRIPT src=x>", 5, "file: a page cannot hold <script>"),
        "another kind of page": ("pages/news.mkd", PAGE, 1, "file: news.mkd is not a page"),
        "a page as a picture": ("images/news.html", "<script>x</script>", 1, "file: news.html is not a picture"),
    }.values(),
)
def test_what_an_editor_would_not_write_is_not_put_on_a_page(path, text, line, says, town, tmp_path):
    status, out = told(town, {f"content/{path}": text}, "--preview", str(tmp_path / "preview"))
    assert status == 1
    assert f"content/{path}, line {line}, {says}" in out
    assert not list((tmp_path / "preview").rglob("*news*"))


def test_a_page_as_editors_write_it_is_right(town, tmp_path):
    page = f'{PAGE}The data: 3 May. <p class="pictures"><img src="/images/a.png" alt=""></p> [On](/activity/) {{x}}'
    status, out = told(town, {"content/pages/news.md": page}, "--preview", str(tmp_path / "preview"))
    assert status == 0, out
    assert (tmp_path / "preview/news/index.html").exists()


@pytest.mark.parametrize(
    "path", ["pelicanconf.py", "Makefile", "plugins/agenda/__init__.py", ".github/workflows/check.yml", "conftest.py"]
)
def test_code_of_a_request_is_never_run_and_a_maintainer_looks(path, town, tmp_path):
    files = {path: EVIL, "activities/readers/tea.md": NEW}
    status, out = told(town, files, "--preview", str(tmp_path / "preview"))
    assert status == 0
    assert out.splitlines()[1] == "What can be checked is right; a maintainer has to look too"
    kind = "changed" if (town.path / path).exists() else "new"
    assert f"a maintainer looks at that. It is not in the preview\n  - {path} ({kind})" in out
    assert (tmp_path / "preview" / "activity/readers/tea/index.html").exists()


def test_a_published_folder_that_became_a_link_hides_nothing(town):
    """`content` itself is no data in a folder: a maintainer looks, and what was in it is gone."""
    files = dict.fromkeys(git(town.path, "ls-files", "content").splitlines())
    status, out = told(town, {**files, "content": (LINK, "/etc")})
    assert status == 1
    assert "It is not in the preview\n  - content (new)" in out


def test_more_files_than_a_person_makes_are_not_looked_at(town):
    done = run(town, request(town, {f"activities/walkers/n{n}.md": "x" for n in range(2001)}))
    assert done.returncode == 2
    assert "the request changes 2001 files; at most 2000 are looked at. Hand them in by parts." in done.stdout


def test_lines_that_somebody_else_changed_meanwhile(tmp_path):
    town = published(tmp_path / "town")
    commit = request(town, {"activities/walkers/walk.md": WALK.replace("10:00", "11:00")})
    town.write("activities/walkers/walk.md", WALK.replace("10:00", "09:00"))
    git(town.path, "commit", "--quiet", "--all", "--message", "Meanwhile")
    done = run(town, commit, "--format", "github", "--summary", str(tmp_path / "summary.md"))
    assert done.returncode == 2
    assert done.stdout.startswith("::error file=.,line=1,col=1,title=file::somebody else changed the same lines")
    assert "activities\\/walkers\\/walk\\.md" in (tmp_path / "summary.md").read_text()


def test_what_was_published_meanwhile_stays(tmp_path):
    """The request is compared as it would be merged, not as it was made."""
    town = published(tmp_path / "town")
    commit = request(town, {"activities/readers/tea.md": NEW})
    town.write("activities/walkers/walk.md", WALK.replace("10:00", "09:00"))
    git(town.path, "commit", "--quiet", "--all", "--message", "Meanwhile")
    done = run(town, commit)
    assert done.returncode == 0
    assert "walk.md" not in done.stdout


@pytest.mark.parametrize(
    ("commit", "says"),
    [
        ("nowhere", "there is no commit nowhere here. Fetch the request first."),
        ("--help-me", "there is no commit"),
        ("refs/unrelated", "this request cannot be compared with what is published (fatal: refusing to merge unrel"),
    ],
)
def test_what_is_no_request(commit, says, town):
    tree = git(town.path, "write-tree")
    git(town.path, "update-ref", "refs/unrelated", git(town.path, "commit-tree", tree, "-m", "Other"))
    arguments = ["--", commit] if commit.startswith("-") else [commit]
    command = [sys.executable, str(ROOT / "scripts/check_request.py"), "--settings", "pelicanconf.py", *arguments]
    done = subprocess.run(command, cwd=town.path, capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert says in done.stdout


def test_the_preview_is_the_site_with_the_request_and_opens_without_a_server(town, tmp_path):
    files = {"activities/readers/tea.md": NEW, "activities/walkers/bad.md": "nothing\n"}
    preview = os.path.relpath(tmp_path / "preview", town.path)
    status, out = told(town, files, "--preview", preview)
    assert status == 1
    assert "In the preview: activity/readers/tea/index.html" in out
    assert "The pages are with this check, to download." in out
    page = (tmp_path / "preview/activity/readers/tea/index.html").read_text()
    assert "Tea at the mill" in page
    links = re.findall(r'(?:href|src)="([^"#:]+)"', page)
    assert len(links) > 5
    assert [one for one in links if not (tmp_path / "preview/activity/readers/tea" / one).is_file()] == []
    assert not (tmp_path / "preview/activity/walkers/bad").exists()


def test_vocabularies_that_cannot_be_read_have_no_preview(town, tmp_path):
    files = {"content/vocabulary/areas.yaml": "north: [\n"}
    status, out = told(town, files, "--preview", str(tmp_path / "preview"))
    assert status == 1
    assert "There is no preview: first mend what stands above." in out
    assert not (tmp_path / "preview").exists()


def test_a_page_that_stops_the_build_is_told(town, tmp_path):
    page = "Title: About us\nSlug: today\n\nA town.\n"
    status, out = told(town, {"content/pages/other.md": page}, "--preview", str(tmp_path / "preview"))
    assert status == 1
    assert "content/pages/other.md, line 1, file: the site cannot be built with this request (" in out
    assert not (tmp_path / "preview").exists()


def test_a_request_of_code_alone_needs_no_preview(town, tmp_path):
    status, out = told(town, {"Makefile": "all:\n"}, "--preview", str(tmp_path / "preview"))
    assert status == 0
    assert "Preview" not in out
    assert not (tmp_path / "preview").exists()


def test_reports_for_forges(town, tmp_path):
    summary, quality = tmp_path / "summary.md", tmp_path / "quality.json"
    summary.write_text("Before\n")
    entry = NEW.replace("Tea at the mill", '"![x](https://evil.example/) <b>@all</b>"').replace("mill\n", "mil\n")
    done = run(
        town, request(town, {"activities/readers/tea.md": entry, "activities/walkers/walk.md": None}),
        "--summary", str(summary), "--code-quality", str(quality), "--format", "github", "--by", "readers",
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=activities/readers/tea.md,line=5,col=11,title=location::mil does not")
    assert summary.read_text().startswith("Before\n\n## 1 thing has to be mended first\n")
    found = json.loads(quality.read_text())
    assert found[0]["location"] == {"path": "activities/readers/tea.md", "lines": {"begin": 5}}
    assert found[0]["severity"] == "major"
    assert {one["severity"] for one in found[1:]} == {"info"}
    assert len({one["fingerprint"] for one in found}) == len(found)


def test_a_preview_never_overwrites(town, tmp_path):
    done = run(town, "HEAD", "--preview", str(tmp_path))
    assert done.returncode == 2
    assert "is there already: name a new folder" in done.stderr
