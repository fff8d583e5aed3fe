"""What the finder costs in a real browser, at the size of a town, a city and a province: bytes and milliseconds.

And what the first view of the home page and of an area costs, with the largest contentful paint that Chromium reports.
"""

import gzip
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

import browser
import building
from agenda import generator
from agenda.output import Files, Group
from browsing import served
from small_town import ROOT, Town

from . import province

SIZES = (1000, 10_000, 50_000)
RUNS = 30
SLOWER = 4  # a cheap telephone: so many times as slow as this processor
LOADS = 5
AREA = "meerwijk"
PAGES = {"home page": "", "page of an area": f"wijk/{AREA}/"}

# Milliseconds until the largest thing of the first screen is painted, as the browser reports it.
PAINTED = """() => new Promise((done) => new PerformanceObserver((all) => done(all.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""

# Milliseconds of: a first choice, from nothing fetched to its list drawn and laid out; of that what is done once (dates
# put in order, words for a search); then of each next choice finding alone, and with the list drawn.
CHOOSE = """async ([first, others, runs]) => {
  const at = (name) => import(new URL(`theme/js/finder/${name}.js`, document.baseURI));
  const [{ load }, { Filter, listOf }, { Results }, { Search }] = await Promise.all(
    ["index", "filter", "results", "search"].map(at));
  const list = document.getElementById("found");
  const timed = async (act) => {
    const begun = performance.now();
    await act();
    return performance.now() - begun;
  };
  const filters = new Map();
  let index, results, ordering = 0, reading = 0;
  const find = async ({ search, ...choice }) => {
    index ??= await load("/finder.json");
    results ??= new Results(list, document.getElementById("find-parts"), index, 0, "/*/");
    const view = await index.view(choice.area ? new Set([choice.area]) : null, { words: Boolean(search) });
    if (!filters.has(view)) ordering += await timed(() => filters.set(view, new Filter(view, `${index.today}T06:00`)));
    if (search && !view.search) reading += await timed(() => { view.search = new Search(view); });
    return [view, filters.get(view).find({ ...choice, search }, search ? view.search.find(search) : null)];
  };
  const choose = async (choice) => {
    const [view, found] = await find(choice);
    const all = listOf(found, index.perPage, index.perPage, index.perPage);
    await view.read([...all.days.flatMap((day) => day.items), ...all.later, ...all.undated].map((one) => one.number));
    results.draw(view, all, () => {}, () => "");
    return list.offsetHeight;
  };
  const cold = await timed(() => choose(first));
  const once = ordering + reading;
  const finding = [], warm = [];
  for (let run = 0; run < runs; run += 1) {
    const choice = others[run % others.length];
    await choose(choice); // what is to be shown is there
    finding.push(await timed(() => find(choice)));
    warm.push(await timed(() => choose(choice)));
  }
  return { "first choice, all fetched": [cold], "of which put in order, once": [once], "find what fits": finding,
    "and draw the list": warm };
}"""

MOMENTS = ({}, {"price": "free", "part": ["morning"]}, {"day": ["1", "3"], "topic": ["koffie-en-praten"]},
           {"when": "week", "audience": ["ouderen"]}, {"when": "weekend"})  # fmt: skip
WORDS = ("koffie", "wandeln", "muziek samen")
SCENES = {
    "an area": [{"area": AREA, **one} for one in MOMENTS],
    "no area": list(MOMENTS),
    "a search in an area": [{"area": AREA, "search": one} for one in WORDS],
    "a search in all": [{"search": one} for one in WORDS],
}


@dataclass
class Measured:
    """Of one size: kB as a server sends them (gzip), files asked for, and milliseconds, by what was done."""

    sent: dict[str, float] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    times: dict[str, dict[str, list[float]]] = field(default_factory=dict)


def made(number: int, output: Path) -> None:
    """The town's site with so many activities in it, in one language: the pages that are looked at, and the finder."""
    with tempfile.TemporaryDirectory() as name:
        activities = Path(name) / "activities"
        province.write(activities, number)
        composed, make_all = generator.composition.composed, generator.Output.make_all

        def some(additions, written):
            """The sections with the pages that are looked at."""
            few = set(PAGES.values())
            return {
                site: found._replace(parts=[part for part in found.parts if any(one.path in few for one in part[1])])
                for site, found in composed(additions, written).items()
            }

        def make_some(self, works, *others) -> None:
            few = {f"{path}index.html" for path in PAGES.values()}
            make_all(self, [
                one._replace(of=b"", products=lambda one=one: (file for file in one.products() if file.path in few))
                if isinstance(one, Group) else one
                for one in works
            ], *others)  # fmt: skip

        def files(self, _made, _additions) -> Iterator[Files]:
            return map(self._finder, self.sites)

        with (
            patch.object(generator.composition, "composed", some),
            patch.object(generator.Output, "make_all", make_some),
            patch.object(generator.AgendaGenerator, "_files", files),
        ):
            building.build(
                Town(ROOT), output, province.TODAY, AGENDA_PATH=str(activities), AGENDA_LANGUAGES={}, AGENDA_TEXTS={}
            )


