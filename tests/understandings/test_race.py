"""Many gavels at once on a database of their own, committed for real: each text is adopted exactly once.

First in the threads of one process, then in two processes; then without the lock, where the race must be lost.
"""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from panel.cli.seeding import prepare_database
from panel.db.clock import DatabaseClock, SetClock
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
from tests.understandings.racing import Task

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


# --- In two processes


def gavelled(
    app: Flask, clock: SetClock, texts: int, actors: int, *, lock: bool = True
) -> dict[str, Counter[str]]:
    """Put `texts` under silence, let `actors` in two processes gavel each; return by text what came of it."""
    at = make.table(db.session(), clock)
    ids = [make.under_silence(db.session(), clock, at).id for _ in range(texts)]
    db.session.remove()
    clock.advance(hours=80)
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    task = json.dumps(asdict(Task(url, clock.moment.isoformat(), ids, actors // 2, lock)))
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.understandings.racing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdin
        assert process.stdout
        process.stdin.write(task + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    came: dict[str, Counter[str]] = {text: Counter() for text in ids}
    for process in processes:
        answer, _ = process.communicate(timeout=600)
        for text, outcome in json.loads(answer):
            came[text][outcome] += 1
    return came


def won(came: dict[str, Counter[str]], actors: int) -> bool:
    """Say whether each text was adopted once and everybody else refused as who comes second is."""
    return all(
        outcomes["done"] == 1 and outcomes["Conflict"] + outcomes["Forbidden"] == actors - 1
        for outcomes in came.values()
    )


@pytest.mark.parametrize(
    ("texts", "actors"), [(5, 8), pytest.param(100, 64, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_two_processes_adopt_each_text_once(
    committed: tuple[Flask, SetClock], texts: int, actors: int
) -> None:
    app, clock = committed
    came = gavelled(app, clock, texts, actors)
    assert won(came, actors), sum(came.values(), Counter())
    said = select(func.count()).where(RecordEntry.kind == "understanding_adopted")
    assert db.session.scalar(said) == texts
    symbols = {text_by_number(db.session(), number).symbol for number in range(1, texts + 1)}
    assert symbols == {f"SPMHR/2026/CU/{number}" for number in range(1, texts + 1)}
    assert verify(db.session())


def test_without_the_lock_the_race_is_lost(committed: tuple[Flask, SetClock]) -> None:
    app, clock = committed
    came = gavelled(app, clock, 5, 8, lock=False)
    outcomes = sum(came.values(), Counter())
    assert {"unexpected OperationalError", "unexpected IntegrityError"} & outcomes.keys() or (
        outcomes["done"] > len(came)
    ), outcomes
    assert not won(came, 8), "the race was won without the lock: it shows nothing"


# --- The instant of expiry


def test_what_expired_while_nobody_ran_is_decided_by_the_databases_clock(
    committed: tuple[Flask, SetClock],
) -> None:
    """The round ended long before the present of the database, and no process was there to see it."""
    _, clock = committed
    at = make.table(db.session(), clock)
    text = make.under_silence(db.session(), clock, at)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    objection = perform(db.session(), DatabaseClock(), at.heads["Meresia"], make.objection(text))
    assert objection.result is False, "an objection after expiry is inadmissible"
    locked = next(place for place, sql in enumerate(asked) if "FROM record_head" in sql)
    timed = next(place for place, sql in enumerate(asked) if "strftime" in sql or "clock_timestamp" in sql)
    assert locked < timed, "the clock is asked inside the lock"
    perform(db.session(), DatabaseClock(), at.chair, AdoptUnderstanding(text.id))
    assert text_by_number(db.session(), text.number).state == "adopted"
