"""Submitted Markdown becomes safe HTML or plain text; what it cannot do is shown as it was typed."""

import lxml.html
import pytest

from agenda import markup

LINK = '<a href="{}" rel="nofollow noopener">{}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("Loop *zomaar* **binnen**.", "<p>Loop <em>zomaar</em> <strong>binnen</strong>.</p>", id="words"),
        pytest.param("a\n\nb", "<p>a</p>\n<p>b</p>", id="paragraphs"),
        pytest.param("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", id="list"),
        pytest.param("1. a", "<ol>\n<li>a</li>\n</ol>", id="numbered list"),
        pytest.param("# a", "<h3>a</h3>", id="first heading"),
        pytest.param("Titel\n=====", "<h3>Titel</h3>", id="underlined heading"),
        pytest.param("#### a", "<h3>a</h3>", id="first heading, whatever its level"),
        pytest.param("## a\n#### b\n### c", "<h3>a</h3>\n<h4>b</h4>\n<h4>c</h4>", id="no level is skipped"),
        pytest.param("# a\n## b\n# c\n## d", "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>\n<h4>d</h4>", id="up and down"),
        pytest.param("## a\n# b", "<h3>a</h3>\n<h3>b</h3>", id="above the first"),
        pytest.param(
            "# a\n## b\n### c\n#### d\n##### e",
            "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h6>e</h6>",
            id="deepest",
        ),
        pytest.param("> a", "<blockquote>\n<p>a</p>\n</blockquote>", id="quotation"),
        pytest.param("", "", id="nothing"),
        pytest.param("https://example.org", "<p>https://example.org</p>", id="a bare address stays words"),
        pytest.param(
            "[a](https://example.org/?b=c&d=e)",
            "<p>" + LINK.format("https://example.org/?b=c&amp;d=e", "a") + "</p>",
            id="link",
        ),
        pytest.param("[a](HTTP://example.org)", "<p>" + LINK.format("HTTP://example.org", "a") + "</p>", id="http"),
        pytest.param("[a](mailto:a@example.org)", "<p>" + LINK.format("mailto:a@example.org", "a") + "</p>", id="mail"),
        pytest.param("[a](tel:+31230000000)", "<p>" + LINK.format("tel:+31230000000", "a") + "</p>", id="telephone"),
        pytest.param(
            '[a](https://example.org "onclick=b")',
            "<p>" + LINK.format("https://example.org", "a") + "</p>",
            id="a link's title is dropped",
        ),
    ],
)
def test_html(text, html):
    assert markup.html(text) == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6a;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "<java\tscript:alert(1)>",
        "&#1;javascript:alert(1)",
        "vbscript:a",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "file:///etc/passwd",
        "mailto:a@example.org?cc=b@example.org",
        "mailto:a@example.org?subject=a&body=b",
        "//example.org/a",
        "/a",
        "a",
        "#a",
        "{attach}../.git/config",
        "{static}/a",
        "|filename|a",
        "https:example.org",
        "ftp://example.org",
    ],
)
@pytest.mark.parametrize("form", ["[words]({})", "[words][1]\n\n[1]: {}", "<{}>"], ids=["inline", "reference", "bare"])
def test_no_link_to(form, address):
    assert "href" not in markup.html(form.format(address))


def test_no_link_to_mail_with_a_query_in_disguise():
    assert "href" not in markup.html("[words](mailto:a@example.org&quest;cc=b@example.org)")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=alert(1)>b</b>",
        '<img src="https://example.org/a.png">',
        "<iframe src=//example.org></iframe>",
        "<style>*{display:none}</style>",
        "<!-- a -->",
        "<?php a ?>",
        "<![CDATA[a]]>",
        "{{ config }}",
        "{% include 'a' %}",
    ],
)
def test_shown_as_it_was_typed(text):
    shown = lxml.html.fragment_fromstring(markup.html(text), create_parent="div")
    assert shown.text_content() == text
    assert {element.tag for element in shown.iter()} == {"div", "p"}


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a.png", "{attach}../.git/config", "data:image/png;base64,AA==", "a.png"],
)
def test_no_pictures(address):
    assert markup.html(f"![words]({address})") == "<p></p>"


def test_code_is_text():
    assert markup.html("`<b>`") == "<p><code>&lt;b&gt;</code></p>"
    assert markup.html("```html class=x\n<b>\n```") == "<pre><code>&lt;b&gt;\n</code></pre>"


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "![" * 10_000, "> " * 10_000, "*a " * 7_000, "<" * 20_000, "`" * 20_001]
)
def test_pathological_text_ends(text):
    assert len(markup.html(text)) < 40 * len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("Loop *zomaar* **binnen**.", "Loop zomaar binnen.", id="words"),
        pytest.param("a\nb", "a b", id="one paragraph"),
        pytest.param("a\n\nb", "a\n\nb", id="two paragraphs"),
        pytest.param("a\n\n- b\n- c\n\nd", "a\n\n- b\n- c\n\nd", id="list"),
        pytest.param("[a](https://example.org)", "a (https://example.org)", id="link"),
        pytest.param("<https://example.org>", "https://example.org", id="bare link"),
        pytest.param("[a@example.org](mailto:a@example.org)", "a@example.org", id="mail address"),
        pytest.param("[a](javascript:b)", "[a](javascript:b)", id="no link"),
        pytest.param("[a](mailto:a@example.org?cc=b)", "a", id="a link that is not shown"),
        pytest.param("# a\n\nb", "a\n\nb", id="heading"),
        pytest.param("`<b>` &amp; <i>c</i>", "<b> & <i>c</i>", id="code, entities and HTML"),
        pytest.param("```\na\n```", "a", id="block of code"),
    ],
)
def test_plain(text, plain):
    assert markup.plain(text) == plain
