"""An engine on a database of its own, for what one connection inside one transaction cannot show."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

from panel.db.extension import engine_options, prepare
from panel.db.schema import upgrade
from panel.policy import Decision, allow
from panel.record.acts import ACTS, Act
from tests.ground.marks import database_kind
from tests.ground.postgres import fresh_database


@pytest.fixture
def own_engine(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Engine]:
    """A migrated database with an empty record, of the kind that this run is on."""
    if database_kind() == "sqlite":
        url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    else:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        url = fresh_database(request.getfixturevalue("postgres"), f"panel_record_{worker}")
    engine = create_engine(url, **engine_options(url))
    prepare(engine)
    with engine.connect().execution_options(panel_writes=True) as connection:
        upgrade(connection)
        connection.commit()
    yield engine
    engine.dispose()


@pytest.fixture
def own_sessions(own_engine: Engine) -> sessionmaker[Session]:
    """Makes sessions on that database, set up as the application's are."""
    return sessionmaker(own_engine, expire_on_commit=False, autoflush=False)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`register(order, function, may=..., on=...)` makes an act for this test alone."""

    def put(
        order: type[Any],
        function: Callable[..., Any],
        may: Callable[..., Decision] = lambda actor, state: allow(),
        on: Callable[..., Any] | None = None,
    ) -> None:
        monkeypatch.setitem(ACTS, order, Act(order, may, on, function))

    return put
