"""Concerns: raised by delegations, answered by the drafters, withdrawn or maintained by who raised them."""

from dataclasses import dataclass

from sqlalchemy import select

from panel.kernel.refusal import Conflict
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts.drafting import issued_revision, subject_of
from panel.understandings.facts import (
    ConcernAnswered,
    ConcernMaintained,
    ConcernRaised,
    ConcernWithdrawn,
)
from panel.understandings.models import Concern, ConcernStep, Revision, Understanding
from panel.understandings.queries import ConcernOnText, concern_for_update, text_for_update

MOST_OPEN = 20


@dataclass(frozen=True, slots=True)
class RaiseConcern:
    """Raise a concern about a paragraph (by its key) of the latest issued revision. Result: its number."""

    text: str
    paragraph: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class AnswerConcern:
    """Answer the concern numbered `concern`. `revision` is what accommodates it, if anything. Result: its number."""

    text: str
    concern: int
    outcome: str
    words: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class WithdrawConcern:
    """Withdraw one's concern. Result: its number."""

    text: str
    concern: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class MaintainConcern:
    """Maintain one's concern after the answer: it will be carried as a reservation. Result: its number."""

    text: str
    concern: int
    words: str = ""


@act(RaiseConcern, may=policy.may_raise_concern, on=text_for_update)
def raise_concern(tx: Tx, order: RaiseConcern, text: Understanding) -> Acting:
    assert tx.actor.seat  # the policy lets nobody else raise a concern
    revision = issued_revision(tx, text)
    keys = [row.key for row in queries.paragraphs_of(tx.session, revision.id)]
    words = rules.concern(order.paragraph, order.reason, order.remedy, keys)
    delegation = tx.actor.seat.delegation
    pending = tx.session.scalars(
        select(Concern.id).where(
            Concern.understanding_id == text.id,
            Concern.delegation_id == delegation,
            Concern.outcome == "open",
        )
    ).all()
    if len(pending) >= MOST_OPEN:
        raise Conflict(
            N_("Your delegation has %(most)s concerns about this text that wait for an answer."),
            {"most": MOST_OPEN},
        )
    number = tx.next_number(Concern.number, Concern.understanding_id == text.id)
    tx.add(
        Concern(
            understanding_id=text.id,
            number=number,
            delegation_id=delegation,
            seat_id=tx.actor.seat.id,
            revision_id=revision.id,
            paragraph=words.paragraph,
            reason=words.reason,
            remedy=words.remedy,
            raised_at=tx.now,
        )
    )
    yield ConcernRaised(
        subject=subject_of(text),
        concern=number,
        delegation=delegation,
        revision=revision.number,
        paragraph=words.paragraph,
        reason=Words(words.reason),
        remedy=Words(words.remedy),
    )
    return number


@act(AnswerConcern, may=policy.may_answer_concern, on=concern_for_update)
def answer_concern(tx: Tx, order: AnswerConcern, on: ConcernOnText) -> Acting:
    issued = {
        row.number: row.id
        for row in tx.session.execute(
            select(Revision.number, Revision.id).where(
                Revision.understanding_id == on.text.id, Revision.issued_at.is_not(None)
            )
        )
    }
    raised_on = tx.session.get_one(Revision, on.concern.revision_id).number
    words, revision = rules.concern_answer(order.outcome, order.words, order.revision, raised_on, issued)
    _step(tx, on.concern, order.outcome, words, issued[revision] if revision is not None else None)
    yield ConcernAnswered(
        subject=subject_of(on.text),
        concern=on.concern.number,
        outcome=order.outcome,
        revision=revision,
        words=Words(words),
    )
    return on.concern.number


@act(WithdrawConcern, may=policy.may_settle_concern, on=concern_for_update)
def withdraw_concern(tx: Tx, order: WithdrawConcern, on: ConcernOnText) -> Acting:
    words = rules.last_word(order.words)
    _step(tx, on.concern, "withdrawn", words)
    yield ConcernWithdrawn(
        subject=subject_of(on.text),
        concern=on.concern.number,
        delegation=on.concern.delegation_id,
        words=Words(words),
    )
    return on.concern.number


@act(MaintainConcern, may=policy.may_settle_concern, on=concern_for_update)
def maintain_concern(tx: Tx, order: MaintainConcern, on: ConcernOnText) -> Acting:
    words = rules.last_word(order.words)
    _step(tx, on.concern, "maintained", words)
    yield ConcernMaintained(
        subject=subject_of(on.text),
        concern=on.concern.number,
        delegation=on.concern.delegation_id,
        words=Words(words),
    )
    return on.concern.number


def _step(tx: Tx, concern: Concern, outcome: str, words: str, revision: str | None = None) -> None:
    """Take a concern one step on. Raises `Conflict` when it cannot come to `outcome`."""
    concern.outcome = rules.concern_becomes(concern.outcome, outcome)
    tx.add(
        ConcernStep(
            concern_id=concern.id,
            number=tx.next_number(ConcernStep.number, ConcernStep.concern_id == concern.id),
            outcome=outcome,
            words=words,
            revision_id=revision,
            at=tx.now,
        )
    )
