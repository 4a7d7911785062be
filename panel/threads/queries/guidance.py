"""Requests for guidance, and the delegations that can be asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from panel.delegations.models import Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.threads import rules
from panel.threads.models import Contribution, GuidanceRequest, Thread

MOST = 200
_NO_REQUEST = N_("This thread has no such request for guidance.")


@dataclass(frozen=True, slots=True)
class GuidanceView:
    """A request for guidance. It answers to the policy on replies (`delegation_id`, `stage`).

    `reply` is the number of the contribution that replies to it (None: no reply stands).
    """

    number: int
    delegation_id: str
    delegation: str
    question: str
    language: str
    asked_at: datetime
    asked_by: str | None  # None: a moderator asked
    reply: int | None
    stage: str


def guidance_view(session: Session, thread: str, number: int) -> GuidanceView:
    """Return one request for guidance of a thread. Raises `NotFound`."""
    asking = aliased(Delegation)
    row: Any = session.execute(
        select(
            GuidanceRequest.number,
            GuidanceRequest.delegation_id,
            Delegation.name,
            GuidanceRequest.question,
            GuidanceRequest.language,
            GuidanceRequest.asked_at,
            asking.name,
            Contribution.number,
            Thread.stage,
        )
        .join(Thread, Thread.id == GuidanceRequest.thread_id)
        .join(Delegation, Delegation.id == GuidanceRequest.delegation_id)
        .outerjoin(asking, asking.id == GuidanceRequest.asked_by)
        .outerjoin(
            Contribution,
            (Contribution.id == GuidanceRequest.reply_id) & (Contribution.state == "posted"),
        )
        .where(GuidanceRequest.thread_id == thread, GuidanceRequest.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound(_NO_REQUEST)
    return GuidanceView(*row)


def guidance_for_update(session: Session, order: Any) -> GuidanceRequest:
    """Return the request that an order names by thread and number, with its thread. Raises `NotFound`."""
    found = session.scalars(
        select(GuidanceRequest)
        .options(joinedload(GuidanceRequest.thread, innerjoin=True))
        .where(GuidanceRequest.thread_id == order.thread, GuidanceRequest.number == order.request)
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound(_NO_REQUEST)
    return found


def mechanisms_taking_part(session: Session) -> list[tuple[str, str]]:
    """Return the delegations that speak for a mechanism and take part, (id, name), by name."""
    rows = session.execute(
        select(Delegation.id, Delegation.name)
        .where(
            Delegation.constituency_id == rules.MECHANISMS,
            Delegation.status.in_(("provisional", "accredited")),
        )
        .order_by(Delegation.name, Delegation.id)
        .limit(MOST)
    )
    return [(row.id, row.name) for row in rows]
