"""The receiver's pages as a program outside meets them: what it takes, what it keeps, what it refuses and says."""

import json
import re
from urllib.parse import urlencode

import pytest

from agenda.problem import Fault
from forge.change import Conflict, Refused, Unreachable
from receiver.submission_record import ACCEPTED, DELIVERED, REFUSED, UNCONFIRMED, WAITING
from receiving import ANSWERS, EDITOR, OWN, SENDER, SPEAKER, people, receiver
from small_town import SETTINGS, activity, contents, small_town

FORM = "/add-an-activity/"


@pytest.fixture
def one(tmp_path):
    return receiver(small_town(tmp_path))


def kept(text: str) -> bool:
    """Does the page give back what was filled in?"""
    return 'value="Coffee at the mill"' in text and "Come in at ten." in text


def outside(one, before: dict) -> list[str]:
    """Files of the town that are not as they were, but for the receiver's own."""
    now = {path: data for path, data in contents(one.town.path).items() if not path.startswith("private/")}
    return sorted(path for path in {**before, **now} if before.get(path) != now.get(path))


def files(one) -> dict:
    return {path: data for path, data in contents(one.town.path).items() if not path.startswith("private/")}


# The form


def test_form_is_given_out_with_a_token_and_headers(one):
    answer = one.client.get(FORM)
    assert answer.status_code == 200
    assert 'name="token"' in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert not re.search(r'<script(?![^>]*(src=|application/json))|\sstyle=|\son\w+="', answer.text)


@pytest.mark.parametrize("path", [FORM, "/change/", "/health"])
def test_looking_only_at_the_head(one, path):
    assert one.client.head(path).status_code in (200, 503)
    assert one.client.put(path).status_code == 405


def test_everything_that_the_page_names_is_there(one):
    page = one.client.get(FORM).text
    named = re.findall(r'(?:src|href)="(/theme/[^"]+)"', page)
    assert len(named) > 5
    assert {one.client.get(name).status_code for name in named} == {200}


def test_where_the_site_is_published_it_names_the_files_of_that_site(tmp_path):
    settings = f"{SETTINGS}AGENDA_HASHED_ASSETS = True\n"
    one = receiver(small_town(tmp_path, {"pelicanconf.py": settings}))
    page = one.client.get(FORM).text
    named = re.findall(r'(?:src|href)="(/theme[^"]+)"', page)
    assert {name.split("/")[1] for name in named} == {one.town.settings().outlet.assets}
    assert {one.client.get(name).status_code for name in named} == {200}


def test_handed_in_and_kept_before_it_is_told(one):
    answer = one.send()
    assert answer.status_code == 200
    assert "Thank you" in answer.text
    record = one.only()
    assert (record.state, record.sender, record.answers["title"]) == (UNCONFIRMED, SENDER, ("Coffee at the mill",))
    assert record.answers["checked"] == ("2026-11-22",)


def test_the_same_again_is_acknowledged_as_the_first(one):
    token = one.form()
    fields = {**ANSWERS, **OWN, "action": "send", "token": token}
    assert [one.post(FORM, fields).status_code for _ in range(3)] == [200, 200, 200]
    assert one.send().status_code == 200  # by another form
    assert len(one.records()) == 1
    one.run()
    assert len(one.letters(SENDER)) == 1


def test_mistakes_are_told_and_nothing_is_lost(one):
    answer = one.send(start="31-2-2026", sender="nobody", license="")
    assert answer.status_code == 422
    assert kept(answer.text)
    assert {"q-start", "q-sender", "q-license"} <= set(re.findall(r'<li><a href="#([^"]+)"', answer.text))
    assert one.records() == []


def test_dates_of_what_is_half_filled_in(one):
    when = {name: ANSWERS[name] for name in ("repeat", "start", "from", "to", "until")}
    answer = one.post(FORM, {**when, "action": "dates", "token": one.form()})
    assert answer.status_code == 200
    assert "Tuesday 1 December 2026, 10:00 to 12:00" in answer.text
    assert answer.text.count(" December 2026, 10:00 to 12:00</li>") == 5
    assert 'class="wrong"' not in answer.text


