"""What a hostile entry may write in any text field is shown as it was typed, and does nothing: pages, feeds, data.

The numbers are those of the list of broken and hostile entries that the project keeps.
"""

import csv
import io
import json
import re
from html import unescape

import pytest
from icalendar import Calendar
from lxml import etree
from PIL import Image

from site_pages import Page, pages
from small_town import Town, small_town

PAYLOADS = {
    "34 a script": "<script>alert(1)</script>",
    "35 the end of a script": '</script><script>alert("1")</script>',
    "36 a script as an address": "javascript:alert(1)",
    "36 a link to a script": "[a](javascript:alert(1))",
    "36 in entities": "[a](java&#115;cript:alert(1)) <a href=&#x6a;avascript:b>c</a>",
    "36 with a tab": "[a](<java\tscript:alert(1)>) [a](java&Tab;script:b)",
    "37 attach": "{attach}../.git/config",
    "37 attach in a link": "[a]({attach}../.git/config) ![a]({static}/secret.md)",
    "37 attach with bars": "[a](|attach|../.git/config) [a](|filename|secret.md)",
    "37 a page by its file": "[a]({filename}../activities/walkers/secret.md)",
    "38 an expression": "{{ config }} {{ 7 * 7 }} ${7 * 7}",
    "38 an include": '{% include "base.html" %} {# a #}',
    "38 a message's names": "%(name)s %s {title} {0.__class__} {",
    "39 a remote picture": "![a](https://evil.example/a.png)",
    "39 a remote picture in HTML": '<img src="https://evil.example/a.png">',
    "39 a picture in the text": "![a](data:image/png;base64,AA==) [a](data:text/html,b)",
    "41 a line of a calendar": "a\nATTENDEE:mailto:a@evil.example",
    "41 an event in an event": "a\nEND:VEVENT\nBEGIN:VEVENT\nATTACH:https://evil.example",
    "41 what a calendar escapes": "a\\nb; c, d\\\\ \\; :",
    "out of an attribute": '"><img src=x onerror=alert(1)>',
    "out of another attribute": "' onmouseover='alert(1)' x='",
    "an entity": "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&gt;",
    "out of CDATA": "]]><script>alert(1)</script><![CDATA[",
    "a comment": "<!-- --><!--> <script>a</script>",
    "mail with copies": "[a](mailto:a@example.org?cc=b@evil.example)",
    "a frame": "<iframe src=//evil.example></iframe><base href=//evil.example>",
    "a redirect": '<meta http-equiv=refresh content="0; url=//evil.example">',
}
SLUGS = {name: re.sub(r"[^a-z0-9]+", "-", name.lower()) for name in PAYLOADS}
SECRET = "SECRET-of-the-editors"


def marked(field: str, payload: str) -> str:
    """The payload after a word that says which field it stands in."""
    return f"{field.upper()}~{payload}"


def shown(field: str, payload: str) -> str:
    """How a field of one line reads."""
    return " ".join(marked(field, payload).split())


def entry(payload: str) -> str:
    """An activity with the payload in every text field; JSON is YAML."""

    def of(*names: str) -> dict[str, str]:
        return {name: marked(name, payload) for name in names}

    changes = [
        {"date": "2026-12-17", "note": marked("note", payload)},
        {"date": "2026-12-24", "cancelled": marked("reason", payload)},
        {"date": "2026-12-31", "location": {"name": marked("elsewhere", payload)}},
    ]
    fields = {
        **of("title", "summary", "welcome", "price_note", "status_note", "transport", "image_alt"),
        "schedule": {"start": "2026-12-10", "time": "10:00-12:00", "repeat": "weekly", "count": 4, "changes": changes},
        "location": {**of("name", "street", "city"), "note": marked("where", payload), "area": "north"},
        "contact": {**of("role", "hours"), "phone": "020-000 00 00"},
        "referral": {"how": marked("how", payload), "contact": of("role")},
        "translations": {"fr": of("title", "summary", "description")},
        "source": of("name", "uid"),
        "description": marked("description", payload),
        "audiences": ["old"],
        "topics": ["tea"],
        "status": "full",
        "image": "a.png",
        "checked": "2026-11-20",
    }
    return json.dumps(fields)


