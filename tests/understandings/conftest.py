"""Who is around a text, and requests that do not remember each other."""

from collections.abc import Iterator

import pytest
from flask import Flask, g, request_started
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from tests.make import understandings as make


@pytest.fixture
def at(session: Session, clock: SetClock) -> make.Table:
    """A chair, a moderator and four delegations around a thread in drafting."""
    return make.table(session, clock)


@pytest.fixture
def requests_apart(app: Flask) -> Iterator[None]:
    """Each request begins with an empty `g`: tests run inside one application context, which requests share."""

    def forget(_: Flask) -> None:
        vars(g._get_current_object()).clear()

    with request_started.connected_to(forget, app):
        yield