def test_preview_shows_the_card_and_keeps_nothing(one):
    answer = one.post(FORM, {**ANSWERS, "action": "preview", "token": one.form()})
    assert answer.status_code == 200
    assert "So it will look" in answer.text
    assert kept(answer.text)
    assert one.records() == []


def test_in_another_language(tmp_path):
    one = receiver(small_town(tmp_path, {"pelicanconf.py": SETTINGS + 'AGENDA_LANGUAGES = {"nl": ()}\n'}))
    assert '<html lang="nl"' in one.client.get(f"/nl{FORM}").text
    assert one.send(path=f"/nl{FORM}").status_code == 200
    one.run()
    [letter] = one.letters(SENDER)
    assert letter["Subject"].startswith("Bevestig")
    assert "/nl/add-an-activity/confirm/" in letter.get_content()
    answer = one.client.get(one.link(SENDER))
    assert (answer.status_code, '<html lang="nl"' in answer.text) == (200, True)


# Hostile cases 27 to 31: paths and identity


@pytest.mark.parametrize(
    "organization",
    ["../../.github/workflows", "..", "/etc", "walkers/../..", "walkers\\..", "Walkers", "nobody", "con", "%2e%2e", ""],
)
def test_27_organization_that_is_a_path(one, organization):
    before = files(one)
    answer = one.send(organization=organization)
    assert answer.status_code == 422
    assert "#q-organization" in answer.text
    assert one.records() == []
    assert outside(one, before) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [("CON", "con-1"), ("🎉🎉", "activity"), ("../../index", "index"), ("Tea  at the RIVER!", "tea-at-the-river"),
     ("Walk", "walk-2"), (".htaccess", "htaccess"), ("a" * 80, "a" * 70)],
)  # fmt: skip
def test_28_to_30_titles_make_portable_names_of_their_own(one, title, name):
    before = files(one)
    record = one.accepted(answers={"title": title})
    assert record.state == DELIVERED
    assert outside(one, before) == [f"activities/walkers/{name}.md"]


def test_30_the_same_title_twice_overwrites_nothing(one):
    one.accepted()
    second = one.accepted(answers={"summary": "Another one with the same title."})
    assert list(second.files) == ["activities/walkers/coffee-at-the-mill-2.md"]
    assert len(one.forge.delivered) == 2


@pytest.mark.parametrize("more", ["save_as: index.html", "template: x", "url: /", "slug: index", "organizer: readers"])
def test_31_fields_that_would_choose_an_address(one, more):
    answer = one.send(more=more)
    assert answer.status_code == 422
    assert "#q-more" in answer.text


def test_33_who_speaks_for_whom_is_marked(one):
    unknown = one.confirmed()
    page = one.client.get(one.link(EDITOR, unknown.id)).text
    assert "Nobody knows yet whether this address may speak" in page
    one.send(sender=SPEAKER, summary="By who may speak for them.")
    one.run()
    one.post(one.link(SPEAKER, "confirm"), {})
    one.run()
    assert "This address may speak for the organization" in one.client.get(one.link(EDITOR)).text


# Hostile cases 44 to 50


def test_44_honeypot(one):
    before = files(one)
    answer = one.send(website_url2="https://spam.example")
    assert answer.status_code == 200
    assert "Thank you" in answer.text
    assert (one.records(), outside(one, before)) == ([], [])


@pytest.mark.parametrize("token", ["x", "forged", "WzEsIngiLCIiXQ.AAAA", "a" * 5000])
def test_45_forged_token(one, token):
    answer = one.send(token=token)
    assert answer.status_code == 400
    assert kept(answer.text)
    assert one.records() == []


@pytest.mark.parametrize(("wait", "says"), [(1, "That went fast"), (25 * 3600, "open for very long")])
def test_45_token_that_is_too_young_or_too_old_keeps_what_was_typed(one, wait, says):
    answer = one.send(token=one.form(wait=wait))
    assert answer.status_code == 400
    assert says in answer.text
    assert kept(answer.text)
    assert one.records() == []
    again = re.search(r'name="token" value="([^"]+)"', answer.text)[1]
    one.clock.pass_by(seconds=10)
    assert one.post(FORM, {**ANSWERS, **OWN, "action": "send", "token": again}).status_code == 200
    assert len(one.records()) == 1


