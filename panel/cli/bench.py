"""`flask panel bench`: the figures the Panel promises, measured on the machine at hand. Never part of a test."""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from panel.policy import Actor, Role
from panel.record.perform import perform
from panel.threads.acts import PostContribution
from panel.threads.models import Contribution, Thread
from panel.understandings.acts import BeginText, IssueRevision, ProposeAmendment
from panel.understandings.policy import may_propose_amendment
from panel.understandings.queries import text_by_number

CONTRIBUTIONS = 50
PARAGRAPHS, AMENDMENTS = 60, 400


@click.group("bench")
def command() -> None:
    """Print the figures that the Panel promises."""


@command.command("pages")
@click.option(
    "--rounds", default=9, show_default=True, help="How many rounds of requests; the median is printed."
)
def pages(rounds: int) -> None:
    """Measure the CPU of a signed-in request for a thread of 50 contributions, against rendering it from memory."""
    with _demonstration() as (app, clock):
        with app.app_context():
            number, cookie = _full_thread(app, clock)
            db.session.remove()
        app.extensions["panel.clock"] = DatabaseClock()
        _measure(app, f"/threads/{number}", cookie, rounds)


@command.command("texts")
@click.option(
    "--rounds", default=9, show_default=True, help="How many rounds of requests; the median is printed."
)
def texts(rounds: int) -> None:
    """Measure the pages of a text of 60 paragraphs with 400 open amendments, for a co-facilitator."""
    with _demonstration() as (app, clock):
        with app.app_context():
            number, cookie = _amended_text(app, clock)
            db.session.remove()
        app.extensions["panel.clock"] = DatabaseClock()
        click.echo(f"text of {PARAGRAPHS} paragraphs with {AMENDMENTS} amendments, for a co-facilitator")
        click.echo("  page             statements   bytes sent   CPU of a request")
        for path in ("", "?view=clean", "?view=margin", "/amendments", "/merge"):
            request = _request(app, f"/understandings/{number}{path}", cookie)
            sent, asked = _asked(app, request)
            cpu = _median_cpu(request, rounds, repeat=3)
            click.echo(f"  {path or '/':15}  {asked:10}   {len(sent):10}   {cpu * 1000:8.1f} ms")
        click.echo("  promised: at most 12 statements, 120 kB, and 300 ms for the merge page")


@contextmanager
def _demonstration() -> Iterator[tuple[Flask, SetClock]]:
    """Yield an application on a new database in which the demonstration has been played, and its clock."""
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
        yield app, clock


def _amended_text(app: Flask, clock: SetClock) -> tuple[int, str]:
    """Write a text by acts, each amendment with words of its own; return its number and a moderator's cookie."""
    session = db.session()
    thread = session.scalars(select(Thread).where(Thread.stage == "drafting").order_by(Thread.number)).first()
    assert thread, "the demonstration has a thread in drafting"
    body = "\n\n".join(
        f"Encourages States to take measure {n} without delay, so that nobody at any border is left without help in "
        f"the first {n} hours, and to say in public what they have done;"
        for n in range(1, PARAGRAPHS + 1)
    )
    moderators = [
        found for found in _acting(Role.MODERATOR) if thread.delegation_id not in found[1].affiliations
    ]
    person, moderator = moderators[0]
    number = perform(session, clock, moderator, BeginText(thread.id, "Many measures", body)).result
    text = text_by_number(session, number)
    perform(session, clock, moderator, IssueRevision(text.id))
    paragraphs = text_by_number(session, number).revision.paragraphs
    heads = [
        actor
        for _, actor in _acting(Role.HEAD)
        if may_propose_amendment(actor, text_by_number(session, number))
    ]
    for n in range(AMENDMENTS):
        paragraph = paragraphs[n % len(paragraphs)]
        words = paragraph.text.replace("without delay", f"within {n + 2} days")
        order = ProposeAmendment(
            text.id, 0, paragraph.key, "replace", words, f"Reason {n}: a delay has no end."
        )
        perform(session, clock, heads[n % len(heads)], order)
    return number, _cookie(app, person, moderator)


def _acting(role: Role) -> Iterator[tuple[Person, Actor]]:
    """Yield the persons who can act in a role, by e-mail address, and who they then are."""
    session = db.session()
    for person in session.scalars(select(Person).order_by(Person.email)):
        for held in capacities_of(session, person.id):
            if held.role is role:
                yield person, actor_in(person.id, person.name, held, capacities_of(session, person.id))


def _full_thread(app: Flask, clock: SetClock) -> tuple[int, str]:
    """Fill a thread up to 50 contributions by acts; return its number and the cookie of a signed-in head."""
    session = db.session()
    thread = session.scalars(select(Thread).where(Thread.number == 1)).one()
    person, head = next(_acting(Role.HEAD))
    said = session.scalars(
        select(Contribution).where(Contribution.thread_id == thread.id, Contribution.state == "posted")
    ).all()
    for place in range(len(said) + 1, CONTRIBUTIONS + 1):
        words = said[place % len(said)].body
        norms = ("iccpr:art/13", "cat:art/3")
        perform(
            session, clock, head, PostContribution(thread=thread.id, kind="position", body=words, norms=norms)
        )
    return thread.number, _cookie(app, person, head)


def _cookie(app: Flask, person: Person, actor: Actor) -> str:
    """Return the cookie of a browser in which somebody is signed in as `actor`."""
    session = db.session()
    token = begin_sign_in(session, person.id, datetime.now(UTC))
    choose_capacity(session, token, actor.capacity)
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    cookie = serializer.dumps({"_user_id": token, "_fresh": True, "_permanent": True, "csrf_token": "0" * 40})
    return f"{app.config['SESSION_COOKIE_NAME']}={cookie}"


def _request(app: Flask, path: str, cookie: str) -> Callable[[], bytes]:
    """Return what sends a request for `path` and returns what came back, compressed as it is sent."""
    environ = EnvironBuilder(
        path, headers=[("Cookie", cookie), ("Accept-Encoding", "gzip, br"), ("Accept-Language", "en")]
    ).get_environ()

    def request() -> bytes:
        body, status, _ = run_wsgi_app(app, dict(environ))
        if not status.startswith("200"):
            raise click.ClickException(f"{path} answered {status}")
        return b"".join(body)

    return request


def _asked(app: Flask, request: Callable[[], bytes]) -> tuple[bytes, int]:
    """Send one request; return what came back and how many statements it took."""
    statements: list[str] = []

    def note(*call: Any) -> None:
        statements.append(call[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        return request(), len(statements)
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _measure(app: Flask, path: str, cookie: str, rounds: int) -> None:
    request = _request(app, path, cookie)
    rendered: list[tuple[Any, dict[str, Any]]] = []

    def note(sender: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
        rendered.append((template, context))

    with before_render_template.connected_to(note, app):
        sent, asked = _asked(app, request)
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
