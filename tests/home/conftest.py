"""A table of four delegations with a text, for the tests of the faces."""

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from tests.make import understandings
from tests.make.understandings import Table


@pytest.fixture
def table(session: Session, clock: SetClock) -> Table:
    """A chair, a moderator, four delegations, and a thread in drafting in which three have spoken."""
    return understandings.table(session, clock)