def test_45_replayed_token_with_other_answers(one):
    token = one.form()
    assert one.send(token=token).status_code == 200
    answer = one.send({"title": "Another"}, token=token)
    assert answer.status_code == 409
    assert 'value="Another"' in answer.text
    assert len(one.records()) == 1


def test_45_replayed_token_after_a_restart(one):
    token = one.form()
    one.send(token=token)
    again = receiver(one.town)
    again.clock.now = one.clock.now
    assert again.send({"title": "Another"}, token=token).status_code == 409


def test_46_spoofed_address_does_not_lift_the_limit(tmp_path):
    one = receiver(small_town(tmp_path), sends=2)
    answers = [
        one.post(FORM, {**ANSWERS, **OWN, "title": f"Coffee {n}", "action": "send", "token": one.form()},
                 headers={"X-Forwarded-For": f"10.{n}.0.1"}) for n in range(4)
    ]  # fmt: skip
    assert [one.status_code for one in answers] == [200, 200, 429, 429]
    assert 'value="Coffee 3"' in answers[3].text
    one.clock.pass_by(minutes=11)
    assert one.send(title="Coffee later").status_code == 200


@pytest.mark.parametrize("field", ["redirect", "next", "return_to", "url"])
def test_47_no_redirect(one, field):
    answer = one.send({field: "https://evil.example/"})
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert "evil.example" not in answer.text


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"title": "Cof\0fee"}, "q-title"),
        ({"title": "Coffee\r\nATTENDEE:x"}, "q-title"),
        ({"summary": "one\ntwo"}, "q-summary"),
        ({"description": "a\u202eb"}, "q-description"),
        ({"title": ["One", "Two"]}, "q-title"),
        ({"price": ["0", "5"]}, "q-price"),
        ({"sender": ["a@example.org", "b@example.org"]}, "q-sender"),
        ({"sender": "a@example.org\r\nBcc: b@example.org"}, "q-sender"),
        ({"license": ["yes", "yes"]}, "q-license"),
    ],
    ids=str,
)
def test_48_what_a_field_cannot_be_is_told_there(one, fields, where):
    answer = one.send(fields)
    assert answer.status_code == 422
    assert f'href="#{where}"' in answer.text
    assert "\0" not in answer.text
    assert one.records() == []


BODY = urlencode({**ANSWERS, **OWN, "action": "send"}, doseq=True).encode()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (BODY + b"&note=%ff%fe", None, 400),
        (BODY + "&note=é".encode(), None, 400),
        (BODY + b"&nothing", None, 400),
        (BODY + b"&x=1" * 1500, None, 400),
        (BODY + b"&action=preview", None, 400),
        (BODY + b"&token=a&token=b", None, 400),
        (BODY + b"&token=a%0d%0ab", None, 400),
        (b"x=" + b"a" * 70_000, None, 413),
        (BODY, "application/json", 400),
        (BODY, "multipart/form-data; boundary=x", 400),
        (BODY, "application/x-www-form-urlencoded; charset=latin-1", 400),
        (b"", None, 400),
        (b"\0\0\0", None, 400),
        (b"action=delete", None, 400),
    ],
    ids=range(14),
)
def test_48_what_no_form_of_ours_sends(one, body, kind, status):
    answer = one.client.post(FORM, data=body, content_type=kind or "application/x-www-form-urlencoded")
    assert answer.status_code == status
    assert "<h1" in answer.text
    assert "Traceback" not in answer.text
    assert one.records() == []


def test_49_forge_is_down(one):
    record = one.confirmed()
    one.forge.error = Unreachable(Fault("the server does not answer."))
    answer = one.post(one.link(EDITOR, record.id), {"action": "accept"})
    assert answer.status_code == 200
    assert "the server does not answer" in answer.text
    assert "tried again by itself" in answer.text
    assert one.client.get("/health").get_json()["troubles"] == ["forge", "worker"]
    tries = 0
    for _ in range(300):
        one.clock.pass_by(minutes=1)
        one.run()
        tries = one.only().tries
    assert (one.only().state, 5 < tries < 20) == (ACCEPTED, True)
    one.forge.error = None
    one.clock.pass_by(hours=1)
    one.run()
    one.run()
    assert one.only().state == DELIVERED
    assert one.forge.times == [record.id]
    assert [letter["Subject"] for letter in one.letters(SENDER)][1:] == ["Placed: Coffee at the mill"]


