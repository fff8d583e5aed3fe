"""What was found, as people and monitors read it."""

import json
from collections.abc import Sequence

from agenda.language import Language, told

from .finding import NOTE, OK, WRONG, Finding
from .inspection import is_well

LOOKING = told("Looking")
LEVELS = {OK: told("ok"), WRONG: told("wrong"), NOTE: told("note")}


def lines(found: Sequence[Finding], language: Language) -> str:
    """`wrong  age  https://…/build.json: what is wrong, and what to do.`, a line each."""
    words = {level: language.gettext(text) for level, text in LEVELS.items()}
    width = max(len(word) for word in words.values())
    return "\n".join(
        f"{words[one.level]:<{width}}  {one.check}  {one.address}: {one.message(language)}" for one in found
    )


def record(address: str, found: Sequence[Finding], language: Language) -> str:
    """The same for tools: `well` says all, `findings` has each."""
    findings = [
        {
            "check": one.check,
            "level": one.level,
            "address": one.address,
            "message": one.message(language),
        }
        for one in found
    ]
    return json.dumps({"address": address, "well": is_well(found), "findings": findings}, ensure_ascii=False, indent=1)


def unreached(address: str, why: object, language: Language) -> str:
    """That there is no site to look at."""
    return language.say("{address} cannot be reached: {told}", address=address, told=why)
