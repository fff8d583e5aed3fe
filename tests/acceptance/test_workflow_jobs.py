"""Every job of the workflow files, its steps as they are written, from a fresh clone.

`make .venv/.ready` really sets one clone up, with an empty home folder (and GitLab's check does so once more); the
other clones get a copy of what it made, and the same command finds that nothing is left to do. Jobs that run the whole
test suite would be the suite within itself: pytest reads in `PYTEST_ADDOPTS` which few tests are meant, all else of the
step is as it is there. Jobs that run in an image take the programs of this machine.
"""

import json
import os
import re
import shutil
import socket
import sys
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.controller import Controller

from forge_town import changed, forge
from git_server import git
from workflow_jobs import Run, read, restored, saved, unpacked, uploaded

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-22"
GITHUB, FORGEJO, GITLAB = ROOT / ".github" / "workflows", ROOT / ".forgejo" / "workflows", read(ROOT / ".gitlab-ci.yml")
NUMBER = "7"
GOOD = """---
title: Thee in De Tulp
summary: We drinken thee en praten. Loop gewoon binnen.
schedule: {start: 2026-12-04, time: 14:00-15:00, repeat: weekly}
location: de-tulp
audiences: [iedereen]
topics: [koffie-en-praten]
price: 0
checked: 2026-11-20
---
U bent welkom vanaf twee uur. Iemand wacht op u bij de deur.
"""
ENTRY = "activities/dock-haarlem/thee.md"
BAD = GOOD.replace("de-tulp", "de-tulpp")


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    return forge(tmp_path_factory.mktemp("forge"))


@pytest.fixture(scope="module")
def ready(town, tmp_path_factory) -> Path:
    """A fresh clone that was really set up, with an empty home folder."""
    folder = tmp_path_factory.mktemp("ready")
    run = Run(folder / "clone", folder / "home", {}, {})
    git(folder, "clone", "--quiet", str(town / "town/agenda.git"), str(folder / "clone"))
    run.steps_of({"steps": [{"name": "Set up", "run": "make .venv/.ready"}]})
    assert not run.failed, run.said
    return folder / "clone"


def set_up(ready: Path, clone: Path) -> None:
    """Give a clone what the command above made."""
    shutil.copytree(ready / ".venv", clone / ".venv", symlinks=True)
    for name in (".venv/.ready", ".venv/.ready-test"):
        (clone / name).touch()


def checkout(town: Path, ready: Path, run: Run, given: dict) -> None:
    """actions/checkout: a clone of the published repository at a branch, or at main."""
    assert given["persist-credentials"] == "false"
    depth = [] if given.get("fetch-depth") == "0" else ["--depth", "1"]
    branch = given.get("ref", "main")
    address = f"file://{town}/town/agenda.git"
    git(run.home, "clone", "--quiet", *depth, "--branch", branch, address, str(run.folder))
    set_up(ready, run.folder)


@pytest.fixture
def job(town, ready, tmp_path):
    """Runs a job of GitHub's or Forgejo's, with the values and conditions of its expressions."""

    def run(folder: Path, file: str, name: str, values: dict, conditions: dict, **environment: str) -> Run:
        actions = {
            "actions/checkout": partial(checkout, town, ready),
            "actions/upload-artifact": uploaded(tmp_path / "artifacts"),
            "https://data.forgejo.org/forgejo/upload-artifact": uploaded(tmp_path / "artifacts"),
            "actions/cache/restore": restored(tmp_path / "caches"),
            "actions/cache/save": saved(tmp_path / "caches"),
            "https://data.forgejo.org/actions/cache/restore": restored(tmp_path / "caches"),
            "https://data.forgejo.org/actions/cache/save": saved(tmp_path / "caches"),
            "actions/deploy-pages": lambda run, given: None,
        }
        server = {"GITHUB_SERVER_URL": f"file://{town}", "GITHUB_REPOSITORY": "town/agenda", "AGENDA_TODAY": TODAY}
        shell = ("bash", "-e") if folder == GITHUB else ("sh", "-e")
        made = Run(tmp_path / "clone", tmp_path / "home", values, conditions, actions, {**server, **environment}, shell)
        definition = read(folder / file)["jobs"][name]
        if folder == FORGEJO:  # the image's programs are this machine's, and set-up's work is that of `ready`
            programs, fetch = definition["steps"][:2]
            assert programs["run"].startswith("apt-get -qq update && apt-get -qq install -y")
            rest = definition["steps"][2:]
            made.steps_of({"steps": [fetch]})
            set_up(ready, made.folder)
            return made.steps_of({"steps": rest})
        return made.steps_of(definition)

    return run


