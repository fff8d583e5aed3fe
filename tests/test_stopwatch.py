"""What a build tells of its own time."""

import json

from agenda.stopwatch import Stopwatch
from small_town import small_town


def test_stages_are_told_in_order_and_each_once(tmp_path):
    watch = Stopwatch()
    for stage in ("read", "make", "read"):
        watch.lap(stage)
    watch.write(tmp_path / "told" / "stages.json")
    told = json.loads((tmp_path / "told" / "stages.json").read_text())
    assert list(told) == ["read", "make"]
    assert all(seconds >= 0 for seconds in told.values())


def test_a_build_writes_its_stages_where_it_is_asked_to(tmp_path):
    town = small_town(tmp_path)
    file = tmp_path / "stages.json"
    done = town.build(None, "-e", f"AGENDA_STAGES={json.dumps(str(file))}")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(file.read_text())) > 5
