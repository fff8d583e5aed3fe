"""De instellingen van deze site. Wat zij betekenen, staat in de README van de generator."""

from agenda import look

SITENAME = "Ontmoeten in Deventer"
SITEURL = "http://localhost:8000"  # waar `make serve` de site laat zien; publiceren zet het echte adres
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "nl"

PATH = "content"
OUTPUT_PATH = "output"
THEME = look.theme()
PLUGINS = [*look.PLUGINS]

AGENDA_ID = "ontmoeten-in-deventer"  # staat in de feeds: verander dit nooit meer
AGENDA_TAGLINE = "Wat is er te doen bij u in de buurt?"
AGENDA_PHONE = ""
AGENDA_PHONE_HOURS = ""
AGENDA_EMAIL = ""
AGENDA_STYLE = "content/town.css"
AGENDA_REPOSITORY = ""
AGENDA_FORGE = ""
AGENDA_URLS = {
    "activity": "activiteit",
    "area": "wijk-of-dorp",
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
    "offer": "aanbod-per-wijk-of-dorp",
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
AGENDA_MENU = (
    ("Helpt u iemand anders?", "verwijzen/"),
    ("Activiteit plaatsen", "aanmelden/"),
    ("Hulp of een praatje", "hulp/"),
)
AGENDA_FOOTER = (
    ("Over deze site", "over/"),
    ("Wie dit maken", "coalitie/"),
    ("Hulp nodig of even praten?", "hulp/"),
    ("Op uw eigen site", "embed/"),
    ("Zo plaatst u een activiteit", "activiteit-plaatsen/"),
    ("Aanbod per wijk en dorp", "aanbod-per-wijk-of-dorp/"),
    ("Toegankelijkheid", "toegankelijkheid/"),
    ("Privacy", "privacy/"),
)
# Hier zijn niet alleen wijken: ook dorpskernen.
AGENDA_WORDS = {
    "Area": "Wijk of dorpskern",
    "Areas": "Wijken en dorpskernen",
    "All areas": "Alle wijken en dorpskernen",
    "Area or topic": "Wijk, dorp of thema",
    "Choose an area or topic": "Kies wijk, dorp of thema",
    "Map of the areas": "Kaart van de wijken en dorpen",
    "Offer by area": "Aanbod per wijk en dorp",
    "Also the areas beside it": "Ook wijken en dorpen ernaast",
}
