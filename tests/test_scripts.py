"""Scripts go out smaller, and do what they did."""

from pathlib import Path

import pytest

from agenda.scripts import shortened, slim

SCRIPTS = sorted((Path(__file__).parent.parent / "theme/static/js").rglob("*.js"))


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        pytest.param(
            "// Why.\nexport const one = 1; // minutes\n", "export const one = 1; // minutes\n", id="comments"
        ),
        pytest.param("/** What. */\nfunction a() {\n  return 1;\n}\n", "function a() {\nreturn 1;\n}\n", id="indents"),
        pytest.param("/**\n * What.\n * // more\n */\na();\n", "a();\n", id="a comment of several lines"),
        pytest.param("/* what */ a();\n", "a();\n", id="what stands after a comment"),
        pytest.param('const a = "// not /* one */";\n', 'const a = "// not /* one */";\n', id="words"),
        pytest.param("const a = `x  // ${b}`;\n", "const a = `x  // ${b}`;\n", id="words in backticks, on a line"),
        pytest.param("f(`a: ${`\n  b: 1`}`);\n", "f(`a: ${`\n  b: 1`}`);\n", id="over several lines: as it is"),
        pytest.param('  a = b.match(/ {2}[/"]/gu);\n', 'a = b.match(/ {2}[/"]/gu);\n', id="a pattern"),
    ],
)
def test_what_is_sent_of_a_script(source, sent):
    assert shortened(source) == sent


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_each_script_is_made_shorter(path):
    source = path.read_text(encoding="utf-8")
    assert path.parts[-2] == "vendor" or len(shortened(source)) < len(source)


def test_only_our_own_are_rewritten(tmp_path):
    for name in ("list", "vendor"):
        (tmp_path / "js" / name).mkdir(parents=True)
        (tmp_path / "js" / name / "a.js").write_text("// What.\na();\n")
    slim(tmp_path)
    assert (tmp_path / "js/list/a.js").read_text() == "a();\n"
    assert (tmp_path / "js/vendor/a.js").read_text() == "// What.\na();\n"
