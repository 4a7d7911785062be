"""Reading delegations, and working out who acts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from panel.accounts import rules as account_rules
from panel.accounts.models import Office, Person, SignIn
from panel.accounts.queries import offices_of
from panel.db.base import Instant
from panel.delegations import rules
from panel.delegations.models import AccreditationStep, Constituency, Delegation, Seat
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.policy import Actor, Role
from panel.policy import Seat as SeatOfActor

PAGE = 200


@dataclass(frozen=True, slots=True)
class Capacity:
    """One capacity a person may act in: `key` is `seat:…` or `office:…`; `seat` is None for an office."""

    key: str
    role: Role
    seat: SeatOfActor | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a sign-in, the actor they are now, and all capacities they could choose."""

    sign_in: str
    actor: Actor
    capacities: tuple[Capacity, ...]


@dataclass(frozen=True, slots=True)
class ConstituencyGroup:
    """A constituency with its admitted delegations, for the list of delegations."""

    id: str
    name: str
    delegations: tuple[Delegation, ...]

    @property
    def size(self) -> int:
        return len(self.delegations)


def signed_in(session: Session, token: str, now: datetime) -> SignedIn | None:
    """Return who is signed in under `token`, in two statements, or None when the sign-in has ended."""
    rows = session.execute(_SIGNED_IN, {"token": account_rules.digest(token), "now": now}).all()
    if not rows:
        return None
    person = rows[0]
    capacities = _capacities(session, person.person, [row.office for row in rows if row.office])
    chosen = next((c for c in capacities if c.key == person.capacity), None)
    if chosen is None and len(capacities) == 1:
        chosen = capacities[0]
    return SignedIn(person.id, actor_in(person.person, person.name, chosen, capacities), capacities)


def actor_in(person: str, name: str, chosen: Capacity | None, capacities: Sequence[Capacity]) -> Actor:
    """Return the actor a person is in the capacity `chosen` (None: signed in, but acting for nobody yet)."""
    return Actor(
        person=person,
        name=name,
        role=chosen.role if chosen else Role.PUBLIC,
        capacity=chosen.key if chosen else f"person:{person}",
        seat=chosen.seat if chosen else None,
        affiliations=frozenset(c.seat.delegation for c in capacities if c.seat),
        capacities_count=len(capacities),
    )


def capacities_of(session: Session, person: str) -> tuple[Capacity, ...]:
    """Return every capacity a person may act in: offices first, then seats by the name of the delegation."""
    return _capacities(session, person, offices_of(session, person))


def _capacities(session: Session, person: str, offices: Sequence[str]) -> tuple[Capacity, ...]:
    held = [
        Capacity(f"office:{office}", Role(office)) for office in account_rules.OFFICES if office in offices
    ]
    for row in session.execute(_SEATS, {"person": person}):
        takes_part = row.participation == "full"
        seat = SeatOfActor(
            id=row.id,
            delegation=row.delegation_id,
            delegation_name=row.name,
            constituency=row.constituency_id,
            status=row.status,
            may_bind=row.may_bind and takes_part,
        )
        held.append(Capacity(f"seat:{row.id}", Role(row.rank) if takes_part else Role.OBSERVER, seat))
    return tuple(held)


# Made once, since every request of somebody signed in asks both.
_SIGNED_IN = (
    select(SignIn.id, SignIn.capacity, Person.id.label("person"), Person.name, Office.office)
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Office, Office.person_id == Person.id)
    .where(
        SignIn.token == bindparam("token"),
        SignIn.expires_at > bindparam("now", type_=Instant()),
        Person.is_disabled.is_(False),
    )
)
_SEATS = (
    select(
        Seat.id,
        Seat.rank,
        Seat.may_bind,
        Seat.delegation_id,
        Delegation.name,
        Delegation.constituency_id,
        Delegation.status,
        Delegation.participation,
    )
    .join(Delegation, Delegation.id == Seat.delegation_id)
    .where(Seat.person_id == bindparam("person"), Seat.until.is_(None), Delegation.status != "lapsed")
    .order_by(Delegation.name, Seat.id)
)


def constituencies(session: Session) -> Sequence[Constituency]:
    """Return the constituencies in their order."""
    return session.scalars(select(Constituency).order_by(Constituency.position, Constituency.id)).all()


def delegations_by_constituency(session: Session) -> list[ConstituencyGroup]:
    """Return every constituency with its admitted delegations, by name."""
    groups: dict[str, list[Delegation]] = {}
    for delegation in session.scalars(
        select(Delegation)
        .where(Delegation.status.in_(rules.ADMITTED))
        .order_by(Delegation.name, Delegation.id)
        .limit(2000)
    ):
        groups.setdefault(delegation.constituency_id, []).append(delegation)
    return [ConstituencyGroup(c.id, c.name, tuple(groups.get(c.id, ()))) for c in constituencies(session)]


def delegation_by_slug(session: Session, slug: str) -> Delegation:
    """Return one delegation with its constituency. Raises `NotFound`."""
    found = session.scalars(
        select(Delegation).options(joinedload(Delegation.constituency)).where(Delegation.slug == slug)
    ).one_or_none()
    if found is None:
        raise NotFound(N_("There is no delegation at this address."))
    return found


