"""Runs a job of a workflow file on this machine: its `run` and `script` steps as they are written.

Expressions, conditions and actions are not interpreted: each one that a file uses stands in a table, and one that does
not stops the test. Actions (checkout, artifacts, Pages) are played by folders.
"""

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_OUTPUT = re.compile(r"steps\.([\w-]+)\.outputs\.([\w-]+)")
# Of this machine a job gets where programs are, and how pip finds packages; nothing else.
_KEPT = re.compile(r"PATH|LANG|PIP_\w+|(?i:https?_proxy|no_proxy)|SSL_CERT_FILE")


def read(path: Path) -> dict:
    """The file as text, so that `on` stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def machine() -> dict[str, str]:
    """What a job gets of this machine's environment."""
    return {name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)}


@dataclass
class Step:
    """What became of a step: its exit status, and what it said. A skipped one has neither."""

    name: str
    status: int | None = None
    said: str = ""


@dataclass
class Run:
    """One job in an empty folder. `artifacts` and `site` are what its actions keep."""

    folder: Path
    home: Path
    values: Mapping[str, str]
    conditions: Mapping[str, Callable[["Run"], bool]]
    actions: Mapping[str, Callable[["Run", dict], dict | None]] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    shell: tuple[str, ...] = ("bash", "-e")
    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    artifacts: dict[str, Path] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return any(step.status for step in self.steps)

    @property
    def said(self) -> str:
        """All that was said, for who looks why a test failed."""
        return "\n".join(f"--- {step.name}: {step.status}\n{step.said}" for step in self.steps)

    @property
    def summary(self) -> str:
        file = self.home / "summary.md"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    # GitHub and Forgejo

    def steps_of(self, job: dict) -> "Run":
        """All steps of a job, each if its condition says so; without one, if none before it failed."""
        self._prepared()
        for step in job["steps"]:
            name = step.get("name") or step.get("run") or step["uses"]
            self.steps.append(done := Step(name))
            if not self._wanted(step.get("if")):
                continue
            if "uses" in step:
                action = step["uses"].partition("@")[0]
                given = {key: self._filled(value) for key, value in step.get("with", {}).items()}
                told = self.actions[action](self, given)
                done.status = 0
                if "id" in step:
                    self.outputs[step["id"]] = told or {}
                continue
            given = {key: self._filled(value) for key, value in {**job.get("env", {}), **step.get("env", {})}.items()}
            assert "${{" not in step["run"]  # what a stranger wrote never becomes part of a script
            output = self.home / "output"
            output.write_text("")
            self._run(done, step["run"], {**given, "GITHUB_OUTPUT": str(output)})
            if "id" in step:
                pairs = (line.partition("=") for line in output.read_text().splitlines())
                self.outputs[step["id"]] = {key: value for key, _, value in pairs}
        return self

    def _wanted(self, condition: str | None) -> bool:
        if condition is None:
            return not self.failed
        words = _EXPRESSION.sub(r"\1", condition)
        asks_itself = re.search(r"\b(cancelled|always|failure|success)\(", words)
        return (bool(asks_itself) or not self.failed) and self.conditions[words](self)

    def _filled(self, value: str) -> str:
        return _EXPRESSION.sub(lambda found: self._value(found[1]), value)

    def _value(self, expression: str) -> str:
        """What an expression stands for: what an earlier step said, or what stands in the table."""
        if found := _OUTPUT.fullmatch(expression):
            return self.outputs[found[1]][found[2]]
        return self.values[expression]

    # GitLab

    def script_of(self, job: dict) -> "Run":
        """The lines of a script, in one shell that stops at the first failure, as GitLab's runner does."""
        self._prepared()
        variables = {key: value for key, value in job.get("variables", {}).items() if not key.startswith("GIT_")}
        self.steps.append(done := Step("script"))
        self._run(done, "\n".join(job["script"]), variables)
        return self

    # Both

    def _prepared(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.home / "temporary").mkdir(parents=True, exist_ok=True)

    def _run(self, step: Step, script: str, given: Mapping[str, str]) -> None:
        file = self.home / "step.sh"
        file.write_text(script)
        environment = {
            **machine(),
            "HOME": str(self.home),
            "RUNNER_TEMP": str(self.home / "temporary"),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary.md"),
            **self.environment,
            **given,
        }
        done = subprocess.run(
            [*self.shell, str(file)], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=900,
        )  # fmt: skip
        step.status, step.said = done.returncode, done.stdout


def uploaded(store: Path) -> Callable[[Run, dict], None]:
    """actions/upload-artifact: files to `store`, below the artifact's name; hidden ones are left out, as there."""

    def upload(run: Run, given: dict) -> None:
        source, target = run.folder / given["path"], store / given["name"]
        if not source.exists():
            assert given["if-no-files-found"] == "ignore", f"{source} is not there"
            return
        target.mkdir(parents=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
        else:
            shutil.copy(source, target)
        run.artifacts[given["name"]] = target

    return upload


def restored(store: Path) -> Callable[[Run, dict], dict]:
    """actions/cache/restore: what is kept in `store` under the key, else the newest under one that begins so."""

    def restore(run: Run, given: dict) -> dict:
        found = [store / given["key"]]
        for start in given["restore-keys"].split():
            kept = [path for path in store.glob("*") if path.name.startswith(start)]
            found += sorted(kept, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        if there := next((path for path in found if path.is_dir()), None):
            shutil.copytree(there, run.folder, dirs_exist_ok=True)
        return {"cache-primary-key": given["key"]}

    return restore


def saved(store: Path) -> Callable[[Run, dict], None]:
    """actions/cache/save: what the path matches to `store`, under a key that nothing is kept under yet."""

    def save(run: Run, given: dict) -> None:
        for path in sorted(run.folder.glob(given["path"])):
            target = store / given["key"] / path.relative_to(run.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if path.is_dir() else shutil.copy2)(path, target)

    return save


def unpacked(archive: Path, target: Path) -> Path:
    """actions/deploy-pages: the site of the archive, which may hold no link (actions/upload-pages-artifact)."""
    with tarfile.open(archive) as found:
        assert not [member.name for member in found if member.issym() or member.islnk()]
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run(["tar", "--extract", "--file", archive, "--directory", target], check=True)
    return target
