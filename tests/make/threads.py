"""Threads and contributions for tests, made through acts."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.policy import Actor
from panel.record.perform import perform
from panel.threads.acts import OpenThread, PostContribution, ProposeThread
from panel.threads.models import Contribution, Thread

BODY = "The prohibition of return to torture applies to everyone who stands before the officer."


def proposal(**changes: Any) -> ProposeThread:
    """Return an order to propose a thread that the rules accept, with `changes`."""
    given: dict[str, Any] = {
        "title": "Who is heard at the border",
        "question": "What must happen before a person is turned back?",
        "kind": "cuts-across-mandates",
        "issue": "interface",
        "also": ("children",),
        "spaces": (("unhcr-excom", "Only refugees are on its agenda."),),
        "norms": ("iccpr:art/13",),
    }
    return ProposeThread(**(given | changes))


def proposed(session: Session, clock: SetClock, head: Actor, **changes: Any) -> Thread:
    """Return a new thread that `head` has proposed."""
    number = perform(session, clock, head, proposal(**changes)).result
    return session.scalars(select(Thread).where(Thread.number == number)).one()


def opened(session: Session, clock: SetClock, head: Actor, moderator: Actor, **changes: Any) -> Thread:
    """Return a new thread that `head` has proposed and `moderator` opened."""
    thread = proposed(session, clock, head, **changes)
    perform(session, clock, moderator, OpenThread(thread.id))
    return session.scalars(select(Thread).where(Thread.id == thread.id)).one()


def contributed(
    session: Session, clock: SetClock, actor: Actor, thread: Thread, **changes: Any
) -> Contribution:
    """Return a new contribution of `actor` to `thread`."""
    given: dict[str, Any] = {"kind": "position", "body": BODY}
    number = perform(session, clock, actor, PostContribution(thread=thread.id, **(given | changes))).result
    return session.scalars(
        select(Contribution).where(Contribution.thread_id == thread.id, Contribution.number == number)
    ).one()
