"""Amendments: proposed, joined, restated and withdrawn by delegations; what the drafters mean to do, and the answer."""

from dataclasses import dataclass

from panel.kernel.refusal import Conflict, NotFound, Refusal
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts.drafting import issued_revision, subject_of
from panel.understandings.facts import (
    AmendmentJoined,
    AmendmentLeft,
    AmendmentProposed,
    AmendmentRestated,
    AmendmentWithdrawn,
    DispositionAnswered,
    DispositionProposed,
)
from panel.understandings.models import Amendment, AmendmentSponsor, Paragraph, Revision, Understanding
from panel.understandings.queries import AmendmentUnderLock, amendment_for_update, text_for_update


@dataclass(frozen=True, slots=True)
class ProposeAmendment:
    """Propose to change, delete or follow a paragraph of the latest issued revision. Result: the amendment's number.

    `revision` is the number of the one the delegation looked at: another one issued meanwhile refuses the order.
    """

    text: str
    revision: int
    paragraph: str
    kind: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class RestateAmendment:
    """Give the delegation's amendment new words on the latest issued revision. Result: its number."""

    text: str
    number: int
    revision: int
    paragraph: str
    kind: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class JoinAmendment:
    """Become a co-sponsor. Result: the amendment's number."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class LeaveAmendment:
    """Be a co-sponsor no longer. Result: the amendment's number."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class WithdrawAmendment:
    """Withdraw the delegation's amendment. Result: its number."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class ProposeDisposition:
    """Tell the sponsor what the drafters mean to do, and why. Result: the amendment's number."""

    text: str
    number: int
    disposition: str
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerDisposition:
    """Answer for the sponsor: agree or maintain. Result: the amendment's number."""

    text: str
    number: int
    answer: str
    words: str = ""


@act(ProposeAmendment, may=policy.may_propose_amendment, on=text_for_update)
def propose_amendment(tx: Tx, order: ProposeAmendment, text: Understanding) -> Acting:
    revision, paragraph = _looked_at(tx, text, order.revision, order.paragraph)
    words = rules.amendment_words(order.kind, order.words, paragraph.text, paragraph.kind, text.language)
    reason = rules.amendment_reason(order.reason)
    if len(queries.open_amendments(tx.session, text.id)) >= rules.MOST_OPEN_AMENDMENTS:
        raise Refusal(
            N_("A text has at most %(most)s open amendments at once."), {"most": rules.MOST_OPEN_AMENDMENTS}
        )
    assert tx.actor.seat  # the policy lets nobody else propose
    number = tx.next_number(Amendment.number, Amendment.understanding_id == text.id)
    if number > rules.MOST_AMENDMENTS:
        raise Refusal(N_("A text has at most %(most)s amendments in all."), {"most": rules.MOST_AMENDMENTS})
    tx.add(
        Amendment(
            understanding_id=text.id,
            number=number,
            revision_id=revision.id,
            paragraph_key=paragraph.key,
            kind=order.kind,
            words=words,
            reason=reason,
            delegation_id=tx.actor.seat.delegation,
            seat_id=tx.actor.seat.id,
            proposed_at=tx.now,
        )
    )
    yield AmendmentProposed(
        subject=subject_of(text),
        amendment=number,
        revision=revision.number,
        paragraph=paragraph.key,
        amendment_kind=order.kind,
        delegation=tx.actor.seat.delegation,
        reason=Words(reason),
        text=Words(words) if words else None,
    )
    return number


@act(RestateAmendment, may=policy.may_restate_amendment, on=amendment_for_update)
def restate_amendment(tx: Tx, order: RestateAmendment, amended: AmendmentUnderLock) -> Acting:
    text, amendment = amended.text, amended.row
    revision, paragraph = _looked_at(tx, text, order.revision, order.paragraph)
    words = rules.amendment_words(order.kind, order.words, paragraph.text, paragraph.kind, text.language)
    reason = rules.amendment_reason(order.reason)
    amendment.revision_id, amendment.paragraph_key = revision.id, paragraph.key
    amendment.kind, amendment.words, amendment.reason = order.kind, words, reason
    amendment.state = "bracketed" if amendment.state == "bracketed" else "proposed"
    # What was said about the old words says nothing about the new ones.
    amendment.proposed_disposition, amendment.proposed_reason = None, ""
    amendment.answer, amendment.answer_words = None, ""
    yield AmendmentRestated(
        subject=subject_of(text),
        amendment=amendment.number,
        revision=revision.number,
        paragraph=paragraph.key,
        amendment_kind=order.kind,
        delegation=amendment.delegation_id,
        reason=Words(reason),
        text=Words(words) if words else None,
    )
    return amendment.number


