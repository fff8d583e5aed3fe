"""Text of others as ours: HTML as plain paragraphs, and no character that an entry may not hold."""

import re
from html.parser import HTMLParser

from agenda import characters

MOST = 8_000  # characters of a text below the fields; longer ones are cut at a word
_BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section"}
_SILENT = {"script", "style", "template", "head", "title"}


class _Words(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            if self.link.startswith(("https://", "http://")) and self.link not in "".join(self.parts[-3:]):
                self.parts.append(f" ({self.link})")
            self.link = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def paragraphs(text: str) -> str:
    """The text without HTML: paragraphs with a blank line between them, cut at `MOST` characters."""
    if re.search(r"<(?:br|/?[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|&(?:[a-zA-Z]+|#\d+);", text):
        words = _Words()
        words.feed(text[: 20 * MOST])
        words.close()
        text = "".join(words.parts)
    text = allowed(text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    # A line of hyphens would end the fields of a file, or make a heading of the line above it.
    text = re.sub(r"^[-=_*]{3,}$", "", text, flags=re.MULTILINE).strip()
    return text if len(text) <= MOST else text[:MOST].rpartition(" ")[0] + " …"


def line(text: str, most: int) -> str:
    """The text on one line of at most `most` characters, cut at a word."""
    one = " ".join(paragraphs(text[: 10 * MOST]).split())
    if len(one) <= most:
        return one
    cut = one[: most - 1].rpartition(" ")[0] or one[: most - 1]
    return cut.rstrip(" ,;:-") + "…"


def allowed(text: str) -> str:
    """The text without characters that an entry may not hold."""
    while wrong := {text[index] for index, _ in characters.faults(text)}:
        text = "".join(char for char in text if char not in wrong)
    return text