@pytest.mark.parametrize("error", [Refused(Fault("the token is wrong.")), Conflict(Fault("the token is wrong."))])
def test_49_forge_says_no(one, error):
    record = one.confirmed()
    one.forge.error = error
    answer = one.post(one.link(EDITOR, record.id), {"action": "accept"})
    assert "the token is wrong" in answer.text
    one.run()
    assert one.only().state == WAITING
    assert one.letters(EDITOR)[-1]["Subject"] == "Not placed: Coffee at the mill"
    one.forge.error = None
    one.post(one.link(EDITOR, record.id), {"action": "accept"})
    assert (one.only().state, one.forge.times) == (DELIVERED, [record.id])


def test_50_change_link_that_is_tampered_with_over_or_only_opened(one):
    one.accepted()
    link = one.link(SENDER, "/change/")
    before = files(one)
    for _ in range(3):
        assert one.client.get(link).status_code == 200
        assert one.client.head(link).status_code == 200
    broken = link[:-2] + ("A" if link[-2] != "A" else "B") + "/"
    cancel = {"what": "cancel", "planned": "2026-12-01T10:00", "reason": "storm"}
    assert one.post(broken, cancel).status_code == 404
    assert one.post("/change/x/", cancel).status_code == 404
    assert outside(one, before) == []
    assert one.post(link, cancel).status_code == 200
    assert outside(one, before) == ["activities/walkers/coffee-at-the-mill.md"]
    one.clock.pass_by(days=401)
    assert one.client.get(link).status_code == 404
    assert one.post(link, cancel).status_code == 404


def test_50_a_link_is_for_one_thing(one):
    """A confirmation does not open the desk, nor an organizer's link that of another entry."""
    one.accepted()
    confirm, change = one.link(SENDER, "confirm"), one.link(SENDER, "/change/")
    for word in (confirm.split("/")[-2], change.split("/")[-2]):
        assert one.client.get(f"/desk/{word}/").status_code == 404
    assert one.client.get(f"/change/{confirm.split('/')[-2]}/").status_code == 404
    desk = one.link(EDITOR, "/desk/")
    assert one.client.get(f"/change/{desk.split('/')[2]}/").status_code == 404


# What else may happen


def test_disk_is_full(one, monkeypatch):
    token = one.form()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    answer = one.send(token=token)
    assert answer.status_code == 507
    assert kept(answer.text)
    assert one.client.get("/health").get_json()["troubles"] == ["disk", "worker"]
    monkeypatch.undo()
    assert list(one.service.clerk.spool.folder.glob("*.json")) == []
    assert list(one.service.clerk.spool.folder.glob(".*.new")) == []
    assert one.send(token=token).status_code == 200  # the same form, again
    assert len(one.records()) == 1


def test_too_much_lies_here(tmp_path):
    one = receiver(small_town(tmp_path))
    object.__setattr__(one.service.clerk.spool, "most", 1)
    assert one.send().status_code == 200
    assert one.send(title="Another").status_code == 507


def test_broken_vocabulary_closes_the_form_and_loses_nothing(one):
    one.town.write("content/vocabulary/topics.yaml", "tea: {nam: x}\n")
    one.clock.pass_by(seconds=5)
    answer = one.send()
    assert answer.status_code == 503
    assert kept(answer.text)


def test_what_nobody_foresaw_is_a_page(one, monkeypatch):
    monkeypatch.setattr("intake.submission.read", lambda *_, **__: 1 / 0)
    answer = one.send()
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "ZeroDivision" not in answer.text


@pytest.mark.parametrize("path", ["/nothing/", "/theme/../pelicanconf.py", "/theme/%2e%2e/%2e%2e/pelicanconf.py",
                                  "/../private/receiver.yaml", "/private/register.yaml", "/desk/", "/desk/x/y/",
                                  "/add-an-activity/confirm/x/", "/change/x/"])  # fmt: skip
