"""What organizers wrote about their activities, each text read once: as HTML for its page, as plain text for feeds."""

from . import markup
from .afresh import Afresh
from .cache import Cache
from .model import Agenda


class Descriptions:
    """By the text itself: whoever prints one need not know whose it is. A text is read when it is asked for."""

    def __init__(self, agenda: Agenda, cache: Cache | Afresh) -> None:
        self._agenda, self._cache = agenda, cache
        self._known: dict[str, tuple[str, str]] = {}
        self._all = False

    def read_all(self) -> None:
        """Read the texts of all activities: who makes many things of them does that first."""
        if not self._all:
            self._all = True
            activities = self._agenda.activities
            made = self._cache.made_of_each(
                "text", activities, lambda one: (one.description, *markup.both(one.description))
            )
            self._known |= {words: (html, plain) for words, html, plain in made}

    def html(self, words: str) -> str:
        """As HTML, safe to print."""
        return self._of(words)[0]

    def plain(self, words: str) -> str:
        """Without marks."""
        return self._of(words)[1]

    def _of(self, words: str) -> tuple[str, str]:
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = markup.both(words)
        return known