def offer(payload: str) -> str:
    fields = json.loads(entry(payload))
    fields["schedule"] = {"ongoing": marked("ongoing", payload)}
    return json.dumps({name: value for name, value in fields.items() if not name.startswith("image")})


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Town:
    """All of them in one town, published with what is wrong left out."""
    files = {f"activities/walkers/{SLUGS[name]}.yaml": entry(payload) for name, payload in PAYLOADS.items()}
    files |= {f"activities/readers/{SLUGS[name]}.yaml": offer(payload) for name, payload in PAYLOADS.items()}
    takeover = {"save_as": "index.html", "template": "404", "url": "/", "slug": "a"}
    town = small_town(
        tmp_path_factory.mktemp("town"),
        {
            **files,
            "activities/walkers/a.png": picture(),
            "activities/readers/takeover.yaml": json.dumps({**json.loads(offer("a")), **takeover}),
            "activities/readers/return.yaml": offer("a\r\nATTENDEE:mailto:a@evil.example"),
            "activities/readers/brackets.yaml": json.dumps({**json.loads(offer("a")), "description": "[" * 20_000}),
            ".git/config": SECRET,
            "content/secret.md": SECRET,
        },
    )
    settings = ['AGENDA_ON_PROBLEM="last-good"', 'SITEURL="https://littleham.example"']
    done = town.build(None, "-e", *settings)
    assert done.returncode == 3, done.stdout + done.stderr
    town.write("told", done.stdout)
    return town


@pytest.fixture(scope="module")
def found(town) -> dict[str, Page]:
    return pages(town.output)


@pytest.mark.parametrize("name", PAYLOADS)
def test_it_is_shown_as_it_was_typed(name, found):
    """On the activity's own page; the text itself is Markdown, and its safety is tested with that."""
    payload, slug = PAYLOADS[name], SLUGS[name]
    fields = "title summary welcome price_note status_note transport role hours name street where how note reason"
    text = found[f"activity/walkers/{slug}/"].text("//body")
    missing = [field for field in fields.split() if shown(field, payload).rstrip(".") not in text]
    assert missing == []
    assert found[f"activity/walkers/{slug}/"].all("//main//img/@alt") == [shown("image_alt", payload)]
    assert shown("ongoing", payload) in found[f"activity/readers/{slug}/"].text()
    assert f"ELSEWHERE~{' '.join(payload.split())}" in found[f"activity/walkers/{slug}/"].text()


@pytest.mark.parametrize("path", ["", "topic/tea/", "audience/old/", "area/north/", "without-a-fixed-time/"])
def test_lists_show_it_too(path, found):
    text, pager = "", path
    while pager is not None:
        text += found[pager].text()
        following = found[pager].all("//a[@rel='next']/@href")
        pager = following[0].lstrip("/") if following else None
    assert [name for name, payload in PAYLOADS.items() if shown("title", payload) not in text] == []


def test_no_page_got_an_element_or_an_attribute(found):
    """All elements and attributes are ones that the same pages have without a hostile entry, or that Markdown makes."""
    own = "@type='module' and starts-with(@src, '/theme/js/') and count(@*)=2 and not(node())"
    data = "(@type='application/ld+json' and count(@*)=1)"
    data += " or (@type='application/json' and @id='form-data' and count(@*)=2)"
    form = "@id='finder' or @id='refer' or @id='form'"
    paths = f"//script[not({own}) and not({data})] | //iframe | //object | //embed | //base | //style | //@style"
    paths += f" | //form[not({form})] | //input[not(ancestor::form[{form}] or @readonly)]"
    paths += " | //@*[starts-with(name(), 'on')] | //meta[@http-equiv] | //*[@srcdoc] | //comment() | //main//link"
    assert {path: page.all(paths) for path, page in found.items() if page.all(paths)} == {}


@pytest.mark.parametrize("name", PAYLOADS)
def test_linked_data_is_whole(name, found):
    """34, 35: it is one element, and says what was typed."""
    [text] = found[f"activity/walkers/{SLUGS[name]}/"].all("//script[@type='application/ld+json']/text()")
    [event, crumbs] = json.loads(text)["@graph"]
    title = shown("title", PAYLOADS[name])
    assert (event["@type"], event["name"], crumbs["itemListElement"][-1]["name"]) == ("Event", title, title)
    assert event["subEvent"][-1]["location"]["name"] == f"ELSEWHERE~{' '.join(PAYLOADS[name].split())}"


