"""Who takes part in the tests of soundings."""

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.models import Delegation
from panel.policy import Actor
from panel.threads.models import Thread
from tests.make import people, threads


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
