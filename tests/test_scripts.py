"""Scripts go out small, and do what they did."""

import pytest

from agenda.scripts import slim


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        pytest.param("// Why.\nexport const one = 1; // minutes\n", "export const one=1;\n", id="comments"),
        pytest.param("/** What. */\nfunction a() {\n  return 1;\n}\n", "function a(){return 1;}\n", id="white space"),
        pytest.param('const a = "// not /* one */";\n', 'const a="// not /* one */";\n', id="words"),
        pytest.param("const a = `x  // ${b}`;\n", "const a=`x  // ${b}`;\n", id="a template"),
        pytest.param(
            'a = b.match(/ {2}[/"]\\p{L}/gu) ?? [];\n', 'a=b.match(/ {2}[/"]\\p{L}/gu)??[];\n', id="a pattern"
        ),
        pytest.param("class A {\n  #b;\n  c() {}\n}\n", "class A{#b;c(){}}\n", id="a private field"),
        pytest.param("const a = b + +c;\n", "const a=b+ +c;\n", id="signs"),
    ],
)
def test_what_is_sent_of_a_script(source, sent, tmp_path):
    (tmp_path / "js/list").mkdir(parents=True)
    (tmp_path / "js/list/a.js").write_text(source)
    slim(tmp_path)
    assert (tmp_path / "js/list/a.js").read_text() == sent


def test_what_others_made_stays_as_it_is(tmp_path):
    (tmp_path / "js/vendor").mkdir(parents=True)
    (tmp_path / "js/vendor/a.js").write_text("// Theirs.\n")
    slim(tmp_path)
    assert (tmp_path / "js/vendor/a.js").read_text() == "// Theirs.\n"
