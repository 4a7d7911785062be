"""What changes accounts. Orders carry password hashes, never passwords: hashing is slow, so never in the lock."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from panel.accounts import policy, rules
from panel.accounts.facts import (
    AccountClosed,
    AccountReopened,
    InvitationSent,
    OfficeConferred,
    PasswordChanged,
    PersonJoined,
)
from panel.accounts.models import Invitation, Office, Person, SignIn, SignInTry
from panel.accounts.queries import person_by_id, person_for_update
from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.record.perform import unrecorded


@dataclass(frozen=True, slots=True)
class InviteToOffice:
    """Invite somebody to an office of the Panel. Result: the token of the invitation."""

    office: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Change one's own password; `kept_sign_in` is the id of the sign-in that stays."""

    password_hash: str
    kept_sign_in: str


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """Close an account: its sign-ins end at once."""

    person: str


@dataclass(frozen=True, slots=True)
class ReopenAccount:
    """Reopen a closed account."""

    person: str


@act(InviteToOffice, may=policy.may_confer_office)
def invite_to_office(tx: Tx, order: InviteToOffice, _: None) -> Acting:
    if order.office not in rules.OFFICES:
        raise Refusal(N_("The Panel has no such office."), field="office")
    return (yield from invite(tx, name=order.name, email=order.email, office=order.office))


@act(ChangePassword, may=policy.may_keep_account)
def change_password(tx: Tx, order: ChangePassword, _: None) -> Acting:
    person = person_by_id(tx.session, tx.actor.person)
    person.password = order.password_hash
    tx.session.execute(delete(SignIn).where(SignIn.person_id == person.id, SignIn.id != order.kept_sign_in))
    yield PasswordChanged(subject=f"person:{person.id}")


@act(CloseAccount, may=policy.may_disable_account, on=person_for_update)
def close_account(tx: Tx, order: CloseAccount, person: Person) -> Acting:
    if person.is_disabled:
        raise Conflict(N_("This account is closed already."))
    person.is_disabled = True
    tx.session.execute(delete(SignIn).where(SignIn.person_id == person.id))
    yield AccountClosed(subject=f"person:{person.id}")


@act(ReopenAccount, may=policy.may_disable_account, on=person_for_update)
def reopen_account(tx: Tx, order: ReopenAccount, person: Person) -> Acting:
    if not person.is_disabled:
        raise Conflict(N_("This account is open."))
    person.is_disabled = False
    yield AccountReopened(subject=f"person:{person.id}")


def invite(
    tx: Tx,
    *,
    name: str,
    email: str,
    office: str | None = None,
    delegation: str | None = None,
    rank: str | None = None,
) -> Acting:
    """Write an invitation to an office or a seat; part of another act. Result: its token, shown once."""
    token = secrets.token_urlsafe(24)
    invitation = tx.add(
        Invitation(
            token=rules.digest(token),
            name=rules.name_of_person(name),
            email=rules.address(email),
            office=office,
            delegation_id=delegation,
            rank=rank,
            sent_at=tx.now,
            expires_at=tx.now + rules.INVITATION_LASTS,
        )
    )
    yield InvitationSent(
        subject=f"invitation:{invitation.id}",
        delegation=delegation,
        rank=rank,
        office=office,
        name=Words(invitation.name),
        email=Words(invitation.email),
    )
    return token


def join(tx: Tx, invitation: Invitation, *, name: str, password_hash: str) -> Acting:
    """Use up `invitation` for its person, who gets an account unless they have one; part of another act.

    Result: the person. An office the invitation was for is conferred; a seat is the business of delegations. For
    somebody with an account, `password_hash` is the one against which their password has just been checked.
    """
    invitation.used_at = tx.now
    person = tx.session.scalars(select(Person).where(Person.email == invitation.email)).one_or_none()
    if person is not None and (person.is_disabled or person.password != password_hash):
        # Closed, changed or made since the check: whoever sent this has not shown that the account is theirs.
        raise Conflict(N_("Your account changed in the meantime. Open the invitation again."))
    if person is None:
        person = tx.add(
            Person(
                name=rules.name_of_person(name),
                email=invitation.email,
                password=password_hash,
                joined_at=tx.now,
            )
        )
        yield PersonJoined(subject=f"person:{person.id}", name=Words(person.name), email=Words(person.email))
    if invitation.office:
        held = select(Office.id).where(Office.person_id == person.id, Office.office == invitation.office)
        if tx.session.scalar(held):
            raise Refusal(N_("You hold this office already."))
        tx.add(Office(person_id=person.id, office=invitation.office, since=tx.now))
        yield OfficeConferred(subject=f"person:{person.id}", office=invitation.office)
    return person


def count_try(session: Session, keys: list[str], now: datetime) -> None:
    """Count a try under each of `keys`, before its password is looked at, and forget the tries that count no longer.

    Committed before `queries.barred_until` is asked: of any number of tries sent at once to several nodes, no more than
    `rules.TRIES` then find themselves in time.
    """
    with unrecorded(session):
        session.execute(delete(SignInTry).where(SignInTry.at <= now - rules.TRIES_WITHIN))
        session.add_all(SignInTry(key=key, at=now) for key in keys)


def begin_sign_in(
    session: Session, person: str, now: datetime, *, device: str = "", renewed_hash: str | None = None
) -> str:
    """Begin a sign-in and return its token, which only the cookie holds; a renewed password hash is kept."""
    token = secrets.token_urlsafe(32)
    with unrecorded(session):
        session.execute(delete(SignIn).where(SignIn.expires_at <= now))
        session.add(
            SignIn(
                token=rules.digest(token),
                person_id=person,
                began_at=now,
                expires_at=now + rules.SIGN_IN_LASTS,
                device=device[:80],
            )
        )
        if renewed_hash:
            session.execute(update(Person).where(Person.id == person).values(password=renewed_hash))
    return token


def end_sign_in(
    session: Session, *, person: str, token: str | None = None, sign_in: str | None = None
) -> None:
    """End one sign-in of a person, named by its token or its id. From then on its cookie opens nothing."""
    chosen = SignIn.token == rules.digest(token) if token else SignIn.id == sign_in
    with unrecorded(session):
        session.execute(delete(SignIn).where(SignIn.person_id == person, chosen))


def choose_capacity(session: Session, token: str, capacity: str) -> None:
    """Keep the capacity in which a person acts in this sign-in."""
    with unrecorded(session):
        session.execute(update(SignIn).where(SignIn.token == rules.digest(token)).values(capacity=capacity))
