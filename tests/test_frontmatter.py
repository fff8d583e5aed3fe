"""The strict subset of YAML: every scalar is text, every refusal has its line and column."""

import pytest

from agenda import frontmatter


def read(text: str | bytes) -> frontmatter.Document:
    """A YAML file's document."""
    return frontmatter.parse(text.encode() if isinstance(text, str) else text, front_matter=False)


def faults(document: frontmatter.Document) -> list[tuple[tuple[int, int], str]]:
    """Where each fault stands, and its English message."""
    return [(at, str(fault)) for _, at, fault in document.faults]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("10:30", "10:30", id="time-that-yaml-reads-as-a-number"),
        pytest.param("09:30-12:00", "09:30-12:00", id="times"),
        pytest.param("2026-02-30", "2026-02-30", id="date-that-does-not-exist"),
        pytest.param("NO", "NO", id="no"),
        pytest.param("~", "~", id="null"),
        pytest.param("0123456789", "0123456789", id="leading-zero"),
        pytest.param("1_000", "1_000", id="underscore"),
        pytest.param("0x1F", "0x1F", id="hexadecimal"),
        pytest.param(".inf", ".inf", id="infinity"),
        pytest.param("9" * 5000, "9" * 5000, id="many-digits"),
        pytest.param("'it''s'", "it's", id="single-quotes"),
        pytest.param(r'"caf\u00e9 \t"', "café", id="escapes-and-spaces-around"),
        pytest.param("a\n  b", "a b", id="folded"),
        pytest.param("|\n  a\n  b", "a\nb", id="block"),
        pytest.param("[a, [b]]", ["a", ["b"]], id="list"),
        pytest.param("{a: b, c: }", {"a": "b"}, id="empty-values-are-left-out"),
    ],
)
def test_every_scalar_is_text(written, value):
    document = read(f"x: {written}\n")
    assert document.faults == []
    assert document.tree == {"x": value}


@pytest.mark.parametrize(
    ("text", "at", "advice"),
    [
        pytest.param("", (1, 1), "Copy the template", id="empty-file"),
        pytest.param("# only a comment\n", (1, 1), "Copy the template", id="no-field"),
        pytest.param("- a\n", (1, 1), "title: Koffie", id="list-at-the-top"),
        pytest.param("Koffie\n", (1, 1), "title: Koffie", id="text-at-the-top"),
        pytest.param("a: b\nc d\ne: f\n", (2, 1), "a name, a colon", id="no-colon"),
        pytest.param("title: Koffie: samen\n", (1, 14), 'Put quotes around it: "Koffie: samen"', id="two-colons"),
        pytest.param("a: b\n  c: d\n", (2, 4), "indented like its neighbours", id="indented-too-far"),
        pytest.param("a:\n\tb: c\n", (2, 1), "Use spaces to indent", id="tab"),
        pytest.param("a:\n  \tb: c\n", (2, 3), "Use spaces to indent", id="tab-after-spaces"),
        pytest.param("a: 'b\nc: d\n", (1, 4), "Put the same quote at the end", id="quote-not-closed"),
        pytest.param("a: 'b' c\n", (1, 8), "whether quotes match", id="text-after-quotes"),
        pytest.param("a: [b, c\nd: e\n", (1, 4), "Put ] at its end", id="list-not-closed"),
        pytest.param("a: {b: c\nd: e\n", (1, 4), "Put } at their end", id="fields-not-closed"),
        pytest.param("a: @b\n", (1, 4), "Put quotes around", id="at-sign"),
        pytest.param("a: %b\n", (1, 4), "Put quotes around", id="per-cent"),
        pytest.param("a: *b*\n", (1, 4), "Put quotes around", id="bold"),
        pytest.param("a: | b\n", (1, 4), "Put quotes around", id="pipe"),
        pytest.param("a: - b\n", (1, 4), "Put quotes around", id="dash"),
        pytest.param("a: &b c\n", (1, 4), "put quotes around it", id="anchor"),
        pytest.param("a: *b\n", (1, 4), "put quotes around it", id="alias"),
        pytest.param("a: !b c\n", (1, 4), "put quotes around", id="tag-on-a-text"),
        pytest.param("a: !!map {b: c}\n", (1, 4), "put quotes around", id="tag-on-fields"),
        pytest.param("&a b: c\n", (1, 1), "put quotes around it", id="anchor-on-a-name"),
        pytest.param("? [a]\n: b\n", (1, 3), "a name is expected", id="list-as-a-name"),
        pytest.param("a: b\na: c\n", (2, 1), "on line 1 and on line 2", id="name-twice"),
        pytest.param("a: {b: c, b: d}\n", (1, 11), "Keep one of them", id="name-twice-within"),
        pytest.param("a: b\n---\nc: d\n", (2, 1), "in a file of its own", id="second-document"),
        pytest.param("a: b\n...\nc: d\n", (3, 1), "in a file of its own", id="second-document-after-dots"),
        pytest.param("a: " + "[" * 13 + "]" * 13 + "\n", (1, 16), "Write it simpler", id="depth-13"),
        pytest.param("a: [" + "b," * 2000 + "]\n", (1, 4001), "Write it simpler", id="over-2000-nodes"),
        pytest.param('a: "b\\u202ec"\n', (1, 4), "U+202E", id="escaped-override"),
        pytest.param("a: bc\u202ed\n", (1, 6), "U+202E", id="override"),
        pytest.param(b"\xff\xfea\x00", (1, 1), "encoding UTF-8", id="utf-16"),
        pytest.param(b"a: b\nc: caf\xe9\n", (2, 7), "encoding UTF-8", id="latin-1"),
        pytest.param(b"\xef\xbb\xbfa: caf\xe9\n", (1, 7), "encoding UTF-8", id="latin-1-after-a-mark"),
        pytest.param(b"a: b\rc: caf\xe9\r", (2, 7), "encoding UTF-8", id="latin-1-with-cr"),
        pytest.param("a: " + "b" * 65536, (1, 1), "65 kB; at most 64 kB", id="over-64-kb"),
    ],
)
def test_refused_at_its_place(text, at, advice):
    [(where, message)] = faults(read(text))
    assert where == at
    assert advice in message


