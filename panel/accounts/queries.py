"""Reading accounts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.accounts import rules
from panel.accounts.models import Invitation, Office, Person, SignIn, SignInTry
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_


def person_by_email(session: Session, email: str) -> Person | None:
    """Return the person with this address, or None."""
    return session.scalars(select(Person).where(Person.email == email)).one_or_none()


def person_by_id(session: Session, person: str | None) -> Person:
    """Return a person. Raises `NotFound`."""
    found = session.get(Person, person) if person else None
    if found is None:
        raise NotFound(N_("There is no such account."))
    return found


def person_for_update(session: Session, order: object) -> Person:
    """Return the person that an order names, fresh under the lock. Raises `NotFound`."""
    return person_by_id(session, getattr(order, "person", None))


def barred_until(session: Session, keys: Sequence[str], now: datetime) -> datetime | None:
    """Return when the busiest of `keys` may be tried again, or None when it may now: the present try is counted."""
    latest = (
        session.scalars(
            select(SignInTry.at)
            .where(SignInTry.key == key, SignInTry.at > now - rules.TRIES_WITHIN)
            .order_by(SignInTry.at.desc(), SignInTry.id)
            .limit(rules.TRIES + 1)
        ).all()
        for key in keys
    )
    return max(
        (times[rules.TRIES - 1] + rules.TRIES_WITHIN for times in latest if len(times) > rules.TRIES),
        default=None,
    )


def open_invitation(session: Session, token: str, now: datetime) -> Invitation:
    """Return the invitation behind `token`. Raises `NotFound` unless it is unused and in time."""
    found = session.scalars(
        select(Invitation).where(
            Invitation.token == rules.digest(token), Invitation.used_at.is_(None), Invitation.expires_at > now
        )
    ).one_or_none()
    if found is None:
        raise NotFound(N_("This invitation has been used or is too old. Ask whoever sent it for a new one."))
    return found


def sign_ins(session: Session, person: str, now: datetime) -> Sequence[SignIn]:
    """Return the sign-ins of a person that still hold, the latest first (at most 50)."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person, SignIn.expires_at > now)
        .order_by(SignIn.began_at.desc(), SignIn.id)
        .limit(50)
    ).all()


def offices_of(session: Session, person: str) -> Sequence[str]:
    """Return the offices a person holds, in the order of `rules.OFFICES`."""
    held = set(session.scalars(select(Office.office).where(Office.person_id == person)))
    return [office for office in rules.OFFICES if office in held]
