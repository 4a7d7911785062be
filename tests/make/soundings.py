"""Soundings and delegations that answer them for tests, made through acts."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.policy import Actor
from panel.record.perform import perform
from panel.soundings.acts import GiveSoundingPosition, ProposeSounding
from panel.soundings.models import Sounding
from panel.threads.models import Thread
from tests.make import people

TEXT = "Everyone is heard in person before a return is carried out, whatever their status."
REASON = "The statement does not say who hears them, nor where."
SCHEMES = {
    "states": "credentials",
    "un-entities": "un-entity",
    "nhris": "ganhri-a",
    "migrants-associations": "panel-admission",
}


def proposed(session: Session, clock: SetClock, actor: Actor, thread: Thread, text: str = TEXT) -> Sounding:
    """Return a new sounding that `actor` has put in `thread`."""
    number = perform(session, clock, actor, ProposeSounding(thread.id, text)).result
    return session.scalars(
        select(Sounding).where(Sounding.thread_id == thread.id, Sounding.number == number)
    ).one()


def heads(session: Session, clock: SetClock, constituency: str, number: int) -> list[Actor]:
    """Return the heads of so many new delegations of a constituency."""
    return [
        people.seated(
            session,
            clock,
            people.delegation(
                session,
                clock,
                f"Body {place} of {constituency}",
                constituency=constituency,
                scheme=SCHEMES[constituency],
            ),
        )
        for place in range(1, number + 1)
    ]


def answer(
    session: Session,
    clock: SetClock,
    actors: Iterable[Actor],
    sounding: Sounding,
    position: str,
    **changes: Any,
) -> None:
    """Let each of `actors` give `position` on the present version of a sounding."""
    given = {"reason": REASON if position == "concern" else "", **changes}
    for actor in actors:
        perform(session, clock, actor, GiveSoundingPosition(sounding.id, sounding.version, position, **given))
