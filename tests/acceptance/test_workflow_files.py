"""The workflow files themselves: what linters and the forges' schemas say, and the rules that no linter knows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from workflow_jobs import read

ROOT = Path(__file__).parents[2]
GITHUB = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORGEJO = sorted((ROOT / ".forgejo" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
UPDATES = ROOT / "plugins/towns/starter/updates"  # what a new town has of that
BIN = Path(sys.executable).parent


def found(*command: object) -> str:
    """What a linter says; it may find nothing."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.parametrize("forge", [".github", ".forgejo/workflows/"])
def test_zizmor_finds_nothing_at_its_default(forge):
    files = [ROOT / forge] if forge == ".github" else FORGEJO
    assert found(BIN / "zizmor", "--offline", "--no-progress", *files) == ""


def test_zizmor_does_find_what_is_wrong(tmp_path):
    bad = GITHUB[0].read_text().replace("pull_request:", "pull_request_target:").replace("persist-credentials", "x")
    (tmp_path / "bad.yml").write_text(bad)
    assert "dangerous-triggers" in found(BIN / "zizmor", "--offline", "--no-progress", tmp_path / "bad.yml")


@pytest.mark.parametrize(("trigger", "poisoned"), [("push", False), ("release", True)])
def test_a_cache_of_what_is_published_is_not_poisoned(trigger, poisoned, tmp_path):
    """zizmor's audit knows the action as a whole, not its halves that we use; on a release it would be wrong."""
    publish = (ROOT / ".github/workflows/publish.yml").read_text().replace("actions/cache/restore@", "actions/cache@")
    (tmp_path / "publish.yml").write_text(publish.replace("push:\n    branches: [main]", f"{trigger}:"))
    said = found(BIN / "zizmor", "--offline", "--no-progress", tmp_path / "publish.yml")
    assert ("cache-poisoning" in said) == poisoned


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", GITHUB),
        ("custom.github-workflows-require-timeout", GITHUB),
        ("vendor.github-workflows", FORGEJO),
        ("vendor.dependabot", [ROOT / ".github" / "dependabot.yml"]),
        ("vendor.renovate", [ROOT / "renovate.json"]),
        ("vendor.dependabot", [UPDATES / "dependabot.yml"]),
        ("vendor.renovate", [UPDATES / "renovate.json"]),
    ],
)
def test_the_schemas_take_them(schema, files):
    assert files
    assert found(BIN / "check-jsonschema", "--builtin-schema", schema, *files) == ""


