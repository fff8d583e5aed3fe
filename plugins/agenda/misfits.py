"""What is wrong with an entry in this town, which nothing in the entry alone says."""

from collections.abc import Iterator
from pathlib import Path

from . import examples, images, notation, schedule
from .model import Activity
from .problem import Fault
from .register import Register


def of(activity: Activity, path: Path, register: Register) -> Iterator[tuple[tuple, Fault]]:
    """What is wrong, each with where: dates that are not planned, who vouches, the picture, old paths."""
    for number, plan in enumerate(activity.schedule):
        for where, fault in schedule.misfits(plan, register):
            yield ("schedule", number, *where), fault
    organizations = register.organizations
    if organizations[activity.organizer].kind in ("residents", "business"):
        if not activity.vouched_by:
            yield (
                ("vouched_by",),
                Fault(
                    "vouched_by is missing. Name a member that knows who organizes this: vouched_by: {id}.",
                    id=next((id for id, one in organizations.items() if one.kind == "member"), "…"),
                ),
            )
        elif organizations[activity.vouched_by].kind != "member":
            yield (
                ("vouched_by",),
                Fault("{id} is not a member. Name a member of the coalition.", id=activity.vouched_by),
            )
    yield from examples.misfits(activity, register)
    for number, old in enumerate(activity.formerly):
        if old.rpartition("/")[0] not in ("", activity.organizer):
            yield ("formerly", number), Fault("{path} belongs to another organization. Leave it out.", path=old)
    if activity.image:
        try:
            _picture(path, activity.image)
        except Fault as fault:
            yield ("image",), fault


def _picture(entry: Path, name: str) -> None:
    """Raise Fault unless this is a picture beside the entry."""
    path = entry.parent / name
    if path.suffix not in images.SUFFIXES or path.name != name:
        raise Fault("{name} is not a picture. Use a .jpg, .png or .webp file beside this one.", name=name)
    notation.parse_slug(path.stem)
    if path.is_symlink() or not path.is_file():
        raise Fault("{name} is not there. Put the picture beside this file.", name=name)
    images.check(path)
