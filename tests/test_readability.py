"""How easily a text reads: the measure, long sentences, difficult words, and what tells of somebody's health."""

import pytest

from agenda import readability

PLAIN = (
    "Wie nooit een naald vasthield, leert het hier in een middag. Wie het al vijftig jaar doet, helpt de anderen. "
    "We breien dekens en mutsen om weg te geven. Maar u mag ook uw eigen werk meenemen. Het is een rustige groep van "
    "tien tot vijftien mensen. Kom gerust kijken zonder mee te doen."
)
HARD = (
    "Participerende organisaties faciliteren gezamenlijk laagdrempelige ontmoetingsactiviteiten, waarbij "
    "vrijwilligersorganisaties en welzijnsprofessionals interdisciplinair samenwerkingsverbanden ontwikkelen. "
) * 4


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (PLAIN, "nl", 94.37),  # as textstat 0.7.13 has it, of 57 words, 75 syllables and 6 sentences
        (PLAIN, "fr", None),  # no formula
        ("Kom gerust kijken. Het is een rustige groep.", "nl", None),  # too short to judge
    ],
)
def test_reading_ease(text, language, expected):
    found = readability.ease(text, language)
    assert found == (pytest.approx(expected, abs=0.01) if expected else None)


def test_a_text_of_long_words_is_hard():
    assert readability.ease(HARD, "nl") < 0 < readability.PLAIN < readability.ease(PLAIN, "nl")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Loop binnen. Er is koffie!", ["Loop binnen.", "Er is koffie!"]),
        ("Neem mee:\n\n- een kopje\n- een stoel\n\nTot dan.", ["Neem mee:", "een kopje", "een stoel", "Tot dan."]),
        ("## Wanneer\n\nElke dinsdag\nom tien uur", ["Wanneer", "Elke dinsdag om tien uur"]),
        ("Van 10.00 tot 12.30 uur is het open.", ["Van 10.00 tot 12.30 uur is het open."]),
    ],
)
def test_sentences(text, expected):
    assert [one.strip("# ") for one in readability.sentences(text)] == expected


def test_long_sentences_the_longest_first():
    short, long, longer = (" ".join(["woord"] * number) + "." for number in (15, 16, 20))
    assert readability.long_sentences(f"{short} {long} {longer}") == [longer, long]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iedereen kan meedoen.", []),
        ("Iedereen kan PARTICIPEREN. Wij participeren ook.", [("participeren", "meedoen")]),
        ("Dit is uw eigen\nregie, tevens gratis.", [("eigen regie", "zelf kiezen"), ("tevens", "ook")]),
        ("De indiening en het circus.", []),  # not within a word
    ],
)
def test_difficult_words(text, expected):
    assert readability.difficult(text, "nl") == expected
    assert readability.difficult(text, "fr") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De docent is ziek.", "ziek"),
        ("Wegens griepgolf gesloten", "griepgolf"),
        ("Onze gastvrouw ligt in het Ziekenhuis", "Ziekenhuis"),
        ("De zaal is bezet. Volgende keer: 8 december.", ""),
        ("Muziek in plaats van koffie", ""),
    ],
)
def test_health(text, expected):
    assert readability.health(text, "nl") == expected
    assert readability.health(text, "xx") == ""


def test_every_difficult_word_has_a_plainer_one_and_none_is_difficult_itself():
    known = readability.words("nl")
    assert len(known.difficult) >= 60
    assert [word for word, plainer in known.difficult.items() if not plainer or word != word.lower()] == []
    assert [plainer for plainer in known.difficult.values() if readability.difficult(plainer, "nl")] == []
