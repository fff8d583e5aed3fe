"""What editors' pages and pictures may hold: the same for check, build and requests."""

import re
from datetime import date
from pathlib import PurePosixPath

import pytest

from agenda import editorial
from building import build
from small_town import TODAY, small_town

HEAD = "Title: News\nSlug: news\n\n"


def told(path: str, text: str | bytes) -> list[str]:
    """`line:column: field: message` of each fault."""
    data = text if isinstance(text, bytes) else text.encode()
    found = editorial.faults(PurePosixPath(path), data)
    return [f"{line}:{column}: {name}: {fault}" for (line, column), name, fault in found]


RIGHT = {
    "as Haarlem's": f"{HEAD}Text.\n",
    "every field": (
        "Title: News\nSlug: news\nLang: nl\nSummary: What is new: a lot.\nTemplate: refer\nStatus: hidden\n\nText.\n"
    ),
    "names in small letters": "title: News\n\nText.\n",
    "between lines": "---\nTitle: News\n---\nLet op: geen regel erboven.\n",
    "with a colon in its text": f"{HEAD}Note: save_as: and url: are words here.\n",
    "Windows' line ends": HEAD.replace("\n", "\r\n") + "Text.\r\n",
    "pictures and links": f'{HEAD}<p class="pictures"><img src="/images/a.png" alt=""></p> [On](/activity/) {{x}}\n',
    "words that begin so": f"{HEAD}The data: 3 May. On Monday one = 1. Or <em>on</em> <https://example.org/on?one=1>.\n",
    "a script to read": f"{HEAD}It says &lt;script&gt; there. Without JavaScript: all of it.\n",
    "odd entities": f"{HEAD}&#abc; &#{'9' * 25}; &#{'9' * 5000}; &#x; &bogus; &amp\n",
    "a table": f"{HEAD}a|b\n-|-\ntag|index\n",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_a_page_as_editors_write_it(text):
    assert told("pages/news.md", text) == []


FIELDS = {
    "the place of another page": (
        "Save_as: index.html",
        "2:1: Save_as: Save_as is not a field of a page. Those are Title",
    ),
    "another address": ("URL: about/", "2:1: URL: URL is not a field"),
    "before the title": ("   url:about/", "2:1: url: url is not a field"),
    "a date": ("Date: 2026-11-20", "2:1: Date: Date is not a field"),
    "text without an empty line": ("Note: come in", "2:1: Note: Note is not a field of a page."),
    "any template": ("Template: base", "2:1: Template: base is not known here."),
    "a template with a slip": ("Template: reffer", "2:1: Template: reffer is not known here. Did you mean refer?"),
    "a path as a slug": ("Slug: ../../x", "2:1: Slug: ../../x is not a possible name. Use small letters, digits and"),
    "an empty slug": ("Slug:", "2:1: Slug:  is not a possible name."),
    "another state": ("Status: done", "2:1: Status: done is not known here. Choose one of: published, hidden, draft."),
    "a language by its name": ("Lang: Dutch", "2:1: Lang: Dutch is not a language. Write its code: nl, or en."),
    "nothing": ("Summary:", "2:1: Summary: this is empty. Fill it in, or delete the line."),
    "the same twice": (
        "Title: Other",
        "2:1: Title: Title stands here twice: on line 1 and on line 2. Keep one of them.",
    ),
    "over two lines": ("Summary: a\n    b", "3:1: : this line goes on with the field above."),
}


@pytest.mark.parametrize("between", ["", "---\n", "---x\n"], ids=["plain", "between lines", "a line that begins so"])
@pytest.mark.parametrize(("field", "says"), FIELDS.values(), ids=FIELDS)
def test_a_field_that_a_page_has_not(field, says, between):
    found = told("pages/news.md", f"{between}Title: News\n{field}\n\nText.\n")
    line = int(says[0]) + between.count("\n")
    says = says.replace("line 1 and on line 2", "line 2 and on line 3") if between else says
    assert [one for one in found if one.startswith(f"{line}{says[1:]}")], found
    assert len(found) == 1


HOSTILE = {
    "a file of the machine": ("[x]({attach}../../pelicanconf.py)", "{attach} does nothing here. Write the address on"),
    "the same with a bar": ("[x](|attach|../x)", "|attach| does nothing here."),
    "the same, escaped": ("[x](\\{attach\\}../x)", "{attach\\} does nothing here."),
    "a file of the content": ("![x]({static}/images/a.png)", "{static} does nothing here."),
    "another page by its file": ("[x]({filename}about.md)", "{filename} does nothing here."),
    "a script": ("<SCRIPT src=x>", "a page cannot hold <script>"),
    "a frame": ("<iframe src=x>", "a page cannot hold <script>"),
    "what runs when it is pressed": ('<a href="/" onClick="x()">', "a page cannot hold onclick="),
    "the same after a bracket in quotes": ('<a title=">" onclick="x()">', "a page cannot hold onclick="),
    "the same after a slash": ("<img/onerror=x()>", "a page cannot hold onclick="),
    "a link that runs": ("[x](javascript:x)", "a page cannot hold javascript:"),
    "the same below the text": ("[x]: javascript:x", "a page cannot hold javascript:"),
    "the same by numbers": ("[x](&#106;ava&Tab;script&colon;x)", "a page cannot hold javascript:"),
    "the same with zeros": ("[x](java&#0000010;script:x)", "a page cannot hold javascript:"),
    "a document in a link": ("[x]: <data:text/html,x>", "a page cannot hold javascript:"),
}


@pytest.mark.parametrize(("text", "says"), HOSTILE.values(), ids=HOSTILE)
def test_a_text_that_would_do_something(text, says):
    [found] = told("pages/news.md", f"{HEAD}First.\n{text}\n")
    assert found.startswith("5:")
    assert says in found


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("pages/news.md", "Slug: news\n\nText.\n", "1:1: : the page has no title. Write Title: and a title"),
        ("pages/news.md", "", "1:1: : the file is empty."),
        ("pages/news.md", b"Title: \xff\n", "1:8: : this character is not written in UTF-8."),
        ("pages/news.mkd", f"{HEAD}x", "1:1: : news.mkd is not a page. Pages are .md files; pictures stand in"),
        ("pages/more/a.png", "x", "1:1: : a.png is not a page."),
        ("images/x.html", "<p>", "1:1: : x.html is not a picture. Use a .jpg, .png or .webp file."),
        ("images/more/x.svg", "<svg onload=x>", "1:1: : x.svg is not a picture."),
    ],
)
def test_a_file_that_cannot_be_there(path, text, says):
    [found] = told(path, text)
    assert found.startswith(says)


