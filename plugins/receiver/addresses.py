"""Where the receiver's pages are: words of the town in the addresses, below the receiver's own."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from agenda.town import Town

from .seals import CHANGE, CONFIRM, DESK, DESK_DAYS, Link, Seals
from .settings import Settings


class Addresses:
    """The paths and whole addresses of the receiver's pages; a path begins without a slash."""

    def __init__(self, town: Town, settings: Settings, seals: Seals) -> None:
        self.words, self.settings, self.seals = town.words, settings, seals
        self.base = urlsplit(town.url).path.rstrip("/")  # the site's, for both are one to a reader
        self.codes = {language.code: town.in_language(language) for language in town.languages}

    def form(self) -> str:
        """The form."""
        return f"{self.words['form']}/"

    def confirm(self, word: str) -> str:
        """Where a sender confirms."""
        return f"{self.form()}{self.words['confirm']}/{word}/"

    def change(self, word: str = "") -> str:
        """An organizer's page of one activity; without a word: where one asks for a link."""
        return f"{self.words['change']}/{word}/" if word else f"{self.words['change']}/"

    def change_form(self, word: str) -> str:
        """Where an organizer proposes a change of all of it."""
        return f"{self.change(word)}{self.words['form']}/"

    def desk(self, word: str, id: str = "", step: str = "") -> str:
        """The editor's page; of one submission; of a step with it."""
        parts = [self.words["desk"], *filter(None, (word, id, step))]
        return "/".join(parts) + "/"

    def whole(self, path: str, language: str = "") -> str:
        """The whole address of a path, in a language of the site."""
        prefix = self.codes[language].prefix if language in self.codes else ""
        return f"{self.settings.address}{self.base}/{prefix}{path}"

    def confirm_link(self, id: str, sender: str, language: str, now: datetime) -> str:
        """The address that confirms a submission."""
        until = now + timedelta(self.settings.unconfirmed_days)
        word = self.seals.link(Link(CONFIRM, id, self.seals.who(sender), until))
        return self.whole(self.confirm(word), language)

    def change_link(self, entry: str, address: str, counter: int, language: str, now: datetime) -> str:
        """The address at which this e-mail address changes an entry (`organization/slug`)."""
        until = now + timedelta(self.settings.link_days)
        word = self.seals.link(Link(CHANGE, entry, self.seals.who(address), until, counter))
        return self.whole(self.change(word), language)

    def desk_word(self, address: str, now: datetime) -> str:
        """What lets an editor in."""
        return self.seals.link(Link(DESK, "", self.seals.who(address), now + timedelta(DESK_DAYS)))

    def desk_link(self, address: str, now: datetime, id: str = "") -> str:
        """The address of an editor's page."""
        return self.whole(self.desk(self.desk_word(address, now), id))
