"""What the finder costs in a real browser: loading its index, applying a choice, and searching, at two sizes.

And how soon the home page shows what it is about: the largest contentful paint that Chromium itself reports.
"""

import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

import browser
from agenda import finder, source
from agenda import town as towns
from agenda.choices import Choices
from agenda.pages import Site
from browsing import served

from .town import ROOT, write

RUNS = 30
SMALL = 1000  # what the other size is held against

SLOWER = 4  # a cheap telephone: so many times as slow as this processor
LOADS = 5

# Milliseconds until the largest thing of the first screen is painted, as the browser reports it.
PAINTED = """() => new Promise((done) => new PerformanceObserver((all) => done(all.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""

# Milliseconds of: loading the index, finding what fits a choice, the same with the list drawn and laid out, a search.
MEASURE = """async ([url, runs]) => {
  const at = (name) => import(new URL(`theme/js/finder/${name}.js`, document.baseURI));
  const [{ load }, { Filter, daysOf }, { Results }, { Search }] = await Promise.all(
    ["index", "filter", "results", "search"].map(at));
  const timed = async (act) => {
    const begun = performance.now();
    const made = await act();
    return [made, performance.now() - begun];
  };
  const [index, loading] = await timed(() => load(url));
  const [filter, ordering] = await timed(() => new Filter(index, `${index.today}T06:00`));
  const list = document.getElementById("found");
  const results = new Results(list, document.getElementById("find-parts"), index, filter.today, "/*/");
  const areas = Object.keys(index.areas);
  const chosen = (run) => [{}, { area: areas[run % areas.length], nearby: true }, { price: "free", part: ["morning"] },
    { day: ["1", "3"], topic: ["koffie-en-praten"] }, { when: "week", audience: ["ouderen"] }][run % 5];
  const apply = (choice, matches) => {
    const found = filter.find(choice, matches);
    results.draw(found, daysOf(found, index.perPage, index.perPage), () => {}, () => "");
    return list.offsetHeight; // and laid out
  };
  const finding = [];
  const applying = [];
  for (let run = 0; run < runs; run += 1) {
    finding.push((await timed(() => filter.find(chosen(run), null)))[1]);
    applying.push((await timed(() => apply(chosen(run), null)))[1]);
  }
  const [search, reading] = await timed(() => new Search(index));
  const searching = [];
  for (let run = 0; run < runs; run += 1) {
    searching.push((await timed(() => apply({}, search.find(["koffie", "wandeln", "muziek tafel"][run % 3]))))[1]);
  }
  return { "load the index": [loading], "put it in order": [ordering], "find what fits a choice": finding,
    "and draw the list": applying, "read it for search": [reading], "search, and draw": searching };
}"""


def indexed(number: int) -> str:
    """The index of an agenda of so many activities."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), number)
        place = towns.read(ROOT / "pelicanconf.py")
        agenda = source.load(replace(place.folders, activities=Path(name)), place.zone, place.today).agenda
        return finder.index(Choices(Site(agenda, place)))


def measured(number: int) -> dict[int, dict[str, list[float]]]:
    """Milliseconds by size and by what was done."""
    executable = browser.executable()  # before Playwright runs: it may look for Playwright's own, or install one
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "output"
        command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", str(output)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for size in (SMALL, number):
            (output / f"finder-{size}.json").write_text(indexed(size))
        with served(output) as address, sync_playwright() as playwright:
            program = playwright.chromium.launch(executable_path=executable, args=browser.FLAGS)
            result = {}
            for size in (SMALL, number):
                page = program.new_page(viewport={"width": 412, "height": 915})
                page.goto(address)
                result[size] = page.evaluate(MEASURE, [f"/finder-{size}.json", RUNS])
                page.close()
            result[number][f"home page, largest paint at {SLOWER}x slower"] = [
                painted(program, address) for _ in range(LOADS)
            ]
            program.close()
        return result


def painted(program, address: str) -> float:
    """Milliseconds until the home page has its largest paint, on a telephone, nothing of it kept from before."""
    context = program.new_context(viewport={"width": 412, "height": 915})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    time = page.evaluate(PAINTED)
    context.close()
    return time


def report(number: int) -> None:
    """Measure so many activities beside `SMALL`; print medians, the slowest, and the ratio of the medians."""
    result = measured(number)
    small, large = sorted(result)
    print(f"| at {large} activities | median ms | max ms | × {small} activities |\n| --- | --- | --- | --- |")
    for name, times in result[large].items():
        median, first = statistics.median(times), result[small].get(name)
        ratio = f"{median / statistics.median(first):.1f}" if first else ""
        print(f"| {name} | {median:.1f} | {max(times):.1f} | {ratio} |")
