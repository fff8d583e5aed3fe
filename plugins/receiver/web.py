"""The receiver as a web application: what holds for every answer, and files of the site beside its own pages."""

import logging
import mimetypes
import os
from collections.abc import Callable

from flask import Flask, Response, jsonify, request, send_from_directory
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.security import safe_join

from agenda.language import Language
from agenda.problem import Fault

from . import desk, notices, organizer, public, things
from .notices import Notice
from .people import RegisterError
from .rendering import icons
from .service import Service
from .spool import FullError
from .submission_record import ACCEPTED, UNCONFIRMED, WAITING, StepError
from .wire import MOST_BYTES

log = logging.getLogger(__name__)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the links of editors and organizers are secrets
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_BY_STATUS = {404: notices.NOT_THERE, 405: notices.NOT_THERE, 413: notices.TOO_LONG}


def of(service: Service) -> Flask:
    """The application."""
    app = Flask("receiver", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.after_request(_secure)
    say = _sayer(service)
    _errors(app, service, say)
    base = service.addresses.base
    for part in (public, organizer, desk, things):
        for rule, methods, view in part.routes(service):
            app.add_url_rule(f"{base}/{rule}", f"{part.__name__}.{rule}", view, methods=methods)
    app.add_url_rule("/health", "health", lambda: _health(service))
    _files(app, service, base)
    return app


def _secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _sayer(service: Service) -> Callable[[Notice], tuple[str, int]]:
    def say(notice: Notice, **values: object) -> tuple[str, int]:
        language = _language(service)
        return service.pages.notice(notice.in_language(language, **values), language, ""), notice.status

    return say


def _language(service: Service) -> Language:
    """The language of the address that was asked for."""
    below = request.path.removeprefix(service.addresses.base).lstrip("/")
    others = (one for one in service.town.languages[1:] if below.startswith(f"{one.code}/"))
    return next(others, service.town.languages[0])


def _errors(app: Flask, service: Service, say: Callable) -> None:
    """Whatever goes wrong is a page in plain words."""

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[str, int]:
        notice = _BY_STATUS.get(error.code or 500, notices.NOT_A_FORM)
        return say(notice)[0], error.code or 500

    @app.errorhandler(Fault)
    def fault(error: Fault) -> tuple[str, int]:
        return say(notices.NOT_A_FORM)

    @app.errorhandler(StepError)
    def gone(error: Exception) -> tuple[str, int]:
        return say(notices.NO_LINK)

    @app.errorhandler(FullError)
    @app.errorhandler(RegisterError)
    def full(error: Exception) -> tuple[str, int]:
        log.error("%s", error)
        return say(notices.FULL)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> tuple[str, int]:
        log.exception("unexpected: %s %s", request.method, request.endpoint)
        return say(notices.BROKEN)


def _health(service: Service) -> tuple[Response, int]:
    """How it goes, without a word about anybody: for who watches over it."""
    states = [one.state for one in service.clerk.spool.all()]
    troubles = list(service.errands.troubles)
    if not service.worker.alive:
        troubles.append("worker")
    if not service.clerk.spool.writable():
        troubles.append("disk")
    if service.clerk.spool.unreadable():
        troubles.append("unreadable")
    if service.current.get().broken:
        troubles.append("vocabularies")
    counts = {state: states.count(state) for state in (UNCONFIRMED, WAITING, ACCEPTED)}
    return jsonify(
        status="trouble" if troubles else "ok", troubles=sorted(troubles), **counts
    ), 503 if troubles else 200


def _files(app: Flask, service: Service, base: str) -> None:
    """The theme's files, and the built site if it is there: so that each link of a page leads somewhere."""
    static, drawn, site = service.town.theme / "static", icons(service.town), service.settings.site

    @app.get(f"{base}/{service.town.outlet.assets}/<path:name>")
    def theme(name: str) -> Response:
        if name in drawn:
            return Response(drawn[name], mimetype=mimetypes.guess_type(name)[0])
        return _kept(send_from_directory(static, name))

    @app.get(f"{base}/", defaults={"name": ""})
    @app.get(f"{base}/<path:name>")
    def built(name: str) -> Response:
        if name.endswith("/") or not name:
            name += "index.html"
        found = safe_join(str(site), name)
        if found is None or not os.path.isfile(found) or os.path.basename(found).startswith("."):
            raise NotFound
        return _kept(send_from_directory(site, name))


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
