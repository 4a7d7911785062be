"""People, delegations and signed-in browsers for tests."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from panel.accounts.acts import InviteToOffice, begin_sign_in, choose_capacity
from panel.accounts.models import Person
from panel.accounts.passwords import hashed
from panel.db.clock import SetClock
from panel.delegations.acts import AcceptInvitation, DecideAccreditation, InviteToSeat, RequestAccreditation
from panel.delegations.models import Delegation
from panel.delegations.queries import actor_in, capacities_of
from panel.policy import Actor
from panel.policy.actor import SYSTEM
from panel.record.perform import perform

PASSWORD = "a long enough password"
_HASH = hashed(PASSWORD)


class Browser(FlaskClient):
    """A browser each of whose requests starts afresh.

    The tests hold one application context open, in which Flask would keep for the next request who was signed in.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        for name in list(g):
            g.pop(name)
        return super().open(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs people in without the sign-in page, whose password hash takes its time."""

    app: Flask
    session: Session
    clock: SetClock

    def __call__(self, actor: Actor) -> FlaskClient:
        assert actor.person
        token = begin_sign_in(self.session, actor.person, self.clock.moment)
        choose_capacity(self.session, token, actor.capacity)
        client = Browser(self.app, self.app.response_class)
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
            cookie.permanent = True
        return client


def person_in_office(session: Session, clock: SetClock, office: str, *, name: str = "") -> Actor:
    """Return a new person acting in `office`."""
    name = name or f"{office.capitalize()} Person"
    email = f"{name.lower().replace(' ', '.')}@example.org"
    token = perform(session, clock, SYSTEM, InviteToOffice(office, name, email)).result
    person = perform(session, clock, SYSTEM, AcceptInvitation(token, name, _HASH)).result
    return acting(session, person, f"office:{office}")


def delegation(
    session: Session,
    clock: SetClock,
    name: str = "Republic of Aldoria",
    *,
    constituency: str = "states",
    scheme: str = "credentials",
    participation: str = "full",
    accredited: bool = True,
) -> Delegation:
    """Return a new delegation, accredited unless told otherwise."""
    slug = perform(
        session,
        clock,
        SYSTEM,
        RequestAccreditation(name, constituency, scheme, "For tests.", "contact@example.org", participation),
    ).result
    row = session.scalars(select(Delegation).where(Delegation.slug == slug)).one()
    if accredited:
        officers = [SYSTEM] if constituency == "states" else _two_officers(session, clock)
        for officer in officers:
            perform(session, clock, officer, DecideAccreditation(row.id, "grant", source="test"))
    return session.scalars(select(Delegation).where(Delegation.slug == slug)).one()


def seated(
    session: Session, clock: SetClock, row: Delegation, rank: str = "head", *, name: str = "", email: str = ""
) -> Actor:
    """Return a person acting in a seat of `row`; the same e-mail address is the same person."""
    name = name or f"{rank.capitalize()} of {row.name}"
    email = email or f"{rank}@{row.slug}.example"
    token = perform(session, clock, SYSTEM, InviteToSeat(row.id, name, email, rank)).result
    person = perform(session, clock, SYSTEM, AcceptInvitation(token, name, _HASH)).result
    return acting(session, person, delegation_id=row.id)


def acting(session: Session, person: str, key: str = "", *, delegation_id: str = "") -> Actor:
    """Return the actor a person is in one of their capacities."""
    capacities = capacities_of(session, person)
    chosen = next(c for c in capacities if c.key == key or (c.seat and c.seat.delegation == delegation_id))
    name = session.scalar(select(Person.name).where(Person.id == person))
    return actor_in(person, name or "", chosen, capacities)


def _two_officers(session: Session, clock: SetClock) -> list[Actor]:
    officers = []
    for name in ("First Officer", "Second Officer"):
        email = f"{name.lower().replace(' ', '.')}@example.org"
        person = session.scalar(select(Person.id).where(Person.email == email))
        officers.append(
            acting(session, person, "office:secretariat")
            if person
            else person_in_office(session, clock, "secretariat", name=name)
        )
    return officers
