"""What the receiver says on a page of its own: thanks, questions, and what went wrong and what to do."""

from dataclasses import dataclass, replace

from agenda.language import Language, told


@dataclass(frozen=True)
class Notice:
    """A heading and sentences. `button` is pressed to go on; `links` are (text, address); `handed_in`: it is ours now.

    `status` is that of the answer. Texts are English until `in_language`.
    """

    heading: str
    lines: tuple[str, ...] = ()
    button: str = ""
    links: tuple[tuple[str, str], ...] = ()
    status: int = 200
    handed_in: bool = False
    warning: bool = False

    def in_language(self, language: Language, **values: object) -> "Notice":
        """The same in a language, its {names} filled in."""
        say = language.say
        return replace(
            self,
            heading=say(self.heading, **values),
            lines=tuple(say(line, **values) for line in self.lines),
            button=say(self.button),
            links=tuple((say(text), to) for text, to in self.links),
        )


BACK = told("Back to this activity")
CHANGED_MEANWHILE = told(
    "The activity was changed while this form was open. Look whether all is right, and send it again."
)

THANKS = Notice(
    told("Thank you! One thing is left"),
    (
        told("We send a letter to the e-mail address that you filled in. Open the link in it and press the button."),
        told("Then the editors look at it. You hear from them by e-mail."),
        told("Is there no letter within ten minutes? Look among the unwanted mail too. Then call or write to us."),
    ),
    handed_in=True,
)
PROPOSED = Notice(
    told("Thank you! The editors look at it"),
    (told("You hear from them by e-mail. Until then the site shows what it showed."),),
    handed_in=True,
)
CONFIRM = Notice(
    told("Was it you?"),
    (told("You handed in: {title}."), told("Press the button. Then the editors look at it.")),
    button=told("Yes, it was me"),
)
CONFIRMED = Notice(
    told("Thank you! It is confirmed"),
    (told("The editors look at it now. You hear from them by e-mail."),),
)
NO_LINK = Notice(
    told("This link does not work (any more)"),
    (
        told("Perhaps it is too old, or it was broken in two by a mail program. Copy all of it."),
        told("You can ask for a new link, or hand in the activity again."),
    ),
    status=404,
    warning=True,
)
NOT_THERE = Notice(told("This page is not there"), (told("Go to the agenda, or look whether the address is right."),),
                   status=404, warning=True)  # fmt: skip
NOT_A_FORM = Notice(
    told("This cannot be read"),
    (
        told("What was sent is not what our form sends. Nothing of it was kept."),
        told("Go back, look at what you filled in, and send it again."),
    ),
    status=400,
    warning=True,
)
TOO_LONG = Notice(
    told("This is too long"),
    (told("At most 64 kB can be sent. Nothing of it was kept. Go back and shorten the texts."),),
    status=413,
    warning=True,
)
FULL = Notice(
    told("We cannot keep it now"),
    (told("Something is wrong on our side. Nothing was changed. Try it again in an hour, or call us."),),
    status=507,
    warning=True,
)
BROKEN = Notice(
    told("Something went wrong on our side"),
    (told("We cannot say whether it was kept. Go back and send it again: the same is never kept twice."),),
    status=500,
    warning=True,
)
TOO_OFTEN = Notice(
    told("Wait a moment"),
    (told("A lot was sent from where you are. Nothing was kept now. Try it again in ten minutes."),),
    status=429,
    warning=True,
)
LINKS_SENT = Notice(
    told("Look in your mail"),
    (
        told("Do we know this address as that of an organizer? Then a letter with new links is on its way."),
        told("Is there none within ten minutes? Perhaps we know you by another address. Call or write to us."),
    ),
)
DONE = Notice(
    told("It is done"),
    (told("{what}."), told("It stands on the site within ten minutes. The editors know it too.")),
)
KEPT = Notice(
    told("It is kept, but not on the site yet"),
    (
        told("{what}."),
        told("The place where the files are cannot be reached now. We try again by ourselves; you need not do "
             "anything. Is it urgent? Then call us too."),
    ),
    warning=True,
)  # fmt: skip
LOOKED_AT = Notice(
    told("The editors have to look at it"),
    (told("{what}."), told("This did not go by itself. It is kept, and the editors have a letter about it. Is it "
                           "urgent? Then call us too.")),
    warning=True,
)  # fmt: skip
