"""A document as a record: the value if nothing is wrong, and every problem at its line and column."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from . import frontmatter, notation
from .frontmatter import Document
from .model import ActivityFile
from .problem import Fault, Faults, Problem, shown, visible

_MEANT = dict(  # a key that a partner may write in Dutch -> the contract's
    pair.split("=")
    for pair in """
    titel=title samenvatting=summary omschrijving=description beschrijving=description tekst=description
    rooster=schedule wanneer=schedule locatie=location plaats=location waar=location adres=location
    doelgroep=audiences doelgroepen=audiences thema=topics themas=topics onderwerpen=topics prijs=price
    kosten=price aanmelden=registration taal=languages talen=languages leeftijd=ages gecontroleerd=checked
    welkom=welcome vervoer=transport toegankelijkheid=access verwijzing=referral voorbeeld=example begin=start
    einde=end eind=end tijd=time herhaling=repeat herhaal=repeat weken=weeks dagen=days dag=days
    maanden=months tot=until aantal=count data=dates datums=dates behalve=except uitgezonderd=except
    pauze=pause wijzigingen=changes datum=date afgelast=cancelled naam=name straat=street woonplaats=city
    stad=city wijk=area telefoon=phone tel=phone mail=email foto=image afbeelding=image organisatie=partners
    """.split()
)


def validated(
    model: type[BaseModel], document: Document, context: Mapping[str, Any], path: str
) -> tuple[BaseModel | None, list[Problem]]:
    """The document's tree as `model`, or every problem at its place. `path` is the file's name in messages."""
    problems = [Problem.of(fault, path, *at, field_name(where, document)) for where, at, fault in document.faults]
    if problems and not document.tree:
        return None, problems
    try:
        value = model.model_validate(document.tree, context=dict(context))
    except ValidationError as error:
        for where, fault, at_key in _faults(error, model, document, context):
            problems.append(Problem.of(fault, path, *document.place(where, at_key), field_name(where, document)))
        value = None
    for name, info in model.model_fields.items():
        if info.exclude and name in document.tree:  # what the reader fills in, not the file
            place = document.place((name,), True)
            problems.append(Problem.of(_unknown((name,), model), path, *place, name))
    return (None if problems else value), problems


def _faults(
    error: ValidationError, model: type[BaseModel], document: Document, context: Mapping[str, Any]
) -> Iterator[tuple[frontmatter.Path, Fault, bool]]:
    """Pydantic's errors as faults with the path of the field; the last says whether it is about the key."""
    for item in error.errors(include_url=False, include_input=False):
        where = _in_file(item["loc"], document)
        cause = item.get("ctx", {}).get("error")
        if isinstance(cause, Faults):
            yield from ((where + inner, fault, False) for inner, fault in cause.faults)
        elif isinstance(cause, Fault):
            yield where, cause, item["loc"][-1:] == ("[key]",)
        elif item["type"] == "missing":
            yield where, _missing(where, model, context), False
        elif item["type"] == "extra_forbidden":
            yield where, _unknown(where, model), True
        elif item["type"] in ("dict_type", "model_type"):
            yield (
                where,
                Fault("fields are expected here. Write a name, a colon and a value on each line below, indented."),
                False,
            )
        else:
            yield where, Fault("this does not fit here. Look at the template."), False


def _in_file(steps: tuple[str | int, ...], document: Document) -> frontmatter.Path:
    """Pydantic's path without the steps that do not stand in the file: the forms of a value (=id) and [key]."""
    where: frontmatter.Path = ()
    for step in steps:
        if (*where, step) in document.keys or not (str(step).startswith("=") or step == "[key]"):
            where += (step,)
    return where


def _fields_at(where: frontmatter.Path, model: type[BaseModel]) -> dict[str, Any]:
    """The fields of the record that stands at `where`, by the names that stand in files."""
    current: list[type[BaseModel]] = [model]
    for step in where:
        if isinstance(step, int):
            continue
        annotations = [
            info.annotation
            for one in current
            for name, info in one.model_fields.items()
            if (info.alias or name) == step
        ]
        current = [one for annotation in annotations for one in _models(annotation)] or current
    return {info.alias or name: info for one in current for name, info in one.model_fields.items() if not info.exclude}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The records inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _missing(where: frontmatter.Path, model: type[BaseModel], context: Mapping[str, Any]) -> Fault:
    name = str(where[-1])
    ids = context.get("places" if name == "location" else name) or context.get(f"{name}s")
    info = _fields_at(where[:-1], model).get(name)
    example = next(iter(ids), "…") if ids else ((info and info.examples) or ["…"])[0]
    return Fault("{name} is missing. Write for example {name}: {example}.", name=name, example=example)


def _unknown(where: frontmatter.Path, model: type[BaseModel]) -> Fault:
    name, known = str(where[-1]), list(_fields_at(where[:-1], model))
    if name == "description" and model is ActivityFile:
        return Fault("description is not a field here. Write the text below the second line ---.")
    meant = _MEANT.get(name.lower(), name.lower())
    if near := meant if meant in known else notation.nearest(name, known):
        return Fault("the field {name} does not exist. Did you mean {near}?", name=name, near=near)
    return Fault("the field {name} does not exist. Delete it; the template names all fields.", name=name)


def field_name(where: frontmatter.Path, document: Document | None = None) -> str:
    """`schedule.changes[2].date`; empty for the whole file. An index that does not stand in the file is left out."""
    name, at = "", ()
    for step in where:
        at += (step,)
        if not isinstance(step, int):
            name += f".{step}" if name else str(step)
        elif document is None or at in document.values:
            name += f"[{step + 1}]"
        else:
            at = at[:-1]
    return shown(name)


def shown_path(path: Path, base: Path) -> str:
    """A path as messages name it: below `base`, or as it was given."""
    try:
        return visible(path.absolute().relative_to(base.absolute()).as_posix())
    except ValueError:
        return visible(path.as_posix())
