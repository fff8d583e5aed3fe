"""Haarlem Ontmoet: the settings of this town. What they mean stands in README.md."""

SITENAME = "Haarlem Ontmoet"
SITEURL = "http://localhost:8000"  # where `make serve` shows it; publishing sets the real one
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "nl"

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["agenda", "insight", "intake", "publish"]

AGENDA_ID = "haarlem-ontmoet"
AGENDA_TAGLINE = "Wat is er te doen bij u in de buurt?"
AGENDA_URLS = {
    "activity": "activiteit",
    "area": "wijk",
    "audience": "doelgroep",
    "topic": "thema",
    "place": "plek",
    "organization": "organisatie",
    "campaign": "campagne",
    "today": "vandaag",
    "week": "deze-week",
    "weekend": "weekend",
    "undated": "zonder-vaste-tijd",
    "page": "pagina",
    "choose": "kiezen",
    "subscribe": "abonneren",
    "fields": "velden",
    "newsletter": "week",
    "review": "nakijken",
    "offer": "aanbod-per-wijk",
    "coalition": "coalitie",
    "help": "hulp",
    "press": "pers",
    "embed": "embed",
    "slip": "briefje",
    "poster": "poster",
    "list": "mijn-lijst",
    "form": "aanmelden",
    "confirm": "bevestigen",
    "change": "wijzigen",
    "desk": "redactie",
    "search": "zoek",
    "nearby": "dichtbij",
    "when": "wanneer",
    "tomorrow": "morgen",
    "from": "van",
    "until": "tot",
    "part": "dagdeel",
    "morning": "ochtend",
    "afternoon": "middag",
    "evening": "avond",
    "day": "dag",
    "price": "prijs",
    "free": "gratis",
    "pass": "pas",
    "low": "tot-5",
    "access": "toegang",
    "language": "taal",
    "registration": "aanmelden",
    "none": "niet-nodig",
}
AGENDA_LANGUAGES = {"en": ()}
AGENDA_TEXTS = {
    "en": {
        "Wat is er te doen bij u in de buurt?": "What is on near you?",
        "Helpt u iemand anders?": "Are you helping somebody?",
        "Activiteit plaatsen": "Add an activity",
        "Zo plaatst u een activiteit": "How to add an activity",
        "Hulp of een praatje": "Help or a chat",
        "Over Haarlem Ontmoet": "About Haarlem Ontmoet",
        "Hulp nodig of even praten?": "Do you need help, or a talk?",
        "De coalitie": "The coalition",
        "Op uw eigen site": "On your own site",
        "Toegankelijkheid": "Accessibility",
        "Privacy": "Privacy",
    },
}
AGENDA_MENU = (
    ("Helpt u iemand anders?", "verwijzen/"),
    ("Activiteit plaatsen", "aanmelden/"),
    ("Hulp of een praatje", "hulp/"),
)
AGENDA_FOOTER = (
    ("Over Haarlem Ontmoet", "over/"),
    ("De coalitie", "coalitie/"),
    ("Hulp nodig of even praten?", "hulp/"),
    ("Op uw eigen site", "embed/"),
    ("Activiteit plaatsen", "aanmelden/"),
    ("Zo plaatst u een activiteit", "activiteit-plaatsen/"),
    ("Aanbod per wijk", "aanbod-per-wijk/"),
    ("Toegankelijkheid", "toegankelijkheid/"),
    ("Privacy", "privacy/"),
)

# Pelican's own feeds are those of articles, which an agenda has none of.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
