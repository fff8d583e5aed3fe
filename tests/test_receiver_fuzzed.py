"""The receiver's forms with anything in them: never a failure, never a file beside the spool, nothing lost or twice."""

import os
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.questions import QUESTIONS
from receiving import ANSWERS, EDITOR, OWN, SENDER, receiver
from small_town import contents, small_town

EXAMPLES = int(os.environ.get("AGENDA_FUZZ", "80"))  # more in a nightly run: AGENDA_FUZZ=20000
FAST = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NASTY = st.sampled_from([
    "", " ", "\0", "\r\n", "a\nb", "../../x", "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n", "\u202e", "\ufeff",
    "é" * 300, "A" * 5000, "&amp;", "null", "no", "[", "{", "*a", "&a", "!!python/object:x", "2026-02-30", "99-99-9999",
    "25.99", "-1", "1e999", "9" * 400, "weekly", "written", "dates", "1-12-2026", "31-12-2099", "10.00", "readers",
    "walkers", "mill", "tea", "all", "repeat: daily\nstart: 2026-01-01", "rrule: FREQ=SECONDLY", "save_as: index.html",
    "yes", "a@example.org", "a@example.org\nBcc: b@example.org", "javascript:alert(1)", "https://example.org/",
    "=HYPERLINK(1)", "𝕏", "\U0001f600",
])  # fmt: skip
VALUE = NASTY | st.text(max_size=40)
NAME = st.sampled_from([*QUESTIONS, *OWN, "website_url2", "token", "action", "redirect", "x"])
FIELDS = st.dictionaries(NAME, st.lists(VALUE, min_size=1, max_size=3), max_size=12)
ACTION = st.sampled_from(["dates", "preview", "send"])
FORM = "/add-an-activity/"


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """A receiver that several examples meet: what one leaves must not trouble the next."""
    return receiver(small_town(tmp_path_factory.mktemp("town")), sends=10**6)


@pytest.fixture(scope="module")
def organizer(tmp_path_factory):
    """A receiver, and the link of who looks after an activity."""
    made = receiver(small_town(tmp_path_factory.mktemp("organizer")), sends=10**6)
    made.accepted()
    return made, made.link(SENDER, "/change/")


@pytest.fixture(scope="module")
def before(one):
    return public(one)


def public(one) -> dict[str, bytes]:
    return {path: data for path, data in contents(one.town.path).items() if not path.startswith("private/")}


def is_well(one, before, answer) -> None:
    assert answer.status_code in (200, 400, 404, 409, 413, 422)
    assert "Traceback" not in answer.text
    assert "<script>alert" not in answer.text
    assert public(one) == before
    assert {path.parts[-1].rpartition(".")[2] for path in one.service.clerk.spool.folder.iterdir()} <= {
        "json", "lock", "errands"}  # fmt: skip
    assert one.service.clerk.spool.unreadable() == []


@FAST
@given(fields=FIELDS, action=ACTION)
def test_form_with_some_answers_that_are_otherwise(one, before, fields, action):
    count = len(one.records())
    sent = {**ANSWERS, **OWN, "token": one.service.seals.token(one.clock()), "action": action, **fields}
    one.clock.pass_by(seconds=5)
    answer = one.client.post(FORM, data=body(sent), content_type="application/x-www-form-urlencoded")
    is_well(one, before, answer)
    if action != "send" or answer.status_code != 200:
        assert len(one.records()) == count


def body(fields: dict) -> bytes:
    """As a browser sends it; what UTF-8 cannot write goes as bytes that it cannot be."""
    listed = {name: [found] if isinstance(found, str) else found for name, found in fields.items()}
    pairs = [(name, value) for name, values in listed.items() for value in values]
    return urlencode([(name, value.encode(errors="surrogatepass")) for name, value in pairs]).encode()


@FAST
@given(data=st.binary(max_size=300))
def test_form_with_any_bytes(one, before, data):
    is_well(one, before, one.client.post(FORM, data=data, content_type="application/x-www-form-urlencoded"))
    sent = f"title={quote_from_bytes(data)}&action=send".encode()
    is_well(one, before, one.client.post(FORM, data=sent, content_type="application/x-www-form-urlencoded"))


@FAST
@given(path=st.text(max_size=60) | NASTY, method=st.sampled_from(["GET", "POST", "HEAD"]))
def test_any_address(one, before, path, method):
    for below in ("", "desk/", "change/", "add-an-activity/confirm/", "theme/"):
        answer = one.client.open(f"/{below}{path}/".replace("//", "/x/"), method=method)
        assert answer.status_code in (200, 301, 308, 400, 404, 405)
    assert public(one) == before


@FAST
@given(fields=st.dictionaries(st.sampled_from(["what", "planned", "start", "end", "reason", "x"]), VALUE))
def test_act_of_any_kind(organizer, fields):
    one, link = organizer
    assert one.post(link, fields).status_code in (200, 400, 422)
    assert one.town.load().problems == []


@FAST
@given(fields=st.dictionaries(st.sampled_from(["action", "reason", "trusted", "entry", "address"]), VALUE))
def test_desk_with_anything(one, fields):
    if not one.records():
        one.confirmed()
    record = next((found for found in one.records() if found.state == "waiting"), None) or one.confirmed(
        {"title": f"Again {len(one.records())}"}
    )
    word = one.service.addresses.desk_word(EDITOR, one.clock())
    for path in (f"/desk/{word}/", f"/desk/{word}/{record.id}/", f"/desk/{word}/{record.id}/add-an-activity/"):
        assert one.post(path, fields).status_code in (200, 400, 404, 409, 422)
