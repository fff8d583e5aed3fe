"""The files by which a forge helps who hands something in: forms for issues, texts for requests, owners, a template.

All are made of the questions, the register and the town's language; `scripts/forge_files.py` writes them, and a test
holds that they are up to date.
"""

import re
from collections.abc import Iterator

from agenda import owners, reference
from agenda.language import told
from agenda.register import Register, Venue
from agenda.town import Town

from . import issue_form
from .questions import SECTIONS
from .register_questions import ORGANIZATION, PLACE

# The forms: what of (the town's word for it names the file), name, what it is for, questions.
FORMS = (
    ("activity", told("Hand in an activity"), told("Something where people meet."), SECTIONS),
    ("place", told("Hand in a place"), told("A place where people meet, for the list of places."), PLACE),
    ("organization", told("Hand in an organization"), told("An organization that organizes activities."), ORGANIZATION),
)
# Where each forge looks for what a request begins with.
REQUESTS = (
    ".github/PULL_REQUEST_TEMPLATE.md",  # docs.github.com: Creating a pull request template
    ".gitlab/merge_request_templates/Default.md",  # docs.gitlab.com: Description templates
    ".forgejo/PULL_REQUEST_TEMPLATE.md",  # forgejo.org/docs: Issue and Pull Request Templates
)
OWNERS = ((".github/CODEOWNERS", False), (".gitlab/CODEOWNERS", False), (".gitea/CODEOWNERS", True))
TEMPLATE = "docs/template/activity.md"

_TITLE = told("What changes, and for whom?")
_CHECKS = (
    told("I checked it: `make check` says that nothing is wrong."),
    told("It is of my organization, or they know of it."),
    told("There is no name, number or address of a person in it, and nothing about anybody's health."),
    told("Everyone may use it ({license}); of a picture I have the right, and the consent of who is in it."),
    told("The day at checked is the day on which I made sure that it is right."),
)


def files(town: Town, register: Register) -> Iterator[tuple[str, str]]:
    """Path -> text, in the town's language; an empty text is a file that is not needed."""
    language = town.language
    for name, title, about, sections in FORMS:
        text = issue_form.written(title, about, issue_form.INTRO, sections, register, language)
        yield f".github/ISSUE_TEMPLATE/{town.words[name]}.yml", text  # Forgejo and Gitea look there too
    request = _request(town)
    yield from ((path, request) for path in REQUESTS)
    for path, patterns in OWNERS:
        yield path, owners.code_owners(register, town.folders, patterns)
    yield TEMPLATE, template(town, register)


def template(town: Town, register: Register) -> str:
    """The commented template of the site, without what changes by itself: a place's id, the address of the site."""
    made = dict(reference.files(town, register))[f"{reference.TEMPLATES}.md"]
    made = re.sub(r"^# yaml-language-server: .*\n", "", made, count=1, flags=re.MULTILINE)
    words = reference.WORDS[Venue][1]
    venue = "".join(f"  {name}: {words[name][1]}\n" for name in ("name", "street", "postcode", "city"))
    return re.sub(r"^location: .*\n", f"location:\n{venue}", made, count=1, flags=re.MULTILINE)


def _request(town: Town) -> str:
    language = town.language
    checks = [language.gettext(text) for text in _CHECKS]
    lines = "".join(f"- [ ] {text.replace('{license}', town.data_license)}\n" for text in checks)
    return f"## {language.gettext(_TITLE)}\n\n\n\n{lines}"
