"""Acts of delegations: admission by two officers, seats, capacities."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.acts import DecideAccreditation
from panel.kernel.refusal import Refusal
from panel.record.queries import verify
from tests.make import people


def test_a_body_that_is_no_state_needs_two_different_officers(
    session: Session, clock: SetClock, do: Callable[..., Any]
) -> None:
    body = people.delegation(
        session, clock, "Harbour Network", constituency="civil-society", scheme="panel-admission", accredited=False
    )
    first = people.person_in_office(session, clock, "secretariat", name="Ana Silva")
    second = people.person_in_office(session, clock, "secretariat", name="Bo Lind")
    do(first, DecideAccreditation(body.id, "grant"))
    with pytest.raises(Refusal, match="second officer"):
        do(first, DecideAccreditation(body.id, "grant"))
    do(second, DecideAccreditation(body.id, "grant"))
    assert people.seated(session, clock, body).speaks
    assert verify(session)
