"""The headers and checks that stand on every answer, errors included (safety.md, "Browser and input")."""

import re

from flask import Flask, Response, request
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import UnsupportedMediaType

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_MOST_FIELDS = 2000
# WTForms reads a row's number out of a field's name, and fails on "²" and on a number of five thousand digits.
_FIELD = re.compile(r"[a-z_]+(-[a-z_]+|-\d{1,3})*", re.ASCII)

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Guard every request to `app` and dress every answer."""
    # Flask-WTF would ask https requests for a Referer, which our own Referrer-Policy keeps browsers from sending.
    app.config.setdefault("WTF_CSRF_SSL_STRICT", False)
    csrf.init_app(app)
    app.before_request(_same_origin)
    app.after_request(_dress)


def own_path(target: str | None) -> str | None:
    """Return `target` when it is a path of this site that is safe to redirect to, else None."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if any(ord(character) < 33 or ord(character) == 127 for character in target):
        return None
    return target


def _same_origin() -> None:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    # Under Referrer-Policy: no-referrer a browser says `Origin: null` for our own forms as well. Then Sec-Fetch-Site
    # tells, and where a browser does not send that either, the token alone.
    origin = request.headers.get("Origin", "null")
    is_foreign = origin != "null" and origin.partition("://")[2] != request.host
    if is_foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Refusal(
            N_("This was sent from another site, so it was not accepted. Nothing was changed."), status=400
        )
    if request.mimetype and request.mimetype not in _FORMS:
        raise UnsupportedMediaType
    names = [name for name, _ in request.form.items(multi=True)] + list(request.files)
    if len(names) > _MOST_FIELDS or not all(map(_FIELD.fullmatch, names)):
        raise Refusal(N_("This is none of the Panel's own forms. Nothing was changed."), status=400)


def _dress(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif getattr(current_user, "is_authenticated", False) or request.method != "GET":
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
        response.vary.update(("Cookie", "Accept-Language"))
    return response