# The check of a request

ASKED = {
    "github.base_ref": "main",
    "github.event.pull_request.number": NUMBER,
    "github.event.pull_request.user.login": "somebody",
}
ALWAYS = {"!cancelled()": lambda run: True}


@pytest.mark.parametrize("folder", [GITHUB, FORGEJO], ids=["GitHub", "Forgejo"])
def test_a_good_request_is_checked_and_shown(folder, job, town):
    changed(town, {ENTRY: GOOD}, f"refs/pull/{NUMBER}/head")
    run = job(folder, "check.yml", "check", ASKED, ALWAYS)
    assert not run.failed, run.said
    assert "## Alles klopt" in run.summary
    assert "Elke vrijdag van 14\\.00 tot 15\\.00 uur\\, vanaf 4 december 2026\\." in run.summary
    assert "- vrijdag 4 december\\, 14\\.00 tot 15\\.00 uur" in run.summary
    assert "dit is van DOCK Haarlem\\, en \\@somebody is niet bekend als een van hen" in run.summary
    assert f"::notice file={ENTRY},line=1,col=1,title=bestand::dit is van DOCK" in run.step("Check").said
    page = run.artifacts["voorbeeld"] / "activiteit/dock-haarlem/thee/index.html"
    assert "Thee in De Tulp" in page.read_text()


@pytest.mark.parametrize("folder", [GITHUB, FORGEJO], ids=["GitHub", "Forgejo"])
def test_a_bad_and_hostile_request_is_told_and_nothing_of_it_runs(folder, job, town, tmp_path):
    ran = tmp_path / "ran"
    evil = f"open({str(ran)!r}, 'w')\n"
    hostile = {
        ENTRY: BAD,
        "activities/dock-haarlem/slim.md": "-> /etc/passwd",
        "activities/dock-haarlem/a\n::add-mask::b.md": "x",
        "pelicanconf.py": evil,
        "Makefile": f".venv/.ready:\n\ttouch {ran}\n",
        "scripts/check_request.py": evil,
        "plugins/agenda/__init__.py": evil,
        "sitecustomize.py": evil,
        "content/conftest.py": evil,
    }
    changed(town, hostile, f"refs/pull/{NUMBER}/head")
    run = job(folder, "check.yml", "check", ASKED, ALWAYS)
    said = run.step("Check").said
    assert run.step("Check").status == 1, run.said
    assert not ran.exists()
    assert f"::error file={ENTRY},line=5,col=11,title=location::de-tulpp staat niet in de lijst. Bedoelt u" in said
    assert "::error file=activities/dock-haarlem/slim.md,line=1,col=1,title=bestand::dit is een koppeling" in said
    assert [line for line in said.splitlines() if "::" in line and not re.match("::(error|notice) ", line)] == []
    for name in ("pelicanconf.py", "Makefile", "scripts/check_request.py", "sitecustomize.py"):
        assert f"  - {name} (" in said.partition("een beheerder kijkt ernaar")[2]
    assert "root:" not in run.said + run.summary
    assert run.artifacts["voorbeeld"].is_dir()
    assert not (run.artifacts["voorbeeld"] / "activiteit/dock-haarlem/thee").exists()


