"""A new town in an afternoon: answers -> a repository that checks and builds; a wrong answer writes nothing."""

import os
import pty
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import two_towns
from agenda import look
from small_town import contents
from towns import generator_wheel, repository, shared
from two_towns import new_town

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "new_town.py"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return two_towns.wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def areas(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("areas") / "areas.csv"
    file.write_text("code,name,column,row\nWK999901,Old Town,1,1\nWK999902,'t Veld,2,1\n")
    return file


@pytest.fixture
def answers(areas) -> dict[str, str]:
    return {"name": "Littleham Meets", "town": "Littleham", "address": "https://littleham.example/",
            "language": "en", "areas": str(areas)}  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_it_writes_is_right_and_builds(language, answers, wheel, tmp_path):
    more = ("--phone", "020-000 00 00", "--hours", "every day", "--email", "desk@example.org", "--colour", "#024a86",
            "--repository", "https://codeberg.org/littleham/agenda")  # fmt: skip
    done = new_town(tmp_path / "town", wheel, {**answers, "language": language}, *more)
    assert done.returncode == 0, done.stderr
    town = tmp_path / "town"
    check = [sys.executable, str(ROOT / "scripts/check.py"), "--settings", "pelicanconf.py"]
    checked = subprocess.run(
        check, cwd=town, env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")}, capture_output=True, text=True
    )
    assert (checked.returncode, checked.stdout) == (0, "")
    output = two_towns.build(town)
    front = (output / "index.html").read_text()
    assert "Littleham Meets" in front
    assert "020-000 00 00" in front
    assert "#024a86" in (output / "theme/css/town.css").read_text()
    assert "$" not in "".join(path.read_text() for path in (town / "content").rglob("*.md"))
    assert ("/wijk/old-town/" if language == "nl" else "/area/old-town/") in (output / "sitemap.xml").read_text()
    forms = (output / ("aanmelden" if language == "nl" else "add-an-activity") / "index.html").read_text()
    assert "codeberg.org/littleham/agenda" in forms
    published = two_towns.build(town, "publishconf.py", SITEURL="https://littleham.example")
    assert not [path for path in published.rglob("*") if path.name.startswith(("voorbeeld-", "example-"))]


def test_its_links_lead_somewhere(answers, wheel, tmp_path):
    for language in ("nl", "en"):
        assert new_town(tmp_path / language, wheel, {**answers, "language": language}).returncode == 0
        output = two_towns.build(tmp_path / language)
        for page in (tmp_path / language / "content").rglob("*.md"):
            for link in [part.split(")")[0].split("#")[0] for part in page.read_text().split("](/")[1:]]:
                target = output / link
                assert target.is_file() or (target / "index.html").is_file(), f"{page}: /{link}"


def test_same_answers_give_the_same_files(answers, wheel, tmp_path):
    for name in ("one", "two"):
        assert new_town(tmp_path / name, wheel, answers).returncode == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"name": ""}, "--name: it is empty", id="no name"),
        pytest.param({"name": "<b>"}, "--name: <b> is not a name", id="HTML in the name"),
        pytest.param({"name": '"\nimport os'}, "--name: ", id="Python in the name"),
        pytest.param({"town": "a: {b}"}, "--town: a: {b} is not a name", id="YAML in the town"),
        pytest.param({"address": "littleham.example"}, "littleham.example is not a whole address", id="no https"),
        pytest.param({"address": "http://littleham.example"}, "is not the address of a site", id="http"),
        pytest.param({"language": "fr"}, "--language: fr is not known here", id="a language without texts"),
        pytest.param({"areas": "nowhere.csv"}, "--areas: nowhere.csv cannot be read", id="no list of areas"),
        pytest.param({"areas": str(SCRIPT)}, "--areas: line 1 of the list of areas", id="another file"),
        pytest.param({"id": "No Spaces"}, "--id: No Spaces is not an id", id="id"),
        pytest.param({"colour": "blue"}, "--colour: blue is not a colour", id="a colour's name"),
        pytest.param({"colour": "#ffff00"}, "these colours cannot be read", id="yellow on white"),
        pytest.param({"dark-colour": "#000000"}, "these colours cannot be read", id="black on black"),
        pytest.param({"phone": "call us"}, "--phone: call us is not a telephone number", id="no number"),
        pytest.param({"hours": "all day"}, "at which number", id="hours of no telephone"),
        pytest.param({"email": "desk"}, "--email: desk is not an e-mail address", id="no e-mail address"),
        pytest.param({"forge": "github"}, "a forge is named, but not the address", id="a forge without an address"),
        pytest.param({"forge": "svn", "repository": "https://example.org/a"}, "--forge: svn is not known", id="forge"),
    ],
)  # fmt: skip
def test_a_wrong_answer_writes_nothing(change, told, answers, wheel, tmp_path):
    done = new_town(tmp_path / "town", wheel, {**answers, **change})
    assert done.returncode == 1
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_stays_as_it_is(answers, wheel, tmp_path):
    (tmp_path / "town").mkdir()
    done = new_town(tmp_path / "town", wheel, answers)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert list(tmp_path.rglob("*")) == [tmp_path / "town"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("agenda_site-1.0-py3-none-any.whl", None, "cannot be read"),
        ("agenda_site-1.0-py3-none-any.whl", b"not a zip", "is damaged"),
        ("other-1.0-py3-none-any.whl", b"", "is not a wheel of this generator"),
    ],
)
def test_what_is_no_generator(name, data, told, answers, tmp_path):
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    done = new_town(tmp_path / "town", file, answers)
    assert (done.returncode, told in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "town").exists()


