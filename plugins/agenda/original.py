"""Words that stand on a page in another language than the page's own, and how a page marks them.

Such a text is an `Original`: a string like any other. Where a template prints it, two characters of the private use
area stand around it. A rendered page turns those into `lang` (and `dir`) on an element, or drops them where no
element can stand: in an attribute, a title, an option. So templates need not know which of their words are original.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape

OPEN, CLOSE = "\ue000", "\ue001"
_MARKS = re.compile(f"{OPEN}([\\w-]*):|{CLOSE}")
_WHOLE = re.compile(f"<([a-z][a-z0-9]*)((?:\\s[^<>]*)?)>{OPEN}([\\w-]*):([^<{OPEN}{CLOSE}]*){CLOSE}</\\1>")
_TAG = re.compile(f"<[a-zA-Z][^<>]*{OPEN}[^<>]*>")
_PLAIN = re.compile(r"<(title|option|textarea|text)\b[^>]*>.*?</\1>", re.DOTALL)  # what holds words and no elements
_PART = re.compile(f"{OPEN}([\\w-]*):(.*?){CLOSE}", re.DOTALL)


class Original(str):
    """A text in the language `lang`; or one put together (`of`) from several. `html` is how a page shows it.

    Without a language it is a name, which only has to be kept apart from text in another direction.
    """

    html: str
    lang: str

    def __new__(cls, text: str, lang: str = "", html: str | None = None) -> "Original":
        """The text in this language, or with HTML of its own."""
        made = super().__new__(cls, text)
        made.lang = lang
        made.html = f"{OPEN}{lang}:{escape(_bare(text))}{CLOSE}" if html is None else html
        return made

    def __html__(self) -> str:
        return self.html

    def __reduce__(self):
        return Original, (str(self), self.lang, self.html)

    def strip(self, chars: str | None = None) -> str:
        """The same: what is read from a file has no space around it, and the mark has to stay."""
        return self

    def with_end(self, end: str) -> "Original":
        """With this end, within the mark."""
        html = f"{self.html[: -len(CLOSE)]}{end}{CLOSE}" if self.html.endswith(CLOSE) else self.html + end
        return Original(f"{self}{end}", self.lang, html)


def begun(text: str, change: Callable[[str], str]) -> str:
    """The text with its first letter changed, marked as it was."""
    first = beginning(text)
    if not isinstance(text, Original):
        return text[:first] + change(text[first : first + 1]) + text[first + 1 :]
    at = beginning(text.html)
    html = text.html[:at] + change(text.html[at : at + 1]) + text.html[at + 1 :]
    return Original(change(text[:1]) + text[1:], text.lang, html)


def joined(separator: str, parts: Iterable[str]) -> str:
    """The parts in one text, each marked as it was."""
    parts = list(parts)
    text = separator.join(parts)
    if not any(isinstance(part, Original) for part in parts):
        return text
    return Original(text, html=escape(separator).join(getattr(part, "html", None) or escape(part) for part in parts))


def listed(texts: Iterable[str], written: Callable[[list[str]], str]) -> str:
    """The texts as `written` makes one of them, with words between that need no escaping; marked as they were."""
    texts = list(texts)
    if not any(isinstance(text, Original) for text in texts):
        return written(texts)
    return Original(written(texts), html=written([getattr(text, "html", None) or escape(text) for text in texts]))


def filled(template: str, values: Mapping[str, object]) -> str:
    """The template with its {names} filled in, what is marked still marked."""
    text = template.format(**values)
    if not any(isinstance(value, Original) for value in values.values()):
        return text
    shown = {name: getattr(value, "html", None) or escape(str(value)) for name, value in values.items()}
    return Original(text, html=escape(template).format(**shown))


def parts(text: str) -> str | list[str | list[str]]:
    """The text as data: itself, or where it is marked its parts, each words or `[words, language]`."""
    if not isinstance(text, Original):
        return text
    found: list[str | list[str]] = []
    pieces = iter([*_PART.split(text.html), None])
    for words in pieces:
        if words:
            found.append(unescape(words))
        if (lang := next(pieces)) is not None:
            found.append([unescape(next(pieces)), lang])
    return found


def plain(text: str) -> str:
    """The text without marks, for an address or a file."""
    return _MARKS.sub("", text) if OPEN in text else text


def beginning(text: str) -> int:
    """Where the words of a text begin: after a mark."""
    found = _MARKS.match(text)
    return found.end() if found else 0


def marked(page: str, attributes: Callable[[str], str]) -> str:
    """A rendered page with its original words marked; `attributes(lang)` are those of an element that holds them."""
    if OPEN not in page:
        return page
    page = _TAG.sub(lambda tag: _tag(tag[0], attributes), page)
    page = _WHOLE.sub(lambda found: _element(found, attributes), page)
    page = _PLAIN.sub(lambda element: plain(element[0]), page)
    return _bare(_PART.sub(lambda part: _part(part[1], part[2], attributes), page))


def _bare(text: str) -> str:
    """The text without the characters of marks; on a whole page far quicker than `str.translate`."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def _tag(tag: str, attributes: Callable[[str], str]) -> str:
    """A tag with original words in an attribute. Of a picture or a description they are all that it says."""
    langs = {lang for lang, _ in _PART.findall(tag) if lang}
    said = attributes(langs.pop()) if len(langs) == 1 and tag.startswith(("<img ", "<meta ")) else ""
    bare = plain(tag)
    return f"{bare[:-1]}{said}>" if said and " lang=" not in bare else bare


def _element(found: re.Match, attributes: Callable[[str], str]) -> str:
    """An element that holds original words and nothing else carries the mark itself."""
    name, own, lang, words = found.groups()
    if not lang or " lang=" in own:
        return found[0]
    return f"<{name}{own}{attributes(lang)}>{words}</{name}>"


def _part(lang: str, words: str, attributes: Callable[[str], str]) -> str:
    return f"<span{attributes(lang)}>{words}</span>" if lang else f"<bdi>{words}</bdi>"
