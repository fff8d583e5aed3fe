"""Of activities that claim one address, the one that was there first; git is asked of no others."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from agenda import claims


def entry(name: str, *former: str, checked=None):
    slug, suffix = name.split(".")
    activity = SimpleNamespace(
        address=f"walkers/{slug}",
        organizer="walkers",
        slug=slug,
        formerly=former,
        former_slugs=list(former),
        checked=checked,
    )
    return SimpleNamespace(activity=activity, path=Path(f"activities/walkers/{slug}.{suffix}"))


def days(**days: int):
    """`since` of these names, and whom it was asked of."""
    asked = []

    def since(path: Path) -> datetime | None:
        asked.append(path.name)
        day = days.get(path.name.replace(".", "_"))
        return datetime(2026, 9, day, tzinfo=UTC) if day else None

    return since, asked


def test_what_is_an_activitys_own():
    assert claims.of(entry("walk.md", "stroll", "hike").activity) == ["walkers/walk", "walkers/stroll", "walkers/hike"]


@pytest.mark.parametrize(
    ("found", "came", "first"),
    [
        pytest.param([entry("walk.md"), entry("walk.yaml")], {"walk_yaml": 1, "walk_md": 2}, "walk.yaml", id="older"),
        pytest.param([entry("walk.md"), entry("walk.yaml")], {"walk_yaml": 3}, "walk.yaml", id="not committed"),
        pytest.param(
            [entry("a.md", "walk", checked=datetime(2026, 1, 1)), entry("walk.md", checked=datetime(2026, 2, 1))],
            {"a_md": 5, "walk_md": 4},
            "walk.md",
            id="an old path, whatever its check says",
        ),
        pytest.param(
            [entry("walk.md", checked=datetime(2026, 2, 1)), entry("walk.yaml", checked=datetime(2026, 1, 1))],
            {},
            "walk.yaml",
            id="without git the earlier check",
        ),
        pytest.param([entry("walk.yaml"), entry("walk.md")], {}, "walk.md", id="else always the same one"),
    ],
)
def test_who_was_there_first(found, came, first):
    since, _ = days(**came)
    for order in (found, found[::-1]):
        assert claims.ordered(order, since)[0].path.name == first


def test_git_is_asked_only_of_what_others_claim_too():
    since, asked = days()
    claims.ordered([entry("walk.md"), entry("walk.yaml"), entry("tea.md", "coffee"), entry("chess.md")], since)
    assert sorted(asked) == ["walk.md", "walk.yaml"]


@pytest.mark.parametrize(
    ("found", "others", "twice"),
    [
        pytest.param([entry("walk.md"), entry("tea.md", "coffee")], [], set(), id="nothing"),
        pytest.param([entry("walk.md"), entry("walk.yaml")], [], {"walkers/walk"}, id="an address"),
        pytest.param([entry("walk.md"), entry("tea.md", "walk")], [], {"walkers/walk"}, id="an old path"),
        pytest.param([entry("walk.md")], ["walkers/walk"], {"walkers/walk"}, id="one that is gone for good"),
    ],
)
def test_what_more_than_one_claims(found, others, twice):
    assert claims.contested((one.activity for one in found), others) == twice
