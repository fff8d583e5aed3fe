"""The agenda in Pelican as it comes: articles, with organizations as categories, areas as authors, the rest as tags."""

import json
from pathlib import Path

HERE = Path(__file__).parent
TERMS = json.loads((HERE / "terms.json").read_text())
PLACES = json.loads((HERE / "places.json").read_text())

SITENAME = "Voorbeeldagenda"
SITEURL = "https://agenda.example.org"
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "nl"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_DIR = "."
ARTICLE_PATHS = ["activiteit"]
PAGE_PATHS = ["paginas"]
STATIC_PATHS = []
SLUGIFY_SOURCE = "basename"
ARTICLE_ORDER_BY = "date"
FORMATTED_FIELDS = []
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}}

DIRECT_TEMPLATES = ["index"]
PAGINATED_TEMPLATES = dict.fromkeys(("index", "category", "author", "tag"), 50)
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/pagina/{number}/", "{base_name}/pagina/{number}/index.html"),
)
ARTICLE_URL, CATEGORY_URL, AUTHOR_URL, TAG_URL = "activiteit/{slug}/", "organisatie/{slug}/", "wijk/{slug}/", "{slug}/"
ARTICLE_SAVE_AS, CATEGORY_SAVE_AS, AUTHOR_SAVE_AS, TAG_SAVE_AS = (
    f"{url}index.html" for url in (ARTICLE_URL, CATEGORY_URL, AUTHOR_URL, TAG_URL)
)
ARCHIVES_SAVE_AS = TAGS_SAVE_AS = CATEGORIES_SAVE_AS = AUTHORS_SAVE_AS = ""

FEED_MAX_ITEMS = 50
FEED_ALL_RSS = "rss.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TEMPLATE_PAGES = {
    "calendars/agenda.ics": "agenda.ics",
    **{f"calendars/{id}.ics": f"wijk/{id}/agenda.ics" for id in TERMS["wijk"]},
}


# Pelican's cache keeps the settings too, and can keep a function only by its name.


def ical(text):
    """A text of a calendar (RFC 5545, 3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def weekday(date):
    """In Dutch."""
    return DAYS[date.weekday()]


def day(date):
    """In Dutch."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def nth(date):
    """How many of its weekday the month had before."""
    return (date.day - 1) // 7


def byday(date):
    """Which weekday of the month it is, as a calendar says it."""
    return f"{nth(date) + 1}{CODES[date.weekday()]}"


DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
CODES = "MO TU WE TH FR SA SU".split()
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
JINJA_FILTERS = {"ical": ical, "weekday": weekday, "day": day, "nth": nth, "byday": byday}
JINJA_GLOBALS = {"TERMS": TERMS, "PLACES": PLACES, "SITENAME": SITENAME}
