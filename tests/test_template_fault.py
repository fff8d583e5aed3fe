"""What is wrong in a template is said with its file and line; a fault of the code that it calls is not its own."""

import pytest
from jinja2 import Environment, FileSystemLoader

from agenda import template_fault, workers
from agenda.template_fault import BrokenTemplate


def breaks() -> str:
    return str({}["nothing"])


@pytest.fixture
def env(tmp_path):
    """An environment in which `page.html` is what a test writes."""
    made = Environment(loader=FileSystemLoader(tmp_path), autoescape=True)
    made.globals["breaks"] = breaks

    def with_page(text: str | bytes) -> Environment:
        (tmp_path / "page.html").write_bytes(text.encode() if isinstance(text, str) else text)
        return made

    return with_page


def render(env: Environment, template: str = "page.html") -> str:
    with template_fault.told_of(env, template):
        return env.get_template(template).render()


@pytest.mark.parametrize(
    ("page", "says"),
    [
        pytest.param("a\n{% if %}", "page.html:2: Expected an expression", id="syntax"),
        pytest.param("a\n\n{{ no.thing }}", "page.html:3: 'no' is undefined.", id="undefined"),
        pytest.param("a\n{% include 'no.html' %}", "page.html:2: the template no.html is not there.", id="not there"),
        pytest.param("a\n{{ 1 + 'a' }}", "page.html:2: TypeError: ", id="of another kind"),
        pytest.param("a\n{{ 'a'|nothing }}", "page.html:2: No filter named 'nothing'.", id="filter"),
        pytest.param(b"caf\xe9", "page.html: this is not written in UTF-8.", id="encoding"),
    ],
)
def test_which_template_and_which_line(page, says, env):
    with pytest.raises(BrokenTemplate) as broken:
        render(env(page))
    assert says in str(broken.value)


def test_a_template_that_is_not_there(env):
    with pytest.raises(BrokenTemplate, match=r"^other\.html: the template other\.html is not there\."):
        render(env(""), "other.html")


def test_a_fault_of_the_code_goes_on_to_who_wrote_that(env):
    with pytest.raises(KeyError):
        render(env("{{ breaks() }}"))


def test_what_is_right_is_rendered(env):
    assert render(env("a{{ 1 + 1 }}")) == "a2"


def test_what_breaks_in_a_second_process_is_told_as_in_the_first(env, monkeypatch):
    made = env("a\n{{ no.thing }}")
    monkeypatch.setattr(workers, "FEW", 1)
    monkeypatch.setattr(workers, "_can_fork", lambda: True)

    def work(things):
        return [render(made) for thing in things if thing == "last"]

    with pytest.raises(BrokenTemplate, match=r"page\.html:2: 'no' is undefined"):
        workers.in_halves(work, ["first", "last"])
