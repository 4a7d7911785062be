"""`flask panel bench`: the figures the Panel promises, measured on the machine at hand. Never part of a test."""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask, before_render_template
from sqlalchemy import event, select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from panel.accounts.acts import begin_sign_in, choose_capacity
from panel.accounts.models import Person
from panel.accounts.passwords import hashed
from panel.cli.playback import Playback
from panel.cli.seeding import prepare_database
from panel.db.clock import DatabaseClock, SetClock
from panel.db.extension import db
from panel.delegations.queries import actor_in, capacities_of
from panel.factory import create_app
from panel.policy import Role
from panel.record.perform import perform
from panel.threads.acts import PostContribution
from panel.threads.models import Contribution, Thread

CONTRIBUTIONS = 50


@click.group("bench")
def command() -> None:
    """Print the figures that the Panel promises."""


@command.command("pages")
@click.option(
    "--rounds", default=9, show_default=True, help="How many rounds of requests; the median is printed."
)
def pages(rounds: int) -> None:
    """Measure the CPU of a signed-in request for a thread of 50 contributions, against rendering it from memory."""
    with tempfile.TemporaryDirectory() as place:
        app = create_app(
            {"PANEL_DATA": Path(place), "SQLALCHEMY_DATABASE_URI": f"sqlite:///{place}/panel.sqlite"}
        )
        opening = datetime(2026, 3, 23, 8, tzinfo=UTC)
        clock = SetClock(opening.replace(month=1, day=2))
        app.extensions["panel.clock"] = clock
        with app.app_context():
            list(prepare_database())
            Playback(db.session(), clock, opening, hashed("for a benchmark")).play()
            number, cookie = _full_thread(app, clock)
            db.session.remove()
        app.extensions["panel.clock"] = DatabaseClock()
        _measure(app, f"/threads/{number}", cookie, rounds)


def _full_thread(app: Flask, clock: SetClock) -> tuple[int, str]:
    """Fill a thread up to 50 contributions by acts; return its number and the cookie of a signed-in head."""
    session = db.session()
    thread = session.scalars(select(Thread).where(Thread.number == 1)).one()
    person, head = next(
        (person, actor_in(person.id, person.name, held, (held,)))
        for person in session.scalars(select(Person).order_by(Person.email))
        for held in capacities_of(session, person.id)
        if held.role is Role.HEAD
    )
    said = session.scalars(
        select(Contribution).where(Contribution.thread_id == thread.id, Contribution.state == "posted")
    ).all()
    for place in range(len(said) + 1, CONTRIBUTIONS + 1):
        words = said[place % len(said)].body
        norms = ("iccpr:art/13", "cat:art/3")
        perform(
            session, clock, head, PostContribution(thread=thread.id, kind="position", body=words, norms=norms)
        )
    token = begin_sign_in(session, person.id, datetime.now(UTC))
    choose_capacity(session, token, head.capacity)
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    cookie = serializer.dumps({"_user_id": token, "_fresh": True, "_permanent": True, "csrf_token": "0" * 40})
    return thread.number, f"{app.config['SESSION_COOKIE_NAME']}={cookie}"


def _measure(app: Flask, path: str, cookie: str, rounds: int) -> None:
    environ = EnvironBuilder(
        path, headers=[("Cookie", cookie), ("Accept-Encoding", "gzip, br"), ("Accept-Language", "en")]
    ).get_environ()
    rendered: list[tuple[Any, dict[str, Any]]] = []
    statements: list[str] = []

    def note(sender: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
        rendered.append((template, context))

    def request() -> bytes:
        body, status, _ = run_wsgi_app(app, dict(environ))
        if not status.startswith("200"):
            raise click.ClickException(f"{path} answered {status}")
        return b"".join(body)

    with app.app_context():
        engine = db.engine
    with before_render_template.connected_to(note, app):
        event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        sent = request()
    asked = len(statements)
    template, context = rendered[-1]

    def from_memory() -> None:
        template.render(context)

    whole = _median_cpu(request, rounds)
    with app.test_request_context(path, headers=[("Cookie", cookie)]):
        memory = _median_cpu(from_memory, rounds)
    click.echo(f"thread page of {CONTRIBUTIONS} contributions, signed in: {path}")
    click.echo(f"  statements                {asked}")
    click.echo(f"  bytes sent (compressed)   {len(sent)}")
    click.echo(f"  CPU of a request          {whole * 1000:.2f} ms   (promised: at most 5)")
    click.echo(f"  CPU rendered from memory  {memory * 1000:.2f} ms")
    click.echo(f"  ratio                     {whole / memory:.2f}      (promised: at most 3)")


def _median_cpu(work: Callable[[], object], rounds: int, repeat: int = 40) -> float:
    """Return the median over `rounds` of the CPU seconds of one call, each round being `repeat` calls."""
    for _ in range(10):
        work()
    gc.collect()
    times = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(repeat):
            work()
        times.append((time.process_time() - began) / repeat)
    return statistics.median(times)
