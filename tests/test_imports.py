"""The code keeps the order that it was designed with: who may import whom, who reads the clock, who knows the town."""

import ast
import sys
from pathlib import Path

import pytest

from agenda import inputs

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "plugins"

# A module may import from the lines above its own. A new module gets a place here.
LAYERS = {
    "agenda": """
    look original
    channel problem language progress history publication state markup
    content_lines day garbage inputs parts qr_code scripts sitemap stopwatch store subscription languages
    template_fault
    characters clock colours datasets extent images marks notation record report rule setting
    emblem feed_lint frontmatter moments rhythm spreadsheet
    badges editorial fields folders readability
    event help_desk holidays
    register
    steering timetable
    digest model reading workers
    afresh freshness sharing traces written
    shelf
    exchange
    cache
    addresses descriptions claims output facets localized schedule validation wording
    twins
    accessibility entrance examples hints instants listing recurrence register_source sentence
    campaigns entries outlet owners page related steering_source
    seals source town
    cards
    ical newsletter syndication
    pages
    choices data_rows
    shards
    coalition embed feeds finder help_page keeping letters pictures posters press reference rendering signals singles
    slips spans
    builder losses structured_data
    composition open_data template_globals
    generator
    stages
    __init__
""",
    "intake": """
    calendar_sources entry_file events plain_text questions wire
    calendars event_pages instances register_questions when
    answers plans
    form outlook page_data proposals submission submissions
    issue_form pages register_entry
    forge_files
    import_run
    import_report
    __init__
""",
    "forge": """
    change
    git
    repository
    local mirror
    proposal remote
    forgejo github gitlab
    chosen
    __init__
""",
    "post": """
    mailer
    __init__
""",
    "publish": """
    failure record security
    disk headers
    commits servers shipment
    target
    bucket folder pages releases
    targets
    course
    __init__
""",
    "insight": """
    confirm grid lists past review week
    coverage freshness
    demand holes reminders
    goals offer turnover
    offer_text report
    document
    pages
    __init__
""",
    "towns": """
    area_list generator_wheel shared
    answers
    repository
    __init__
""",
    "region": """
    town_data
    sources
    terms
    joining
    region_folder
    join_run
    join_report
    __init__
""",
    "request": """
    changes preview
    code_quality trial
    findings
    check summary
    __init__
""",
    "health": """
    finding visit
    checks feeds headers links
    inspection
    report
    __init__
""",
    "receiver": """
    limits notices people settings submission_record wire
    amendment current seals spool
    addresses cases letters rendering
    clerk
    delivery mailing
    errands
    service
    organizer public
    desk
    terminal things
    web
    __init__
""",
}
MAY_KNOW = {
    "agenda": set(),
    "post": set(),
    "forge": {"agenda"},
    "health": {"agenda"},
    "insight": {"agenda", "post"},
    "intake": {"agenda"},
    "towns": {"agenda"},
    "region": {"agenda", "intake"},
    "publish": {"agenda", "forge"},
    "receiver": {"agenda", "forge", "insight", "intake", "post"},
    "request": {"agenda", "forge"},
}  # the other plugins that one may import
LEVEL = {
    f"{plugin}.{name}": level
    for plugin, lines in LAYERS.items()
    for level, line in enumerate(lines.strip().splitlines())
    for name in line.split()
}
FILES = {f"{plugin}.{path.stem}": path for plugin in LAYERS for path in sorted((PLUGINS / plugin).glob("*.py"))}
MODULES = {name: ast.parse(path.read_text()) for name, path in FILES.items()}


def test_what_a_build_is_made_of_is_known():
    assert set().union(*(MAY_KNOW[name] for name in inputs.OURS)) <= inputs.OURS | inputs.BEHIND


def imports(tree: ast.Module) -> tuple[set[str], set[str]]:
    """The modules of the package, and the other packages, that a module imports anywhere in it."""
    own, other = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            own |= {node.module.partition(".")[0]} if node.module else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            other.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Import):
            other |= {alias.name.partition(".")[0] for alias in node.names}
    return own, other


def test_every_module_has_its_layer():
    assert set(LEVEL) == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_module_imports_only_what_stands_above_it(name):
    own, other = imports(MODULES[name])
    plugin = name.partition(".")[0]
    assert {one for one in own if LEVEL[f"{plugin}.{one}"] >= LEVEL[name]} == set()
    assert other & set(LAYERS) <= MAY_KNOW[plugin]


