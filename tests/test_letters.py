"""The receiver's letters: a subject of one line, an address of the record, and all that one needs to go on."""

from dataclasses import replace

import pytest

from post import mailer
from receiver.letters import Writer
from receiver.submission_record import WAITING, Record
from receiving import MORNING, SENDER
from small_town import small_town

RECORD = Record(
    "0" * 20, WAITING, MORNING, MORNING, "en", SENDER, reason="Say when it is.", trouble="the token is wrong."
)
ACT = replace(RECORD, act={"what": "cancel", "planned": "2026-12-01T10:00", "to": "", "reason": "storm"})
LINK = "http://localhost/link/"


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    town = replace(small_town(tmp_path_factory.mktemp("town")).settings(), email="editors@example.org")
    return Writer(town, town.language)


def letters(writer: Writer, title: str) -> list[tuple[mailer.Letter, str]]:
    """Each letter with something that it must say."""
    return [
        (writer.confirm(RECORD, title, LINK, 3), LINK),
        (writer.to_editor("ed@example.org", RECORD, title, "Nobody knows.", LINK), "Nobody knows."),
        (writer.trouble("ed@example.org", RECORD, title, LINK), "the token is wrong."),
        (writer.waiting_long("ed@example.org", title, 14, LINK), "14 days"),
        (writer.placed(RECORD, title, "http://localhost/page/", LINK), "http://localhost/page/"),
        (writer.refused(RECORD, title), "Say when it is."),
        (writer.undecided(RECORD, title), "nobody of the editors answered"),
        (writer.done("ed@example.org", ACT, title, LINK), "one date is off (Tuesday 1 December 2026, storm)"),
        (writer.links(SENDER, [(title, LINK)]), LINK),
    ]


@pytest.mark.parametrize("title", ["Coffee", "Coffee\nBcc: x@example.org", "☕" * 200, "a\u202eb"])
def test_every_letter_can_be_sent_and_says_what_it_must(writer, title):
    for letter, words in letters(writer, title):
        assert words in letter.text
        assert letter.to in (SENDER, "ed@example.org")
        assert letter.reply_to == "editors@example.org"
        message = mailer.written(letter, "agenda@example.org", MORNING)
        assert message["Bcc"] is None
        assert "\n" not in letter.subject
        assert len(letter.subject) < 200


def test_no_link_to_change_it_for_who_may_not(writer):
    assert "With this link you change it" not in writer.placed(RECORD, "Coffee", LINK, "").text
