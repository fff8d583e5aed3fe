"""How one follows a calendar feed: the addresses by which the usual calendar programs subscribe to it."""

from typing import NamedTuple
from urllib.parse import quote

LONGEST = 115  # characters of a feed's address: some programs take no more


class Subscription(NamedTuple):
    """A feed at `path` below the site's `url`. Without a site's address only the file itself can be offered."""

    path: str
    name: str
    url: str = ""
    number: int = 1

    @property
    def address(self) -> str:
        """What one copies into a program; empty if the site's address is not known."""
        return f"{self.url}/{self.path}" if self.url else ""

    @property
    def webcal(self) -> str:
        """What opens the calendar program of the telephone or computer itself."""
        return f"webcal://{self.address.partition('://')[2]}" if self.url else ""

    @property
    def google(self) -> str:
        """Google Calendar's page to add a calendar."""
        return f"https://calendar.google.com/calendar/r?cid={quote(self.webcal, safe='')}" if self.url else ""

    @property
    def outlook(self) -> str:
        """The same of Outlook.com, for people."""
        return self._microsoft("live")

    @property
    def office(self) -> str:
        """The same of Outlook in Microsoft 365, for work and school."""
        return self._microsoft("office")

    def _microsoft(self, host: str) -> str:
        query = f"url={quote(self.address, safe='')}&name={quote(self.name, safe='')}"
        return f"https://outlook.{host}.com/calendar/0/addfromweb?{query}" if self.url else ""


def file(number: int) -> str:
    """The file of a feed's n-th part; the first one keeps the feed's own name."""
    return "agenda.ics" if number == 1 else f"agenda-{number}.ics"
