"""The ground of the tests: one application per worker on a real database, and a savepoint per test.

The template database is migrated and seeded once per worker. Each test runs inside a transaction that is rolled back,
so tests see each other's writes neither on SQLite nor on PostgreSQL. Time stands still (`clock`) until a test moves it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.db.extension import db
from panel.factory import create_app
from panel.policy import Actor
from panel.record.perform import Done, perform
from tests.ground.marks import database_kind
from tests.make.people import Browser, Signer

pytest_plugins = (
    "tests.ground.postgres",
    "tests.ground.marks",
    "tests.ground.shared",
    "tests.ground.browser",
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of this worker's own empty database."""
    if database_kind() == "postgresql":
        return str(request.getfixturevalue("worker_database_url"))
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'panel.sqlite'}"


@pytest.fixture(scope="session")
def application(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on the migrated and seeded template database. Tests use `app`, which undoes what they write."""
    from panel.cli.seeding import prepare_database

    app = create_app(
        {
            "TESTING": False,
            "PANEL_DATA": tmp_path_factory.mktemp("data"),
            "SECRET_KEY": "a key for tests only, as long as it must be",
            "SQLALCHEMY_DATABASE_URI": database_url,
            "WTF_CSRF_ENABLED": False,
        }
    )
    # Seeded the day before the tests' noon: the record's time never goes backwards.
    app.extensions["panel.clock"] = SetClock(NOON - timedelta(days=1))
    app.test_client_class = Browser
    with app.app_context():
        list(prepare_database())
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def clock() -> SetClock:
    """The test's clock: 2 March 2026, 12:00 UTC, until it is moved."""
    return SetClock(NOON)


@pytest.fixture
def app(application: Flask, clock: SetClock) -> Iterator[Flask]:
    """The application inside a transaction that ends with the test."""
    application.extensions["panel.clock"] = clock
    engine = db.engines[None]
    connection = engine.connect().execution_options(panel_writes=True)
    outer = connection.begin()
    db.engines[None] = connection  # type: ignore[assignment]
    db.session.remove()
    db.session.configure(join_transaction_mode="create_savepoint")
    try:
        yield application
    finally:
        db.session.remove()
        outer.rollback()
        connection.close()
        db.engines[None] = engine


@pytest.fixture
def session(app: Flask) -> Session:
    """The session in which the test's acts are performed and its queries read."""
    return db.session()


@pytest.fixture
def do(session: Session, clock: SetClock) -> Callable[[Actor, Any], Done]:
    """`do(actor, order)` performs an order at the time of the test's clock."""

    def do_it(actor: Actor, order: Any) -> Done:
        return perform(session, clock, actor, order)

    return do_it


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of nobody in particular."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask, session: Session, clock: SetClock) -> Signer:
    """`sign_in(person_id, capacity)` returns a client signed in as that person."""
    return Signer(app, session, clock)


@pytest.fixture
def statements(app: Flask) -> Iterator[Callable[[], int]]:
    """How many statements the database was sent since this was last asked."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
            seen.append(statement)

    def count() -> int:
        number = len(seen)
        seen.clear()
        return number

    connection = db.engines[None]
    event.listen(connection, "before_cursor_execute", note)
    yield count
    event.remove(connection, "before_cursor_execute", note)


@pytest.fixture
def project() -> Path:
    """The top level of the project."""
    return Path(__file__).resolve().parent.parent
