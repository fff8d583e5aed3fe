#!/usr/bin/env python3
"""Submissions (JSON, a form's encoding, or a table as CSV) -> files of activities, places or organizations, checked."""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import frontmatter, look, source, town  # noqa: E402
from agenda.problem import Fault  # noqa: E402
from intake import answers, issue_form, register_entry, submission, submissions  # noqa: E402
from intake.questions import QUESTIONS, SECTIONS, Answers  # noqa: E402
from intake.register_questions import KINDS, Kind  # noqa: E402


def main() -> int:
    """Exit status 1 if a submission is wrong: it makes no file, the others do; 2 if the file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "file", type=Path, help="what was sent: .json, .csv, .md (the text of an issue), else as a form sends it"
    )
    parser.add_argument("--kind", choices=("activity", *KINDS), default="activity", help="what was handed in")
    parser.add_argument("--mapping", type=Path, help="of a table: what its columns mean")
    parser.add_argument("--guess", action="store_true", help="print a first guess at a table's mapping, and stop")
    parser.add_argument("--to-form", action="store_true", help="print a file as answers (JSON), and stop")
    parser.add_argument("-n", "--dry-run", action="store_true", help="check only")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    options = parser.parse_args()
    place = town.read(options.settings)
    kind = KINDS.get(options.kind)
    asked = kind.questions if kind else QUESTIONS
    try:
        data = options.file.read_bytes()
        if options.guess:
            print(submissions.guess(data, place.language, asked), end="")
        elif options.to_form:
            found = register_entry.answers(kind, data) if kind else _answers(options.file, data)
            print(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            meaning = submissions.Meaning()
            if options.mapping:
                meaning = submissions.read_mapping(options.mapping.read_bytes(), asked)
            return _written(options.file, data, meaning, place, kind, options.dry_run)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    except Fault as fault:
        print(f"{options.file}: {place.language.say(fault.text, **fault.values)}", file=sys.stderr)
        return 2
    return 0


def _answers(path: Path, data: bytes) -> Answers:
    """The answers that make an activity file again."""
    document = frontmatter.parse(data, path.suffix == ".md")
    if document.faults:
        raise document.faults[0][2]
    return answers.of_entry(path.absolute().parent.name, document.tree, document.body)


def _written(
    path: Path, data: bytes, meaning: submissions.Meaning, place: town.Town, kind: Kind | None, dry: bool
) -> int:
    """Write a file for each submission that is right; of the others say what is wrong, question by question."""
    loaded = source.load(place.folders, place.zone, place.today)
    if loaded.broken_register:
        raise Fault("the vocabularies have problems. Run scripts/check.py first.")
    say, wrong = place.language.say, False
    asked = kind.questions if kind else QUESTIONS
    register = loaded.agenda.register
    if path.suffix == ".md":
        sent = iter([issue_form.answers(data, kind.sections if kind else SECTIONS, register, place.language)])
    else:
        sent = submissions.of_file(path.name, data, meaning, register, asked)
    if kind:
        made, below = register_entry.entries(kind, sent, loaded, place), place.folders.base
    else:
        made, below = submission.entries(sent, loaded, place), place.folders.activities
    for number, entry in enumerate(made, 1):
        for trouble in entry.troubles or entry.hints:
            mark = "" if entry.troubles else say("hint") + ": "
            print(f"{path}:{number}: {mark}{trouble.question.name}: {trouble.message(place.language)}")
        wrong |= bool(entry.troubles)
        if not entry.troubles:
            target = below / entry.path
            if not dry:
                target.parent.mkdir(exist_ok=True)
                with target.open("xb") as file:
                    file.write(entry.data)
            print(say("{path}: right, not written.", path=target) if dry else say("{path}: written.", path=target))
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