def test_it_asks_who_sits_there_and_asks_again(areas, wheel, tmp_path):
    """Answers typed at a terminal; a wrong one is told and asked once more."""
    typed = ["Littleham Meets", "Littleham", "littleham.example", "https://littleham.example", "en", str(areas),
             *[""] * 8]  # fmt: skip
    here, there = pty.openpty()
    command = [sys.executable, str(SCRIPT), str(tmp_path / "town"), "--wheel", str(wheel), "--in", "en"]
    process = subprocess.Popen(command, stdin=there, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    os.close(there)
    os.write(here, "".join(f"{line}\n" for line in typed).encode())
    said = process.communicate(timeout=60)[0]
    os.close(here)
    assert process.returncode == 0, said
    assert "Write https://littleham.example." in said
    assert said.count("At which address will it stand?") == 2
    assert 'SITENAME = "Littleham Meets"' in (tmp_path / "town/pelicanconf.py").read_text()


class TestUpdate:
    @pytest.fixture
    def town(self, answers, wheel, tmp_path) -> Path:
        assert new_town(tmp_path / "town", wheel, answers).returncode == 0
        return tmp_path / "town"

    @pytest.fixture
    def newer(self, wheel, tmp_path) -> Path:
        file = tmp_path / "agenda_site-9.9-py3-none-any.whl"
        file.write_bytes(wheel.read_bytes())
        return file

    def test_only_the_generator_changes(self, town, newer, wheel):
        before = contents(town)
        done = new_town(town, newer, {}, "--update")
        assert done.returncode == 0, done.stderr
        after = contents(town)
        assert after.pop(f"wheels/{newer.name}") == before.pop(f"wheels/{wheel.name}")
        assert b"agenda-site==9.9 " in after.pop("requirements.txt")
        before.pop("requirements.txt")
        assert after == before
        assert new_town(town, newer, {}, "--update").stdout.strip() == ""

    def test_another_folder_stays_as_it_is(self, newer, tmp_path):
        (tmp_path / "other").mkdir()
        done = new_town(tmp_path / "other", newer, {}, "--update")
        assert (done.returncode, "Name a town's folder" in done.stderr) == (1, True)
        assert list((tmp_path / "other").iterdir()) == []

    def test_stopped_half_way_the_pins_still_name_what_is_there(self, town, newer, monkeypatch):
        before = (town / "requirements.txt").read_bytes()
        moved = []

        def stopping(source, target):
            if moved:
                raise OSError(28, "No space left on device")
            moved.append(target)
            Path(source).replace(target)

        monkeypatch.setattr(repository.shutil, "move", stopping)
        with pytest.raises(ValueError, match="No space left"):
            repository.update(town, generator_wheel.read(newer))
        assert (town / "requirements.txt").read_bytes() == before
        assert len(list((town / "wheels").glob("agenda_site-*.whl"))) == 2


class TestWorkflows:
    """What a town's forge runs is what the generator's own repository runs, but for what tests the generator."""

    @pytest.fixture
    def checkout(self, tmp_path, monkeypatch) -> Path:
        for name in (".github/workflows/check.yml", ".github/workflows/nightly.yml", ".gitlab-ci.yml",
                     ".forgejo/workflows/check.yml", "publishconf.py"):  # fmt: skip
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"# {name}")
        monkeypatch.setattr(shared, "root", lambda: tmp_path)
        return tmp_path

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("run: .venv/bin/python scripts/check.py --format github || true",
             "run: .venv/bin/agenda check --format github || true"),
            ("- .venv/bin/python scripts/check_request.py FETCH_HEAD", "- .venv/bin/agenda check-request FETCH_HEAD"),
            ("run: make publish TARGET=pages", "run: make publish TARGET=pages"),
            ("python3 -m zipfile --extract a.zip private", "python3 -m zipfile --extract a.zip private"),
        ],
    )  # fmt: skip
    def test_commands_are_those_of_the_installed_generator(self, line, expected):
        assert shared.as_towns(line) == expected

    @pytest.mark.parametrize("forge", shared.WORKFLOWS)
    def test_each_command_and_target_is_there_in_a_town(self, forge):
        """Whatever the workflows of this repository run, a town's commands and its Makefile know."""
        makefile = (repository.STARTER / "any/Makefile").read_text()
        commands = {path.stem.replace("_", "-") for path in (ROOT / "scripts").glob("*.py")}
        for name, data in shared.files(forge):
            if name != "publishconf.py":
                text = data.decode()
                assert "scripts/" not in text.replace('"scripts/**/*"', ""), name
                assert set(re.findall(r"bin/agenda ([\w-]+)", text)) <= commands, name
                for target in re.findall(r"(?:run:|[;&|]|^)\s*(?:- )?make ([\w./-]+)", text, re.MULTILINE):
                    assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), f"{name}: make {target}"

    @pytest.mark.parametrize("forge", shared.WORKFLOWS)
    def test_the_wheel_has_them(self, forge, wheel):
        with zipfile.ZipFile(wheel) as archive:
            for name, _ in shared.files(forge):
                assert archive.read(f"towns/shared/{name}") == (ROOT / name).read_bytes()

    @pytest.mark.parametrize(
        ("forge", "expected"),
        [
            ("", ["publishconf.py"]),
            ("github", ["publishconf.py", ".github/workflows/check.yml"]),
            ("gitlab", ["publishconf.py", ".gitlab-ci.yml"]),
            ("forgejo", ["publishconf.py", ".forgejo/workflows/check.yml"]),
        ],
    )
    def test_of_each_forge(self, forge, expected, checkout):
        assert dict(shared.files(forge)) == {name: f"# {name}".encode() for name in expected}


