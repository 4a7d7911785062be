"""What changes delegations, their accreditation and their seats."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from panel.accounts import acts as account_acts
from panel.accounts.models import Invitation
from panel.accounts.queries import open_invitation
from panel.delegations import policy, rules
from panel.delegations.facts import (
    AccreditationEnded,
    AccreditationEndorsed,
    AccreditationGranted,
    AccreditationRefused,
    AccreditationRequested,
    AlternateAuthorized,
    ConstituencyListed,
    SeatTaken,
    SeatVacated,
)
from panel.delegations.models import AccreditationStep, Constituency, Delegation, Seat
from panel.delegations.queries import constituencies, delegation_for_update, namesakes
from panel.kernel.refusal import NotFound, Refusal
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words


@dataclass(frozen=True, slots=True)
class RequestAccreditation:
    """Ask that a State, body or organization take part. Result: the delegation's slug."""

    name: str
    constituency: str
    scheme: str
    about: str
    contact: str
    participation: str = "full"


@dataclass(frozen=True, slots=True)
class DecideAccreditation:
    """Endorse or confirm (`grant`), or end (`suspend`, `lapse`) an accreditation. Result: the slug.

    A first `grant` for a non-State body endorses it; a second one, by another officer, admits it.
    """

    delegation: str
    decision: str
    reason: str = ""
    source: str = ""
    status: str = "accredited"
    review_due: date | None = None


@dataclass(frozen=True, slots=True)
class InviteToSeat:
    """Invite a person to a seat. Result: the token of the invitation."""

    delegation: str
    name: str
    email: str
    rank: str


@dataclass(frozen=True, slots=True)
class AcceptInvitation:
    """Take up an invitation. Result: the person's id.

    `password_hash` is that of a new password or, for somebody with an account, the one their password was checked with.
    """

    token: str
    name: str
    password_hash: str


@dataclass(frozen=True, slots=True)
class AuthorizeAlternate:
    """Say whether an alternate may act for the head. Result: the slug."""

    delegation: str
    seat: str
    may_bind: bool


@dataclass(frozen=True, slots=True)
class VacateSeat:
    """End a seat. Result: the slug."""

    delegation: str
    seat: str


@dataclass(frozen=True, slots=True)
class ListConstituencies:
    """Take over the list of constituencies from the catalogue: (id, position, name) each. Result: how many changed."""

    constituencies: tuple[tuple[str, int, str], ...]


@act(ListConstituencies, may=policy.may_list_constituencies)
def list_constituencies(tx: Tx, order: ListConstituencies, _: None) -> Acting:
    known = {row.id: row for row in constituencies(tx.session)}
    changed = [
        (key, position, name)
        for key, position, name in order.constituencies
        if key not in known or (known[key].position, known[key].name) != (position, name)
    ]
    if not changed:
        raise Refusal(N_("The list of constituencies is as it was."))
    for key, position, name in changed:
        tx.session.merge(Constituency(id=key, position=position, name=name))
        yield ConstituencyListed(subject=f"constituency:{key}", position=position, name=name)
    return len(changed)


@act(RequestAccreditation, may=policy.may_apply)
def request_accreditation(tx: Tx, order: RequestAccreditation, _: None) -> Acting:
    name = rules.name_of_delegation(order.name)
    like_it = namesakes(tx.session, rules.slug(name))
    if any(other.name.casefold() == name.casefold() and other.status != "lapsed" for other in like_it):
        raise Refusal(N_("A delegation with this name takes part already, or has asked to."), field="name")
    delegation = tx.add(
        Delegation(
            slug=rules.slug(name, [other.slug for other in like_it]),
            name=name,
            constituency_id=order.constituency,
            scheme=rules.scheme(order.constituency, order.scheme),
            about=rules.about(order.about),
            contact=rules.contact(order.contact),
            participation="observer" if order.participation == "observer" else "full",
            applied_at=tx.now,
        )
    )
    _step(tx, delegation)
    yield AccreditationRequested(
        subject=f"delegation:{delegation.id}",
        constituency=delegation.constituency_id,
        scheme=delegation.scheme,
        name=Words(name),
    )
    return delegation.slug


@act(DecideAccreditation, may=policy.may_decide_accreditation, on=delegation_for_update)
def decide_accreditation(tx: Tx, order: DecideAccreditation, delegation: Delegation) -> Acting:
    subject = f"delegation:{delegation.id}"
    if order.decision == "grant":
        status = rules.next_status(delegation.status, order.status)
        if rules.officers_needed(delegation.constituency_id) == 2 and delegation.endorsed_by is None:
            if tx.actor.person is None:
                raise Refusal(N_("This takes two officers of the secretariat in person."), rule="1")
            delegation.endorsed_by = tx.actor.person
            yield AccreditationEndorsed(subject=subject)
            return delegation.slug
        if delegation.endorsed_by is not None:
            rules.second_officer(delegation.endorsed_by, tx.actor.person or "")
        delegation.status = status
        delegation.granted_on = delegation.granted_on or tx.now.date()
        delegation.review_due = order.review_due
        delegation.endorsed_by = None
        _step(tx, delegation, source=rules.source(order.source))
        yield AccreditationGranted(
            subject=subject,
            status=status,
            review_due=order.review_due.isoformat() if order.review_due else None,
        )
        return delegation.slug
    if order.decision not in ("suspend", "lapse"):
        raise Refusal(N_("An accreditation is granted, suspended or ended."), field="decision")
    reason = rules.reason(order.reason)
    delegation.status = rules.next_status(
        delegation.status, "suspended" if order.decision == "suspend" else "lapsed"
    )
    delegation.endorsed_by = None
    _step(tx, delegation, reason=reason)
    if delegation.status == "lapsed":
        delegation.contact = ""
    if delegation.granted_on is None:
        yield AccreditationRefused(subject=subject, reason=Words(reason))
    else:
        yield AccreditationEnded(subject=subject, status=delegation.status, reason=Words(reason))
    return delegation.slug