def gitlab(town: Path, folder: Path, name: str, **environment: str) -> Run:
    """A job of GitLab's."""
    given = {
        "AGENDA_TODAY": TODAY,
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_IID": NUMBER,
        "CI_MERGE_REQUEST_PROJECT_URL": f"file://{town}/town/agenda",
        "GITLAB_USER_LOGIN": "somebody",
    }
    return Run(folder / "builds", folder / "home", {}, {}, environment=given | environment).script_of(GITLAB[name])


def test_gitlab_checks_and_shows_a_request(town, tmp_path):
    """Here the set-up is done once more, from nothing: the clone is made by the script itself."""
    changed(town, {ENTRY: BAD, "activities/dock-haarlem/ook.md": GOOD}, f"refs/merge-requests/{NUMBER}/head")
    run = gitlab(town, tmp_path, "controle")
    assert run.step("script").status == 1, run.said
    kept = GITLAB["controle"]["artifacts"]
    quality = json.loads((tmp_path / "builds" / kept["reports"]["codequality"]).read_text())
    assert [one["location"] for one in quality if one["severity"] == "major"] == [
        {"path": ENTRY, "lines": {"begin": 5}}
    ]
    preview, summary = (tmp_path / "builds" / name for name in kept["paths"])
    assert "## 1 ding moet eerst beter" in summary.read_text()
    assert [path.name for path in (preview / "activiteit/dock-haarlem").iterdir()] == ["ook"]


# Publishing


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *words) -> None:
        """Requests are not news."""


@pytest.fixture
def site(tmp_path):
    """The published site, empty at first: its folder and address."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


HELD_BACK = {
    **ALWAYS,
    "steps.publish.outputs.status != '0'": lambda run: run.outputs["publish"]["status"] != "0",
    "github.ref == 'refs/heads/main'": lambda run: True,
}


def values(address: str, folder: Path, code: str = "c0de", run: int = 1) -> dict[str, str]:
    """`code` stands for the digest of the generator's files, as a forge takes it for the key of a cache."""
    return {
        "hashFiles('requirements.txt', 'plugins/**', 'theme/**')": code,
        "github.run_id": str(run),
        "github.run_attempt": "1",
        "vars.SITEURL": address,
        "inputs.options": "",
        "runner.temp": str(folder / "home/temporary"),
        "github.token": "t0ken",
    }


@pytest.fixture
def main_again(town):
    """What a test puts on main goes again."""
    before = git(town / "work", "rev-parse", "main")
    yield
    git(town / "work", "push", "--quiet", "--force", str(town / "town/agenda.git"), f"{before}:main")


@pytest.mark.usefixtures("main_again")
@pytest.mark.parametrize(("entry", "held_back"), [(GOOD, False), (BAD, True)], ids=["all is right", "a bad entry"])
def test_github_publishes_and_tells_what_is_held_back(entry, held_back, job, town, site, tmp_path):
    changed(town, {ENTRY: entry}, "refs/heads/main")
    run = job(GITHUB, "publish.yml", "build", values(site[1], tmp_path), HELD_BACK)
    assert run.outputs["publish"]["status"] == ("2" if held_back else "0"), run.said
    assert run.failed == held_back
    published = unpacked(run.artifacts["github-pages"] / "artifact.tar", tmp_path / "unpacked")
    assert (published / "activiteit/dock-haarlem/thee/index.html").exists() != held_back
    assert site[1] in (published / "index.html").read_text()
    assert json.loads((published / "build.json").read_text())["date"] == TODAY
    assert (published / "data/v1/feed-state.json").exists()
    told = run.step("Tell what was held back")
    assert told.status == (1 if held_back else None)
    assert (f"::error file={ENTRY},line=5" in told.said) == held_back


