"""Who may do what with threads: every role, in every stage."""

from dataclasses import dataclass

import pytest

from panel.policy import Actor, Role, Seat, may
from panel.threads import rules

OWN, OTHER = "own", "other"
SEATED = (Role.OBSERVER, Role.ADVISER, Role.ALTERNATE, Role.HEAD)
OFFICES = (Role.MODERATOR, Role.CHAIR, Role.RAPPORTEUR, Role.SECRETARIAT, Role.ADMINISTRATOR)
SPEAKERS = {Role.ALTERNATE, Role.HEAD}


@dataclass(frozen=True)
class State:
    """A thread, draft or contribution, as far as policies look at it."""

    delegation_id: str = OWN
    stage: str = "open"


def actor(role: Role, status: str = "accredited", affiliations: tuple[str, ...] = ()) -> Actor:
    if role is Role.PUBLIC:
        return Actor()
    if role in SEATED:
        seat = Seat("s", OWN, "Aldoria", "states", status, may_bind=role is Role.HEAD)
        return Actor("p", "P", role, "seat:s", seat, frozenset({OWN, *affiliations}))
    return Actor("p", "P", role, f"office:{role}", None, frozenset(affiliations))


EVERYONE = (Role.PUBLIC, *SEATED, *OFFICES, Role.SYSTEM)


def those_who(name: str, state: object, status: str = "accredited") -> set[Role]:
    return {role for role in EVERYONE if may(actor(role, status), name, state)}


@pytest.mark.parametrize("stage", rules.STAGES)
def test_threads_are_public_once_opened(stage: str) -> None:
    everybody = stage in ("open", "drafting", "concluded", "closed")
    assert (Role.PUBLIC in those_who("thread.read", State(stage=stage))) == everybody
    assert set(SEATED + OFFICES) <= those_who("thread.read", State(stage=stage))


@pytest.mark.parametrize("status", ["applied", "provisional", "accredited", "suspended", "lapsed"])
def test_heads_and_alternates_of_delegations_that_take_part_propose(status: str) -> None:
    expected = SPEAKERS if status in ("provisional", "accredited") else set()
    assert those_who("thread.propose", None, status) == expected


@pytest.mark.parametrize("stage", rules.STAGES)
def test_a_returned_thread_is_proposed_again_by_its_delegation(stage: str) -> None:
    assert those_who("thread.resubmit", State(stage=stage)) == (SPEAKERS if stage == "returned" else set())
    assert those_who("thread.resubmit", State(OTHER, stage)) == set()


@pytest.mark.parametrize("stage", rules.STAGES)
def test_moderators_decide_and_write_syntheses(stage: str) -> None:
    assert those_who("thread.decide", State(OTHER, stage)) == {Role.MODERATOR}
    expected = {Role.MODERATOR} if stage in ("open", "drafting") else set()
    assert those_who("synthesis.publish", State(OTHER, stage)) == expected


@pytest.mark.parametrize("permission", ["thread.decide", "synthesis.publish"])
def test_moderators_have_no_power_over_threads_of_their_own_delegations(permission: str) -> None:
    partial = actor(Role.MODERATOR, affiliations=(OTHER,))
    decision = may(partial, permission, State(OTHER))
    assert not decision
    assert decision.whom == "Ask another moderator."
    assert may(partial, permission, State("third"))


@pytest.mark.parametrize("status", ["applied", "provisional", "accredited", "suspended", "lapsed"])
@pytest.mark.parametrize("stage", rules.STAGES)
def test_every_seat_writes_and_all_but_advisers_post(stage: str, status: str) -> None:
    takes_part = stage in ("open", "drafting") and status in ("provisional", "accredited")
    assert those_who("contribution.write", State(OTHER, stage), status) == (
        set(SEATED) if takes_part else set()
    )
    posters = {Role.OBSERVER, *SPEAKERS} if takes_part else set()
    assert those_who("contribution.post", State(OTHER, stage), status) == posters
    for permission in ("draft.publish", "contribution.correct"):
        assert those_who(permission, State(OWN, stage), status) == posters
        assert those_who(permission, State(OTHER, stage), status) == set()
    assert those_who("draft.edit", State(OWN, stage), status) == (set(SEATED) if takes_part else set())


@pytest.mark.parametrize("permission", ["draft.read", "draft.discard", "draft.edit"])
def test_drafts_are_for_their_own_delegation(permission: str) -> None:
    assert those_who(permission, State(OWN)) == set(SEATED)
    assert those_who(permission, State(OTHER)) == set()
    assert those_who("draft.list", None) == set(SEATED)


@pytest.mark.parametrize("stage", rules.STAGES)
@pytest.mark.parametrize("status", ["accredited", "suspended"])
def test_a_delegation_may_always_take_its_words_back(stage: str, status: str) -> None:
    assert those_who("contribution.withdraw", State(OWN, stage), status) == {Role.OBSERVER, *SPEAKERS}
    assert those_who("contribution.withdraw", State(OTHER, stage), status) == set()


def test_threads_are_imported_by_the_secretariat() -> None:
    assert those_who("thread.import", None) == {Role.SECRETARIAT, Role.SYSTEM}


@pytest.mark.parametrize(
    "permission",
    ["thread.propose", "thread.decide", "contribution.write", "contribution.withdraw", "thread.import"],
)
@pytest.mark.parametrize("role", EVERYONE)
def test_every_no_says_why_and_whom_to_ask(permission: str, role: Role) -> None:
    decision = may(actor(role), permission, State(OTHER))
    assert decision or (decision.reason and decision.whom)


@pytest.mark.parametrize("stage", rules.STAGES)
def test_guidance_is_asked_by_moderators_and_who_proposed_and_given_by_who_was_asked(stage: str) -> None:
    is_open = stage in ("open", "drafting")
    offices = {Role.MODERATOR, Role.SYSTEM}
    assert those_who("guidance.ask", State(OWN, stage)) == (SPEAKERS | offices if is_open else set())
    assert those_who("guidance.ask", State(OTHER, stage)) == (offices if is_open else set())
    assert those_who("guidance.ask", State(OWN, stage), "suspended") == (offices if is_open else set())
    assert those_who("guidance.give", State(OWN, stage)) == (SPEAKERS if is_open else set())
    assert those_who("guidance.give", State(OTHER, stage)) == set()