@act(JoinAmendment, may=policy.may_join_amendment, on=amendment_for_update)
def join_amendment(tx: Tx, order: JoinAmendment, amended: AmendmentUnderLock) -> Acting:
    assert tx.actor.seat  # the policy lets nobody else join
    delegation = tx.actor.seat.delegation
    tx.add(
        AmendmentSponsor(
            amendment_id=amended.row.id,
            delegation_id=delegation,
            seat_id=tx.actor.seat.id,
            joined_at=tx.now,
        )
    )
    yield AmendmentJoined(
        subject=subject_of(amended.text), amendment=amended.row.number, delegation=delegation
    )
    return amended.row.number


@act(LeaveAmendment, may=policy.may_leave_amendment, on=amendment_for_update)
def leave_amendment(tx: Tx, order: LeaveAmendment, amended: AmendmentUnderLock) -> Acting:
    assert tx.actor.delegation  # the policy lets nobody else leave
    tx.session.delete(tx.session.get_one(AmendmentSponsor, (amended.row.id, tx.actor.delegation)))
    yield AmendmentLeft(
        subject=subject_of(amended.text), amendment=amended.row.number, delegation=tx.actor.delegation
    )
    return amended.row.number


@act(WithdrawAmendment, may=policy.may_withdraw_amendment, on=amendment_for_update)
def withdraw_amendment(tx: Tx, order: WithdrawAmendment, amended: AmendmentUnderLock) -> Acting:
    amended.row.state = "withdrawn"
    amended.row.settled_at = tx.now
    yield AmendmentWithdrawn(
        subject=subject_of(amended.text),
        amendment=amended.row.number,
        delegation=amended.row.delegation_id,
    )
    return amended.row.number


@act(ProposeDisposition, may=policy.may_dispose, on=amendment_for_update)
def propose_disposition(tx: Tx, order: ProposeDisposition, amended: AmendmentUnderLock) -> Acting:
    kind, reason = rules.disposition(order.disposition, order.reason)
    amendment = amended.row
    amendment.proposed_disposition, amendment.proposed_reason = kind, reason
    amendment.answer, amendment.answer_words = None, ""
    yield DispositionProposed(
        subject=subject_of(amended.text),
        amendment=amendment.number,
        disposition=kind,
        reason=Words(reason),
    )
    return amendment.number


@act(AnswerDisposition, may=policy.may_answer_disposition, on=amendment_for_update)
def answer_disposition(tx: Tx, order: AnswerDisposition, amended: AmendmentUnderLock) -> Acting:
    amendment = amended.row
    kind, words = rules.answer_to_disposition(order.answer, order.words, amendment.proposed_disposition)
    amendment.answer, amendment.answer_words = kind, words
    yield DispositionAnswered(
        subject=subject_of(amended.text),
        amendment=amendment.number,
        delegation=amendment.delegation_id,
        answer=kind,
        reason=Words(words),
    )
    return amendment.number


def _looked_at(tx: Tx, text: Understanding, number: int, key: str) -> tuple[Revision, Paragraph]:
    """Return the latest issued revision, if it is the one looked at, and the paragraph. Raises `Conflict`."""
    revision = issued_revision(tx, text)
    if revision.number != number:
        raise Conflict(
            N_(
                "%(symbol)s has been issued since you opened this page. Look at its words, then propose again."
            ),
            {"symbol": revision.symbol},
        )
    for paragraph in queries.paragraphs_of(tx.session, revision.id):
        if paragraph.key == key:
            return revision, paragraph
    raise NotFound(N_("This text has no such paragraph any more."))