@act(InviteToSeat, may=policy.may_manage_seats, on=delegation_for_update)
def invite_to_seat(tx: Tx, order: InviteToSeat, delegation: Delegation) -> Acting:
    return (
        yield from account_acts.invite(
            tx, name=order.name, email=order.email, delegation=delegation.id, rank=rules.rank(order.rank)
        )
    )


@act(AcceptInvitation, may=policy.may_accept_invitation)
def accept_invitation(tx: Tx, order: AcceptInvitation, _: None) -> Acting:
    invitation = open_invitation(tx.session, order.token, tx.now)
    person = yield from account_acts.join(tx, invitation, name=order.name, password_hash=order.password_hash)
    if invitation.delegation_id:
        yield from _take_seat(tx, invitation, person.id)
    return person.id


@act(AuthorizeAlternate, may=policy.may_manage_seats, on=delegation_for_update)
def authorize_alternate(tx: Tx, order: AuthorizeAlternate, delegation: Delegation) -> Acting:
    seat = _seat(tx, delegation, order.seat)
    if seat.rank != "alternate":
        raise Refusal(N_("Only an alternate can be allowed to act for the head."), field="seat")
    seat.may_bind = order.may_bind
    yield AlternateAuthorized(
        subject=f"delegation:{delegation.id}", seat=seat.id, may_bind="yes" if seat.may_bind else "no"
    )
    return delegation.slug


@act(VacateSeat, may=policy.may_manage_seats, on=delegation_for_update)
def vacate_seat(tx: Tx, order: VacateSeat, delegation: Delegation) -> Acting:
    seat = _seat(tx, delegation, order.seat)
    seat.until = tx.now
    yield SeatVacated(subject=f"delegation:{delegation.id}", seat=seat.id)
    return delegation.slug


def _take_seat(tx: Tx, invitation: Invitation, person: str) -> Acting:
    held = tx.session.scalar(
        select(Seat.id).where(
            Seat.delegation_id == invitation.delegation_id, Seat.person_id == person, Seat.until.is_(None)
        )
    )
    if held:
        raise Refusal(N_("You hold a seat in this delegation already."))
    delegation = tx.session.get_one(Delegation, invitation.delegation_id)
    delegation.contact = ""
    rank = rules.rank(invitation.rank or "")
    seat = tx.add(
        Seat(
            delegation_id=invitation.delegation_id,
            person_id=person,
            rank=rank,
            may_bind=rank == "head",
            since=tx.now,
        )
    )
    yield SeatTaken(subject=f"delegation:{seat.delegation_id}", seat=seat.id, rank=rank)


def _seat(tx: Tx, delegation: Delegation, seat_id: str) -> Seat:
    seat = tx.session.get(Seat, seat_id)
    if seat is None or seat.delegation_id != delegation.id or seat.until is not None:
        raise NotFound(N_("Nobody holds this seat any more."))
    return seat


def _step(tx: Tx, delegation: Delegation, *, source: str = "", reason: str = "") -> None:
    tx.add(
        AccreditationStep(
            delegation_id=delegation.id,
            number=tx.next_number(AccreditationStep.number, AccreditationStep.delegation_id == delegation.id),
            status=delegation.status,
            at=tx.now,
            source=source,
            reason=reason,
        )
    )


def admit_body(tx: Tx, *, name: str, constituency: str) -> tuple[Delegation, bool]:
    """Return the imported delegation of this name, and whether it was entered now; part of another act.

    It speaks in imported threads only: it has no seats and no accreditation, so nobody acts for it and no round counts
    it. Its address begins with `imported-`, which leaves its own to the delegation that may ask to take part one day.
    """
    name = rules.name_of_delegation(name)
    found = tx.session.scalars(
        select(Delegation).where(
            Delegation.scheme == "imported",
            Delegation.constituency_id == constituency,
            Delegation.name == name,
        )
    ).one_or_none()
    if found is not None:
        return found, False
    slug = f"imported-{rules.slug(name)}"
    alike = func.count().filter(Delegation.slug.startswith(slug, autoescape=True))
    taken = tx.session.scalars(select(alike)).one()
    row = Delegation(
        slug=f"{slug}-{taken + 1}" if taken else slug,
        name=name,
        constituency_id=constituency,
        scheme="imported",
        status="imported",
        participation="observer",
        applied_at=tx.now,
    )
    return tx.add(row), True
