"""The demonstration's clock."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import DatabaseClock, DemonstrationClock, SetClock
from panel.kernel.refusal import Forbidden, Refusal
from panel.policy.actor import PUBLIC, SYSTEM
from panel.record.demonstration import FARTHEST, MOST_HOURS, AdvanceClock
from panel.record.queries import facts_about, verify
from tests.make import people


@pytest.mark.parametrize("office", ["chair", "moderator", "secretariat"])
def test_a_facilitator_moves_the_clock_forward(
    session: Session, clock: SetClock, do: Callable[..., Any], office: str
) -> None:
    facilitator = people.person_in_office(session, clock, office)
    assert do(facilitator, AdvanceClock(24)).result == 86_400
    assert do(facilitator, AdvanceClock(2)).result == 93_600
    ahead = DemonstrationClock().now(session) - DatabaseClock().now(session)
    assert abs(ahead.total_seconds() - 93_600) <= 1
    assert [fact.payload["hours"] for fact in facts_about(session, ["clock:demonstration"])] == [2, 24]
    assert verify(session)


@pytest.mark.parametrize("hours", [0, -1, MOST_HOURS + 1, 10**30])
def test_it_is_moved_by_so_many_hours_and_never_back(
    session: Session, clock: SetClock, do: Callable[..., Any], hours: int
) -> None:
    chair = people.person_in_office(session, clock, "chair")
    with pytest.raises(Refusal, match="1 to 2400 hours"):
        do(chair, AdvanceClock(hours))
    assert facts_about(session, ["clock:demonstration"]) == []


def test_it_ends_before_the_calendar_does(session: Session, clock: SetClock, do: Callable[..., Any]) -> None:
    chair = people.person_in_office(session, clock, "chair")
    for _ in range(int(FARTHEST.total_seconds()) // (MOST_HOURS * 3600)):
        do(chair, AdvanceClock(MOST_HOURS))
    with pytest.raises(Refusal, match="ten years"):
        do(chair, AdvanceClock(MOST_HOURS))


def test_nobody_else_moves_it(session: Session, clock: SetClock, do: Callable[..., Any]) -> None:
    head = people.seated(session, clock, people.delegation(session, clock))
    for actor in (PUBLIC, SYSTEM, head, people.person_in_office(session, clock, "rapporteur")):
        with pytest.raises(Forbidden):
            do(actor, AdvanceClock(1))