def test_not_there(one, path):
    answer = one.client.get(path)
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_built_site_is_served_beside_it(one):
    one.town.write("output/about/index.html", "<p>About us")
    one.town.write("output/.manifest", "secret")
    assert one.client.get("/about/").text == "<p>About us"
    assert one.client.get("/.manifest").status_code == 404


def test_health_tells_numbers_and_no_one(one):
    one.confirmed()
    answer = one.client.get("/health")
    assert json.loads(answer.text) | {"troubles": [], "status": ""} == {
        "status": "", "troubles": [], "unconfirmed": 0, "waiting": 1, "accepted": 0}  # fmt: skip
    assert SENDER not in answer.text


# The sender and the editor


def test_only_the_button_confirms(one):
    one.send()
    one.run()
    link = one.link(SENDER)
    assert one.client.get(link).status_code == 200
    assert one.only().state == UNCONFIRMED
    assert one.post(link, {}).status_code == 200
    assert one.only().state == WAITING
    assert "confirmed" in one.post(link, {}).text
    assert one.only().state == WAITING


def test_few_letters_to_an_address_that_somebody_else_types(one):
    for number in range(8):
        one.send(title=f"Coffee {number}")
    one.run()
    assert len(one.letters(SENDER)) == 3
    one.clock.pass_by(hours=2)
    one.run()
    one.clock.pass_by(hours=2)
    one.run()
    assert len(one.letters(SENDER)) == 6  # that was enough for a day


def test_editor_sees_all_and_says_yes(one):
    record = one.confirmed()
    link = one.link(EDITOR, record.id)
    page = one.client.get(link).text
    assert "It waits for your yes or no." in page
    assert SENDER in page
    assert "So it will look" in page
    assert one.client.get(link + "page/").text.count("Coffee at the mill") > 2
    listed = one.client.get("/".join(link.split("/")[:3]) + "/")
    assert "Coffee at the mill" in listed.text
    assert one.only().state == WAITING  # looking changes nothing
    one.post(link, {"action": "accept", "trusted": "yes"})
    assert one.only().state == DELIVERED
    assert people(one).entries == {"walkers/coffee-at-the-mill": (SENDER,)}
    assert b"sender@" not in one.forge.read("activities/walkers/coffee-at-the-mill.md")
    [change] = one.forge.delivered.values()
    assert SENDER not in change.title + change.body
    assert one.post(link, {"action": "refuse", "reason": "too late"}).status_code == 409


def test_editor_says_no_with_a_reason(one):
    record = one.confirmed()
    link = one.link(EDITOR, record.id)
    answer = one.post(link, {"action": "refuse", "reason": ""})
    assert (answer.status_code, "#q-reason" in answer.text) == (422, True)
    assert one.post(link, {"action": "refuse", "reason": "Tell us\r\nwhere it is."}).status_code == 200
    one.run()
    assert one.only().state == REFUSED
    assert "Tell us\nwhere it is." in one.letters(SENDER)[-1].get_content().replace("\r\n", "\n")


def test_editor_fills_it_in_otherwise(one):
    record = one.confirmed()
    link = one.link(EDITOR, record.id)
    form = one.client.get(link + "add-an-activity/").text
    assert kept(form)
    assert 'name="sender"' not in form
    answer = one.post(link + "add-an-activity/", {**ANSWERS, "title": "", "action": "send"})
    assert answer.status_code == 422
    one.post(link + "add-an-activity/", {**ANSWERS, "title": "Tea at the mill", "action": "send"})
    one.post(link, {"action": "accept"})
    assert list(one.only().files) == ["activities/walkers/tea-at-the-mill.md"]
    assert people(one).entries == {}


def test_twins_and_look_alike_letters_are_shown(one):
    one.accepted()
    record = one.confirmed({"title": "Coffee аt the mill", "summary": "The same again."})  # a Cyrillic letter
    page = one.client.get(one.link(EDITOR, record.id)).text
    assert "Is it there already?" in page
    assert "Letters of two scripts" in page


def test_what_is_handed_in_is_shown_as_text(one):
    record = one.confirmed({"title": "<script>x</script> {{ config }}", "description": "<img src=x onerror=y>"})
    page = one.client.get(one.link(EDITOR, record.id)).text
    assert "&lt;script&gt;x&lt;/script&gt; {{ config }}" in page
    assert "<script>x" not in page
    assert "<img src=x" not in page