@pytest.mark.parametrize("path", ["organizations/a.md", "vocabulary/areas.yaml", "images/a.webp", "help.md"])
def test_other_files_are_checked_elsewhere(path):
    assert told(path, "<script>") == []


def test_a_long_page_of_nothing_is_read_at_once():
    for text in ("(" + " " * 60_000, "<" * 60_000, "( " * 30_000, "javascript" * 6_000, "<on" * 20_000):
        told("pages/news.md", HEAD + text)


FILES = {
    "content/pages/about.md": "Title: About us\nSave_as: index.html\n\n[x]({attach}../../pelicanconf.py)\n",
    "content/pages/more/other.mkd": "Title: Other\nSave_as: today/index.html\n\nOther.\n",
    "content/images/x.html": "<script>",
    "content/images/.hidden": "Pelican does not look at it",
}


def test_check_and_build_tell_each_of_them_and_nothing_is_published(tmp_path):
    town = small_town(tmp_path, FILES)
    told = [f"{one.path}:{one.line}: {one.field}: {one.message()}" for one in town.load().problems]
    assert [line.partition(". ")[0] for line in told] == [
        "content/images/x.html:1: : x.html is not a picture",
        "content/pages/about.md:2: Save_as: Save_as is not a field of a page",
        "content/pages/about.md:4: : {attach} does nothing here",
        "content/pages/more/other.mkd:1: : other.mkd is not a page",
    ]
    done = town.build()
    assert done.returncode == 1
    assert "content/pages/about.md:2:1: Save_as: " in done.stdout + done.stderr
    assert not town.output.exists()


def test_links_of_pelican_lead_nowhere_where_the_check_does_not_know_them(tmp_path, monkeypatch):
    """No file of the machine gets onto the site by a way of writing that nobody thought of."""
    monkeypatch.setattr(editorial, "_LINK", re.compile("(?!)"))
    town = small_town(tmp_path / "town", {"content/pages/about.md": f"{HEAD}[x]({{attach}}../../pelicanconf.py)\n"})
    build(town, town.output, date.fromisoformat(TODAY))
    assert '<a href="{attach}../../pelicanconf.py">' in town.page("news").replace("%7B", "{").replace("%7D", "}")
    assert not [name for name in town.built() if "pelicanconf" in name]