@pytest.mark.parametrize("depth", [1, 12])
def test_depth_that_is_allowed(depth):
    assert read("a: " + "[" * (depth - 1) + "b" + "]" * (depth - 1) + "\n").faults == []


def test_64_kb_are_read():
    assert read("a: " + "b" * (65536 - 4) + "\n").tree["a"][-1] == "b"


def test_two_faults_of_different_kinds_are_both_told():
    assert [at for at, _ in faults(read('a: b\na: c\nd: "\\u200b"\n'))] == [(2, 1), (3, 4)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order-mark"])
def test_newlines_and_mark_do_not_matter(newline, mark):
    text = mark + "---\na: b\nc:\n  - d\n---\n\nHallo\ndaar\n\n".replace("\n", newline)
    document = frontmatter.parse(text.encode())
    assert document.faults == []
    assert document.tree == {"a": "b", "c": ["d"]}
    assert (document.body, document.body_line) == ("Hallo\ndaar", 6)
    assert document.values["c", 0] == (4, 5)


@pytest.mark.parametrize(
    ("text", "at", "advice"),
    [
        pytest.param("a: b\n", (1, 1), "Begin the file with a line ---", id="no-first-fence"),
        pytest.param("---\na: b\nHallo\n", (1, 1), "between the fields and the text", id="no-second-fence"),
        pytest.param("---\n---\nHallo\n", (1, 1), "Copy the template", id="nothing-between"),
        pytest.param("---\na: [b\n---\nHallo ]\n", (2, 4), "Put ] at its end", id="list-does-not-pass-the-fence"),
    ],
)
def test_front_matter_that_is_not_whole(text, at, advice):
    [(where, message)] = faults(frontmatter.parse(text.encode()))
    assert where == at
    assert advice in message


def test_spaces_after_a_fence_and_rules_in_the_text_are_no_matter():
    document = frontmatter.parse(b"---  \na: b\n--- \nHallo\n---\ndaar\n")
    assert (document.tree, document.body) == ({"a": "b"}, "Hallo\n---\ndaar")


@pytest.mark.parametrize(
    ("path", "key", "at"),
    [
        pytest.param(("a",), False, (1, 4), id="value"),
        pytest.param(("a",), True, (1, 1), id="name"),
        pytest.param(("l", 1, "x"), False, (4, 9), id="value-in-a-list"),
        pytest.param(("l", 1, "y"), False, (4, 5), id="missing-name-is-where-its-fields-are"),
        pytest.param(("m", 0, "z"), False, (5, 8), id="mapping-for-a-list-of-one"),
        pytest.param(("e",), False, (6, 3), id="empty-value"),
        pytest.param(("n",), False, (1, 1), id="missing-at-the-top"),
    ],
)
def test_place(path, key, at):
    document = read("a: b\nl:\n  - x: 1\n  - x:  2\nm: {z: 1}\ne:\n")
    assert document.place(path, key) == at


def test_a_number_sign_that_makes_a_comment_gets_a_hint():
    document = read("a: Koffie #1\nb: 'Thee #2'\nc: Taart # met room\n")
    assert [at for _, at, _ in document.hints] == [(1, 4)]
    assert document.tree["a"] == "Koffie"
