"""The composition root: the one module that knows every room and puts them together into an application."""

import os
import secrets
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import structlog
from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from panel.accounts.rules import SIGN_IN_IDLES
from panel.db import extension
from panel.db.clock import DatabaseClock, DemonstrationClock
from panel.ui import errors, language, page, security

PROJECT = Path(__file__).resolve().parent.parent
MOST = 2**31 - 1
"""The largest number that a column holds."""
ROOMS = ("accounts", "delegations", "norms", "threads", "soundings", "understandings", "sessions", "home")


def create_app(config: dict[str, Any] | None = None) -> Flask:
    """Return the application, configured from the environment and then from `config`.

    Environment: PANEL_DATA (the data directory), PANEL_DATABASE_URL (default: SQLite in the data directory),
    PANEL_SECRET_KEY (default: a key kept in the data directory), PANEL_SMTP_URL, PANEL_PUBLIC_URL, PANEL_PROXIES,
    PANEL_LANGUAGES (offered to readers, as "en fr").
    Raises `RuntimeError` when what is configured is not fit for real use.
    """
    app = Flask(
        __name__,
        root_path=str(PROJECT),
        template_folder=str(PROJECT / "templates"),
        static_folder=str(PROJECT / "static"),
    )
    _configure_logs()
    app.config.update(_from_environment())
    app.config.update(config or {})
    _settle(app)
    app.url_map.converters["int"] = _Number
    extension.init_app(app)
    app.extensions["panel.clock"] = (
        DemonstrationClock() if app.config["PANEL_DEMONSTRATION"] else DatabaseClock()
    )
    for part in (language, security, page, errors):
        part.init_app(app)
    Compress(app)
    for room in ROOMS:
        import_module(f"panel.{room}.routes").init_app(app)
    if app.config["PANEL_PROXIES"]:
        hops = app.config["PANEL_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


class _Number(IntegerConverter):
    """A number in an address, at most `MOST`: beyond that there is nothing to find."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        kwargs["max"] = min(kwargs.get("max") or MOST, MOST)
        super().__init__(map, *args, **kwargs)


def _configure_logs() -> None:
    """Log one JSON object a line, with tracebacks but without the values of variables: they may be people's words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _from_environment() -> dict[str, Any]:
    return {
        "PANEL_DATA": Path(os.environ.get("PANEL_DATA", PROJECT / "data")).resolve(),
        "PANEL_DEMONSTRATION": os.environ.get("PANEL_DEMONSTRATION") == "yes",
        "PANEL_PUBLIC_URL": os.environ.get("PANEL_PUBLIC_URL", ""),
        "PANEL_SMTP_URL": os.environ.get("PANEL_SMTP_URL", ""),
        "PANEL_MAIL_FROM": os.environ.get("PANEL_MAIL_FROM", ""),
        "PANEL_LANGUAGES": os.environ.get("PANEL_LANGUAGES", "en").split(),
        "PANEL_PROXIES": int(os.environ.get("PANEL_PROXIES", "0")),
        "SQLALCHEMY_DATABASE_URI": os.environ.get("PANEL_DATABASE_URL", ""),
        "SECRET_KEY": os.environ.get("PANEL_SECRET_KEY", ""),
    }


def _settle(app: Flask) -> None:
    """Fill in what follows from the configuration."""
    data = Path(app.config["PANEL_DATA"])
    data.mkdir(parents=True, exist_ok=True)
    if not app.config["SQLALCHEMY_DATABASE_URI"]:
        app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{data / 'panel.sqlite'}"
    if not app.config["SECRET_KEY"]:
        app.config["SECRET_KEY"] = _kept_key(data / "secret.key")
    if len(app.config["SECRET_KEY"]) < 32:
        raise RuntimeError(
            "PANEL_SECRET_KEY is too short: give at least 32 characters, or none to have one made."
        )
    # A browser sends a Secure cookie over plain http to nobody, so the demonstration on 127.0.0.1 goes without.
    secure = app.config["PANEL_PUBLIC_URL"].startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-panel" if secure else "panel",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SIGN_IN_IDLES,
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=1,
        TEMPLATES_AUTO_RELOAD=False,
    )


def _kept_key(path: Path) -> str:
    """Return the key in `path`, made at the first start. Two first starts at once end up with the same one."""
    if not path.exists():
        handle, written = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        with open(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        # A link appears with all that is in it, and to one of two only: nobody reads half a key.
        with suppress(FileExistsError):
            os.link(written, path)
        os.unlink(written)
    return path.read_text(encoding="ascii")
