"""What organizers wrote about their activities, each text read once: as HTML for its page, as plain text for feeds."""

from functools import cached_property

from . import markup
from .cache import Afresh, Cache
from .model import Agenda


class Descriptions:
    """By the text itself: whoever prints one need not know whose it is. Other texts are read when they are asked."""

    def __init__(self, agenda: Agenda, cache: Cache | Afresh) -> None:
        self._agenda, self._cache = agenda, cache

    @cached_property
    def known(self) -> dict[str, tuple[str, str]]:
        """Each text as HTML and without marks; who makes many things of them asks for it first."""
        activities = self._agenda.activities
        made = self._cache.made_of_each(
            "text", activities, lambda one: (one.description, *markup.both(one.description))
        )
        return {words: (html, plain) for words, html, plain in made}

    def html(self, words: str) -> str:
        """As HTML, safe to print."""
        known = self.known.get(words)
        return known[0] if known else markup.html(words)

    def plain(self, words: str) -> str:
        """Without marks."""
        known = self.known.get(words)
        return known[1] if known else markup.plain(words)