PELICAN = {"agenda.builder", "agenda.generator", "agenda.__init__", "agenda.town"}
NEEDED = {  # what is not in Python itself, and the only modules that may know it
    "pelican": PELICAN,
    "jinja2": {"agenda.rendering", "agenda.template_fault", "insight.document", "receiver.rendering"},
    "flask": {"receiver.desk", "receiver.organizer", "receiver.public", "receiver.things", "receiver.web"},
    "itsdangerous": {"receiver.seals"},
    "werkzeug": {"receiver.web"},
    "markupsafe": {"agenda.emblem", "agenda.generator", "agenda.template_globals"},
    "pydantic": {
        "agenda.fields",
        "agenda.help_desk",
        "agenda.holidays",
        "agenda.record",
        "agenda.register",
        "agenda.register_source",
        "agenda.steering",
        "agenda.timetable",
        "agenda.model",
        "agenda.validation",
        "region.joining",
    },
    "yaml": {"agenda.frontmatter"},
    "blinker": {"agenda.signals"},
    "babel": {"agenda.language", "agenda.languages", "agenda.town"},
    "icalendar": {"agenda.ical", "intake.calendars"},
    "feedgen": {"agenda.channel"},
    "boto3": {"publish.bucket"},
    "botocore": {"publish.bucket"},
    "httpx": {"forge.github", "health.visit", "publish.pages"},
    "markdown": {"agenda.builder"},  # it only looks what of it is installed; Pelican reads with it
    "markdown_it": {"agenda.markup"},
    "nh3": {"agenda.markup"},
    "orjson": {"agenda.inputs", "agenda.listing", "agenda.state"},
    "PIL": {"agenda.badges", "agenda.emblem", "agenda.images", "agenda.marks"},
    "pyphen": {"agenda.readability"},
    "rich": {"agenda.progress"},
    "segno": {"agenda.qr_code"},
}


@pytest.mark.parametrize("package", NEEDED)
def test_only_these_modules_know(package):
    assert {name for name, tree in MODULES.items() if package in imports(tree)[1]} <= NEEDED[package]


def test_nothing_else_is_needed():
    needed = set().union(*(imports(tree)[1] for tree in MODULES.values()))
    assert needed - sys.stdlib_module_names - set(NEEDED) - set(LAYERS) == set()


def clocks(tree: ast.Module) -> list[str]:
    """Calls that ask what day or time it is."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [ast.unparse(func) for func in calls if isinstance(func, ast.Attribute)]
    asking = (".now", ".utcnow", ".today", ".localtime", ".gmtime", "time.time", "time.time_ns")
    return [name for name in names if name.endswith(asking)]


def test_only_one_module_reads_the_clock():
    assert {name: found for name, tree in MODULES.items() if (found := clocks(tree))} == {
        "agenda.day": ["datetime.now"]
    }


@pytest.mark.parametrize("name", MODULES)
def test_module_is_short_or_says_why_not(name):
    length = len(FILES[name].read_text().splitlines())
    assert length <= 300 or "long because" in " ".join(ast.get_docstring(MODULES[name]).split())


@pytest.mark.parametrize("name", MODULES)
def test_module_keeps_nothing_that_changes(name):
    """What stands at the top of a module is made once: nothing is assigned to it from inside a function."""
    assert [ast.unparse(node) for node in ast.walk(MODULES[name]) if isinstance(node, ast.Global | ast.Nonlocal)] == []


def sources() -> list[Path]:
    files = [path for folder in ("plugins", "scripts", "theme") for path in sorted((ROOT / folder).rglob("*"))]
    return [path for path in files if path.is_file() and not {"__pycache__", "translations"} & set(path.parts)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_does_not_know_the_town(path):
    assert b"haarlem" not in path.read_bytes().lower()
    assert "haarlem" not in path.name.lower()


@pytest.mark.parametrize("path", sorted((ROOT / "scripts").glob("*.py")), ids=lambda path: path.name)
def test_script_is_thin(path):
    """Arguments, a call into the plugins, an exit status."""
    tree = ast.parse(path.read_text())
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)] or path.name == "serve.py"
    assert len(path.read_text().splitlines()) <= 150
    assert any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body)
