"""The agenda -> RSS 2.0: what is new or changed. Dates are those of publication, never of the activity, never now."""

import html
import re
from collections.abc import Iterable

from feedgen.feed import FeedGenerator

from . import sentence, wording
from .addresses import Addresses
from .language import told
from .model import Activity, Agenda
from .state import Stamp, State
from .town import Town

NEWEST = 50  # entries in a feed
_CLOCK = re.compile(rb"\s*<lastBuildDate>[^<]*</lastBuildDate>")  # feedgen writes the clock's time when none is known


class Writer:
    """Writes feeds in the town's language; an activity's stamp is taken once."""

    def __init__(self, agenda: Agenda, town: Town, state: State) -> None:
        self.agenda, self.town = agenda, town
        self.addresses = Addresses(town.words, town.url)
        self.texts = {activity.address: self._text(activity) for activity in agenda.activities}
        self.stamps: dict[str, Stamp] = {
            activity.address: state.stamp(
                f"activity:{activity.identity}", f"{activity.title}\n{self.texts[activity.address]}".encode()
            )
            for activity in agenda.activities
        }

    def rss(self, name: str, description: str, path: str, activities: Iterable[Activity]) -> bytes:
        """The feed at `path` of these activities, the newest change first."""
        newest = sorted(activities, key=lambda one: one.address)
        newest.sort(key=lambda one: self.stamps[one.address].modified, reverse=True)
        feed = FeedGenerator()
        feed.title(name)
        feed.description(description)
        feed.link(href=self.addresses.full(f"{path}rss.xml"), rel="self")
        feed.link(href=self.addresses.full(path))  # last: feedgen takes the last one as the channel's own
        feed.language(self.town.language.code)
        feed.generator("")
        dates = [self.stamps[one.address].modified for one in newest]
        if dates:
            feed.lastBuildDate(max(dates))
        for activity in newest[:NEWEST]:
            entry = feed.add_entry(order="append")
            entry.title(activity.title)
            entry.guid(f"{activity.identity.replace('/', '.')}@{self.town.id}", permalink=False)
            entry.link(href=self.addresses.full(self.addresses.activity(activity)))
            entry.description(html.escape(self.texts[activity.address], quote=False))  # readers take it for HTML
            entry.pubDate(self.stamps[activity.address].first)
        data = feed.rss_str(pretty=True)
        return data if dates else _CLOCK.sub(b"", data)

    def _text(self, activity: Activity) -> str:
        """What, when and where, in plain words."""
        register, language = self.agenda.register, self.town.language
        place = activity.place(register)
        parts = [activity.summary]
        if activity.example:
            parts.insert(0, language.gettext("This is an example, not a real activity."))
        if activity.status != "scheduled":
            names = {"cancelled": told("Cancelled"), "postponed": told("Postponed"), "full": told("Full")}
            parts.append(wording.sentence(language.gettext(names[activity.status])))
        parts += [wording.sentence(one) for one in sentence.of_activity(activity, register, language)]
        parts.append(wording.sentence(", ".join(part for part in (place.name, place.address) if part)))
        return " ".join(parts)
