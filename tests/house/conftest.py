"""What the checks look at: the modules of all rooms, an application without a database, an empty database."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from panel.db.extension import db
from panel.factory import create_app
from tests.ground.marks import database_kind
from tests.ground.postgres import fresh_database
from tests.house.rooms import load_rooms

load_rooms()


def application_on(url: str, data: Path) -> Flask:
    return create_app(
        {
            "PANEL_DATA": data,
            "SECRET_KEY": "a key for tests only, as long as it must be",
            "SQLALCHEMY_DATABASE_URI": url,
        }
    )


@pytest.fixture(scope="session")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application with its routes and templates, on a database that nothing has been written to."""
    return application_on("sqlite://", tmp_path_factory.mktemp("bare"))


@pytest.fixture
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of the kind that this run is on."""
    if database_kind() == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    return fresh_database(request.getfixturevalue("postgres"), f"panel_empty_{worker}")


@pytest.fixture
def empty_app(empty_database: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on an empty database, in its context."""
    app = application_on(empty_database, tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
