"""A tree of texts -> the bytes of an activity file: the reverse of `frontmatter.parse`, which reads back the same tree.

Every text is quoted but for ids, plain words and dates: other programs guess types (10:30 is 630 to PyYAML).
"""

import json
import re

from agenda.frontmatter import Tree
from agenda.model import ActivityFile
from agenda.timetable import Schedule

# Plain words that YAML programs take for something else than a text.
_TAKEN = {"true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"}
_PLAIN = re.compile(r"[a-z][a-z0-9_-]*|\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?", re.ASCII)

ORDER = [*ActivityFile.model_fields]
SCHEDULE_ORDER = [info.alias or name for name, info in Schedule.model_fields.items()]


def written(tree: dict[str, Tree], body: str) -> bytes:
    """The file `.md` with these fields, in the template's order, and this text below them."""
    return ("---\n" + fields(tree) + "---\n" + body.strip("\n") + "\n").encode()


def described(tree: dict[str, Tree], body: str) -> bytes:
    """The file `.yaml` with these fields, and this text as the last of them."""
    return fields({**tree, "description": body.strip("\n")} if body.strip() else tree).encode()


def fields(tree: dict[str, Tree]) -> str:
    """The fields as lines of YAML, each with its line break."""
    return "".join(_field(name, tree[name], 0) for name in _sorted(tree, ORDER))


def text_of(tree: Tree) -> str:
    """Any tree as YAML that stands by itself."""
    if isinstance(tree, list):
        return "".join(_item(item, 0) for item in tree)
    if isinstance(tree, dict):
        order = ORDER if "title" in tree else SCHEDULE_ORDER
        return "".join(_field(name, tree[name], 0) for name in _sorted(tree, order))
    return _scalar(tree) + "\n"


def _sorted(tree: dict, order: list[str]) -> list[str]:
    """The known names in their order, then the others as they came."""
    return sorted(tree, key=lambda name: order.index(name) if name in order else len(order))


def _field(name: str, value: Tree, depth: int) -> str:
    head = "  " * depth + _scalar(name) + ":"
    if isinstance(value, dict) and value:
        order = SCHEDULE_ORDER if name == "schedule" else []
        return head + "\n" + "".join(_field(key, value[key], depth + 1) for key in _sorted(value, order))
    if isinstance(value, list) and value and not all(isinstance(item, str) for item in value):
        return head + "\n" + "".join(_item(item, depth + 1) for item in value)
    if isinstance(value, str) and _fits_block(value):
        lines = [("  " * (depth + 1) + line).rstrip(" ") if not line else "  " * (depth + 1) + line
                 for line in value.split("\n")]  # fmt: skip
        return head + " |-\n" + "\n".join(lines) + "\n"
    return f"{head} {_flow(value)}\n"


def _item(value: Tree, depth: int) -> str:
    """An item of a list: the fields of a mapping stand below each other behind one hyphen."""
    if not isinstance(value, dict) or not value:
        return "  " * depth + f"- {_flow(value)}\n"
    inner = "".join(_field(key, value[key], depth + 1) for key in _sorted(value, SCHEDULE_ORDER))
    return "  " * depth + "- " + inner[len("  " * (depth + 1)) :]


def _flow(value: Tree) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    return _scalar(value)


def _scalar(text: str) -> str:
    """A JSON string is a double-quoted scalar of YAML 1.2 (section 5.1); U+0085 is a line break to YAML 1.1."""
    if _PLAIN.fullmatch(text) and text not in _TAKEN:
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\x85", "\\x85")


def _fits_block(text: str) -> bool:
    """Can it stand as lines below each other? The first line decides on the indentation, so it begins with a letter."""
    return "\n" in text and text == text.strip() and not re.search(r"[^\n\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]", text)
