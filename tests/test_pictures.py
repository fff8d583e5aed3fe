"""Pictures of activities: written once, at each width, and again when they or their files are otherwise."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from agenda import inputs, keeping, pictures, source
from agenda.output import Output
from agenda.pages import Site
from small_town import activity, small_town

WALK = activity(image="path.png", image_alt="A path")
FOLDER = "activity/walkers/walk"


def png(colour: str, width: int = 1000) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 500), colour).save(out, "PNG")
    return out.getvalue()


class Build:
    """A build of a town's pictures into its output."""

    def __init__(self, town) -> None:
        place = replace(town.settings(), url="https://agenda.example/town")
        store, staging = town.path / "output.cache", town.path / "output.staging"

        settings = {"PATH": str(town.path / "content"), "THEME": str(place.theme)}

        def watched(register):
            return keeping.opened(inputs.read(settings, str(place.today), b""), store, register, place, None)

        loaded = source.load(place.folders, place.zone, place.today, watched=watched)
        cache = watched(loaded.agenda.register)[1]
        self.output = Output(staging, town.output, cache)
        self.found = pictures.published(Site(loaded.agenda, place), self.output)
        self.written = sorted(path.name for path in staging.rglob("*.jpg"))
        for path in staging.rglob("*.jpg"):
            target = town.output / path.relative_to(staging)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        cache.write()


@pytest.fixture
def town(tmp_path):
    return small_town(tmp_path, {"activities/walkers/walk.md": WALK, "activities/walkers/path.png": png("red")})


def test_each_width_beside_the_page_the_narrowest_first(town):
    build = Build(town)
    found = build.found["walkers/walk"]
    assert [(one.width, one.height) for one in found] == [(480, 240), (960, 480)]
    assert [one.href for one in found] == [f"/town/{FOLDER}/path-480.jpg", f"/town/{FOLDER}/path-960.jpg"]
    assert found[0].address == f"https://agenda.example/town/{FOLDER}/path-480.jpg"
    with Image.open(town.output / FOLDER / "path-960.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (960, 480))


def test_what_is_there_is_not_written_again(town):
    first, second = Build(town), Build(town)
    assert (first.written, list(first.output.kept)) == (["path-480.jpg", "path-960.jpg"], [])
    assert (second.written, list(second.output.kept)) == ([], [f"{FOLDER}/path-480.jpg", f"{FOLDER}/path-960.jpg"])
    assert second.found == first.found


@pytest.mark.parametrize(
    ("change", "written"),
    [
        pytest.param({"activities/walkers/path.png": png("blue")}, ["path-480.jpg", "path-960.jpg"], id="the picture"),
        pytest.param({"activities/walkers/path.png": png("red", 300)}, ["path-300.jpg"], id="a smaller one"),
        pytest.param({f"output/{FOLDER}/path-480.jpg": None}, ["path-480.jpg", "path-960.jpg"], id="a file is lost"),
        pytest.param({f"output/{FOLDER}/path-480.jpg": b""}, ["path-480.jpg", "path-960.jpg"], id="a file is empty"),
        pytest.param({"content/places/mill.yaml": "name: Mill"}, [], id="something else"),
    ],
)
def test_written_again_if(change, written, town):
    Build(town)
    for path, data in change.items():
        town.write(path, data)
    assert Build(town).written == written


def test_who_has_no_picture_has_none(tmp_path):
    assert Build(small_town(tmp_path)).found == {}