def test_open_data_says_what_was_typed(town):
    """34, 35; and 42: every cell begins with a word, a quote or nothing that a spreadsheet runs."""
    folder = town.output / "data" / "v1"
    records = {one["id"]: one for one in json.loads((folder / "activities.json").read_text())}
    for name, payload in PAYLOADS.items():
        assert records[f"walkers/{SLUGS[name]}"]["title"] == shown("title", payload)
    with (folder / "activities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert [row["id"] for row in rows] == list(records)
    assert [cell for row in rows for cell in row.values() if re.match(r"[=+@\t\r-]", cell)] == []


def test_nothing_loads_and_no_link_leads_where_it_should_not(found):
    map_of = r"https://www\.openstreetmap\.org/search\?query="
    feed = r"littleham\.example(?:/|%2F)(?:[\w./-]|%2F)*agenda\.ics"
    follow = rf"webcal://{feed}$|https://calendar\.google\.com/calendar/r\?cid=webcal%3A%2F%2F{feed}$"
    follow += rf"|https://outlook\.(live|office)\.com/calendar/0/addfromweb\?url=https%3A%2F%2F{feed}&name=[\w%.~-]+$"
    ours = (
        rf"/[\w./#-]*$|/\?[\w=&-]+$|#\w+$|mailto:$|https://littleham\.example/|{map_of}[\w%./~-]*$|tel:[+\d]+$|{follow}"
    )
    addresses = {address for page in found.values() for address in page.addresses()}
    assert {one for one in addresses if not re.match(ours, one)} == set()
    sources = {
        one for page in found.values() for one in page.all("//@src") if not re.match(r"/theme/js/[\w/.-]+$", one)
    }
    sources = {one for one in sources if not re.search(r"/(subscribe|badge|mark)\.svg$", one)}
    assert {re.sub(r"/[^/]*/a-9", "/x/a-9", one) for one in sources} == {"/activity/walkers/x/a-9.jpg"}


def test_no_file_of_the_editors_is_published(town):
    """37: neither its content nor a copy."""
    assert [path for path, data in town.built().items() if SECRET.encode() in data] == []
    suffixes = {path.rpartition(".")[2] for path in town.built()}
    assert suffixes == {
        "html",
        "ics",
        "xml",
        "json",
        "txt",
        "css",
        "svg",
        "jpg",
        "png",
        "md",
        "yaml",
        "csv",
        "js",
        "ts",
        "LICENSE",
        "manifest",
    }
    assert [path for path in town.built() if path.endswith(".png") and "/press/" not in path] == [
        "theme/touch-icon.png"
    ]


def test_a_field_cannot_take_over_a_page(town, found):
    """31: each key is told, and the home page is the agenda."""
    told = (town.path / "told").read_text()
    for key in ("save_as", "template", "url", "slug"):
        assert re.search(rf"^activities/readers/takeover\.yaml:1:\d+: {key}: the field {key} does not ", told, re.M)
    assert "activity/readers/takeover/" not in found
    assert found[""].text("//h1") == "What is on in Littleham?"
    assert found[""].all("//section[@class='day']")


def test_a_return_of_the_carriage_is_refused(town, found):
    """41"""
    assert re.search(r"^activities/readers/return\.yaml:1:\d+: .*\(U\+000D\)", (town.path / "told").read_text(), re.M)
    assert "activity/readers/return/" not in found


def test_brackets_are_shown(found):
    """40: twenty kilobytes of them, which cost some parsers half a minute."""
    assert "[" * 20_000 in found["activity/readers/brackets/"].text()


@pytest.mark.parametrize("path", ["rss.xml", "topic/tea/rss.xml", "area/north/rss.xml"])
def test_rss_has_titles_as_typed_and_texts_that_are_words(path, town):
    """A reader takes a description for HTML: unescaped once more it must still be words."""
    channel = etree.fromstring((town.output / path).read_bytes()).find("channel")
    items = channel.findall("item")
    assert {element.tag for item in items for element in item} == {"title", "link", "description", "guid", "pubDate"}
    typed = {shown("title", payload) for payload in PAYLOADS.values()}
    assert len(items) == 50
    assert {item.findtext("title") for item in items} <= typed | {"TITLE~a"}
    for item in items:
        html = item.findtext("description")
        assert "<" not in html
        assert any(shown("summary", payload) in unescape(html) for payload in [*PAYLOADS.values(), "a"])


def texts(data: bytes, name: str) -> list[str]:
    """The values of a property of text, as RFC 5545 unescapes them (icalendar takes a backslash before n for both)."""
    lines = re.sub(r"\r\n[ \t]", "", data.decode()).split("\r\n")
    values = [line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line)]
    return [re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value) for value in values]


def test_calendar_has_the_events_and_properties_that_it_has_without(town):
    data = (town.output / "agenda.ics").read_bytes()
    events = Calendar.from_ical(data).walk("VEVENT")
    assert {name for event in events for name in event}.isdisjoint({"ATTENDEE", "ATTACH", "ORGANIZER", "VALARM"})
    assert {len(event.walk()) for event in events} == {1}
    assert all(re.match(rb"[A-Z-]+[;:]| ", line) for line in data.split(b"\r\n")[:-1])
    titles = {title.partition(": ")[2] for title in texts(data, "SUMMARY") if "FULL: " in title}
    assert titles == {shown("title", payload) for payload in PAYLOADS.values()}
    told = texts(data, "DESCRIPTION")
    for name, payload in PAYLOADS.items():
        own = [event for event in events if f"walkers.{SLUGS[name]}." in event["UID"]]
        assert own
        assert sum(shown("summary", payload) in text for text in told) >= len(own)