def test_an_editor_who_is_none_any_more(one):
    one.confirmed()
    link = one.link(EDITOR, "/desk/")
    one.town.write("private/register.yaml", "editors: [other@example.org]\n")
    assert one.client.get(link).status_code == 404
    assert one.post(link, {"action": "accept"}).status_code == 404
    assert one.only().state == WAITING


def test_broken_register_of_people_is_told_and_nothing_is_lost(one):
    record = one.confirmed()
    link = one.link(EDITOR, record.id)
    one.town.write("private/register.yaml", "editors: [no address]\n")
    assert one.client.get(link).status_code == 507
    assert one.only().state == WAITING


# Who looks after an activity


def test_full_room_again_and_still_right(one):
    one.accepted()
    link = one.link(SENDER, "/change/")

    def text() -> str:
        return one.forge.read("activities/walkers/coffee-at-the-mill.md").decode()

    one.post(link, {"what": "full"})
    assert "status: full" in text()
    assert "There is room again" in one.client.get(link).text
    one.post(link, {"what": "not-full"})
    assert "status" not in text()
    one.clock.pass_by(days=10)
    one.post(link, {"what": "checked"})
    assert "checked: 2026-12-02" in text()
    one.post(link, {"what": "move", "planned": "2026-12-08T10:00", "start": "13.00", "end": "15.00"})
    assert '- date: 2026-12-08\n      to: "13:00-15:00"' in text()
    assert len([one for one in one.letters(EDITOR) if one["Subject"].startswith("Changed by the organizer")]) == 4


