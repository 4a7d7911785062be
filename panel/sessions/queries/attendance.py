"""Who was there: delegations by constituency, and the offices held."""

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panel.accounts.models import Office
from panel.accounts.rules import OFFICES
from panel.delegations.models import Constituency, Delegation, Seat
from panel.delegations.rules import ADMITTED
from panel.sessions.summary import views


def constituencies(session: Session) -> tuple[views.Constituency, ...]:
    """Return every constituency with the delegations admitted in it, in their order."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    observers: defaultdict[str, int] = defaultdict(int)
    seats: defaultdict[str, int] = defaultdict(int)
    held = (
        select(func.count())
        .where(Seat.delegation_id == Delegation.id, Seat.until.is_(None))
        .correlate(Delegation)
        .scalar_subquery()
    )
    for delegation in session.execute(
        select(
            Delegation.name, Delegation.constituency_id, Delegation.participation, held.label("seats")
        ).where(Delegation.status.in_(ADMITTED))
    ):
        names[delegation.constituency_id].append(delegation.name)
        seats[delegation.constituency_id] += delegation.seats
        observers[delegation.constituency_id] += delegation.participation == "observer"
    return tuple(
        views.Constituency(
            one.id, one.name, tuple(sorted(names[one.id], key=str.casefold)), observers[one.id], seats[one.id]
        )
        for one in session.execute(
            select(Constituency.id, Constituency.name).order_by(Constituency.position, Constituency.id)
        )
    )


def offices(session: Session) -> tuple[str, ...]:
    """Return the offices that somebody holds, in their order."""
    held = set(session.scalars(select(Office.office).distinct()))
    return tuple(office for office in OFFICES if office in held)