def delegation_by_id(session: Session, delegation: str) -> Delegation:
    """Return one delegation. Raises `NotFound`."""
    found = session.get(Delegation, delegation)
    if found is None:
        raise NotFound(N_("There is no such delegation."))
    return found


def delegation_for_update(session: Session, order: object) -> Delegation:
    """Return the delegation that an order names by id, fresh under the lock. Raises `NotFound`."""
    found = session.scalars(
        select(Delegation).where(Delegation.id == getattr(order, "delegation", None)).with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such delegation."))
    return found


def accreditation_history(session: Session, delegation: str) -> Sequence[AccreditationStep]:
    """Return the steps of a delegation's accreditation, oldest first (at most 200)."""
    return session.scalars(
        select(AccreditationStep)
        .where(AccreditationStep.delegation_id == delegation)
        .order_by(AccreditationStep.number)
        .limit(PAGE)
    ).all()


def seats_in(session: Session, delegation: str) -> Sequence[Seat]:
    """Return the seats held in a delegation with their people: head, alternates, advisers (at most 200)."""
    found = session.scalars(
        select(Seat)
        .options(joinedload(Seat.person))
        .where(Seat.delegation_id == delegation, Seat.until.is_(None))
        .order_by(Seat.since, Seat.id)
        .limit(PAGE)
    ).all()
    ranks = list(rules.RANKS)
    return sorted(found, key=lambda seat: ranks.index(seat.rank))


def accreditations_waiting(session: Session) -> Sequence[Delegation]:
    """Return the requests for accreditation that wait for an officer, oldest first (at most 200)."""
    return session.scalars(
        select(Delegation)
        .options(joinedload(Delegation.constituency))
        .where(Delegation.status == "applied")
        .order_by(Delegation.applied_at, Delegation.id)
        .limit(PAGE)
    ).all()


def represented_constituencies(session: Session) -> dict[str, int]:
    """Return how many delegations with a say each constituency has, for those that have any."""
    rows = session.execute(
        select(Delegation.constituency_id, func.count().label("delegations"))
        .where(Delegation.status == "accredited", Delegation.participation == "full")
        .group_by(Delegation.constituency_id)
    )
    return {row.constituency_id: row.delegations for row in rows}


def namesakes(session: Session, slug: str) -> Sequence[Delegation]:
    """Return the delegations whose slug begins with `slug`: all those with the same name are among them."""
    return session.scalars(
        select(Delegation).where(Delegation.slug.startswith(slug, autoescape=True)).order_by(Delegation.slug)
    ).all()


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A seat as it is listed with its person."""

    delegation: str
    slug: str
    constituency: str
    rank: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as listed for those who run accounts: offices by key, seats by the name of the delegation."""

    id: str
    name: str
    email: str
    is_disabled: bool
    offices: tuple[str, ...]
    seats: tuple[SeatHeld, ...]


def listed_people(
    session: Session, *, after: tuple[str, str] | None = None, limit: int | None = None
) -> list[Listed]:
    """Return people by name with their offices and seats, from behind the (name, id) `after` on, at most `limit`."""
    chosen = select(Person).order_by(Person.name, Person.id).limit(limit)
    if after:
        chosen = chosen.where(tuple_(Person.name, Person.id) > after)
    ids = chosen.with_only_columns(Person.id)
    offices: dict[str, set[str]] = {}
    for office in session.execute(select(Office.person_id, Office.office).where(Office.person_id.in_(ids))):
        offices.setdefault(office.person_id, set()).add(office.office)
    held = (
        select(Seat.person_id, Seat.rank, Delegation.name, Delegation.slug, Delegation.constituency_id)
        .join(Delegation, Delegation.id == Seat.delegation_id)
        .where(Seat.until.is_(None), Seat.person_id.in_(ids))
        .order_by(Delegation.name, Seat.id)
    )
    seats: dict[str, list[SeatHeld]] = {}
    for seat in session.execute(held):
        seats.setdefault(seat.person_id, []).append(
            SeatHeld(seat.name, seat.slug, seat.constituency_id, seat.rank)
        )
    return [
        Listed(
            person.id,
            person.name,
            person.email,
            person.is_disabled,
            tuple(office for office in account_rules.OFFICES if office in offices.get(person.id, ())),
            tuple(seats.get(person.id, ())),
        )
        for person in session.scalars(chosen)
    ]


def people(session: Session) -> list[dict[str, Any]]:
    """Return every person with their offices and seats, for the administration's command line."""
    return [
        {
            "name": person.name,
            "email": person.email,
            "roles": [*person.offices, *sorted({seat.rank for seat in person.seats})],
            "offices": list(person.offices),
            "seats": [asdict(seat) for seat in person.seats],
        }
        for person in listed_people(session)
    ]


def cast_by_role(session: Session) -> list[tuple[str, list[Listed]]]:
    """Return everyone who may sign in, grouped by office or rank, a person once: for the demonstration's sign-in."""
    groups: dict[str, list[Listed]] = {role: [] for role in (*account_rules.OFFICES, *rules.RANKS)}
    for person in listed_people(session):
        roles = [*person.offices, *(seat.rank for seat in person.seats)]
        if roles and not person.is_disabled:
            groups[roles[0]].append(person)
    return [(role, members) for role, members in groups.items() if members]
