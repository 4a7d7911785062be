"""Acts of threads: what they leave behind, and what they refuse."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.acts import DecideAccreditation
from panel.delegations.models import Delegation
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.norms.queries import references_of
from panel.policy import Actor
from panel.policy.actor import SYSTEM
from panel.record.queries import facts_about, verify
from panel.threads.acts import (
    CorrectContribution,
    DiscardDraft,
    ImportThreads,
    MoveThread,
    OpenThread,
    PostContribution,
    ProposeThread,
    PublishSynthesis,
    ResubmitThread,
    ReturnThread,
    SaveDraft,
    WithdrawContribution,
)
from panel.threads.importing import ImportedThreads
from panel.threads.models import Contribution, ContributionVersion, Thread
from panel.threads.queries import (
    contribution_view,
    earlier_versions,
    points_of,
    points_resting_on,
    surroundings,
    thread_by_number,
)
from panel.threads.rules import Point
from tests.make import people, threads

Do = Callable[..., Any]


def test_a_thread_is_proposed_opened_drafted_and_concluded(
    session: Session, clock: SetClock, do: Do, head: Actor, moderator: Actor
) -> None:
    thread = threads.proposed(session, clock, head)
    assert (thread.number, thread.stage) == (1, "proposed")
    do(moderator, OpenThread(thread.id))
    do(moderator, MoveThread(thread.id, "drafting"))
    do(moderator, MoveThread(thread.id, "concluded", "A common understanding was recorded."))
    seen = thread_by_number(session, 1)
    assert (seen.stage, seen.stage_reason) == ("concluded", "A common understanding was recorded.")
    kinds = [fact.kind for fact in facts_about(session, [f"thread:{thread.id}"])]
    assert kinds == ["thread_moved", "thread_moved", "thread_opened", "thread_proposed"]
    assert verify(session)


def test_what_was_proposed_stands_beside_the_thread(session: Session, thread: Thread) -> None:
    beside = surroundings(session, thread_by_number(session, thread.number))
    assert beside.issues == (("children", "Children in migration"),)
    assert beside.spaces[0][1] == "Only refugees are on its agenda."
    assert len(beside.heard) == 11
    assert [norm.reference for norm in references_of(session, "thread", [thread.id])[thread.id]] == [
        "iccpr:art/13"
    ]


def test_a_returned_thread_can_be_proposed_again_in_another_form(
    session: Session, clock: SetClock, do: Do, head: Actor, moderator: Actor
) -> None:
    thread = threads.proposed(session, clock, head)
    do(moderator, ReturnThread(thread.id, "Name the norm."))
    again = threads.proposal(title="Who is heard at sea", norms=(), no_norm_known=True, also=())
    do(head, ResubmitThread(thread.id, again))
    seen = thread_by_number(session, thread.number)
    assert (seen.title, seen.stage, seen.stage_reason) == ("Who is heard at sea", "proposed", "")
    assert seen.no_norm_known
    assert references_of(session, "thread", [thread.id]) == {}
    assert surroundings(session, seen).issues == ()


def test_a_thread_cannot_be_opened_twice(do: Do, moderator: Actor, thread: Thread) -> None:
    with pytest.raises(Conflict, match="moved on"):
        do(moderator, OpenThread(thread.id))


@pytest.mark.parametrize("stage", ["proposed", "open", "returned", ""])
def test_a_thread_moves_only_to_later_stages(do: Do, moderator: Actor, thread: Thread, stage: str) -> None:
    with pytest.raises(Refusal, match="Choose the stage"):
        do(moderator, MoveThread(thread.id, stage))


def test_to_end_a_thread_takes_a_reason(do: Do, moderator: Actor, thread: Thread) -> None:
    with pytest.raises(Refusal, match="Give the reason"):
        do(moderator, MoveThread(thread.id, "closed"))


def test_a_moderator_has_no_power_over_a_thread_of_their_own_delegation(
    session: Session, clock: SetClock, do: Do, head: Actor, aldoria: Delegation
) -> None:
    person = people.person_in_office(session, clock, "moderator", name="Ilse Brandvold")
    people.seated(
        session, clock, aldoria, "adviser", name="Ilse Brandvold", email="ilse.brandvold@example.org"
    )
    partial = people.acting(session, person.person or "", "office:moderator")
    thread = threads.proposed(session, clock, head)
    for order in (
        OpenThread(thread.id),
        ReturnThread(thread.id, "No."),
        MoveThread(thread.id, "closed", "No."),
    ):
        with pytest.raises(Forbidden, match="You hold a seat"):
            do(partial, order)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"issue": "tourism"}, "issue"),
        ({"also": ("tourism",)}, "also"),
        ({"spaces": (("lunch", "Everything."),)}, "spaces"),
        ({"norms": ("iccpr:art/99",)}, "norms"),
        ({"norms": ()}, "norms"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_a_proposal_that_names_what_does_not_exist_writes_nothing(
    session: Session, clock: SetClock, head: Actor, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        threads.proposed(session, clock, head, **changes)
    assert refused.value.field == field
    assert session.scalar(select(func.count()).select_from(Thread)) == 0


def test_advisers_do_not_propose_and_delegations_do_not_import(do: Do, head: Actor, adviser: Actor) -> None:
    order = threads.proposal()
    assert isinstance(order, ProposeThread)
    with pytest.raises(Forbidden, match="An adviser cannot propose"):
        do(adviser, order)
    with pytest.raises(Forbidden, match="Only the secretariat imports"):
        do(head, ImportThreads(ImportedThreads(()), "interface"))


def test_contributions_are_numbered_in_their_thread(
    session: Session, clock: SetClock, head: Actor, other: Actor, thread: Thread
) -> None:
    first = threads.contributed(session, clock, head, thread, norms=("cat:art/3", "cat:art/3"))
    second = threads.contributed(session, clock, other, thread, kind="answer", reply_to=1)
    assert (first.number, second.number, second.reply_to_id) == (1, 2, first.id)
    assert contribution_view(session, thread.id, 1).replies == (2,)
    assert [norm.reference for norm in references_of(session, "contribution", [first.id])[first.id]] == [
        "cat:art/3"
    ]


def test_one_cannot_reply_to_what_is_not_there(
    session: Session, clock: SetClock, head: Actor, thread: Thread
) -> None:
    with pytest.raises(Refusal, match="Contribution 7"):
        threads.contributed(session, clock, head, thread, reply_to=7)


def test_nobody_contributes_to_a_thread_that_is_not_open(
    session: Session, clock: SetClock, do: Do, head: Actor, moderator: Actor
) -> None:
    thread = threads.proposed(session, clock, head)
    with pytest.raises(Forbidden, match="does not take contributions"):
        threads.contributed(session, clock, head, thread)


def test_a_suspended_delegation_cannot_post_and_is_told_whom_to_ask(
    session: Session, clock: SetClock, do: Do, head: Actor, aldoria: Delegation, thread: Thread
) -> None:
    do(SYSTEM, DecideAccreditation(aldoria.id, "suspend", "Under review."))
    head = people.acting(session, head.person or "", delegation_id=aldoria.id)
    with pytest.raises(Forbidden) as refused:
        threads.contributed(session, clock, head, thread)
    assert refused.value.whom == "Ask the secretariat."


def test_an_advisers_draft_is_published_by_the_head_with_its_norms(
    session: Session, clock: SetClock, do: Do, head: Actor, adviser: Actor, thread: Thread
) -> None:
    order = {"thread": thread.id, "kind": "position", "body": threads.BODY, "norms": ("cat:art/3",)}
    draft = do(adviser, SaveDraft(**order)).result
    assert references_of(session, "contribution", [draft]) == {}
    with pytest.raises(Forbidden, match="An adviser cannot publish"):
        do(adviser, PostContribution(draft=draft, **order))
    assert do(head, PostContribution(draft=draft, **order)).result == 1
    posted = session.get(Contribution, draft)
    assert posted is not None
    assert (posted.state, posted.seat_id) == ("posted", head.seat.id if head.seat else None)
    assert len(references_of(session, "contribution", [draft])[draft]) == 1


def test_a_draft_leaves_neither_thread_nor_words_in_the_record(
    session: Session, do: Do, adviser: Actor, thread: Thread
) -> None:
    draft = do(adviser, SaveDraft(thread=thread.id, kind="position", body="Not yet.")).result
    (fact,) = facts_about(session, [f"draft:{draft}"])
    assert fact.actor == "veiled"
    assert fact.payload.keys() == {"actor"}
    assert fact.words == {"actor": adviser.capacity}
    do(adviser, DiscardDraft(draft))
    assert session.get(Contribution, draft) is None


def test_a_draft_of_another_delegation_does_not_exist(
    session: Session, do: Do, adviser: Actor, other: Actor, thread: Thread
) -> None:
    draft = do(adviser, SaveDraft(thread=thread.id, kind="position", body=threads.BODY)).result
    with pytest.raises(Refusal, match="published or thrown away"):
        do(other, PostContribution(thread=thread.id, draft=draft, kind="position", body=threads.BODY))
    with pytest.raises(Forbidden):
        do(other, DiscardDraft(draft))


def test_a_correction_in_time_keeps_the_earlier_words(
    session: Session, clock: SetClock, do: Do, head: Actor, thread: Thread
) -> None:
    contribution = threads.contributed(session, clock, head, thread)
    clock.advance(minutes=30)
    do(head, CorrectContribution(contribution.id, "A correction made in the last second."))
    seen = contribution_view(session, thread.id, 1)
    assert "last second" in seen.html
    assert seen.corrected_at == clock.moment
    (earlier,) = earlier_versions(session, contribution.id)
    assert threads.BODY in earlier.html
    with pytest.raises(Refusal, match="stand there already"):
        do(head, CorrectContribution(contribution.id, "A correction made in the last second."))
    clock.advance(seconds=1)
    with pytest.raises(Conflict, match="30 minutes"):
        do(head, CorrectContribution(contribution.id, "A correction that comes too late."))


def test_nobody_changes_the_words_of_another_delegation(
    session: Session, clock: SetClock, do: Do, head: Actor, other: Actor, moderator: Actor, thread: Thread
) -> None:
    contribution = threads.contributed(session, clock, head, thread)
    for stranger in (other, moderator, SYSTEM):
        with pytest.raises(Forbidden):
            do(stranger, CorrectContribution(contribution.id, "Words put into another's mouth."))
        with pytest.raises(Forbidden):
            do(stranger, WithdrawContribution(contribution.id, "I do not like it."))


def test_a_withdrawn_contribution_leaves_number_date_and_reason_but_no_words(
    session: Session, clock: SetClock, do: Do, head: Actor, thread: Thread
) -> None:
    contribution = threads.contributed(session, clock, head, thread, norms=("cat:art/3",))
    do(head, CorrectContribution(contribution.id, "Corrected before it was withdrawn."))
    do(head, WithdrawContribution(contribution.id, "Better put in contribution 2."))
    seen = contribution_view(session, thread.id, 1)
    assert (seen.state, seen.html, seen.withdrawal_reason) == (
        "withdrawn",
        "",
        "Better put in contribution 2.",
    )
    assert seen.withdrawn_at == clock.moment
    assert session.scalar(select(func.count()).select_from(ContributionVersion)) == 0
    assert references_of(session, "contribution", [contribution.id]) == {}
    with pytest.raises(Conflict, match="withdrawn"):
        do(head, WithdrawContribution(contribution.id, "Again."))
    assert threads.contributed(session, clock, head, thread).number == 2
    with pytest.raises(Refusal, match="withdrawn"):
        threads.contributed(session, clock, head, thread, reply_to=1)


def test_a_synthesis_rests_on_contributions_and_has_versions(
    session: Session, clock: SetClock, do: Do, head: Actor, other: Actor, moderator: Actor, thread: Thread
) -> None:
    first = threads.contributed(session, clock, head, thread)
    threads.contributed(session, clock, other, thread)
    point = Point("convergence", "Return to torture is prohibited.", (2, 1, 1))
    assert do(moderator, PublishSynthesis(thread.id, (point,))).result == 1
    assert (
        do(moderator, PublishSynthesis(thread.id, (point, Point("open-question", "By whom?", (1,))))).result
        == 2
    )
    seen = thread_by_number(session, thread.number)
    assert seen.synthesis_version == 2
    points = points_of(session, seen.synthesis or "")
    assert list(points) == ["convergence", "open-question"]
    assert points["convergence"][0].contributions == ((1, True), (2, True))
    do(head, WithdrawContribution(first.id, "We reconsider."))
    assert points_of(session, seen.synthesis or "")["convergence"][0].contributions == ((1, False), (2, True))
    assert [use.version for use in points_resting_on(session, first.id)] == [2, 2, 1]
    with pytest.raises(Refusal, match="contribution 1 does not stand"):
        do(moderator, PublishSynthesis(thread.id, (point,)))


def test_what_does_not_exist_is_not_found(do: Do, head: Actor, moderator: Actor) -> None:
    with pytest.raises(NotFound):
        do(moderator, OpenThread("0"))
    with pytest.raises(NotFound):
        do(head, WithdrawContribution("0", "No."))
