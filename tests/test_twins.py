"""What looks the same is hinted at, cheaply; nothing is ever stopped."""

from datetime import date

import pytest

from agenda import twins
from small_town import TODAY, activity, small_town

DAY = date.fromisoformat(TODAY)
WEEKLY = "{start: 2026-11-03, time: 10:00-12:00, repeat: weekly}"


def found(folder, **entries: str) -> list[tuple[str, str]]:
    files = {f"activities/{path.replace('__', '/')}.md": text for path, text in entries.items()}
    agenda = small_town(folder, {"activities/walkers/walk.md": None, **files}).agenda()
    return [(one.address, fault.values["other"]) for one, fault in twins.hints(agenda, DAY)]


ORIGINAL = activity(title="Coffee morning at the mill", schedule=WEEKLY)
ALIKE = {
    "the same": activity(title="Coffee morning at the mill", schedule=WEEKLY),
    "case, accents and small words": activity(title="CÓFFEE morning in the Mill", schedule=WEEKLY),
    "once on the same day": activity(title="Morning coffee, Mill", schedule="{start: 2026-11-24, time: 10:00-11:00}"),
}
OTHERS = {
    "another title": activity(title="Chess for beginners", schedule=WEEKLY),
    "another hour": activity(title="Coffee morning", schedule="{start: 2026-11-03, time: 14:00, repeat: weekly}"),
    "another day": activity(title="Coffee morning", schedule="{start: 2026-11-04, time: 10:00, repeat: weekly}"),
    "another place": activity(title="Coffee morning", schedule=WEEKLY, location="{name: The Barn}"),
    "only in the past": activity(title="Coffee morning", schedule="{start: 2026-11-03, time: 10:00-12:00}"),
    "cancelled": activity(
        title="Coffee morning",
        schedule="{start: 2026-11-24, time: 10:00-12:00, changes: [{date: 2026-11-24, cancelled: yes}]}",
    ),
}


@pytest.mark.parametrize("name", ALIKE)
def test_a_likely_twin_is_named(tmp_path, name):
    assert found(tmp_path, readers__coffee=ORIGINAL, walkers__other=ALIKE[name]) == [
        ("walkers/other", "readers/coffee")
    ]


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_the_same_is_not(tmp_path, name):
    assert found(tmp_path, readers__coffee=ORIGINAL, walkers__other=OTHERS[name]) == []


def test_the_check_hints_at_it_and_stops_nothing(tmp_path):
    files = {"activities/readers/coffee.md": ORIGINAL, "activities/walkers/other.md": ORIGINAL}
    town = small_town(tmp_path, files)
    from agenda import source

    place = town.settings()
    loaded = source.load(place.folders, place.zone, DAY, language="en")
    assert loaded.problems == []
    [hint] = [one for one in loaded.hints if "looks the same" in one.text]
    assert (hint.path, hint.field, hint.hint) == ("activities/walkers/other.md", "title", True)


def test_many_with_one_title_do_not_make_it_slow(tmp_path, monkeypatch):
    """Each is held against a few others, whatever their number."""
    agenda = small_town(tmp_path, {"activities/walkers/walk.md": activity(schedule=WEEKLY)}).agenda()
    [one] = agenda.activities
    clones = [one.model_copy(update={"slug": f"walk-{n}", "title": f"Walk number {n}"}) for n in range(2_000)]
    compared = []
    alike = twins.alike
    monkeypatch.setattr(twins, "alike", lambda *titles: compared.append(1) or alike(*titles))
    from dataclasses import replace

    list(twins.hints(replace(agenda, activities=tuple(clones)), DAY))
    assert len(compared) <= 2_000 * 3 * twins.CANDIDATES