@pytest.mark.usefixtures("main_again")
def test_github_publishes_nothing_when_vocabularies_are_broken(job, town, site, tmp_path):
    changed(town, {"content/vocabulary/areas.yaml": "x: [\n"}, "refs/heads/main")
    run = job(GITHUB, "publish.yml", "build", values(site[1], tmp_path), HELD_BACK | {
        "steps.publish.outputs.status != '0'": lambda run: True
    })  # fmt: skip
    assert run.step("Make the site").status
    assert "status" not in run.outputs["publish"]  # so the job that publishes does not begin
    assert run.artifacts == {}
    assert run.step("Tell what was held back").status is None


PUBLISHING = {
    "GitHub": (GITHUB, "build", "c0de"),
    "Forgejo": (FORGEJO, "publish", "c0de"),
    "GitHub, after a change of the generator": (GITHUB, "build", "c0de2"),
}
ANEW = "Nothing is kept here of an earlier build: all of the site is made anew"
PAGE = "build/publish/site/privacy/index.html"


@pytest.mark.usefixtures("main_again")
@pytest.mark.parametrize(("folder", "name", "code"), PUBLISHING.values(), ids=PUBLISHING)
def test_a_run_goes_on_from_what_the_last_one_made(folder, name, code, job, town, site, tmp_path):
    changed(town, {ENTRY: GOOD}, "refs/heads/main")
    first = job(folder, "publish.yml", name, values(site[1], tmp_path), HELD_BACK)
    assert not first.failed, first.said
    assert ANEW in first.step("Make the site").said
    shutil.copytree(first.folder / "public", site[0], dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
    made = {path: path.read_bytes() for path in site[0].rglob("*") if path.is_file()}
    kept = tmp_path / "caches/site-c0de-1-1" / PAGE
    assert kept.is_file()
    for path in (first.folder, tmp_path / "artifacts"):  # the machine is thrown away
        shutil.rmtree(path, ignore_errors=True)
    second = job(folder, "publish.yml", name, values(site[1], tmp_path, code, run=2), HELD_BACK)
    assert not second.failed, second.said
    same = code == "c0de"
    assert (ANEW in second.step("Make the site").said) != same
    assert ((second.folder / PAGE).stat().st_mtime_ns == kept.stat().st_mtime_ns) == same  # was it made again?
    assert [path for path, data in made.items()
            if (second.folder / "public" / path.relative_to(site[0])).read_bytes() != data] == []  # fmt: skip
    assert (tmp_path / f"caches/site-{code}-2-1" / PAGE).is_file()


def test_github_publishes_only_from_main_and_what_was_made():
    deploy = read(GITHUB / "publish.yml")["jobs"]["deploy"]
    assert deploy["if"] == (
        "${{ !cancelled() && github.ref == 'refs/heads/main' && needs.build.outputs.status != '' }}"
    )
    assert deploy["needs"] == "build"
    assert deploy["environment"]["name"] == "github-pages"
    assert [step["uses"].partition("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


@pytest.mark.usefixtures("main_again")
def test_forgejo_publishes_the_branch_pages_without_what_is_held_back(job, town, site, tmp_path):
    changed(town, {ENTRY: BAD}, "refs/heads/main")
    run = job(FORGEJO, "publish.yml", "publish", values(site[1], tmp_path), HELD_BACK)
    assert [step.name for step in run.steps if step.status] == ["Tell what was held back"], run.said
    bare = town / "town/agenda.git"
    names = git(bare, "ls-tree", "-r", "--name-only", "pages").splitlines()
    assert {"index.html", "build.json", "data/v1/feed-state.json"} <= set(names)
    assert "activiteit/dock-haarlem/thee/index.html" not in names
    assert git(bare, "rev-list", "--count", "pages") == "1"
    kept = [path.read_text(errors="replace") for path in (run.folder / "public/.git").rglob("*") if path.is_file()]
    assert [text for text in (run.said, *kept) if "t0ken" in text] == []


@pytest.fixture
def pages(town, ready, site, tmp_path):
    """Runs GitLab's job in a fresh clone; its API knows the artifact of the last run that `keep` was called for."""
    clone, artifact = tmp_path / "builds", "api/projects/1/jobs/artifacts/main/raw/kept.tar.gz"

    def run() -> Run:
        shutil.rmtree(clone, ignore_errors=True)
        git(tmp_path, "clone", "--quiet", f"file://{town}/town/agenda.git", str(clone))
        set_up(ready, clone)
        api = {"CI_API_V4_URL": f"{site[1]}/api", "CI_PROJECT_ID": "1", "CI_COMMIT_BRANCH": "main"}
        return gitlab(town, tmp_path, "pages", CI_PAGES_URL=site[1], **api)

    def keep() -> None:
        (site[0] / artifact).parent.mkdir(parents=True)
        shutil.copy(clone / "kept.tar.gz", site[0] / artifact)
        shutil.copytree(clone / "public", site[0], dirs_exist_ok=True)

    return run, keep


@pytest.mark.usefixtures("main_again")
@pytest.mark.parametrize("damaged", [False, True], ids=["whole", "damaged"])
def test_gitlab_goes_on_from_what_the_last_run_made(damaged, pages, town, site):
    changed(town, {ENTRY: GOOD}, "refs/heads/main")
    run, keep = pages
    first = run()
    assert not first.failed, first.said
    assert ANEW in first.said
    made = (first.folder / PAGE).stat().st_mtime
    keep()
    if damaged:
        [artifact] = site[0].rglob("kept.tar.gz")
        artifact.write_bytes(artifact.read_bytes()[:2000])
    second = run()
    assert not second.failed, second.said
    assert (ANEW in second.said) == damaged
    assert (int((second.folder / PAGE).stat().st_mtime) == int(made)) != damaged


@pytest.mark.usefixtures("main_again")
def test_gitlab_publishes_and_a_job_of_its_own_tells_what_is_held_back(pages, town, tmp_path):
    changed(town, {ENTRY: BAD}, "refs/heads/main")
    run = pages[0]()
    clone = run.folder
    assert not run.failed, run.said
    kept = GITLAB["pages"]["artifacts"]
    assert kept["paths"] == ["public", "held-back.txt", "kept.tar.gz"]
    assert (clone / "public/build.json").exists()
    assert not (clone / "public/activiteit/dock-haarlem/thee").exists()
    name, _, status = (clone / kept["reports"]["dotenv"]).read_text().strip().partition("=")
    told = gitlab(town, tmp_path, "held-back", **{name: status})
    assert told.failed
    assert f"{ENTRY}:5:11: location: de-tulpp" in told.said
    assert not gitlab(town, tmp_path, "held-back", **{name: "0"}).failed


# Letters

FORGOTTEN = GOOD.replace("checked: 2026-11-20", "checked: 2026-08-01")
MAIL = 'AGENDA_MAIL = {{"sender": "agenda@example.org", "port": {port}, "starttls": False}}\n'
CONTACT = "contact: {email: dock@example.org}\n"


class Letters:
    """A mail server that keeps to whom letters went."""

    def __init__(self) -> None:
        self.to: list[str] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.to += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def letters(town, unused_port, main_again):
    """A mail server, and a town that has to ask one organization something."""
    handler = Letters()
    controller = Controller(handler, hostname="127.0.0.1", port=unused_port)
    controller.start()
    organization = (ROOT / "content/organizations/dock-haarlem.md").read_text()
    organization = re.sub(r"^contact:.*\n(?:  .*\n)*", "", organization, flags=re.MULTILINE)
    organization = organization.replace("---\n", f"---\n{CONTACT}", 1)
    settings = (ROOT / "pelicanconf.py").read_text() + MAIL.format(port=unused_port)
    files = {ENTRY: FORGOTTEN, "content/organizations/dock-haarlem.md": organization, "pelicanconf.py": settings}
    changed(town, files, "refs/heads/main")
    yield handler
    controller.stop()


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


LETTERS = {
    "github.token": "t0ken",
    "vars.SITEURL": "https://agenda.example.org",
    "vars.AGENDA_MAIL_HOST": "127.0.0.1",
    "vars.AGENDA_MAIL_USER": "",
    "secrets.AGENDA_MAIL_PASSWORD": "",
}
# GitHub's program `gh api ADDRESS --jq FILTER`, answering from files; a file that is not there is a server that fails.
GH = """#!/bin/sh
test "$1" = api || exit 9
file="$ANSWERS/$(printf %s "$2" | tr -c 'a-z0-9\\n' _)"
test -f "$file" || {{ echo "gh: HTTP 502 ($2)" >&2; exit 1; }}
if [ "$3" = --jq ]; then exec jq -r "$4" "$file"; else exec cat "$file"; fi
"""
RUNS = "repos/town/agenda/actions/workflows/freshness.yml/runs?branch=main&status=completed&per_page=50"
RUN = {"id": 3, "event": "schedule"}


@pytest.fixture
def gh(tmp_path):
    """What GitHub's API answers, by address."""
    folder, answers = tmp_path / "bin", tmp_path / "answers"
    folder.mkdir()
    answers.mkdir()
    (folder / "gh").write_text(GH.format())
    (folder / "gh").chmod(0o755)

    def answer(address: str, data: object) -> None:
        name = re.sub("[^a-z0-9]", "_", address)
        (answers / name).write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())

    return answer, {"PATH": f"{folder}:{os.environ['PATH']}", "ANSWERS": str(answers)}


def kept(answer, tmp_path: Path, log: dict, run: int = 3) -> None:
    """An earlier run kept this log."""
    with zipfile.ZipFile(tmp_path / "log.zip", "w") as archive:
        archive.writestr("reminders.json", json.dumps(log))
    answer(f"repos/town/agenda/actions/runs/{run}/artifacts?name=reminders",
           {"artifacts": [{"id": 50 + run, "expired": False}]})  # fmt: skip
    answer(f"repos/town/agenda/actions/artifacts/{50 + run}/zip", (tmp_path / "log.zip").read_bytes())


def test_github_sends_letters_and_keeps_who_had_one(job, letters, gh):
    answer, environment = gh
    answer(RUNS, {"workflow_runs": []})
    run = job(GITHUB, "freshness.yml", "letters", LETTERS, ALWAYS, **environment)
    assert not run.failed, run.said
    assert letters.to == ["dock@example.org"]
    assert "There is no list of who had a letter" in run.said
    log = json.loads((run.artifacts["reminders"] / "reminders.json").read_text())
    assert log["organizations"]["dock-haarlem"]["sent"] == TODAY
    assert "@" not in json.dumps(log)


def test_github_sends_no_second_letter_and_trusts_no_request(job, letters, gh, tmp_path):
    """A run of a request comes first in the list; what it kept says that nobody had a letter."""
    answer, environment = gh
    answer(RUNS, {"workflow_runs": [{"id": 4, "event": "pull_request"}, {"id": 5, "event": "schedule"}, RUN]})
    kept(answer, tmp_path, {"organizations": {}}, run=4)
    answer("repos/town/agenda/actions/runs/5/artifacts?name=reminders", {"artifacts": [{"id": 1, "expired": True}]})
    kept(answer, tmp_path, {"organizations": {"dock-haarlem": {"sent": "2026-11-20", "asked": []}}})
    run = job(GITHUB, "freshness.yml", "letters", LETTERS, ALWAYS, **environment)
    assert not run.failed, run.said
    assert letters.to == []
    assert "reminders" in run.artifacts


@pytest.mark.parametrize("missing", ["the runs", "the file"])
def test_github_sends_nothing_when_it_cannot_know_who_had_one(missing, job, letters, gh):
    answer, environment = gh
    if missing == "the file":
        answer(RUNS, {"workflow_runs": [RUN]})
        there = {"artifacts": [{"id": 1, "expired": False}]}
        answer("repos/town/agenda/actions/runs/3/artifacts?name=reminders", there)
    run = job(GITHUB, "freshness.yml", "letters", LETTERS, ALWAYS, **environment)
    assert run.step("Who had a letter already").status
    assert run.step("Send").status is None
    assert letters.to == []
    assert run.artifacts == {}


def test_forgejo_sends_letters(job, letters):
    run = job(FORGEJO, "freshness.yml", "letters", LETTERS, ALWAYS)
    assert not run.failed, run.said
    assert letters.to == ["dock@example.org"]


def test_gitlab_sends_letters_and_keeps_who_had_one(letters, town, ready, tmp_path):
    clone = tmp_path / "builds"
    git(tmp_path, "clone", "--quiet", f"file://{town}/town/agenda.git", str(clone))
    set_up(ready, clone)
    for _ in range(2):
        run = gitlab(town, tmp_path, "freshness", CI_PAGES_URL="https://x.example", AGENDA_MAIL_HOST="127.0.0.1")
        assert not run.failed, run.said
    assert letters.to == ["dock@example.org"]
    assert [(clone / path).exists() for path in GITLAB["freshness"]["cache"]["paths"]] == [True]


@pytest.mark.parametrize("folder", [GITHUB, FORGEJO], ids=["GitHub", "Forgejo"])
def test_letters_are_off_until_there_is_a_server(folder):
    assert read(folder / "freshness.yml")["jobs"]["letters"]["if"] == (
        "github.ref == 'refs/heads/main' && vars.AGENDA_MAIL_HOST != ''"
    )


# The tests themselves

FEW = (
    "tests/test_digest.py tests/test_browser_freshness.py"  # one of values, one that builds the site and has a browser
)


def narrowed(tests: str) -> dict[str, str]:
    return {"PYTEST_ADDOPTS": tests}


def plain(town: Path, run: Run, given: dict) -> None:
    """actions/checkout, and nothing else is there."""
    assert given == {"persist-credentials": "false"}
    git(run.home, "clone", "--quiet", "--depth", "1", f"file://{town}/town/agenda.git", str(run.folder))


@pytest.fixture(scope="module")
def tested(town, tmp_path_factory) -> Run:
    """GitHub's job, in a fresh clone and with an empty home folder: all that it needs it sets up itself."""
    folder = tmp_path_factory.mktemp("tested")
    actions = {"actions/checkout": partial(plain, town)}
    run = Run(folder / "clone", folder / "home", {}, {}, actions, narrowed(FEW))
    return run.steps_of(read(GITHUB / "code.yml")["jobs"]["test"])


def test_github_tests_a_request_that_changes_code(tested):
    assert [step.status for step in tested.steps] == [0, 0], tested.said
    said = tested.step("make test").said
    assert re.search(r"^\d+ passed in ", said, re.MULTILINE), said
    assert (tested.folder / ".venv/.ready-test").exists()


def test_github_sends_the_receiver_odd_forms_every_night(tested):
    """Two files of tests: of those that take minutes none is run here."""
    environment = narrowed("-k settings_that_cannot_be")
    actions = {"actions/checkout": lambda run, given: None}
    run = Run(tested.folder, tested.home, {}, {}, actions, environment)
    run.steps_of(read(GITHUB / "nightly.yml")["jobs"]["fuzz"])
    assert not run.failed, run.said
    assert re.search(r"^[1-9]\d* passed, [1-9]\d* deselected in ", run.said, re.MULTILINE), run.said


def by_gitlab(tested: Run, tests: str) -> Run:
    """The same step where the other forge's job has set everything up."""
    return Run(tested.folder, tested.home, {}, {}, environment=narrowed(tests)).script_of(GITLAB["test"])


def test_gitlab_tests_a_request_that_changes_code(tested):
    run = by_gitlab(tested, "tests/test_digest.py")
    assert not run.failed, run.said
    assert " passed in " in run.said


WRONG = {
    "what the linter refuses": ("plugins/agenda/wrong.py", '"""Wrong."""\n\nimport os\n', "F401"),
    "what is not formatted": ("tests/wrong.py", "x = [ 1 ]\n", "would be reformatted"),
    "a test that fails": ("tests/test_wrong.py", 'def test_wrong():\n    assert "right" == "wrong"\n', "1 failed"),
}


@pytest.mark.parametrize(("path", "text", "says"), WRONG.values(), ids=WRONG)
def test_a_request_whose_code_is_wrong_fails(path, text, says, tested):
    (tested.folder / path).write_text(text)
    try:
        run = by_gitlab(tested, path)
    finally:
        (tested.folder / path).unlink()
    assert run.failed
    assert says in run.said


PINNED = re.compile(r"^([\w.-]+)==(?!.*; )", re.MULTILINE)  # whatever the machine is
FAULTY = {
    "id": "GHSA-0000", "aliases": ["CVE-2026-0000"], "summary": "A picture can run.",
    "published": "2026-11-01T00:00:00Z",
    "affected": [{"package": {"name": "pillow", "ecosystem": "PyPI"},
                  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}]}],
}  # fmt: skip


