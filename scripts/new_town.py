#!/usr/bin/env python3
"""Write the repository of a new town: it asks what it has to know, unless the options say it already."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import look, town  # noqa: E402
from agenda.language import Language  # noqa: E402
from agenda.problem import Fault  # noqa: E402
from towns import answers, generator_wheel, repository  # noqa: E402


def main() -> int:
    """Exit status 1 if an answer is wrong or nothing could be written; then nothing is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where it is written; may not be there yet")
    for question in answers.QUESTIONS:
        parser.add_argument(f"--{question.name.replace('_', '-')}", help=question.text)
    parser.add_argument("--wheel", type=Path, help="the generator; else the newest one in build/wheels")
    parser.add_argument("--update", action="store_true", help="a newer generator in a town that is there; asks nothing")
    parser.add_argument("--in", dest="spoken", default="nl", help="the language of questions and messages (nl, en)")
    options = parser.parse_args()
    language = Language("en" if options.spoken != "nl" else "nl", Path(look.theme()) / "translations")
    try:
        wheel = generator_wheel.read(options.wheel or generator_wheel.newest(Path("build/wheels")))
        if options.update:
            print("\n".join(repository.update(options.folder, wheel)))
            return 0
        given = answered(options, language)
        tokens = (Path(look.theme()) / town.TOKENS).read_text(encoding="utf-8")
        repository.write(options.folder, repository.files(answers.made(given, tokens), wheel))
    except Fault as fault:
        print(language.say(fault.text, **fault.values), file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):  # whoever was asked went away
        print()
        return 130
    print(language.say(repository.WRITTEN, folder=options.folder))
    return 0


def answered(options: argparse.Namespace, language: Language) -> dict[str, object]:
    """Each answer: from the options, and what these lack is asked if somebody is there to answer. Raises Fault."""
    asking = sys.stdin.isatty()
    found: dict[str, object] = {}
    for question in answers.QUESTIONS:
        given = getattr(options, question.name)
        if given is None and asking:
            found[question.name] = asked(question, language)
            continue
        try:
            found[question.name] = answers.read(question, given or "")
        except Fault as fault:
            told = language.say(fault.text, **fault.values)
            raise Fault("--{name}: {told}", name=question.name.replace("_", "-"), told=told) from None
    return found


def asked(question: answers.Question, language: Language) -> object:
    """The answer of who sits there; a wrong one is asked again."""
    while True:
        try:
            return answers.read(question, input(f"{language.gettext(question.text)}\n> "))
        except Fault as fault:
            print(language.say(fault.text, **fault.values))


if __name__ == "__main__":
    sys.exit(main())
