"""Who may do what with soundings: every role, in every stage and state."""

from dataclasses import dataclass, field

import pytest

from panel.policy import Actor, Role, Seat, may
from panel.threads.rules import STAGES

OWN, OTHER = "own", "other"
SEATED = (Role.OBSERVER, Role.ADVISER, Role.ALTERNATE, Role.HEAD)
OFFICES = (Role.MODERATOR, Role.CHAIR, Role.RAPPORTEUR, Role.SECRETARIAT, Role.ADMINISTRATOR)
SPEAKERS = {Role.ALTERNATE, Role.HEAD}
EVERYONE = (Role.PUBLIC, *SEATED, *OFFICES, Role.SYSTEM)
STATUSES = ("applied", "provisional", "accredited", "suspended", "lapsed")


@dataclass(frozen=True)
class Thread:
    delegation_id: str = OTHER
    stage: str = "open"


@dataclass(frozen=True)
class Sounding:
    delegation_id: str | None = OWN
    state: str = "open"
    thread: Thread = field(default_factory=Thread)


def actor(role, status="accredited", affiliations=()):
    if role is Role.PUBLIC:
        return Actor()
    if role in SEATED:
        seat = Seat("s", OWN, "Aldoria", "states", status, may_bind=role is Role.HEAD)
        return Actor("p", "P", role, "seat:s", seat, frozenset({OWN, *affiliations}))
    return Actor("p", "P", role, f"office:{role}", None, frozenset(affiliations))


def those_who(name, state, status="accredited", affiliations=()):
    return {role for role in EVERYONE if may(actor(role, status, affiliations), name, state)}


@pytest.mark.parametrize("stage", STAGES)
def test_statements_are_put_by_delegations_and_moderators_in_open_threads(stage):
    expected = {*SPEAKERS, Role.MODERATOR} if stage in ("open", "drafting") else set()
    assert those_who("sounding.propose", Thread(stage=stage)) == expected


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", ["sounding.position", "sounding.revise"])
def test_only_a_delegation_that_takes_part_answers_or_revises(name, status):
    expected = SPEAKERS if status in ("provisional", "accredited") else set()
    assert those_who(name, Sounding(), status) - {Role.MODERATOR} == expected


def test_a_statement_gets_new_words_from_its_proposer_or_a_moderator():
    assert those_who("sounding.revise", Sounding()) == {*SPEAKERS, Role.MODERATOR}
    assert those_who("sounding.revise", Sounding(OTHER)) == {Role.MODERATOR}
    assert those_who("sounding.revise", Sounding(None)) == {Role.MODERATOR}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("state", ["open", "closed"])
def test_positions_are_given_and_withdrawn_while_the_sounding_and_its_thread_are_open(stage, state):
    is_open = state == "open" and stage in ("open", "drafting")
    sounding = Sounding(state=state, thread=Thread(stage=stage))
    for name in ("sounding.position", "sounding.withdraw-position"):
        assert those_who(name, sounding) == (SPEAKERS if is_open else set())
    assert those_who("sounding.revise", sounding) == ({*SPEAKERS, Role.MODERATOR} if is_open else set())


@pytest.mark.parametrize("status", STATUSES)
def test_a_position_is_withdrawn_whatever_the_accreditation_has_become(status):
    assert those_who("sounding.withdraw-position", Sounding(), status) == SPEAKERS


@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize("stage", STAGES)
def test_moderators_close_an_open_sounding_whatever_has_become_of_its_thread(state, stage):
    sounding = Sounding(state=state, thread=Thread(stage=stage))
    assert those_who("sounding.close", sounding) == ({Role.MODERATOR} if state == "open" else set())


@pytest.mark.parametrize("name", ["sounding.revise", "sounding.close"])
def test_a_moderator_does_not_decide_in_a_thread_of_their_own_organization(name):
    assert Role.MODERATOR not in those_who(name, Sounding(thread=Thread(OWN)), affiliations=(OWN,))


def test_a_moderator_does_not_propose_in_a_thread_of_their_own_organization():
    assert Role.MODERATOR not in those_who("sounding.propose", Thread(OWN), affiliations=(OWN,))


def test_an_adviser_and_an_observer_are_told_what_they_can_do():
    assert "head of delegation" in may(actor(Role.ADVISER), "sounding.position", Sounding()).whom
    assert "comment" in may(actor(Role.OBSERVER), "sounding.position", Sounding()).reason
