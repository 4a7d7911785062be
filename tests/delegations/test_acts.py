"""Acts of delegations: admission by two officers, seats, capacities; each done, and each refused."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.accounts import passwords
from panel.accounts.acts import InviteToOffice, begin_sign_in, choose_capacity
from panel.accounts.queries import open_invitation
from panel.db.clock import SetClock
from panel.delegations.acts import (
    AcceptInvitation,
    AuthorizeAlternate,
    DecideAccreditation,
    InviteToSeat,
    ListConstituencies,
    RequestAccreditation,
    VacateSeat,
)
from panel.delegations.models import Delegation
from panel.delegations.queries import (
    accreditation_history,
    capacities_of,
    constituencies,
    delegation_by_slug,
    seats_in,
    signed_in,
)
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.policy import Actor, Role
from panel.policy.actor import PUBLIC, SYSTEM
from panel.record.queries import latest_facts, verify
from tests.make import people

Do = Callable[..., Any]


@pytest.fixture
def first(session: Session, clock: SetClock) -> Actor:
    return people.person_in_office(session, clock, "secretariat", name="Ana Silva")


@pytest.fixture
def second(session: Session, clock: SetClock) -> Actor:
    return people.person_in_office(session, clock, "secretariat", name="Bo Lind")


@pytest.fixture
def network(session: Session, clock: SetClock) -> Delegation:
    """A body that has asked to take part."""
    return people.delegation(
        session,
        clock,
        "Harbour Network",
        constituency="civil-society",
        scheme="panel-admission",
        accredited=False,
    )


def asked(name: str, constituency: str = "states", scheme: str = "", **more: str) -> RequestAccreditation:
    return RequestAccreditation(
        name, constituency, scheme, "About us.", more.pop("contact", "us@example.org"), **more
    )


def test_a_body_that_is_no_state_needs_two_different_officers(
    session: Session, clock: SetClock, do: Do, first: Actor, second: Actor, network: Delegation
) -> None:
    do(first, DecideAccreditation(network.id, "grant"))
    with pytest.raises(Refusal, match="second officer"):
        do(first, DecideAccreditation(network.id, "grant"))
    do(second, DecideAccreditation(network.id, "grant"))
    assert people.seated(session, clock, network).speaks
    assert verify(session)


def test_the_system_is_no_officer_for_a_body_that_needs_two(do: Do, network: Delegation) -> None:
    with pytest.raises(Refusal, match="in person"):
        do(SYSTEM, DecideAccreditation(network.id, "grant"))


def test_a_state_is_admitted_by_one_officer(session: Session, clock: SetClock, do: Do, first: Actor) -> None:
    state = people.delegation(session, clock, accredited=False)
    do(first, DecideAccreditation(state.id, "grant", source="Note verbale 12/2026", status="provisional"))
    do(first, DecideAccreditation(state.id, "grant"))
    steps = accreditation_history(session, state.id)
    assert [step.status for step in steps] == ["applied", "provisional", "accredited"]
    assert [step.number for step in steps] == [1, 2, 3]
    assert steps[1].source == "Note verbale 12/2026"


def test_an_end_needs_a_reason_and_is_final(session: Session, clock: SetClock, do: Do, first: Actor) -> None:
    state = people.delegation(session, clock)
    with pytest.raises(Refusal, match="reason"):
        do(first, DecideAccreditation(state.id, "suspend"))
    do(first, DecideAccreditation(state.id, "suspend", reason="Credentials expired."))
    do(first, DecideAccreditation(state.id, "lapse", reason="No answer."))
    for decision in ("grant", "suspend"):
        with pytest.raises(Conflict):
            do(first, DecideAccreditation(state.id, decision, reason="Again."))
    with pytest.raises(Refusal, match="granted, suspended or ended"):
        do(first, DecideAccreditation(state.id, "banish", reason="Again."))
    assert latest_facts(session, limit=1)[0].kind == "accreditation_ended"


def test_a_refused_request_is_named_to_nobody_and_its_address_erased(
    session: Session, do: Do, first: Actor, network: Delegation
) -> None:
    do(first, DecideAccreditation(network.id, "lapse", reason="Not an organization."))
    fact = latest_facts(session, limit=1)[0]
    assert fact.kind == "accreditation_refused"
    assert "Not an organization." not in str(fact.payload)
    assert delegation_by_slug(session, network.slug).contact == ""
    assert (
        do(PUBLIC, asked("Harbour Network", "civil-society", "panel-admission")).result == "harbour-network-2"
    )


def test_only_the_secretariat_decides(session: Session, clock: SetClock, do: Do, network: Delegation) -> None:
    chair = people.person_in_office(session, clock, "chair")
    with pytest.raises(Forbidden):
        do(chair, DecideAccreditation(network.id, "grant"))
    with pytest.raises(NotFound):
        do(SYSTEM, DecideAccreditation("nothing", "grant"))


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (asked("harbour NETWORK"), "name"),
        (asked("Secretariat"), "name"),
        (asked("New Body", "banks"), "constituency"),
        (asked("New Body", "nhris", "credentials"), "scheme"),
        (asked("New Body", contact="nowhere"), "contact"),
    ],
)
def test_a_request_that_does_not_hold_is_refused_at_its_field(
    do: Do, network: Delegation, order: RequestAccreditation, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        do(PUBLIC, order)
    assert refused.value.field == field


def test_names_in_other_scripts_have_addresses_of_their_own(do: Do) -> None:
    slugs = [
        do(PUBLIC, asked(name, "migrants-associations")).result
        for name in ("رابطة العمال", "移民协会", "Ассоциация")
    ]
    assert slugs == ["delegation", "delegation-2", "delegation-3"]


def test_the_address_of_the_applicant_is_erased_with_the_first_seat(
    session: Session, clock: SetClock
) -> None:
    state = people.delegation(session, clock)
    assert delegation_by_slug(session, state.slug).contact
    people.seated(session, clock, state)
    assert not delegation_by_slug(session, state.slug).contact


def test_the_head_invites_and_an_adviser_does_not(session: Session, clock: SetClock, do: Do) -> None:
    state = people.delegation(session, clock)
    head, adviser = people.seated(session, clock, state), people.seated(session, clock, state, "adviser")
    do(head, InviteToSeat(state.id, "Al Ter", "al@example.org", "alternate"))
    with pytest.raises(Forbidden):
        do(adviser, InviteToSeat(state.id, "Al Ter", "al@example.org", "alternate"))
    with pytest.raises(Refusal) as refused:
        do(head, InviteToSeat(state.id, "Al Ter", "al@example.org", "king"))
    assert refused.value.field == "rank"


def test_nobody_holds_two_seats_in_one_delegation(session: Session, clock: SetClock) -> None:
    state = people.delegation(session, clock)
    people.seated(session, clock, state, email="ana@example.org")
    with pytest.raises(Refusal, match="already"):
        people.seated(session, clock, state, "adviser", email="ana@example.org")


def test_an_alternate_binds_only_where_the_head_says_so(session: Session, clock: SetClock, do: Do) -> None:
    state = people.delegation(session, clock)
    head, alternate = people.seated(session, clock, state), people.seated(session, clock, state, "alternate")
    assert head.seat
    assert alternate.seat
    assert (head.seat.may_bind, alternate.seat.may_bind) == (True, False)
    do(head, AuthorizeAlternate(state.id, alternate.seat.id, True))
    [capacity] = capacities_of(session, alternate.person or "")
    assert capacity.seat
    assert capacity.seat.may_bind
    with pytest.raises(Refusal, match="Only an alternate"):
        do(head, AuthorizeAlternate(state.id, head.seat.id, False))
    with pytest.raises(Forbidden):
        do(alternate, AuthorizeAlternate(state.id, alternate.seat.id, True))


def test_a_vacated_seat_opens_nothing_at_once(session: Session, clock: SetClock, do: Do) -> None:
    state = people.delegation(session, clock)
    head, adviser = people.seated(session, clock, state), people.seated(session, clock, state, "adviser")
    assert adviser.seat
    token = begin_sign_in(session, adviser.person or "", clock.moment)
    do(head, VacateSeat(state.id, adviser.seat.id))
    found = signed_in(session, token, clock.moment)
    assert found
    assert found.actor.role is Role.PUBLIC
    assert [seat.rank for seat in seats_in(session, state.id)] == ["head"]
    with pytest.raises(NotFound):
        do(head, VacateSeat(state.id, adviser.seat.id))


def test_a_head_has_no_hold_on_the_seats_of_others(session: Session, clock: SetClock, do: Do) -> None:
    ours, theirs = people.delegation(session, clock), people.delegation(session, clock, "Kingdom of Vessen")
    head, other = people.seated(session, clock, ours), people.seated(session, clock, theirs)
    assert other.seat
    with pytest.raises(NotFound):
        do(head, VacateSeat(ours.id, other.seat.id))
    with pytest.raises(Forbidden):
        do(head, VacateSeat(theirs.id, other.seat.id))


def test_one_person_acts_in_the_capacity_chosen(session: Session, clock: SetClock) -> None:
    ours, theirs = people.delegation(session, clock), people.delegation(session, clock, "Kingdom of Vessen")
    people.seated(session, clock, ours, email="ana@example.org")
    actor = people.seated(session, clock, theirs, "adviser", email="ana@example.org")
    token = begin_sign_in(session, actor.person or "", clock.moment)
    undecided = signed_in(session, token, clock.moment)
    assert undecided
    assert (undecided.actor.role, undecided.actor.capacities_count) == (Role.PUBLIC, 2)
    choose_capacity(session, token, actor.capacity)
    decided = signed_in(session, token, clock.moment)
    assert decided
    assert decided.actor == actor
    assert decided.actor.affiliations == {ours.id, theirs.id}


def test_a_member_of_an_observer_observes(session: Session, clock: SetClock) -> None:
    body = people.delegation(session, clock, participation="observer")
    actor = people.seated(session, clock, body)
    assert actor.role is Role.OBSERVER
    assert actor.seat
    assert not actor.seat.may_bind


def test_an_invitation_works_once(session: Session, clock: SetClock, do: Do) -> None:
    token = do(SYSTEM, InviteToOffice("chair", "Ines Duarte", "ines@example.org")).result
    order = AcceptInvitation(token, "Ines Duarte", passwords.hashed("a fine long password"))
    do(PUBLIC, order)
    with pytest.raises(NotFound):
        do(PUBLIC, order)


def test_an_invitation_lapses_after_two_weeks(session: Session, clock: SetClock, do: Do) -> None:
    token = do(SYSTEM, InviteToOffice("chair", "Ines Duarte", "ines@example.org")).result
    assert open_invitation(session, token, clock.moment)
    clock.advance(days=14)
    with pytest.raises(NotFound, match="too old"):
        open_invitation(session, token, clock.moment)
    with pytest.raises(NotFound):
        do(PUBLIC, AcceptInvitation(token, "Ines Duarte", "hash"))


def test_an_invitation_gives_no_account_to_somebody_who_did_not_prove_it_theirs(
    session: Session, clock: SetClock, do: Do
) -> None:
    people.person_in_office(session, clock, "moderator", name="Mo Derator")
    token = do(SYSTEM, InviteToOffice("chair", "Mo Derator", "mo.derator@example.org")).result
    with pytest.raises(Conflict):
        do(PUBLIC, AcceptInvitation(token, "Mo Derator", passwords.hashed("a password of mine")))


def test_the_catalogue_lists_constituencies_and_nothing_twice(session: Session, do: Do) -> None:
    known = tuple((row.id, row.position, row.name) for row in constituencies(session))
    assert len(known) == 11
    with pytest.raises(Refusal, match="as it was"):
        do(SYSTEM, ListConstituencies(known))
    with pytest.raises(Forbidden):
        do(PUBLIC, ListConstituencies(known))
