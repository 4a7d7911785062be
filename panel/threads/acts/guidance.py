"""Guidance: a question that a thread refers to a mechanism, and the reply that is attached to it."""

from dataclasses import dataclass

from sqlalchemy import select

from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.threads import policy, rules
from panel.threads.acts.contributions import PostContribution, post_contribution
from panel.threads.facts import GuidanceGiven, GuidanceRequested
from panel.threads.models import Contribution, GuidanceRequest, Thread
from panel.threads.queries import guidance_for_update, mechanisms_taking_part, thread_for_update


@dataclass(frozen=True, slots=True)
class AskGuidance:
    """Refer a question to the delegation of a mechanism. Result: the number of the request in the thread."""

    thread: str
    delegation: str
    question: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class GiveGuidance:
    """Reply to a request, as a statement of the mechanism. Result: the number of the contribution."""

    thread: str
    request: int
    body: str
    language: str = "en"
    norms: tuple[str, ...] = ()


@act(AskGuidance, may=policy.may_ask_guidance, on=thread_for_update)
def ask_guidance(tx: Tx, order: AskGuidance, thread: Thread) -> Acting:
    mechanisms = {key for key, _ in mechanisms_taking_part(tx.session)}
    question = rules.guidance(order.question, order.delegation, mechanisms)
    number = tx.next_number(GuidanceRequest.number, GuidanceRequest.thread_id == thread.id)
    tx.add(
        GuidanceRequest(
            thread_id=thread.id,
            number=number,
            delegation_id=order.delegation,
            asked_by=tx.actor.delegation,
            question=question,
            language=rules.language(order.language),
            asked_at=tx.now,
        )
    )
    yield GuidanceRequested(
        subject=f"thread:{thread.id}",
        number=number,
        delegation=order.delegation,
        language=order.language,
        question=Words(question),
        asked_by=tx.actor.delegation,
    )
    return number


@act(GiveGuidance, may=policy.may_give_guidance, on=guidance_for_update)
def give_guidance(tx: Tx, order: GiveGuidance, request: GuidanceRequest) -> Acting:
    replied = select(Contribution.id).where(
        Contribution.id == request.reply_id, Contribution.state == "posted"
    )
    rules.without_reply(tx.session.scalar(replied) is not None)
    statement = PostContribution(
        thread=request.thread_id,
        kind="mechanism-statement",
        body=order.body,
        language=order.language,
        norms=order.norms,
    )
    number = yield from post_contribution(tx, statement, request.thread)
    request.reply_id = tx.session.scalars(
        select(Contribution.id).where(
            Contribution.thread_id == request.thread_id, Contribution.number == number
        )
    ).one()
    yield GuidanceGiven(
        subject=f"thread:{request.thread_id}",
        number=request.number,
        delegation=request.delegation_id,
        reply=number,
    )
    return number
