"""`flask panel demo`: an installation with an invented session to try everything out."""

import json
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from panel.accounts.passwords import hashed
from panel.cli.playback import FILE, Playback
from panel.cli.seeding import prepare_database
from panel.db.clock import SetClock
from panel.db.extension import db
from panel.delegations.queries import people
from panel.factory import create_app
from panel.record.queries import head

PASSWORD = "demonstration"
DATABASE, MARK = "panel.sqlite", "demonstration"


@click.command("demo")
@click.option("--port", default=8000, show_default=True, help="The port on 127.0.0.1.")
@click.option(
    "--data", type=click.Path(path_type=Path), default=None, help="Where to keep it (default: PANEL_DATA)."
)
@click.option("--fresh", is_flag=True, help="Forget what is there and start anew.")
@click.option("--seed-only", is_flag=True, help="Make the data and stop.")
@with_appcontext
def command(port: int, data: Path | None, fresh: bool, seed_only: bool) -> None:
    """Start the demonstration: seeded once, then served on 127.0.0.1."""
    place = (data or Path(current_app.config["PANEL_DATA"])).resolve()
    place.mkdir(parents=True, exist_ok=True)
    database = place / DATABASE
    if database.exists() and not (place / MARK).exists():
        raise click.ClickException(
            f"{place} holds an installation that is no demonstration. Choose another --data."
        )
    if fresh:
        for path in place.glob(DATABASE + "*"):
            path.unlink()
    if not database.exists():
        _seed(place)
    if seed_only:
        return
    os.environ.update(PANEL_DEMONSTRATION="yes", PANEL_DATA=str(place))
    os.environ.pop("PANEL_DATABASE_URL", None)
    _welcome(place, port)
    sys.stdout.flush()
    server = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    os.execv(
        sys.executable,
        [*server, "--workers", "1", "--blocking-threads", "8", "--log-level", "warning", "wsgi:app"],
    )


def _seed(place: Path) -> None:
    """Play the session into a new database beside the final place, and move it there when it is whole."""
    began = time.monotonic()
    (place / MARK).touch()
    unfinished = place / f"{DATABASE}.unfinished"
    for path in place.glob(unfinished.name + "*"):
        path.unlink()
    minutes = json.loads(FILE.read_text("utf-8"))["now"]
    opening = (datetime.now(UTC) - timedelta(minutes=minutes)).replace(
        hour=8, minute=0, second=0, microsecond=0
    )
    if opening + timedelta(minutes=minutes) > datetime.now(UTC):
        opening -= timedelta(days=1)
    clock = SetClock(opening - timedelta(days=60))
    app = create_app({"PANEL_DATA": place, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{unfinished}"})
    app.extensions["panel.clock"] = clock
    with app.app_context():
        click.echo("Preparing the demonstration (once): schema and catalogue …")
        list(prepare_database())
        click.echo("Playing the session: delegations, threads, texts …")
        steps = Playback(db.session(), clock, opening, hashed(PASSWORD)).play()
        size, _ = head(db.session())
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    unfinished.rename(place / DATABASE)
    for path in place.glob(unfinished.name + "*"):
        path.unlink()
    click.echo(f"{steps} steps, {size} facts, {time.monotonic() - began:.1f} s.")


def _welcome(place: Path, port: int) -> None:
    app = create_app(
        {
            "PANEL_DATA": place,
            "PANEL_DEMONSTRATION": True,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{place / DATABASE}",
        }
    )
    with app.app_context():
        roles: dict[str, list[str]] = {}
        for person in people(db.session()):
            for role in person["roles"]:
                roles.setdefault(role, []).append(f"{person['name']} <{person['email']}>")
        db.session.remove()
        db.engine.dispose()
    click.echo(f"\nThe Standing Panel (demonstration): http://127.0.0.1:{port}\n")
    click.echo(f"Sign in as anyone; the password is “{PASSWORD}”. For example:")
    for role in (
        "chair",
        "moderator",
        "rapporteur",
        "secretariat",
        "administrator",
        "head",
        "alternate",
        "adviser",
    ):
        for name in roles.get(role, [])[:2]:
            click.echo(f"  {role:14} {name}")
    click.echo(
        f"\nEveryone: ./run panel --data {place} people    Stop with Ctrl+C. Start anew with --fresh.\n"
    )
