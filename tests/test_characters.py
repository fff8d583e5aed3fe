"""Which characters handed-in text may hold: all that people write, nothing that hides or turns text around."""

import pytest

from agenda import characters


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Café, naïef, één – “ja” … €\n\tThee", id="dutch-with-tab-and-line-feed"),
        pytest.param("Zażółć Ünïtes Здравствуйте Γειά مرحبا नमस्ते 你好", id="other-scripts"),
        pytest.param("می\u200cخواهم", id="non-joiner-in-persian"),
        pytest.param("क\u094d\u200dष", id="joiner-after-a-mark-in-hindi"),
        pytest.param("👩\u200d🍳 👩🏽\u200d⚕️ ❤️\u200d🔥", id="emoji-of-several-parts"),
        pytest.param("🙂\u200d↔️", id="emoji-with-an-arrow"),
        pytest.param("\U0001f3f3\ufe0f\u200d\U0001f308", id="flag"),
    ],
)
def test_allowed(text):
    assert list(characters.faults(text)) == []


@pytest.mark.parametrize(
    ("text", "index", "code"),
    [
        pytest.param("a\x00b", 1, "U+0000", id="nul"),
        pytest.param("a\x1b[31m", 1, "U+001B", id="escape"),
        pytest.param("ab\rc", 2, "U+000D", id="carriage-return"),
        pytest.param("\x7f", 0, "U+007F", id="delete"),
        pytest.param("a\x85b", 1, "U+0085", id="next-line"),
        pytest.param("a\u2028b", 1, "U+2028", id="line-separator"),
        pytest.param("abc\u202egpj.exe", 3, "U+202E", id="right-to-left-override"),
        pytest.param("a\u2066b", 1, "U+2066", id="isolate"),
        pytest.param("a\u200bb", 1, "U+200B", id="zero-width-space"),
        pytest.param("pay\u200dpal", 3, "U+200D", id="joiner-between-latin-letters"),
        pytest.param("`\u200d`", 1, "U+200D", id="joiner-between-signs"),
        pytest.param("\u200dक", 0, "U+200D", id="joiner-at-the-beginning"),
        pytest.param("می\u200c", 2, "U+200C", id="joiner-at-the-end"),
        pytest.param("می\u200cx", 2, "U+200C", id="joiner-between-two-scripts"),
        pytest.param("a\u2060b", 1, "U+2060", id="word-joiner"),
        pytest.param("a\ufeffb", 1, "U+FEFF", id="byte-order-mark-inside"),
        pytest.param("a\ud800b", 1, "U+D800", id="lone-surrogate"),
        pytest.param("a\uffffb", 1, "U+FFFF", id="no-character"),
        pytest.param("a\U000e0041b", 1, "U+E0041", id="tag"),
    ],
)
def test_refused_by_its_code(text, index, code):
    [(at, fault)] = characters.faults(text)
    assert at == index
    assert code in str(fault)
    assert "Delete it" in fault.text


def test_each_kind_is_told_once_at_its_first_place():
    found = characters.faults("a\u200bb\u202ec\u200b\u202e")
    assert [(at, fault.values["code"]) for at, fault in found] == [(1, "200B"), (3, "202E")]


def test_a_joiner_that_spells_does_not_excuse_one_that_hides():
    assert [at for at, _ in characters.faults("می\u200cخ a\u200cb")] == [6]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Koffie bij de bakker", "", id="latin"),
        pytest.param("Кофе en koffie", "", id="a-word-each"),
        pytest.param("Welkom bij de Sраrkasse nu", "Sраrkasse", id="cyrillic-in-latin"),
        pytest.param("ΑBC", "ΑBC", id="greek-in-latin"),
        pytest.param("茶 koffie1", "", id="digits-and-han"),
    ],
)
def test_mixed_scripts_names_the_word(text, word):
    assert characters.mixed_scripts(text) == word
