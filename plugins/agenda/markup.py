"""Submitted Markdown -> safe HTML, or plain text. HTML and pictures in it are not shown."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import nh3

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4", "h5", "h6"}
_LINK = re.compile(r"(https?://|mailto:[^?]*$|tel:)", re.IGNORECASE)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # it takes long to load, and is not always needed

    return MarkdownIt("commonmark", {"html": False})


def html(text: str, base: str | None = None) -> str:
    """The text as HTML below a page's own headings: its first is h3, whatever it was, and no level is skipped.

    With `base` (the site's path) it is the editors' own text: links such as `/hulp/` go to the site's pages.
    """
    return _html(_markdown().parse(text), base)


def both(text: str) -> tuple[str, str]:
    """The text as `html` and as `plain`, read once."""
    tokens = _markdown().parse(text)
    without_marks = _plain(tokens)
    return _html(tokens, None), without_marks


def _html(tokens: "list[Token]", base: str | None) -> str:
    for token in tokens:
        if token.children:
            token.children = list(_live(token.children, base))
    above: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            above = [*(tag for tag in above if tag < token.tag), token.tag]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, 2 + len(above))}"

    def own(value: str) -> bool:
        return base is not None and value.startswith(f"{base}/") and not value.startswith("//")

    rendered = _markdown().renderer.render(tokens, _markdown().options, {})
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}},
        attribute_filter=lambda tag, name, value: value if name != "href" or _LINK.match(value) or own(value) else None,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener",
    ).strip()


def _live(tokens: "list[Token]", base: str | None) -> "Iterator[Token]":
    """The tokens without links that lead nowhere; their words stay."""
    dead = False
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrGet("href"))
            own = base is not None and re.match(r"/(?!/)", href)
            if own:
                token.attrSet("href", base + href)
            dead = not own and not _LINK.match(href)
        if token.type not in ("link_open", "link_close") or not dead:
            yield token


def plain(text: str) -> str:
    """The text without marks, a blank line between its paragraphs; of a link its words and its address."""
    return _plain(_markdown().parse(text))


def _plain(tokens: "list[Token]") -> str:
    parts, item = [], ""
    for token in tokens:
        if token.type == "list_item_open":
            item = "- "
        elif token.type in ("inline", "fence", "code_block"):
            words = _words(token.children) if token.type == "inline" else token.content.strip()
            together = item and parts and parts[-1].lstrip().startswith("- ")
            parts.append(("\n" if together else "\n\n") + item + words)
            item = ""
    return "".join(parts).strip()


def _words(tokens: "list[Token] | None") -> str:
    words, href = [], ""
    for token in tokens or ():
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "link_open":
            href = str(token.attrGet("href") or "")
        elif token.type == "link_close" and _LINK.match(href) and href.removeprefix("mailto:") not in "".join(words):
            words.append(f" ({href})")
    return "".join(words)
