"""What a page is given, and how times and names read on it."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta
from flask import Flask, current_app, make_response, render_template
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response

from panel.kernel.text import N_
from panel.ui.asking import actor, can, now
from panel.ui.form import Form
from panel.ui.language import direction_of, languages, locale, say

GENEVA = ZoneInfo("Europe/Zurich")


def init_app(app: Flask) -> None:
    """Set up templates for `app`."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(can=can, say=say, direction_of=direction_of)
    app.jinja_env.filters.update(
        utc=utc_text,
        geneva=geneva_text,
        relative=relative_text,
        longdate=date_text,
        iso=iso_text,
        rule_anchor=rule_anchor,
    )
    app.context_processor(_context)
    app.url_defaults(_versioned)


def _versioned(endpoint: str, values: dict[str, Any]) -> None:
    """Put a hash of the file into the address of a static file, which browsers may then keep for a year."""
    if endpoint == "static" and "v" not in values and current_app.static_folder:
        values["v"] = _version(str(Path(current_app.static_folder) / values["filename"]))


@lru_cache(256)
def _version(path: str) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()[:10]


def page(template: str, *, status: int = 200, form: Form | None = None, **view: Any) -> Response:
    """Return the page made from `template`. A form's own status wins, so a refused one answers 422 or 409."""
    if form is not None:
        view["form"] = form
        status = form.status if form.status != 200 else status
    return make_response(render_template(template, **view), status)


def _context() -> dict[str, Any]:
    code = locale()
    return {
        "actor": actor(),
        "locale": code,
        "direction": direction_of(code),
        "languages": languages,
        "now": now,
    }


def rule_anchor(rule: str) -> str:
    """Return where a rule stands on the page of the rules of procedure: `rule-4-on-hold` for "4, on hold"."""
    return "rule-" + rule.replace(", ", "-").replace(" ", "-")


def iso_text(moment: datetime) -> str:
    """Return the machine-readable form for `<time datetime>`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc_text(moment: datetime) -> str:
    """Return `27 March 2026, 14:05 UTC`."""
    return _moment_text(moment.astimezone(UTC).replace(tzinfo=None), "UTC", locale())


def geneva_text(moment: datetime) -> str:
    """Return `27 March 2026, 15:05 Geneva time (UTC+1)`."""
    local = moment.astimezone(GENEVA)
    return _moment_text(local.replace(tzinfo=None), zone_text(local), locale())


def zone_text(local: datetime) -> str:
    """Return `Geneva time (UTC+1)` for a moment in Geneva time: its zone differs between summer and winter."""
    hours = int((local.utcoffset() or timedelta()).total_seconds() // 3600)
    return say(N_("Geneva time (UTC+%(hours)s)"), {"hours": hours})


def date_text(day: date | datetime) -> str:
    """Return `27 March 2026`."""
    if isinstance(day, datetime):
        day = day.astimezone(GENEVA).date()
    return _date_text(day, locale())


def relative_text(moment: datetime, present: datetime) -> str:
    """Return `in 3 days` or `2 hours ago`."""
    return format_timedelta(moment - present, add_direction=True, locale=locale().replace("-", "_"))


@lru_cache(4096)
def _moment_text(naive: datetime, zone: str, code: str) -> str:
    return f"{format_datetime(naive, 'd MMMM y, HH:mm', locale=code.replace('-', '_'))} {zone}"


@lru_cache(4096)
def _date_text(day: date, code: str) -> str:
    return format_date(day, "d MMMM y", locale=code.replace("-", "_"))
