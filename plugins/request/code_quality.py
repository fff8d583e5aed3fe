"""Problems as GitLab shows them beside the lines of a merge request: its Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/ : a list of findings, each with a fingerprint of its own.
"""

import hashlib
import json
from collections.abc import Iterable

from agenda.language import Language
from agenda.problem import Problem


def report(problems: Iterable[Problem], language: Language) -> str:
    """The report, as JSON."""
    return json.dumps([_finding(one, language) for one in problems], ensure_ascii=False, indent=1) + "\n"


def _finding(one: Problem, language: Language) -> dict:
    field, message = one.field or language.gettext("file"), one.message(language.gettext)
    what = "\0".join((one.path, str(one.line), str(one.column), field, message))
    return {
        "description": f"{field}: {message}",
        "check_name": "hint" if one.hint else "problem",
        "fingerprint": hashlib.sha256(what.encode()).hexdigest(),
        "severity": "info" if one.hint else "major",
        "location": {"path": one.path, "lines": {"begin": one.line}},
    }
