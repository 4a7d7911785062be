"""Guidance: a question referred to a mechanism, its reply, and the pages on which both stand."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.policy import Actor
from panel.record.queries import facts_about
from panel.threads.acts import AskGuidance, GiveGuidance, WithdrawContribution
from panel.threads.models import Thread
from panel.threads.queries import contribution_view, guidance_view
from tests.make import people, threads
from tests.make.people import Signer

Do = Callable[..., Any]
QUESTION = "Does the duration of screening fall under article 9?"


@pytest.fixture
def committee(session: Session, clock: SetClock) -> Actor:
    """The head of the delegation of a mechanism."""
    row = people.delegation(
        session, clock, "Committee of Experts", constituency="mechanisms", scheme="panel-admission"
    )
    return people.seated(session, clock, row)


def asked(do: Do, by: Actor, thread: Thread, committee: Actor) -> int:
    return int(do(by, AskGuidance(thread.id, committee.delegation or "", QUESTION)).result)


def test_moderators_and_the_proposing_delegation_ask(
    session: Session, do: Do, head: Actor, moderator: Actor, committee: Actor, thread: Thread
) -> None:
    assert asked(do, head, thread, committee) == 1
    assert asked(do, moderator, thread, committee) == 2
    first, second = (guidance_view(session, thread.id, number) for number in (1, 2))
    assert (first.asked_by, second.asked_by) == ("Republic of Aldoria", None)
    assert (first.delegation, first.question, first.reply) == ("Committee of Experts", QUESTION, None)


def test_nobody_else_asks_and_nobody_but_a_mechanism_is_asked(
    do: Do, head: Actor, adviser: Actor, other: Actor, committee: Actor, thread: Thread
) -> None:
    for nobody in (adviser, other, committee):
        with pytest.raises(Forbidden, match="by a moderator, or by the delegation"):
            asked(do, nobody, thread, committee)
    with pytest.raises(Refusal) as refused:
        asked(do, head, thread, other)
    assert refused.value.field == "delegation"
    with pytest.raises(Refusal, match="Write the question"):
        do(head, AskGuidance(thread.id, committee.delegation or "", "  "))


def test_the_reply_is_a_statement_of_the_mechanism_attached_to_the_request(
    session: Session, do: Do, moderator: Actor, committee: Actor, thread: Thread
) -> None:
    asked(do, moderator, thread, committee)
    number = do(committee, GiveGuidance(thread.id, 1, threads.BODY, norms=("iccpr:art/9",))).result
    assert guidance_view(session, thread.id, 1).reply == number
    assert contribution_view(session, thread.id, number).kind == "mechanism-statement"
    kinds = [fact.kind for fact in facts_about(session, [f"thread:{thread.id}"])]
    assert kinds[:2] == ["guidance_given", "contribution_posted"]
    with pytest.raises(Conflict, match="has its reply"):
        do(committee, GiveGuidance(thread.id, 1, threads.BODY))


def test_only_who_is_asked_replies(
    do: Do, moderator: Actor, other: Actor, committee: Actor, thread: Thread
) -> None:
    asked(do, moderator, thread, committee)
    for nobody in (other, moderator):
        with pytest.raises(Forbidden, match="delegation that was asked"):
            do(nobody, GiveGuidance(thread.id, 1, threads.BODY))
    with pytest.raises(NotFound):
        do(committee, GiveGuidance(thread.id, 2, threads.BODY))
    with pytest.raises(Refusal):
        do(committee, GiveGuidance(thread.id, 1, "Yes."))


def test_a_withdrawn_reply_leaves_the_request_open(
    session: Session, do: Do, moderator: Actor, committee: Actor, thread: Thread
) -> None:
    asked(do, moderator, thread, committee)
    number = do(committee, GiveGuidance(thread.id, 1, threads.BODY)).result
    said = contribution_view(session, thread.id, number)
    do(committee, WithdrawContribution(said.id, "It went out too early."))
    assert guidance_view(session, thread.id, 1).reply is None
    again = do(committee, GiveGuidance(thread.id, 1, threads.BODY)).result
    assert guidance_view(session, thread.id, 1).reply == again


def test_the_thread_shows_the_request_and_leads_to_the_reply(
    session: Session,
    do: Do,
    sign_in: Signer,
    head: Actor,
    committee: Actor,
    thread: Thread,
    clock: SetClock,
) -> None:
    client = sign_in(head)
    assert "/guidance/new" in client.get(f"/threads/{thread.number}").text
    page = client.get(f"/threads/{thread.number}/guidance/new").text
    assert "Committee of Experts" in page
    answer = client.post(
        f"/threads/{thread.number}/guidance/new",
        data={"delegation": committee.delegation, "question": QUESTION, "language": "en"},
    )
    assert answer.status_code == 303
    assert "Waits for a reply" in client.get(f"/threads/{thread.number}").text
    address = f"/threads/{thread.number}/guidance/1/reply"
    assert client.get(address).status_code == 403
    mechanism = sign_in(committee)
    assert address in mechanism.get(f"/threads/{thread.number}").text
    assert QUESTION in mechanism.get(address).text
    answer = mechanism.post(address, data={"body": threads.BODY, "language": "en"})
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/contributions/1")
    page = client.get(f"/threads/{thread.number}").text
    assert "Answered" in page
    assert f'href="/threads/{thread.number}/contributions/1"' in page
    assert "It has its reply" in mechanism.get(address).text