@pytest.mark.parametrize(
    ("forge", "expected"),
    [
        ("github", {".github/dependabot.yml"}),
        ("gitlab", {"renovate.json"}),
        ("forgejo", {"renovate.json"}),
        ("", set()),
    ],
)
def test_new_versions_are_asked_for_where_the_forge_does_that(forge, expected, answers, wheel, tmp_path):
    """Of the workflows alone, and late: Python packages come with the generator, which is at no index."""
    more = {"forge": forge, "repository": "https://forge.example.org/littleham/agenda"} if forge else {}
    done = new_town(tmp_path / "town", wheel, {**answers, **more})
    assert done.returncode == 0, done.stderr
    files = contents(tmp_path / "town")
    found = {name for name in files if name.endswith(("dependabot.yml", "renovate.json"))}
    assert found == expected
    for name in found:
        text = files[name].decode()
        assert re.search(r"default-days: 14|\"minimumReleaseAge\": \"14 days\"", text)
        assert re.findall(r"package-ecosystem: (\S+)|\"enabledManagers\": (\[.*\])", text) in (
            [("github-actions", "")], [("", '["gitlabci", "github-actions"]')],
        )  # fmt: skip


def test_the_wheel_holds_the_generator_and_no_town(wheel):
    made = generator_wheel.read(wheel)
    names = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)], capture_output=True, text=True, check=True
    ).stdout
    for name in """
        agenda/theme/templates/base.html agenda/theme/static/css/site.css agenda/theme/static/js/site.js
        agenda/theme/translations/nl/LC_MESSAGES/agenda.po agenda/words/nl.yaml agenda/commands/check.py
        intake/form.py insight/pages.py forge/git.py receiver/web.py post/mailer.py
        towns/starter/nl/content/help.md towns/shared/publishconf.py
    """.split():
        assert f"{name} " in names
    assert "test_" not in names
    assert made.pins == (ROOT / "requirements.txt").read_text()
    assert two_towns.wheel(wheel.parent / "again").read_bytes() == made.data  # equal input, equal bytes


def test_one_door_to_all_commands(tmp_path):
    run = [sys.executable, str(ROOT / "scripts")]
    asked = subprocess.run([*run, "dates", "--help"], capture_output=True, text=True)
    assert (asked.returncode, asked.stdout.startswith("usage: agenda dates")) == (0, True)
    unknown = subprocess.run([*run, "destroy"], capture_output=True, text=True)
    assert unknown.returncode == 2
    assert {"check,", "dates,", "new-town,"} <= set(unknown.stderr.split())


@pytest.mark.parametrize("path", sorted((ROOT / "scripts").glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_a_command_takes_the_settings_of_the_town_it_is_run_in(path):
    """Where the generator is installed no settings stand beside the commands: `look.settings_file` knows."""
    found = re.findall(r'default=ROOT / "\w+conf\.py"', path.read_text())
    assert found == [] or path.stem == "bench"  # which no wheel has


def test_towns_have_the_plugins_that_this_repository_has():
    from pelican.settings import read_settings

    assert list(look.PLUGINS) == read_settings(str(ROOT / "pelicanconf.py"))["PLUGINS"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_region_begins_without_what_its_towns_bring(language, answers, wheel, tmp_path):
    given = {name: value for name, value in answers.items() if name != "areas"}
    done = new_town(tmp_path / "region", wheel, {**given, "language": language})
    assert done.returncode == 0, done.stderr
    files = set(contents(tmp_path / "region"))
    assert {name for name in files if name.startswith("content/vocabulary/")} == {"content/vocabulary/holidays.yaml"}
    assert not [name for name in files if name.startswith(("activities/", "content/organizations/", "content/places/"))]
    assert "join-agendas" in (tmp_path / "region/README.md").read_text()