@pytest.fixture
def osv():
    """What osv.dev would be: what is known of which package, and which were asked for."""
    known, asked = {}, set()

    class Answers(Handler):
        def do_POST(self) -> None:
            name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
            asked.add(name)
            data = json.dumps({"vulns": [known[name]]} if name in known else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield known, asked, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def audited(town: Path, folder: Path, address: str) -> Run:
    """The job, in a clone that has this environment: it was set up by the same pins."""

    def checkout(run: Run, given: dict) -> None:
        plain(town, run, given)
        shutil.copytree(sys.prefix, run.folder / ".venv", symlinks=True)
        (run.folder / ".venv/.ready-acceptance").touch()

    run = Run(folder / "clone", folder / "home", {}, {}, {"actions/checkout": checkout}, {"PIP_AUDIT_OSV_URL": address})
    return run.steps_of(read(GITHUB / "nightly.yml")["jobs"]["audit"])


def test_github_asks_every_night_for_vulnerabilities_of_all_that_is_pinned(town, tmp_path, osv):
    _, asked, address = osv
    run = audited(town, tmp_path, address)
    assert not run.failed, run.said
    assert "No known vulnerabilities found" in run.said
    pinned = {name for file in ROOT.glob("requirements*.txt") for name in PINNED.findall(file.read_text())}
    assert len(pinned) > 100
    assert pinned - asked == set()


def test_a_known_vulnerability_fails_the_night(town, tmp_path, osv):
    known, _, address = osv
    known["pillow"] = FAULTY
    run = audited(town, tmp_path, address)
    assert run.failed
    assert re.search(r"^pillow +\S+ +(GHSA|CVE)\S+ +99\.0", run.said, re.MULTILINE), run.said


def test_a_night_in_which_nobody_answers_is_no_clean_one(town, tmp_path, unused_port):
    run = audited(town, tmp_path, f"http://127.0.0.1:{unused_port}")
    assert run.failed
    assert "No known vulnerabilities found" not in run.said


def test_every_job_is_run_above():
    """A new job gets a test."""
    names = {f"{file.name}/{name}" for folder in (GITHUB, FORGEJO) for file in folder.glob("*.yml")
             for name in read(file)["jobs"]}  # fmt: skip
    assert names == {
        "check.yml/check", "publish.yml/build", "publish.yml/deploy", "publish.yml/publish", "freshness.yml/letters",
        "code.yml/test", "nightly.yml/fuzz", "nightly.yml/audit",
    }  # fmt: skip
    assert {name for name, job in GITLAB.items() if "script" in job} == {
        "controle", "test", "pages", "held-back", "freshness",
    }  # fmt: skip