def measured(number: int, program) -> Measured:
    """Everything of this size, in a browser."""
    result = Measured()
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "output"
        made(number, output)
        with served(output) as address:
            for what, path in PAGES.items():
                with looked_at(program, output, result, what) as page:
                    page.goto(address + path, wait_until="networkidle")
                times = [painted(program, address + path) for _ in range(LOADS)]
                result.times[what] = {f"largest paint at {SLOWER} times slower": times}
            for what, choices in SCENES.items():
                with looked_at(program, output, result, what) as page:
                    page.goto(address, wait_until="networkidle")
                    result.sent[what], result.asked[what] = 0, 0
                    page.evaluate(CHOOSE, [choices[0], [], 0])
                with looked_at(program, output, Measured(), what) as page:
                    page.goto(address)
                    result.times[what] = page.evaluate(CHOOSE, [choices[0], choices, RUNS])
    return result


@contextmanager
def looked_at(program, output: Path, result: Measured, what: str) -> Iterator:
    """A new page on a telephone, with nothing kept from before; what it asks for is counted."""
    context = program.new_context(viewport={"width": 412, "height": 915})
    page = context.new_page()
    result.sent[what], result.asked[what] = 0.0, 0
    page.on("request", partial(_count, output, result, what))
    yield page
    context.close()


def _count(output: Path, result: Measured, what: str, request) -> None:
    path = output / urlsplit(request.url).path.lstrip("/")
    file = path / "index.html" if path.is_dir() else path
    if file.is_file():
        result.sent[what] += len(gzip.compress(file.read_bytes(), mtime=0)) / 1000
        result.asked[what] += 1


def painted(program, address: str) -> float:
    """Milliseconds until the page has its largest paint, on a telephone, nothing of it kept from before."""
    context = program.new_context(viewport={"width": 412, "height": 915})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    time = page.evaluate(PAINTED)
    context.close()
    return time


def report(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure these sizes one after the other and print two tables: what is sent, and how long it takes (medians)."""
    executable = browser.executable()  # before Playwright runs: it may look for Playwright's own, or install one
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=executable, args=browser.FLAGS)
        found = {size: measured(size, program) for size in sizes}
        program.close()
    heads = " | ".join(f"{size:,}" for size in sizes)
    print(f"| kB sent, packed (files) | {heads} |\n| --- |{' --- |' * len(sizes)}")
    for what in (*PAGES, *SCENES):
        cells = [f"{found[size].sent[what]:.1f} ({found[size].asked[what]})" for size in sizes]
        print(f"| {what} | {' | '.join(cells)} |")
    print(f"\n| milliseconds | {heads} |\n| --- |{' --- |' * len(sizes)}")
    for what, parts in found[sizes[0]].times.items():
        for part in parts:
            medians = [statistics.median(found[size].times[what][part]) for size in sizes]
            print(f"| {what}: {part} | {' | '.join(f'{one:.1f}' for one in medians)} |")
