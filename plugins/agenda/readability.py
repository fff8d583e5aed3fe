"""How easily a text reads in its language: a measure, long sentences, difficult words. For hints, never for a block.

The measure is Flesch's reading ease in the form that Douma gave it for Dutch: about 100 is very easy, 60 a plain
text, 30 hard. Syllables are counted by hyphenation, which is read only when a text is judged. A language without a
formula has no measure, and one without a list of words has no difficult ones: nothing is guessed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from . import frontmatter

# Base, cost of a word more in the mean sentence, cost of a syllable more in a hundred words.
FORMULAS = {"nl": (206.835, 0.93, 0.77), "en": (206.835, 1.015, 0.846)}
LONG = 15  # words in a sentence that is still short
FEWEST = 50  # words of which a measure says something
PLAIN = 50  # the measure below which a text is hard
WORDS = Path(__file__).parent / "words"

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?…:])[\"'”’)*_]*\s+|\n\s*\n")
_ITEM = re.compile(r"^\s*(?:[-*+#>]+|\d+[.)])\s+", re.MULTILINE)  # of Markdown: items, headings, quotations


class Words(NamedTuple):
    """A language's own lists: difficult words with plainer ones, and a pattern of what tells of somebody's health."""

    difficult: Mapping[str, str]
    pattern: re.Pattern
    health: re.Pattern


@cache
def words(language: str) -> Words | None:
    """The lists of a language; None if there are none."""
    path = WORDS / f"{language}.yaml"
    if not path.is_file():
        return None
    tree = frontmatter.parse(path.read_bytes(), front_matter=False).tree
    return Words(tree["difficult"], _any_of(tree["difficult"]), _any_of(tree["health"]))


def _any_of(entries) -> re.Pattern:
    parts = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in entries)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, its Markdown's list items and paragraphs apart."""
    for part in _END.split(_ITEM.sub("\n\n", text)):
        if part and (one := " ".join(part.split())):
            yield one


def long_sentences(text: str) -> list[str]:
    """Those of more than `LONG` words, the longest first."""
    counted = [(len(one.split()), one) for one in sentences(text)]
    return [one for number, one in sorted(counted, key=lambda pair: -pair[0]) if number > LONG]


def difficult(text: str, language: str) -> list[tuple[str, str]]:
    """The difficult words of a text, each once in the order of the text, with a plainer one."""
    known = words(language)
    found = known.pattern.findall(text) if known else ()
    return [(word, known.difficult[word]) for word in dict.fromkeys(" ".join(one.lower().split()) for one in found)]


def health(text: str, language: str) -> str:
    """The first word that tells of somebody's health; empty if there is none."""
    known = words(language)
    found = known.health.search(text) if known else None
    return found[0] if found else ""


def ease(text: str, language: str) -> float | None:
    """Flesch's reading ease; None for a language without a formula and a text too short to judge."""
    all_words = _WORD.findall(text)
    if language not in FORMULAS or len(all_words) < FEWEST:
        return None
    base, per_word, per_syllable = FORMULAS[language]
    count = _syllables(language)
    syllables = sum(map(count, all_words)) / len(all_words)
    number = sum(1 for one in sentences(text) if _WORD.search(one)) or 1
    return base - per_word * len(all_words) / number - per_syllable * 100 * syllables


@cache
def _syllables(language: str):
    from pyphen import Pyphen  # its dictionary takes a tenth of a second, which only a judged text need cost

    hyphens = Pyphen(lang=language)

    @cache
    def count(word: str) -> int:
        return len(hyphens.positions(word)) + 1

    return count
