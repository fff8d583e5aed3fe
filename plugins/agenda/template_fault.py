"""What is wrong in a template, said as of any file: which, at which line, and what."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError


class BrokenTemplate(Exception):
    """A template that cannot be rendered: `file:line: what is wrong`."""


@contextmanager
def told_of(env: Environment, template: str) -> Iterator[None]:
    """What a template does wrong in here is a BrokenTemplate."""
    try:
        yield
    except Exception as error:
        if fault := told(error, env, template):
            raise BrokenTemplate(fault) from error
        raise


def told(error: Exception, env: Environment, template: str) -> str | None:
    """`file:line: what is wrong` of an error while rendering; None if it is no template that is at fault."""
    frames = [(frame, line) for frame, line in _frames(error) if frame.f_code.co_filename.endswith(".html")]
    where = f"{_shown(frames[-1][0].f_code.co_filename)}:{frames[-1][1]}" if frames else template
    if isinstance(error, TemplateSyntaxError):
        return f"{_shown(error.filename or error.name or template)}:{error.lineno}: {error.message}."
    if isinstance(error, TemplateNotFound):
        return f"{where}: the template {error.name} is not there. Put it back, or leave out what asks for it."
    if isinstance(error, TemplateError):
        return f"{where}: {error}."
    if isinstance(error, UnicodeDecodeError) and (file := _not_text(env)):
        return f"{_shown(file)}: this is not written in UTF-8. Save the file again with the encoding UTF-8."
    # Else only what the template itself does wrong: a fault in the code that it calls is for who wrote that.
    last = next(reversed(list(_frames(error))), None)
    return f"{where}: {type(error).__name__}: {error}." if frames and last == frames[-1] else None


def _frames(error: Exception) -> list[tuple[Any, int]]:
    """The frames that an error came through, outermost first, each with its line."""
    found, at = [], error.__traceback__
    while at:
        found.append((at.tb_frame, at.tb_lineno))
        at = at.tb_next
    return found


def _not_text(env: Environment) -> str | None:
    """The first template whose bytes are no UTF-8."""
    for name in env.list_templates(filter_func=lambda one: one.endswith(".html") and one[0] != "!"):
        try:
            env.loader.get_source(env, name)
        except UnicodeDecodeError:
            paths = [os.path.join(folder, name) for loader in _loaders(env.loader) for folder in loader.searchpath]
            return next((path for path in paths if os.path.exists(path)), name)
    return None


def _loaders(loader: Any) -> list[Any]:
    """The loaders that look in folders, of one that may be made of several."""
    several = getattr(loader, "loaders", [loader])
    return [one for one in several if hasattr(one, "searchpath")]


def _shown(path: str) -> str:
    """The path from where the command runs, if it is below that."""
    near = os.path.relpath(path)
    return path if near.startswith("..") else near
