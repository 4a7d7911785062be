"""One of the processes of a race: many who let the gavel fall on many texts at once, each on a connection of its own.

Run as a program it reads its task as JSON from its first line of input, says "ready", waits for the next line, and
writes as JSON what came of each gavel. With `"lock": false` it runs without the lock on the head of the record, to show
that the race is lost then.
"""

import json
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, create_engine
from sqlalchemy.orm import Session, sessionmaker

import panel.factory  # noqa: F401 - every room's tables and acts
from panel.db.clock import SetClock
from panel.db.extension import engine_options, prepare
from panel.kernel.refusal import Refusal
from panel.policy import Actor, Role, allow
from panel.record import perform as performing
from panel.record.acts import ACTS
from panel.record.perform import perform
from panel.understandings.acts import AdoptUnderstanding

CONNECTIONS = 12
"""How many connections a process has: fewer than those who wait for one, as in a web process."""


@dataclass(frozen=True)
class Task:
    """What one process does: `actors` threads go through `texts` (ids) in order at the instant `now`."""

    url: str
    now: str
    texts: Sequence[str]
    actors: int
    lock: bool = True


def race(task: Task) -> list[tuple[str, str]]:
    """Return (text, outcome) for each gavel: "done", or the name of the exception."""
    options = engine_options(task.url) | {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_timeout": 120}
    engine = create_engine(task.url, **options)
    prepare(engine)
    sessions = sessionmaker(engine, expire_on_commit=False, autoflush=False)
    clock = SetClock(datetime.fromisoformat(task.now))
    start = threading.Barrier(task.actors)

    def go(number: int) -> list[tuple[str, str]]:
        chair = Actor(f"chair {number}", "", Role.CHAIR, "office:chair")
        came = []
        start.wait()
        for text in task.texts:
            with sessions() as session:
                try:
                    perform(session, clock, chair, AdoptUnderstanding(text))
                    came.append((text, "done"))
                except Refusal as refusal:
                    came.append((text, type(refusal).__name__))
                except Exception as error:
                    came.append((text, f"unexpected {type(error).__name__}"))
        return came

    with ThreadPoolExecutor(task.actors) as pool:
        came = [outcome for outcomes in pool.map(go, range(task.actors)) for outcome in outcomes]
    engine.dispose()
    return came


def take_the_lock_out() -> None:
    """Let acts begin as readers, lock no row, and act on what they read a moment ago."""
    vars(performing)["opened_for_writing"] = _opened_as_reader
    Select.with_for_update = lambda self, **_: self  # type: ignore[method-assign]

    def may(actor: Actor, text: Any) -> Any:
        time.sleep(0.05)
        return allow()

    ACTS[AdoptUnderstanding] = replace(ACTS[AdoptUnderstanding], may=may)


@contextmanager
def _opened_as_reader(session: Session) -> Iterator[Session]:
    session.info["panel_writes"] = True
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


if __name__ == "__main__":
    task = Task(**json.loads(sys.stdin.readline()))
    if not task.lock:
        take_the_lock_out()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps(race(task)) + "\n")
