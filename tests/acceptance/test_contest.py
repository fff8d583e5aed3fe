"""The whole bench, small: this project and Hugo make the same pages of the same agenda, and the figures are written."""

import json
from dataclasses import replace
from datetime import date

from bench import contest, hugo, measure, ours, report

SIZE = 60


def test_ours_and_hugo_make_the_same(tmp_path):
    engines = (ours.engine(), hugo.engine())
    start = replace(ours.engine(), scenarios=("full",))
    found = contest.run({contest.START: (start,), SIZE: engines}, 1, tmp_path / "bench", lambda what: None)
    assert found[SIZE].made["ours"].compared == found[SIZE].made["hugo"].compared
    assert found[SIZE].made["ours"].files["html"] > SIZE
    assert found[SIZE].made["ours"].events == 2 * SIZE  # in the calendar with everything, and in an area's

    names = {one.id: one.name for one in engines}
    made = report.Report(date(2026, 11, 22), measure.machine(), 1, names, found)
    report.keep(made, tmp_path)
    data = json.loads((tmp_path / "bench.json").read_text())
    assert {"full", "one_changed", "unchanged", "memory", "files"} <= set(data)
    assert set(data["files"]) == {"ours", "hugo"}