@pytest.mark.parametrize(
    ("fields", "says"),
    [({}, "nothing is chosen"), ({"what": "cancel"}, "no date is chosen"),
     ({"what": "cancel", "planned": "2026-12-02T10:00"}, "nothing is planned"),
     ({"what": "move", "planned": "2026-12-01T10:00", "start": "25"}, "not a time"),
     ({"what": "move", "planned": "2026-12-01T10:00", "start": "10.00", "end": "10.00"}, "it ends when it begins")],
)  # fmt: skip
def test_act_that_cannot_be(one, fields, says):
    one.accepted()
    answer = one.post(one.link(SENDER, "/change/"), fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert len(one.forge.times) == 1


def test_act_while_the_forge_is_down_is_done_later_on_what_stands_there_then(one):
    one.accepted()
    link = one.link(SENDER, "/change/")
    one.forge.error = Unreachable(Fault("down."))
    answer = one.post(link, {"what": "cancel", "planned": "2026-12-01T10:00"})
    assert "It is kept, but not on the site yet" in answer.text
    file = one.town.path / "activities/walkers/coffee-at-the-mill.md"
    file.write_text(file.read_text().replace("We drink coffee", "We drink tea"))
    one.forge.error = None
    one.clock.pass_by(hours=1)
    one.run()
    assert "We drink tea" in file.read_text()
    assert "cancelled: yes" in file.read_text() or 'cancelled: "yes"' in file.read_text()


def test_lost_link_and_successor(one):
    one.accepted()
    old = one.link(SENDER, "/change/")
    known = one.post("/change/", {"address": SENDER})
    unknown = one.post("/change/", {"address": "stranger@example.org"})
    assert known.text == unknown.text
    one.run()
    assert one.letters("stranger@example.org") == []
    new = one.link(SENDER, "/change/")
    assert new != old
    assert {one.client.get(old).status_code, one.client.get(new).status_code} == {200}
    desk = "/".join(one.link(EDITOR, "/desk/").split("/")[:3]) + "/"
    entry = "walkers/coffee-at-the-mill"
    assert one.post(desk, {"entry": "x/y", "action": "revoke"}).status_code == 422
    assert one.post(desk, {"entry": entry, "address": "next@example.org", "action": "successor"}).status_code == 200
    one.run()
    assert [one.client.get(link).status_code for link in (old, new)] == [404, 404]
    assert one.client.get(one.link("next@example.org", "/change/")).status_code == 200
    one.post(desk, {"entry": entry, "action": "revoke"})
    assert one.client.get(one.link("next@example.org", "/change/")).status_code == 404


def test_new_key_makes_all_links_worthless(one):
    one.accepted()
    link = one.link(SENDER, "/change/")
    again = receiver(one.town, key=2)
    one.town.write("private/register.yaml", f"entries: {{walkers/coffee-at-the-mill: [{SENDER}]}}\n")
    assert again.client.get(link).status_code == 404


def proposal(one, link: str, **fields):
    token = one.form(link + "add-an-activity/")
    answers = {**ANSWERS, "title": "Coffee in the mill", "action": "send", "token": token, "license": "yes", **fields}
    return one.post(link + "add-an-activity/", answers)


def test_anything_else_is_proposed(one):
    one.accepted()
    link = one.link(SENDER, "/change/")
    before = files(one)
    assert proposal(one, link).status_code == 200
    assert outside(one, before) == []
    one.run()
    record = next(one for one in one.records() if one.state == WAITING)
    page = one.client.get(one.link(EDITOR, record.id)).text
    assert "<del>Coffee at the mill</del>" in page
    assert "<ins>Coffee in the mill</ins>" in page
    assert "This address may change this activity" in page
    one.post(one.link(EDITOR, record.id), {"action": "accept"})
    assert outside(one, before) == ["activities/walkers/coffee-at-the-mill.md"]
    assert b"Coffee in the mill" in one.forge.read("activities/walkers/coffee-at-the-mill.md")


def test_a_proposal_keeps_what_was_changed_meanwhile(one):
    one.accepted()
    link = one.link(SENDER, "/change/")
    proposal(one, link)
    one.run()
    one.post(link, {"what": "cancel", "planned": "2026-12-01T10:00", "reason": "storm"})
    record = next(one for one in one.records() if one.state == WAITING)
    one.post(one.link(EDITOR, record.id), {"action": "accept"})
    text = one.forge.read("activities/walkers/coffee-at-the-mill.md").decode()
    assert "storm" in text
    assert "Coffee in the mill" in text


def test_a_proposal_against_what_others_changed_too(one):
    one.accepted()
    proposal(one, one.link(SENDER, "/change/"))
    one.run()
    file = one.town.path / "activities/walkers/coffee-at-the-mill.md"
    file.write_text(file.read_text().replace("Coffee at the mill", "Coffee for all"))
    record = next(one for one in one.records() if one.state == WAITING)
    answer = one.post(one.link(EDITOR, record.id), {"action": "accept"})
    assert answer.status_code == 422
    assert "changed by others too" in answer.text
    assert "Coffee for all" in file.read_text()


def test_form_of_what_changed_while_it_was_open(one):
    one.accepted()
    link = one.link(SENDER, "/change/")
    token = one.form(link + "add-an-activity/")
    one.post(link, {"what": "full"})
    answer = proposal(one, link, token=token)
    assert answer.status_code == 409
    assert "Coffee in the mill" in answer.text


def test_a_yaml_entry_stays_one(one):
    text = activity(checked="2026-11-20", text="").replace("---\n", "")
    one.town.write("activities/walkers/talk.yaml", text + "description: |\n  We talk.\n")
    one.clock.pass_by(seconds=5)
    one.post("/change/", {"address": SPEAKER})
    one.run()
    links = re.findall(r"/change/\S+", one.letters(SPEAKER)[-1].get_content())
    forms = [one.client.get(link + "add-an-activity/").text for link in links]
    [at] = [number for number, form in enumerate(forms) if "We talk." in form]
    answers = {"title": "Talk", "place": "mill", "description": "We talk a lot.", "repeat": "once",
               "start": "10-12-2026", "topics": "outdoors"}  # fmt: skip
    assert proposal(one, links[at], **answers).status_code == 200
    one.run()
    record = one.only()
    one.post(one.link(EDITOR, record.id), {"action": "accept"})
    assert "We talk a lot." in (one.town.path / "activities/walkers/talk.yaml").read_text()
    assert not (one.town.path / "activities/walkers/talk.md").exists()


# Places and organizations, by an editor


def desk(one) -> str:
    one.confirmed()
    return "/".join(one.link(EDITOR, "/desk/").split("/")[:3]) + "/"


def test_editor_adds_a_place_without_git(one):
    path = f"{desk(one)}place/"
    assert path.removeprefix("/") in one.client.get(path.removesuffix("place/")).text
    sent = {"name": "The Barn", "street": "Barn Lane 2", "postcode": "1000 AB", "city": "Littleham", "area": "north"}
    answer = one.post(path, {**sent, "token": one.form(path), "action": "send"})
    assert (answer.status_code, "It is placed." in answer.text) == (200, True)
    assert b"The Barn" in one.forge.read("content/places/the-barn.yaml")
    one.clock.pass_by(seconds=5)
    assert "the-barn" in one.service.current.get().register.places
    one.run()
    assert one.service.errands.troubles == set()


def test_editor_changes_an_organization_without_git(one):
    path = f"{desk(one)}organization/?id=walkers"
    form = one.client.get(path).text
    assert 'value="The Walkers"' in form
    before = one.forge.read("content/organizations/walkers.md")
    wrong = one.post(path, {"name": "", "kind": "member", "token": one.form(path), "action": "send"})
    assert (wrong.status_code, one.forge.read("content/organizations/walkers.md")) == (422, before)
    token = one.form(path)
    sent = {"name": "The Walkers", "kind": "member", "summary": "We walk.", "phone": "020-000 00 00", "action": "send"}
    one.post(path, {**sent, "token": token})
    assert b"We walk." in one.forge.read("content/organizations/walkers.md")
    again = one.post(path, {**sent, "summary": "We run.", "token": token})
    assert (again.status_code, "We run." in again.text) == (409, True)


@pytest.mark.parametrize("id", ["../../x", "nobody", "walk"])
def test_thing_that_is_not_there(one, id):
    path = f"{desk(one)}place/"
    assert one.client.get(path, query_string={"id": id}).status_code == 404
    assert one.client.get("/desk/x/place/").status_code == 404


def test_thing_that_the_forge_does_not_take_is_shown(one):
    path = f"{desk(one)}place/"
    token = one.form(path)
    one.forge.error = Refused(Fault("the token is wrong."))
    answer = one.post(path, {"name": "The Barn", "street": "Lane 1", "city": "Littleham", "token": token})
    assert "the token is wrong" in answer.text
    one.forge.error = None
    record = next(found for found in one.records() if found.thing)
    assert one.post(f"{path.removesuffix('place/')}{record.id}/", {"action": "accept"}).status_code == 200
    assert one.forge.times == [record.id]


# The term


def test_after_the_term_nothing_of_anybody_is_left(one, caplog):
    caplog.set_level("DEBUG")
    one.accepted(trusted=False)
    one.confirmed({"title": "Nobody decides"})
    one.send(title="Nobody confirms", sender="silent@example.org")
    refused = one.confirmed({"title": "Refused one"})
    one.post(one.link(EDITOR, refused.id), {"action": "refuse", "reason": "no"})
    one.run()
    one.town.write("private/register.yaml", "editors: []\n")
    heard = set()
    for _ in range(62):  # a letter of the last day of its term stays for its own
        one.clock.pass_by(days=1)
        one.run()
        heard |= {letter["Subject"] for letter in one.letters(SENDER)}
    assert "Not placed: Nobody decides" in heard
    assert one.records() == []
    assert not [path for path, data in contents(one.town.path / "private").items() if b"@example.org" in data]
    assert "@example.org" not in caplog.text


def test_editors_hear_before_it_is_gone(one):
    one.confirmed()
    one.clock.pass_by(days=16)
    one.run()
    assert one.letters(EDITOR)[-1]["Subject"] == "It still waits: Coffee at the mill"
    one.run()
    assert len(one.letters(EDITOR)) == 2


def test_mail_server_is_down(one, monkeypatch):
    from post.mailer import NoServer, Outbox

    def down(*_):
        raise NoServer("mail.example.org:587: no answer")

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "send", down)
        assert one.send().status_code == 200
        one.run()
        assert one.service.errands.troubles == {"post"}
        assert one.only().told == ()
    one.run()
    assert len(one.letters(SENDER)) == 1
    assert one.service.errands.troubles == set()
