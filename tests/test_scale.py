"""A region's worth of entries: every problem is found in one run, and the good ones are fine."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
NUMBER = 10_000
GOOD = """---
title: Activiteit {n}
summary: Elke week koffie en een praatje.
schedule:
  start: 2026-09-01
  time: 10:00-12:00
  repeat: weekly
location: de-tulp
audiences: [iedereen]
topics: [koffie-en-praten]
contact: {{phone: 023-000 00 00}}
example: true
---
Loop gewoon binnen.
"""
BROKEN = {
    "activiteit-17.md": (GOOD.replace("10:00-12:00", "9.30 uur"), (6, 9), "schedule.time"),
    "activiteit-4711.md": (GOOD.replace("audiences: [iedereen]", "audiences: [iederen]"), (9, 13), "audiences[1]"),
    "activiteit-9999.md": (GOOD.replace("title:", "titel:"), (2, 1), "titel"),
}


def test_three_broken_entries_of_ten_thousand_are_named(tmp_path):
    folder = tmp_path / "dock-haarlem"
    folder.mkdir()
    for n in range(NUMBER):
        (folder / f"activiteit-{n}.md").write_text(BROKEN.get(f"activiteit-{n}.md", (GOOD,))[0].format(n=n))
    command = [sys.executable, ROOT / "scripts" / "check.py", "--format", "json", "--quiet", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    problems = [one for one in json.loads(done.stdout) if one["level"] == "problem"]
    found = {
        Path(one["file"]).name: ((one["line"], one["column"]), one["field"]) for one in problems if one["line"] > 1
    }
    assert found == {name: (place, field) for name, (_, place, field) in BROKEN.items()}
    assert {Path(one["file"]).name for one in problems} == set(BROKEN)
