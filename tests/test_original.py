"""Words in another language: they stay so through a template's hands, and the page says so."""

import pickle

import pytest
from jinja2 import Environment

from agenda.language import Language
from agenda.original import CLOSE, OPEN, Original, filled, joined, marked, parts, plain
from agenda.wording import sentence

ENV = Environment(autoescape=True)
TITLE, NOTE = Original("thee & taart", "nl"), Original("Kom binnen.", "nl")
NAME = Original("De Tulp")


def page(template: str) -> str:
    text = ENV.from_string(template).render(title=TITLE, note=NOTE, name=NAME, own="Own & only", sentence=sentence)
    return marked(text, lambda lang: f' lang="{lang}"')


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("<p>{{ own }}</p>", "<p>Own &amp; only</p>", id="the page's own words"),
        pytest.param("<p>{{ title }}</p>", '<p lang="nl">thee &amp; taart</p>', id="all of an element"),
        pytest.param('<a href="/x/">{{ title }}</a>', '<a href="/x/" lang="nl">thee &amp; taart</a>', id="a link"),
        pytest.param("<p>At: {{ note }}</p>", '<p>At: <span lang="nl">Kom binnen.</span></p>', id="a part of one"),
        pytest.param(
            "<p>{{ own ~ ': ' ~ note }}</p>",
            '<p>Own &amp; only: <span lang="nl">Kom binnen.</span></p>',
            id="joined in a template",
        ),
        pytest.param(
            "<p>{{ [own, note]|join(', ') }}</p>",
            '<p>Own &amp; only, <span lang="nl">Kom binnen.</span></p>',
            id="in a list",
        ),
        pytest.param("<p>{{ note|trim }}</p>", '<p lang="nl">Kom binnen.</p>', id="trimmed"),
        pytest.param("<p>{{ sentence(title) }}</p>", '<p lang="nl">Thee &amp; taart.</p>', id="made a sentence"),
        pytest.param("<p>{{ sentence(note) }}</p>", '<p lang="nl">Kom binnen.</p>', id="a sentence already"),
        pytest.param(
            "<p>{{ sentence([title, own]|join(', ')) }}</p>",
            '<p><span lang="nl">Thee &amp; taart</span>, Own &amp; only.</p>',
            id="a sentence of a list",
        ),
        pytest.param('<b title="{{ title }}">x</b>', '<b title="thee &amp; taart">x</b>', id="an attribute"),
        pytest.param('<img src="x" alt="{{ note }}">', '<img src="x" alt="Kom binnen." lang="nl">', id="a picture"),
        pytest.param("<title>{{ note }} - x</title>", "<title>Kom binnen. - x</title>", id="a part of a title"),
        pytest.param("<option>{{ note }}</option>", '<option lang="nl">Kom binnen.</option>', id="an option"),
        pytest.param('<text x="1">a {{ note }}</text>', '<text x="1">a Kom binnen.</text>', id="within a picture"),
        pytest.param('<p lang="fr">{{ note }}</p>', '<p lang="fr"><span lang="nl">Kom binnen.</span></p>', id="nested"),
        pytest.param("<p>{{ name }}</p>", "<p><bdi>De Tulp</bdi></p>", id="a name beside another direction"),
        pytest.param("<b title='{{ name }}'>x</b>", "<b title='De Tulp'>x</b>", id="a name in an attribute"),
    ],
)
def test_page_marks(template, expected):
    assert page(template) == expected


@pytest.mark.parametrize("text", [f"{OPEN}nl:", CLOSE, f"a{CLOSE}b{OPEN}xx:c", f'{OPEN}"onclick=":x{CLOSE}'])
def test_marks_that_somebody_typed_do_nothing(text):
    found = marked(f"<p>{ENV.from_string('{{ t }}').render(t=Original(text, 'nl'))}</p>", lambda lang: ' lang="nl"')
    assert found.startswith('<p lang="nl">')
    assert found.endswith("</p>")
    assert found.count("<") == 2
    assert OPEN not in found
    assert CLOSE not in found


def test_it_is_a_string_like_any_other():
    assert TITLE == "thee & taart"
    assert f"{TITLE}!" == "thee & taart!"
    assert pickle.loads(pickle.dumps(TITLE)).html == TITLE.html
    assert plain(TITLE.html) == "thee &amp; taart"


def test_joining_keeps_marks_and_makes_none():
    both = joined(" ", [NOTE, "Own."])
    assert both == "Kom binnen. Own."
    assert marked(both.html, lambda lang: f' lang="{lang}"') == '<span lang="nl">Kom binnen.</span> Own.'
    assert type(joined(" ", ["a", "b"])) is str


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Own & only", "Own & only", id="the page's own words"),
        pytest.param(TITLE, [["thee & taart", "nl"]], id="all of it"),
        pytest.param(NAME, [["De Tulp", ""]], id="a name"),
        pytest.param(joined(" & ", ["Own", TITLE, NAME]), ["Own & ", ["thee & taart", "nl"], " & ", ["De Tulp", ""]]),
        pytest.param(filled("for {whom}!", {"whom": TITLE}), ["for ", ["thee & taart", "nl"], "!"], id="filled in"),
        pytest.param(filled("{n} < {name}", {"n": 2, "name": NAME}), ["2 < ", ["De Tulp", ""]], id="with a number"),
    ],
)  # fmt: skip
def test_parts(text, expected):
    assert parts(text) == expected
    assert "".join(one if isinstance(one, str) else one[0] for one in parts(text)) == str(text)


def test_a_language_says_nothing_more_than_it_is_given():
    assert type(Language("en").say("in {area}", area="Own")) is str
    assert parts(Language("en").say("in {area}", area=NAME)) == ["in ", ["De Tulp", ""]]
