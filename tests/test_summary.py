"""What a stranger wrote means nothing but itself: in a forge's Markdown, and in a log that a runner reads."""

import pytest
from markdown_it import MarkdownIt

from request.summary import Line, markdown, text

HOSTILE = {
    "a picture that tells who looks": "![x](https://evil.example/x.png)",
    "a link": "[press here](https://evil.example)",
    "an address": "https://evil.example or www.evil.example",
    "HTML": "<script>alert(1)</script><img src=x onerror=y>",
    "an entity": "&lt;b&gt;",
    "code and a fence": "```\n# heading\n```",
    "a table": "|a|b|\n|---|---|\n|1|2|",
    "a heading": "# All is right",
    "a list": "- one\n- two",
    "a number": "1. one",
    "a rule": "---",
    "a quotation": "> said",
    "emphasis": "*a* _b_ **c** ~~d~~",
    "a backslash": "a\\",
    "somebody's name": "@town/walkers #1 GH-1",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("level", [1, 0, -1])
def test_in_markdown_it_is_only_text(words, level):
    """Read with GitHub's extensions, it gives one block of one text."""
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    tokens = parser.parse(markdown([Line(level, words)]))
    inline = [one for one in tokens if one.type == "inline"]
    assert len(inline) == 1
    assert {child.type for child in inline[0].children} <= {"text", "text_special"}
    assert "".join(child.content for child in inline[0].children) == " ".join(words.split())


@pytest.mark.parametrize(
    "words", ["::add-mask::x", "##[error]x", "a\n::error::x", "a\r::stop-commands::x", "\x1b[31mred", "\u202eright"]
)
def test_in_a_log_it_is_no_command(words):
    shown = text([Line(0, words), Line(1, words), Line(-1, words)])
    assert "::" not in shown
    assert "##[" not in shown
    assert len([line for line in shown.split("\n") if line]) == 3
    assert not {"\x1b", "\r", "\u202e"} & set(shown)
