"""Who takes part in the tests of threads."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask, g, request_started
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.models import Delegation
from panel.policy import Actor
from panel.threads.models import Thread
from tests.make import people, threads


@pytest.fixture
def clock() -> SetClock:
    """A clock that runs ahead of the one the database was seeded by: the record never goes back in time."""
    return SetClock(datetime(2100, 3, 2, 12, 0, tzinfo=UTC))


@pytest.fixture
def requests_apart(app: Flask) -> Iterator[None]:
    """Each request begins with an empty `g`: tests run inside one application context, which requests share."""

    def forget(_: Flask) -> None:
        vars(g._get_current_object()).clear()

    with request_started.connected_to(forget, app):
        yield


@pytest.fixture
def aldoria(session: Session, clock: SetClock) -> Delegation:
    """A State."""
    return people.delegation(session, clock)


@pytest.fixture
def head(session: Session, clock: SetClock, aldoria: Delegation) -> Actor:
    """The head of a State's delegation."""
    return people.seated(session, clock, aldoria)


@pytest.fixture
def adviser(session: Session, clock: SetClock, aldoria: Delegation) -> Actor:
    """An adviser in the same delegation."""
    return people.seated(session, clock, aldoria, "adviser")


@pytest.fixture
def other(session: Session, clock: SetClock) -> Actor:
    """The head of another State's delegation."""
    return people.seated(session, clock, people.delegation(session, clock, "Republic of Tavora"))


@pytest.fixture
def moderator(session: Session, clock: SetClock) -> Actor:
    """A moderator without a seat anywhere."""
    return people.person_in_office(session, clock, "moderator")


@pytest.fixture
def thread(session: Session, clock: SetClock, head: Actor, moderator: Actor) -> Thread:
    """An open thread that `head` proposed."""
    return threads.opened(session, clock, head, moderator)
