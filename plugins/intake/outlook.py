"""What an entry that is not there yet will look like: its card in the lists, and the dates that its schedule makes."""

from dataclasses import dataclass

from agenda import cards, listing, sentence, wording
from agenda.cards import Card, Clock
from agenda.language import told
from agenda.model import Activity, Agenda
from agenda.town import Town

MOST = 10  # dates that are written out


@dataclass(frozen=True)
class Outlook:
    """The words of a card on its first day, and dates as people read them. Without a fixed time there are none."""

    activity: Activity
    card: Card
    clock: Clock
    day: str
    dates: tuple[str, ...]
    sentences: tuple[str, ...]


def of(activity: Activity, agenda: Agenda, town: Town) -> Outlook:
    """How it will look to a reader of the town's language."""
    register, language = agenda.register, town.language
    ahead = listing.ahead(activity, agenda, town.today)
    sentences = tuple(sentence.of_activity(activity, register, language, town.today))
    dates = [f"{language.day(item.occurrence.day)}, {wording.when(item.occurrence, language)}" for item in ahead[:MOST]]
    if len(ahead) > MOST:
        dates.append(language.gettext(told("and so on")))
    if not ahead:
        undated = next((plan.undated for plan in activity.schedule if plan.undated), "")
        return Outlook(activity, cards.offer(activity, register, town), Clock("", "", undated), "", (), sentences)
    first = next((item for item in ahead if not item.off), ahead[0])
    clock = cards.clock(first.occurrence, language)
    day = language.day(first.occurrence.day)
    return Outlook(activity, cards.of(first, register, town), clock, day, tuple(dates), sentences)