def test_gitlabs_schema_takes_its_file():
    command = (BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    assert found(*command, GITLAB) == ""


def test_actionlint_and_shellcheck_find_nothing():
    assert found(BIN / "actionlint", "-shellcheck", "/usr/bin/shellcheck", *GITHUB) == ""


def test_actionlint_finds_nothing_at_forgejo_but_addresses_of_actions(tmp_path):
    """It knows GitHub alone: there an action has no address of its own, and other runners."""
    (tmp_path / "actionlint.yaml").write_text("self-hosted-runner: {labels: [codeberg-medium]}\n")
    known = ("-config-file", tmp_path / "actionlint.yaml", "-ignore", 'action "https://data.forgejo.org/')
    assert found(BIN / "actionlint", *known, "-shellcheck", "/usr/bin/shellcheck", *FORGEJO) == ""


def test_the_scripts_for_gitlab_are_right_for_shellcheck():
    for name, job in read(GITLAB).items():
        if "script" in job:
            script = "\n".join(["# shellcheck shell=sh", "set -e", *job["script"]])
            done = subprocess.run(["shellcheck", "-"], input=script, capture_output=True, text=True)
            assert done.returncode == 0, f"{name}: {done.stdout}"


JOBS = [(file, name, job) for file in (*GITHUB, *FORGEJO) for name, job in read(file)["jobs"].items()]
IDS = [f"{file.parts[-3]}/{file.name}/{name}" for file, name, _ in JOBS]
# Who may do more than read, and why; by file and job.
RIGHTS = {
    ".github/publish.yml/deploy": {"pages": "write", "id-token": "write"},
    ".github/freshness.yml/letters": {"contents": "read", "actions": "read"},  # what an earlier run kept
    ".forgejo/publish.yml/publish": {"contents": "write"},  # the branch pages
}


@pytest.mark.parametrize("file", [*GITHUB, *FORGEJO], ids=lambda file: f"{file.parts[-3]}/{file.name}")
def test_a_workflow_may_nothing_and_is_never_run_with_rights_for_a_strangers_code(file):
    workflow = read(file)
    assert workflow["permissions"] == {}
    assert set(workflow["on"]) <= {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert set(workflow["on"]) in ({"pull_request"}, set(workflow["on"]) - {"pull_request"})
    if "schedule" in workflow["on"]:
        assert "workflow_dispatch" in workflow["on"]  # schedules of a quiet repository stop


@pytest.mark.parametrize(("file", "name", "job"), JOBS, ids=IDS)
def test_a_job_may_as_little_as_it_can(file, name, job):
    allowed = RIGHTS.get(f"{file.parts[-3]}/{file.name}/{name}", {"contents": "read"})
    if file in GITHUB or "permissions" in job:  # without a right of its own Forgejo's may read what all may
        assert job["permissions"] == allowed
    if "write" in allowed.values():
        assert "github.ref == 'refs/heads/main'" in job["if"]
    for step in job["steps"]:
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize(("file", "name", "job"), JOBS, ids=IDS)
def test_a_secret_is_only_where_letters_are_sent(file, name, job):
    text = str(job)
    if "secrets." in text:
        assert file.name == "freshness.yml"
        assert re.findall(r"secrets\.\w+", text) == ["secrets.AGENDA_MAIL_PASSWORD"]
        assert [step["name"] for step in job["steps"] if "secrets." in str(step)] == ["Send"]
        assert file in FORGEJO or job["environment"] == "mail"  # Forgejo has no environments


@pytest.mark.parametrize(("file", "name", "job"), JOBS, ids=IDS)
def test_only_what_publishes_main_carries_a_build_along(file, name, job):
    """It is pickled, so it is as trusted as the code: none of a request's run is taken, none is left for it."""
    carrying = [step for step in job["steps"] if "cache" in str(step).lower()]
    assert bool(carrying) == (file.name == "publish.yml" and name != "deploy")
    for step in carrying:
        assert "pull_request" not in read(file)["on"]
        assert job["if"] == "github.ref == 'refs/heads/main'"
        assert step["with"]["path"] == "build/publish/site*"
        if "/restore@" in step["uses"]:
            assert (
                step["with"]["restore-keys"] == "site-${{ hashFiles('requirements.txt', 'plugins/**', 'theme/**') }}-"
            )


def test_gitlab_carries_a_build_along_by_artifacts_of_main_alone():
    """A cache there is shared with what one with rights starts by hand, a stranger's pipeline too."""
    jobs = {name: job for name, job in read(GITLAB).items() if "script" in job}
    assert {name for name, job in jobs.items() if "cache" in job} == {"freshness"}  # ids and days, read as data
    assert {name for name, job in jobs.items() if "kept.tar" in str(job)} == {"pages"}
    assert "jobs/artifacts/$CI_COMMIT_BRANCH/raw/kept.tar.gz?job=pages" in str(jobs["pages"]["script"])
    assert jobs["pages"]["rules"] == [{"if": '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $TASK != "freshness"'}]


USES = [
    (file.name, line.strip())
    for file in (*GITHUB, *FORGEJO)
    for line in file.read_text().splitlines()
    if re.match(r"\s*(- )?uses:", line)
]


@pytest.mark.parametrize(("file", "line"), USES)
def test_an_action_is_pinned_and_says_its_version(file, line):
    assert re.fullmatch(r"(- )?uses: (https://data\.forgejo\.org/)?[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_images_are_pinned():
    images = [read(GITLAB)["default"]["image"]]
    images += [job["container"]["image"] for file, _, job in JOBS if file in FORGEJO]
    assert [one for one in images if not re.search(r":[\w.-]+@sha256:[0-9a-f]{64}$", one)] == []


def test_new_versions_come_late():
    updates = read(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {one["package-ecosystem"] for one in updates} == {"pip", "npm", "github-actions"}
    assert {one["cooldown"]["default-days"] for one in updates} == {"14"}
    assert read(ROOT / "renovate.json")["minimumReleaseAge"] == "14 days"
    assert read(UPDATES / "dependabot.yml")["updates"][0]["cooldown"]["default-days"] == "14"
    assert read(UPDATES / "renovate.json")["minimumReleaseAge"] == "14 days"


@pytest.mark.parametrize("file", [*GITHUB, *FORGEJO, GITLAB], ids=lambda file: file.as_posix()[-30:])
def test_they_know_no_town(file):
    assert "haarlem" not in file.read_text().lower()
