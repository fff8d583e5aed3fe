"""The agenda of the bench in this project: the parts of a site that every generator makes, by settings only."""

SITENAME = "Voorbeeldagenda"
SITEURL = "https://agenda.example.org"
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "nl"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = ["agenda"]

AGENDA_ID = "voorbeeldagenda"
AGENDA_URLS = {
    "activity": "activiteit",
    "area": "wijk",
    "audience": "doelgroep",
    "topic": "thema",
    "organization": "organisatie",
    "page": "pagina",
}
AGENDA_PARTS = ()
AGENDA_LISTS = "next"
AGENDA_PER_PAGE = 50
AGENDA_LARGEST_FEED = 100_000_000
