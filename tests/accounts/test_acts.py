"""Acts of accounts: each done, and each refused."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.accounts import passwords
from panel.accounts.acts import (
    ChangePassword,
    CloseAccount,
    InviteToOffice,
    ReopenAccount,
    begin_sign_in,
    choose_capacity,
    count_try,
    end_sign_in,
)
from panel.accounts.models import Person
from panel.accounts.queries import barred_until, offices_of, sign_ins
from panel.accounts.rules import TRIES
from panel.db.clock import SetClock
from panel.delegations.acts import AcceptInvitation
from panel.delegations.queries import signed_in
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.policy.actor import PUBLIC, SYSTEM
from panel.record.queries import latest_facts, verify
from tests.make import people

Do = Callable[..., Any]


def test_an_invitation_to_an_office_confers_it_once_accepted(
    session: Session, clock: SetClock, do: Do
) -> None:
    officer = people.person_in_office(session, clock, "secretariat", name="Ana Silva")
    token = do(officer, InviteToOffice("chair", "Ines Duarte", "Ines@Example.org")).result
    person = do(
        PUBLIC, AcceptInvitation(token, "Ines Duarte", passwords.hashed("a fine long password"))
    ).result
    assert offices_of(session, person) == ["chair"]
    assert verify(session)


def test_an_office_the_panel_does_not_have_is_not_conferred(session: Session, do: Do) -> None:
    with pytest.raises(Refusal, match="no such office"):
        do(SYSTEM, InviteToOffice("president", "Ines Duarte", "ines@example.org"))


def test_a_moderator_confers_no_office(session: Session, clock: SetClock, do: Do) -> None:
    moderator = people.person_in_office(session, clock, "moderator", name="Mo Derator")
    with pytest.raises(Forbidden):
        do(moderator, InviteToOffice("chair", "Ines Duarte", "ines@example.org"))


def test_changing_a_password_ends_all_other_sign_ins(session: Session, clock: SetClock, do: Do) -> None:
    chair = people.person_in_office(session, clock, "chair")
    kept, lost = (begin_sign_in(session, chair.person or "", clock.moment) for _ in "ab")
    found = signed_in(session, kept, clock.moment)
    assert found
    do(chair, ChangePassword(passwords.hashed("another fine password"), found.sign_in))
    assert signed_in(session, kept, clock.moment)
    assert not signed_in(session, lost, clock.moment)
    assert latest_facts(session, limit=1)[0].kind == "password_changed"


def test_nobody_changes_the_password_of_nobody(session: Session, do: Do) -> None:
    with pytest.raises(Forbidden):
        do(PUBLIC, ChangePassword("hash", ""))


def test_closing_an_account_ends_its_sign_ins_until_it_is_reopened(
    session: Session, clock: SetClock, do: Do
) -> None:
    officer = people.person_in_office(session, clock, "administrator", name="Ad Min")
    chair = people.person_in_office(session, clock, "chair")
    token = begin_sign_in(session, chair.person or "", clock.moment)
    do(officer, CloseAccount(chair.person or ""))
    assert not signed_in(session, token, clock.moment)
    with pytest.raises(Conflict):
        do(officer, CloseAccount(chair.person or ""))
    do(officer, ReopenAccount(chair.person or ""))
    assert not signed_in(session, token, clock.moment)
    with pytest.raises(Conflict):
        do(officer, ReopenAccount(chair.person or ""))


def test_an_account_that_is_not_there_cannot_be_closed(session: Session, do: Do) -> None:
    with pytest.raises(NotFound):
        do(SYSTEM, CloseAccount("nobody"))


def test_a_sign_in_ends_after_twelve_hours(session: Session, clock: SetClock) -> None:
    chair = people.person_in_office(session, clock, "chair")
    token = begin_sign_in(session, chair.person or "", clock.moment)
    clock.advance(hours=12, seconds=-1)
    assert signed_in(session, token, clock.moment)
    clock.advance(seconds=1)
    assert not signed_in(session, token, clock.moment)
    assert not sign_ins(session, chair.person or "", clock.moment)


def test_nobody_ends_the_sign_in_of_another(session: Session, clock: SetClock) -> None:
    chair = people.person_in_office(session, clock, "chair")
    other = people.person_in_office(session, clock, "moderator")
    token = begin_sign_in(session, chair.person or "", clock.moment)
    mine = sign_ins(session, chair.person or "", clock.moment)[0].id
    end_sign_in(session, person=other.person or "", sign_in=mine)
    assert signed_in(session, token, clock.moment)
    end_sign_in(session, person=chair.person or "", sign_in=mine)
    assert not signed_in(session, token, clock.moment)


def test_a_sign_in_leaves_no_fact(session: Session, clock: SetClock) -> None:
    chair = people.person_in_office(session, clock, "chair")
    before = latest_facts(session, limit=1)[0].seq
    token = begin_sign_in(session, chair.person or "", clock.moment)
    choose_capacity(session, token, chair.capacity)
    count_try(session, ["key"], clock.moment)
    assert latest_facts(session, limit=1)[0].seq == before


def test_tries_are_counted_for_each_key_and_forgotten_after_five_minutes(
    session: Session, clock: SetClock
) -> None:
    for _ in range(TRIES):
        count_try(session, ["ana", "net"], clock.moment)
        clock.advance(seconds=10)
        assert barred_until(session, ["ana", "net"], clock.moment) is None
    count_try(session, ["bo", "net"], clock.moment)
    assert barred_until(session, ["bo"], clock.moment) is None
    free = barred_until(session, ["bo", "net"], clock.moment)
    assert free
    assert 0 < (free - clock.moment).total_seconds() <= 300
    clock.moment = free
    count_try(session, ["net"], clock.moment)
    assert barred_until(session, ["net"], clock.moment) is None


def test_a_password_is_recognised_however_its_accents_were_typed() -> None:
    kept = passwords.hashed("une clé très longue")
    assert passwords.matches(kept, "une cle\u0301 tre\u0300s longue")
    assert not passwords.matches(kept, "une cle tres longue")
    assert not passwords.matches(kept, "\ud800 no text at all")
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.is_outdated(kept)


def test_no_password_stands_in_the_database_or_the_record(session: Session, clock: SetClock, do: Do) -> None:
    chair = people.person_in_office(session, clock, "chair")
    person = session.get(Person, chair.person)
    assert person
    assert person.password.startswith("$argon2id$v=19$m=65536,t=3,")
    assert all(chair.name not in str(fact.payload) for fact in latest_facts(session))
