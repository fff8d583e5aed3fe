"""The catalogues: every text that people read is found in the code, and stands in every language of the site."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from agenda.languages import KEPT

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "theme" / "translations"
LANGUAGES = sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/agenda.po"))
COMPLETE = [code for code in LANGUAGES if code in KEPT]  # of the others what is not translated yet stays English
MODULES = sorted((ROOT / "plugins").rglob("*.py"))


@cache
def messages() -> set[str | tuple[str, str]]:
    """What `make messages` finds: texts, and pairs of one and many."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT,
        methods,
        options,
        directory_filter=lambda path: Path(path).relative_to(ROOT).parts[0] in ("plugins", "theme"),
    )
    return {text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found}


@cache
def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "agenda.po").open("rb") as file:
        return read_po(file)


def faults(path: Path) -> Iterator[ast.Call]:
    """The calls of Fault in a module, but the one that unpickles it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    again = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name == "_again"
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault" and id(node) not in again:
            yield node


def names(text: str) -> set[str]:
    """The {names} and %(names)s that are filled in."""
    braces = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\((\w+)\)s", text))


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each text with its translation; of one and many each form with the text for many."""
    for message in catalogue(language):
        if message.id and isinstance(message.id, str):
            yield message.id, message.string
        elif message.id:
            yield from ((message.id[1], text) for text in message.string)


@pytest.mark.parametrize(
    "text",
    [
        "the list is empty. Choose at least one.",  # Fault(…)
        "from {start} to {end}",  # say(…)
        "all day",  # gettext(…)
        ("{n} time", "{n} times"),  # count(…)
        "The first day on which it may take place.",  # told(…)
        "second-to-last",  # told(…) in a table
        "For whom",  # the name of a part of a feed's description
        "Skip to the content",  # _(…) in a template
        ("%(count)s activity.", "%(count)s activities."),  # trans in a template
    ],
    ids=str,
)
def test_extraction_finds_every_kind_of_text(text):
    assert text in messages()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_fault_has_a_text_that_extraction_finds(path):
    for call in faults(path):
        text = call.args[0]
        assert isinstance(text, ast.Constant), f"{path.name}:{call.lineno}: {ast.unparse(call)}"
        assert text.value in messages()


def test_templates_say_nothing_past_extraction():
    for path in (ROOT / "theme" / "templates").rglob("*.html"):
        assert not re.search(r"language\.(say|count|gettext)\(", path.read_text(encoding="utf-8")), path.name


def test_there_is_a_catalogue():
    assert "nl" in LANGUAGES


@pytest.mark.parametrize("language", COMPLETE)
class TestCompleteCatalogue:
    def test_holds_every_text_and_no_other(self, language):
        held = {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue(language)}
        assert held - {""} == messages()
        assert not catalogue(language).obsolete

    def test_every_text_is_translated_and_sure(self, language):
        assert [text for text, translated in pairs(language) if not translated] == []
        assert [message.id for message in catalogue(language) if message.fuzzy] == []

    def test_every_problem_says_what_to_write_instead(self, language):
        held = dict(pairs(language))
        texts = [call.args[0].value for path in MODULES for call in faults(path)]
        assert [held[text] for text in texts if not re.search(r"[.?:] .*[.?]$", held[text])] == []


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    def test_every_translation_fills_in_the_same_names(self, language):
        wrong = [text for text, translated in pairs(language) if translated and names(text) != names(translated)]
        assert wrong == []

    def test_one_and_many_have_every_form_of_the_language_or_none(self, language):
        forms = [message.string for message in catalogue(language) if message.id and not isinstance(message.id, str)]
        assert [texts for texts in forms if len(texts) != catalogue(language).num_plurals] == []
        assert [texts for texts in forms if any(texts) and not all(texts)] == []

    def test_has_no_dates_names_or_places_of_who_made_it(self, language):
        text = (TRANSLATIONS / language / "LC_MESSAGES" / "agenda.po").read_text(encoding="utf-8")
        assert '"Last-Translator: \\n"' in text
        assert "@" not in text.partition("\n\n")[0]
        assert "\n#: " not in text


def test_dutch_speaks_of_meeting():
    assert [text for _, text in pairs("nl") if "eenzaam" in text.lower()] == []


def test_dutch_says_u():
    assert [text for _, text in pairs("nl") if re.search(r"\b(je|jij|jou|jouw|jullie)\b", text.lower())] == []
