"""Characters that handed-in text may hold: what XML 1.0 allows, and nothing that hides or turns text around."""

import re
import unicodedata
from collections.abc import Iterator

from .problem import Fault

# Controls but tab and line feed (XML 1.0 section 2.2 and C1), lone surrogates, non-characters,
# line and paragraph separators, bidi embeddings, overrides and isolates, zero-width characters, tags.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029\u202a-\u202e"
    "\u2066-\u2069\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"
# Scripts whose spelling uses the joiners (Unicode 16, section 23.2).
_JOINING = {
    "ARABIC", "SYRIAC", "MANDAIC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI",
    "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR", "KHMER",
}  # fmt: skip


def faults(text: str) -> Iterator[tuple[int, Fault]]:
    """Each forbidden character of `text`: its index and what is wrong with it; the first of each kind."""
    seen = set()
    for found in _SUSPECT.finditer(text):
        index, char = found.start(), found.group()
        if char in _JOINERS and _joins(text, index):
            continue
        if char not in seen:
            seen.add(char)
            yield (
                index,
                Fault(
                    "an invisible character stands here (U+{code}). Delete it, or type the text again.",
                    code=f"{ord(char):04X}",
                ),
            )


def _joins(text: str, index: int) -> bool:
    """Is the joiner at `index` part of spelling, or of an emoji?"""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if not before or not after:
        return False
    if text[index] == "\u200d" and _emoji(before) and _emoji(after):
        return True
    return _script(before) in _JOINING and _script(after) in _JOINING


def _emoji(char: str) -> bool:
    """A pictograph, a skin tone, an emoji's variation selector, or an arrow that is part of one."""
    return unicodedata.category(char) == "So" or "\U0001f3fb" <= char <= "\U0001f3ff" or char in "\ufe0f↔↕"


def _script(char: str) -> str:
    """The first word of a letter's or mark's name, which names its script; empty for others."""
    return unicodedata.name(char, "").split(" ")[0] if unicodedata.category(char)[0] in "LM" else ""


def mixed_scripts(text: str) -> str:
    """The first word of `text` that mixes Latin with Greek or Cyrillic look-alikes; empty if none."""
    for word in text.split():
        scripts = {_script(char) for char in word}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"}:
            return word
    return ""
