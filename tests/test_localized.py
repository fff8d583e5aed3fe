"""The agenda in another language: what has words there has them, the rest is marked as what it is."""

import pytest

from agenda import localized
from agenda.language import Language
from agenda.original import Original
from small_town import ROOT, activity, small_town

TRANSLATIONS = ROOT / "theme" / "translations"
ENGLISH, DUTCH = Language("en", TRANSLATIONS), Language("nl", TRANSLATIONS)
LANGUAGES = {"content/vocabulary/languages.yaml": "en: {name: English}\nnl: {name: Dutch}\n"}
HELP = """---
title: Help
summary: Where to go.
entries:
  line: {name: The line, group: talk, what: Somebody listens., note: By day.}
  desk: {name: The desk, group: worry, what: Tell it here.}
---
Come along.
"""
HULP = """---
title: Hulp
entries:
  line: {name: De lijn, what: Iemand luistert.}
---
Loop mee.
"""
COALITION = """---
title: Together
groups:
  core: {name: The core, description: They work.}
  others: {name: The others}
counted: {number: 5, source: an old paper}
joining: Write to us.
---
It began.
"""
COALITIE = """---
title: Samen
groups:
  core: {name: De kern, description: Zij werken.}
counted: {source: een oud stuk}
joining: Schrijf ons.
---
Het begon.
"""
WALK = activity(welcome="Anne opens.", translations="{nl: {title: Wandelen, description: Wij lopen.}}")


def dutch(folder, files) -> localized.Agenda:
    return localized.agenda(small_town(folder, {**LANGUAGES, **files}).agenda(), ENGLISH, DUTCH)


def marked(words: str) -> bool:
    return isinstance(words, Original)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    files = {
        "content/help.md": HELP,
        "content/help.nl.md": HULP,
        "content/coalition.md": COALITION,
        "content/coalition.nl.md": COALITIE,
        "activities/walkers/walk.md": WALK,
    }
    return dutch(tmp_path_factory.mktemp("town"), files)


@pytest.mark.parametrize(
    ("of", "words", "is_marked"),
    [
        (lambda it: it.register.help.title, "Hulp", False),
        (lambda it: it.register.help.summary, "Where to go.", True),
        (lambda it: it.register.help.text, "Loop mee.", False),
        (lambda it: it.register.help.entries["line"].what, "Iemand luistert.", False),
        (lambda it: it.register.help.entries["line"].note, "By day.", True),
        (lambda it: it.register.help.entries["desk"].name, "The desk", True),
        (lambda it: it.register.coalition.title, "Samen", False),
        (lambda it: it.register.coalition.groups["core"].description, "Zij werken.", False),
        (lambda it: it.register.coalition.groups["others"].name, "The others", True),
        (lambda it: it.register.coalition.counted.source, "een oud stuk", False),
        (lambda it: it.register.coalition.joining, "Schrijf ons.", False),
        (lambda it: it.activities[0].title, "Wandelen", False),
        (lambda it: it.activities[0].description, "Wij lopen.", False),
        (lambda it: it.activities[0].summary, "We walk for an hour and drink tea.", True),
        (lambda it: it.activities[0].welcome, "Anne opens.", True),
        (lambda it: it.register.places["mill"].name, "The Mill", False),  # a name is one everywhere
    ],
)
def test_words(of, words, is_marked, found):
    assert str(of(found)).strip() == words
    assert marked(of(found)) is is_marked


def test_what_is_no_text_stays(found):
    line = found.register.help.entries["line"]
    assert (line.group, found.register.coalition.counted.number) == ("talk", 5)


def test_without_a_translation_all_is_marked(tmp_path):
    help = dutch(tmp_path, {"content/help.md": HELP}).register.help
    assert marked(help.title)
    assert all(marked(one.what) for one in help.entries.values())


@pytest.mark.parametrize(
    ("files", "path", "line", "said"),
    [
        ({"content/help.nl.md": HULP.replace("line:", "lin:")}, "help.nl.md", 4, "Did you mean line?"),
        ({"content/help.nl.md": HULP.replace("what:", "phone: 112, what:")}, "help.nl.md", 4, "phone does not exist"),
        ({"content/help.nk.md": HULP}, "help.nk.md", 1, "Choose one of: en, nl."),
        ({"content/help.nl.md": HULP, "content/help.md": None}, "help.nl.md", 1, "Write that first."),
        ({"content/coalition.nl.md": COALITIE.replace("core:", "cores:")}, "coalition.nl.md", 4, "Did you mean core?"),
    ],
    ids=["entry", "no words", "language", "of nothing", "group"],
)
def test_a_translation_that_cannot_be_is_told_at_its_line(files, path, line, said, tmp_path):
    originals = {"content/help.md": HELP, "content/coalition.md": COALITION}
    (problem,) = small_town(tmp_path, {**LANGUAGES, **originals, **files}).load().problems
    assert (problem.path, problem.line) == (f"content/{path}", line)
    assert said in problem.message()
