#!/usr/bin/env python3
"""Check a request before it is merged: what it changes, what is wrong with that, and what the site will look like.

The request is a commit that was fetched, never checked out. It is compared with the commit that is checked out; code
and settings are those of that one, and of the request only the files of data are read.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import look, report, town  # noqa: E402
from agenda.problem import Problem  # noqa: E402
from request import check, code_quality, summary  # noqa: E402


def main() -> int:
    """Exit status 1 if something has to be mended, 2 if the request cannot be looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("request", metavar="COMMIT", help="the request, for example FETCH_HEAD")
    parser.add_argument(
        "--by", action="append", default=[], metavar="NAME",
        help="who made it (an account or team of the forge, @town/walkers; more than once for more of them): "
        "others' entries are pointed out",
    )  # fmt: skip
    parser.add_argument("--format", choices=("text", "github"), default="text", help="github: with annotations")
    parser.add_argument("--summary", type=Path, metavar="FILE", help="add all that to this file, as Markdown")
    parser.add_argument("--code-quality", type=Path, metavar="FILE", help="write GitLab's Code Quality report")
    parser.add_argument("--preview", type=Path, metavar="FOLDER", help="build the site into this new folder")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    if options.preview and options.preview.exists():
        parser.error(f"{options.preview} is there already: name a new folder")
    try:
        done = check.check(options.settings, options.request, options.by, options.preview)
    except check.Incomparable as error:
        language = town.read(options.settings).language
        problems, hints, status = [Problem.of(error.fault, ".")], [], 2
        told = [summary.Line(1, problems[0].message(language.gettext))]
    else:
        problems, hints, language = done.findings.problems, done.findings.hints, done.town.language
        told, status = summary.lines(done.findings, done.town, done.previewed), 1 if problems else 0
    if options.format == "github" and (problems or hints):
        print(report.written([*problems, *hints][: summary.SHOWN], language, "github"))
    print(summary.text(told))
    if options.summary:
        with open(options.summary, "a", encoding="utf-8") as file:
            file.write(summary.markdown(told))
    if options.code_quality:
        options.code_quality.write_text(code_quality.report([*problems, *hints], language), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
