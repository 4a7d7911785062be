"""Every error answers with a clear sentence and the right status, and loses nobody's words."""

import secrets

import structlog
from flask import Flask, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from panel.db.extension import db
from panel.kernel.refusal import Forbidden, Refusal
from panel.kernel.text import N_
from panel.ui.asking import actor
from panel.ui.language import say

_SENTENCES = {
    400: N_("This request could not be read. Go back, load the page again and send it once more."),
    404: N_("There is nothing at this address."),
    405: N_("This address cannot be used in this way."),
    409: N_("Somebody else was quicker: what you acted on has changed since you opened the page."),
    413: N_("This is larger than the Panel accepts."),
    414: N_("This address is too long."),
    415: N_("This kind of content is not accepted here."),
    429: N_("Too many tries. Wait a few minutes, then try again."),
    500: N_("Something went wrong on our side. Nothing was lost and nothing was changed."),
    503: N_("The Panel's database does not answer just now. Nothing was lost. Try again in a minute."),
}
_SECRET = ("csrf_token", "password", "password_again", "new_password", "current_password")
_log = structlog.get_logger("panel")


def init_app(app: Flask) -> None:
    """Register the handlers on `app`."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(OverflowError, _unstorable)
    app.register_error_handler(OperationalError, _database_down)
    app.register_error_handler(Exception, _failed)


def _answer(status: int, sentence: str, *, whom: str = "", reference: str = "") -> Response:
    kept = [] if request.method == "GET" or status == 413 else _kept()
    body = render_template(
        "errors/error.html", status=status, reason=sentence, whom=whom, reference=reference, kept=kept
    )
    return Response(body, status, mimetype="text/html")


def _kept() -> list[tuple[str, str]]:
    """Return what the person had typed, to be shown so that it can be copied."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if value.strip() and name not in _SECRET
    ]


def _refused(refusal: Refusal) -> Response:
    if isinstance(refusal, Forbidden) and not actor().is_signed_in:
        if request.method == "GET":
            return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
        return _answer(401, say(N_("You are not signed in any more. Sign in, then send this again.")))
    whom = say(refusal.whom) if isinstance(refusal, Forbidden) and refusal.whom else ""
    return _answer(refusal.status, say(refusal.message, refusal.params), whom=whom)


def _stale_form(error: CSRFError) -> Response:
    return _answer(
        400, say(N_("This form was open for too long or came from another page. Send it once more."))
    )


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response()
    response = _answer(status, say(_SENTENCES.get(status, _SENTENCES[400 if status < 500 else 500])))
    if status == 405:
        response.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ())
    return response


def _unstorable(error: Exception) -> Response:
    """Answer for what no column can hold, such as a NUL or 10^30: nobody was meant to find anything by it."""
    db.session.rollback()
    return _answer(400, say(_SENTENCES[400]))


def _database_down(error: DBAPIError) -> Response:
    return _server_error(503, error)


def _failed(error: Exception) -> Response:
    return _server_error(500, error)


def _server_error(status: int, error: Exception) -> Response:
    reference = secrets.token_hex(4)
    _log.error("request failed", reference=reference, path=request.path, exc_info=error)
    db.session.rollback()
    return _answer(status, say(_SENTENCES[status]), reference=reference)
