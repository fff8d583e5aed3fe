"""The pictures of activities, each at its widths beside the activity's page."""

from collections.abc import Iterator
from typing import NamedTuple

from . import images
from .model import Activity
from .output import Output
from .pages import Site


class Picture(NamedTuple):
    """A picture at one width: `href` on the site, its whole `address`, and its size in pixels."""

    href: str
    address: str
    width: int
    height: int


def published(site: Site, output: Output) -> dict[str, list[Picture]]:
    """Put out the pictures of all activities that have one: by the activity's address, the narrowest first."""
    links, cache, result = site.addresses, output.cache, {}
    for activity in site.agenda.activities:
        if not activity.image:
            continue
        found = cache.value("picture", activity.address, activity.digest)
        if found and all(output.has(path, size) for path, _, _, size in found):
            output.kept |= {path: size for path, _, _, size in found}
        else:
            found = list(_written(activity, site, output))
            cache.keep("picture", activity.address, activity.digest, (), found)
        result[activity.address] = [
            Picture(links.link(path), links.full(path), width, height) for path, width, height, _ in found
        ]
    return result


def _written(activity: Activity, site: Site, output: Output) -> Iterator[tuple[str, int, int, int]]:
    """Write a picture at its widths: of each file its path, width, height and bytes."""
    file = site.town.folders.activities / activity.organizer / activity.image
    for width, (data, height) in images.published(file).items():
        path = f"{site.addresses.activity(activity)}{file.stem}-{width}.jpg"
        yield path, width, height, output.write(path, data)
