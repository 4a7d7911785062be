"""Eight gavels at once on a database of their own, committed for real: the text is adopted exactly once."""

import os
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from panel.cli.seeding import prepare_database
from panel.db.clock import SetClock
from panel.db.extension import db
from panel.factory import create_app
from panel.kernel.refusal import Conflict, Forbidden, Refusal
from panel.policy import Actor
from panel.record.models import RecordEntry
from panel.record.perform import perform
from panel.record.queries import verify
from panel.understandings.acts import AdoptUnderstanding, GivePosition
from panel.understandings.queries import text_by_number
from tests.conftest import NOON
from tests.ground.marks import database_kind
from tests.ground.postgres import fresh_database
from tests.make import understandings as make

THREADS = 8


@pytest.fixture
def committed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Flask, SetClock]]:
    """An application on a database of its own, seeded, whose writes are committed and seen by all."""
    url = f"sqlite:///{tmp_path / 'race.sqlite'}"
    if database_kind() == "postgresql":
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        url = fresh_database(request.getfixturevalue("postgres"), f"panel_race_{worker}")
    app = create_app(
        {
            "PANEL_DATA": tmp_path,
            "SECRET_KEY": "a key for tests only, as long as it must be",
            "SQLALCHEMY_DATABASE_URI": url,
        }
    )
    clock = SetClock(NOON)
    app.extensions["panel.clock"] = clock
    with app.app_context():
        list(prepare_database())
        yield app, clock
        db.session.remove()
        db.engine.dispose()


pytestmark = pytest.mark.database


def at_once(app: Flask, clock: SetClock, orders: Sequence[tuple[Actor, object]]) -> Counter[str]:
    """Perform all orders at the same moment, each in a thread with its own connection, and count what came of them."""
    start = threading.Barrier(len(orders))

    def go(asked: tuple[Actor, object]) -> str:
        with app.app_context():
            start.wait()
            try:
                perform(db.session(), clock, *asked)
            except Refusal as refusal:
                return type(refusal).__name__
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(len(orders)) as pool:
        return Counter(pool.map(go, orders))


def test_eight_gavels_adopt_once(committed: tuple[Flask, SetClock]) -> None:
    app, clock = committed
    at = make.table(db.session(), clock)
    text = make.under_silence(db.session(), clock, at)
    clock.advance(hours=72)
    db.session.remove()
    came = at_once(app, clock, [(at.chair, AdoptUnderstanding(text.id))] * THREADS)
    assert came["done"] == 1
    assert came[Conflict.__name__] + came[Forbidden.__name__] == THREADS - 1
    adopted = text_by_number(db.session(), text.number)
    assert (adopted.state, adopted.symbol, adopted.rounds[0].outcome) == (
        "adopted",
        "SPMHR/2026/CU/1",
        "kept",
    )
    said = select(func.count()).where(RecordEntry.kind == "understanding_adopted")
    assert db.session.scalar(said) == 1
    assert verify(db.session())


def test_of_two_who_object_at_once_one_breaks_the_silence(committed: tuple[Flask, SetClock]) -> None:
    app, clock = committed
    at = make.table(db.session(), clock)
    text = make.under_silence(db.session(), clock, at)
    db.session.remove()
    heads = list(at.heads.values())
    came = at_once(app, clock, [(head, make.objection(text)) for head in heads])
    assert came == {"done": 1, "Forbidden": len(heads) - 1}
    assert len(text_by_number(db.session(), 1).rounds[0].objections) == 1
    assert verify(db.session())


def test_positions_given_at_once_all_stand(committed: tuple[Flask, SetClock]) -> None:
    app, clock = committed
    at = make.table(db.session(), clock)
    text = make.under_silence(db.session(), clock, at)
    db.session.remove()
    came = at_once(app, clock, [(head, GivePosition(text.id, "join")) for head in at.heads.values()] * 2)
    assert came == {"done": 2 * len(at.heads)}
    assert len(text_by_number(db.session(), 1).rounds[0].standing) == len(at.heads)
    assert verify(db.session())
