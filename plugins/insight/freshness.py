"""What needs a look, told: as text for people, as records for tools, as the words of a letter to an organizer."""

from collections.abc import Iterable, Iterator

from agenda import freshness, sentence, wording
from agenda.addresses import Addresses
from agenda.language import told
from agenda.model import Activity
from agenda.pages import Site
from agenda.town import Town

from .review import Entry, Question, Review

# What follows from each state, in the words of who has to look.
STATES = {
    freshness.FRESH: told("It was checked not long ago."),
    freshness.ASKED: told("Please check it again."),
    freshness.MARKED: told("Readers see that nobody checked it, and it stands after the others of its day."),
    freshness.OUT: told("It is out of lists and feeds until somebody checks it. Its page stays."),
}
FORGES = {"github.com": "blob", "gitlab.com": "-/blob"}  # where one file stands below a repository's address


def path_of(review_of: str, addresses: Addresses, town: Town) -> str:
    """Where the list of an organization (its id) stands on the site."""
    return f"{addresses.selection('organization', review_of)}{town.words['review']}/"


def records(reviews: Iterable[Review], site: Site) -> list[dict]:
    """Only what needs a look, as JSON has it; days are ISO dates."""
    return [
        {
            "organization": one.organization.id,
            "name": one.organization.name,
            "email": one.organization.contact.email,
            "review": site.addresses.full(path_of(one.organization.id, site.addresses, site.town)),
            "activities": [_record(entry, site) for entry in one.asked],
        }
        for one in reviews
        if one.asked
    ]


def _record(entry: Entry, site: Site) -> dict:
    activity = entry.activity
    return {
        "id": activity.identity,
        "title": activity.title,
        "url": site.addresses.full(site.addresses.activity(activity)),
        "file": activity.path,
        "checked": activity.checked and activity.checked.isoformat(),
        "freshness": entry.state,
        "next": entry.next and entry.next.occurrence.day.isoformat(),
        "questions": [{"holiday": one.holiday, "days": [str(day) for day in one.days]} for one in entry.questions],
    }


class Writer:
    """Says it in the town's language."""

    def __init__(self, site: Site) -> None:
        self.site, self.town, self.language = site, site.town, site.town.language
        self.say, self.gettext = self.language.say, self.language.gettext

    def report(self, reviews: Iterable[Review]) -> str:
        """A paragraph per organization, a line for what is asked of each activity, and how many in all."""
        asked = [one for one in reviews if one.asked]
        parts = ["\n".join(self._paragraph(one)) for one in asked]
        return "\n\n".join([*parts, self.summary(asked)])

    def summary(self, reviews: Iterable[Review]) -> str:
        """`3 activiteiten van 2 organisaties moeten worden nagekeken.`"""
        numbers = [len(one.asked) for one in reviews if one.asked]
        if not numbers:
            return self.gettext("No activity needs a look.")
        activities = self.language.count("{n} activity needs a look", "{n} activities need a look", sum(numbers))
        organizations = self.language.count("{n} organization", "{n} organizations", len(numbers))
        return f"{activities} ({organizations})."

    def left_out(self, number: int) -> str:
        """That files with problems are not looked at here."""
        return self.language.count(
            "{n} file with problems is left out; the check says what is wrong.",
            "{n} files with problems are left out; the check says what is wrong.",
            number,
        )

    def _paragraph(self, review: Review) -> Iterator[str]:
        one = review.organization
        reached = one.contact.email or one.contact.phone or self.gettext("no address is known")
        yield f"{one.name} – {reached}"
        for entry in review.asked:
            yield f"  {entry.activity.path}: {entry.activity.title}"
            yield from (f"    {line}" for line in self.asked(entry))

    def asked(self, entry: Entry) -> Iterator[str]:
        """What is asked of an activity, each in a sentence."""
        yield from map(self.question, entry.questions)
        if entry.state not in ("", freshness.FRESH):
            day = self.language.date(entry.activity.checked)
            checked = self.say("Last checked on {day}.", day=day)
            yield f"{checked} {self.state(entry)}"

    def question(self, question: Question) -> str:
        """`Gaat het door op dinsdag 22 december (Kerstvakantie)?`"""
        days = self.language.all_of(self.language.day(day, self.town.today) for day in question.days)
        return self.say("Does it take place on {days} ({holiday})?", days=days, holiday=question.holiday)

    def known(self, entry: Entry) -> Iterator[str]:
        """What the site says of an activity: when, where, whom to reach."""
        activity = entry.activity
        place = activity.place(self.site.agenda.register)
        yield self.say("When: {what}", what=self.sentences(activity))
        yield self.say("Where: {what}", what=wording.location(place))
        yield self.say("Contact: {what}", what=self.contact(activity))

    def sentences(self, activity: Activity) -> str:
        """When it takes place, in words."""
        found = sentence.of_activity(activity, self.site.agenda.register, self.language, self.town.today)
        return " ".join(map(wording.sentence, found))

    def contact(self, activity: Activity) -> str:
        """Whom to reach, on one line, or that nobody is named."""
        return wording.contact(activity, self.site.agenda.register) or self.gettext("nobody is named yet")

    def state(self, entry: Entry) -> str:
        """What follows from its state of freshness, in a sentence."""
        return self.gettext(STATES[entry.state])

    def subject(self, review: Review) -> str:
        """`Klopt dit nog? 3 activiteiten op …`"""
        count = self.language.count("{n} activity", "{n} activities", len(review.asked))
        return self.say("Is this still right? {count} on {town}", count=count, town=self.town.name)

    def letter(self, review: Review) -> str:
        """The words to an organizer: what is asked of which activities, what stands there now, how to answer."""
        full, name = self.site.addresses.full, review.organization.name
        parts = [
            self.say("Hello {name},", name=name),
            self.say(
                "{town} shows what you organize. People count on it. Will you look whether this is still right?",
                town=self.town.name,
            ),
        ]
        for number, entry in enumerate(review.asked, 1):
            page = full(self.site.addresses.activity(entry.activity))
            lines = [*self.asked(entry), *self.known(entry), self._file(entry.activity)]
            parts.append("\n".join([f"{number}. {entry.activity.title}", *(f"   {line}" for line in [page, *lines])]))
        list_page = full(path_of(review.organization.id, self.site.addresses, self.town))
        parts += [self.say("All your activities on one page, to tick off or to print: {page}", page=list_page)]
        parts.append("\n".join(self._how()))
        parts += [self.say("Thank you! {town}", town=self.town.name)]
        return "\n\n".join(parts) + "\n"

    def _how(self) -> Iterator[str]:
        yield self.say(
            "Is all of it right? Then write the day of today in the file: checked: {day}", day=self.town.today
        )
        yield self.gettext("Is something else? Then change that in the file too.")
        if self.town.email:
            yield self.gettext("Or simply answer this letter. Then the editors do it for you.")

    def _file(self, activity: Activity) -> str:
        repository = self.town.entrance.repository
        part = FORGES.get(wording.host(repository))
        where = f"{repository}/{part}/HEAD/{activity.path}" if part else activity.path
        return self.say("The file: {file}", file=where)
