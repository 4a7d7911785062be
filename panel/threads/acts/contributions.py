"""What changes contributions, from the draft to the stone that a withdrawn one leaves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from panel.documents.markup import to_html
from panel.kernel.refusal import NotFound, Refusal
from panel.kernel.text import N_
from panel.norms.acts import put_references
from panel.norms.queries import catalogue
from panel.norms.rules import attachable
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.threads import policy, rules
from panel.threads.facts import (
    ContributionCorrected,
    ContributionPosted,
    ContributionWithdrawn,
    DraftDiscarded,
    DraftSaved,
)
from panel.threads.models import Contribution, ContributionVersion, Thread
from panel.threads.queries import contribution_for_update, draft_for_update, posted_in, thread_for_update


@dataclass(frozen=True, slots=True, kw_only=True)
class _Write:
    """What is written in a thread for one's delegation: anew, or over `draft` as it was saved at `read_at`."""

    thread: str
    draft: str | None = None
    read_at: datetime | None = None
    kind: str
    body: str
    language: str = "en"
    place: str = ""
    reply_to: int | None = None
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDraft(_Write):
    """Save a draft for one's delegation: a new one, or `draft` again. Result: its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostContribution(_Write):
    """Post a contribution for one's delegation: a new one, or what was a `draft`. Result: its number."""


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """Throw a draft away. Result: the number of its thread."""

    draft: str


@dataclass(frozen=True, slots=True)
class CorrectContribution:
    """Correct the words of one's contribution in time. Result: its number."""

    contribution: str
    body: str


@dataclass(frozen=True, slots=True)
class WithdrawContribution:
    """Withdraw one's contribution: its words go, its number, date and reason stay. Result: its number."""

    contribution: str
    reason: str


@act(SaveDraft, may=policy.may_contribute, on=thread_for_update)
def save_draft(tx: Tx, order: SaveDraft, thread: Thread) -> Acting:
    assert tx.actor.seat
    draft = _draft(tx, thread, order) if order.draft else Contribution(thread_id=thread.id, state="draft")
    draft.delegation_id = tx.actor.seat.delegation
    draft.seat_id, draft.person_id = tx.actor.seat.id, tx.actor.person
    draft.kind = rules.contribution_kind(order.kind, tx.actor.seat.constituency)
    draft.place = rules.place(order.place, draft.kind)
    draft.language = rules.language(order.language)
    draft.body = rules.draft_body(order.body)
    draft.html = to_html(draft.body)
    draft.norms = [str(norm) for norm in attachable(order.norms, catalogue(tx.session))]
    draft.reply_to_id = None
    if order.reply_to is not None:  # an answer may be drafted before it is clear what it answers
        posted = posted_in(tx.session, thread.id, [order.reply_to])
        rules.reply(draft.kind, order.reply_to, order.reply_to in posted)
        draft.reply_to_id = posted[order.reply_to]
    draft.written_at = tx.now
    tx.add(draft)
    yield DraftSaved(subject=f"draft:{draft.id}")
    return draft.id


@act(DiscardDraft, may=policy.may_discard_draft, on=draft_for_update)
def discard_draft(tx: Tx, order: DiscardDraft, draft: Contribution) -> Acting:
    number = draft.thread.number
    tx.session.delete(draft)
    yield DraftDiscarded(subject=f"draft:{draft.id}")
    return number


@act(PostContribution, may=policy.may_post, on=thread_for_update)
def post_contribution(tx: Tx, order: PostContribution, thread: Thread) -> Acting:
    assert tx.actor.seat
    kind = rules.contribution_kind(order.kind, tx.actor.seat.constituency)
    posted = posted_in(tx.session, thread.id, [order.reply_to] if order.reply_to else ())
    rules.reply(kind, order.reply_to, order.reply_to in posted)
    body = rules.body(order.body)
    contribution = _draft(tx, thread, order) if order.draft else Contribution(thread_id=thread.id)
    contribution.number = tx.next_number(Contribution.number, Contribution.thread_id == thread.id)
    contribution.delegation_id = tx.actor.seat.delegation
    contribution.seat_id, contribution.person_id = tx.actor.seat.id, tx.actor.person
    contribution.kind = kind
    contribution.place = rules.place(order.place, kind)
    contribution.reply_to_id = posted[order.reply_to] if order.reply_to else None
    contribution.language = rules.language(order.language)
    contribution.body, contribution.html = body, to_html(body)
    contribution.norms = []
    contribution.state = "posted"
    contribution.written_at = contribution.posted_at = tx.now
    tx.add(contribution)
    yield ContributionPosted(
        subject=f"thread:{thread.id}",
        contribution=contribution.id,
        number=contribution.number,
        contribution_kind=kind,
        delegation=contribution.delegation_id,
        language=contribution.language,
        norms=put_references(tx, "contribution", contribution.id, order.norms),
        body=Words(body),
        place=Words(contribution.place) if contribution.place else None,
        reply_to=order.reply_to,
    )
    return contribution.number


@act(CorrectContribution, may=policy.may_correct, on=contribution_for_update)
def correct_contribution(tx: Tx, order: CorrectContribution, contribution: Contribution) -> Acting:
    rules.standing(contribution.state)
    assert contribution.number
    assert contribution.posted_at
    rules.correction_in_time(contribution.posted_at, tx.now)
    body = rules.body(order.body)
    if body == contribution.body:
        raise Refusal(N_("These are the words that stand there already."), field="body")
    tx.add(
        ContributionVersion(
            contribution_id=contribution.id,
            version=tx.next_number(
                ContributionVersion.version, ContributionVersion.contribution_id == contribution.id
            ),
            until=tx.now,
            body=contribution.body,
            html=contribution.html,
        )
    )
    contribution.body, contribution.html = body, to_html(body)
    contribution.corrected_at = tx.now
    yield ContributionCorrected(
        subject=f"thread:{contribution.thread_id}",
        contribution=contribution.id,
        number=contribution.number,
        delegation=contribution.delegation_id,
        body=Words(body),
    )
    return contribution.number


@act(WithdrawContribution, may=policy.may_withdraw, on=contribution_for_update)
def withdraw_contribution(tx: Tx, order: WithdrawContribution, contribution: Contribution) -> Acting:
    rules.standing(contribution.state)
    assert contribution.number
    reason = rules.reason(order.reason, N_("Give the reason: it stands in place of the contribution."))
    contribution.state = "withdrawn"
    contribution.body = contribution.html = contribution.place = ""
    contribution.withdrawn_at, contribution.withdrawal_reason = tx.now, reason
    tx.session.execute(
        delete(ContributionVersion).where(ContributionVersion.contribution_id == contribution.id)
    )
    put_references(tx, "contribution", contribution.id, ())
    yield ContributionWithdrawn(
        subject=f"thread:{contribution.thread_id}",
        contribution=contribution.id,
        number=contribution.number,
        delegation=contribution.delegation_id,
        reason=Words(reason),
    )
    return contribution.number


def _draft(tx: Tx, thread: Thread, order: _Write) -> Contribution:
    """Return the draft that `order` goes on with, of the actor's own delegation: to others it does not exist."""
    row = draft_for_update(tx.session, order)
    if row.thread_id != thread.id or not policy.may_read_draft(tx.actor, row):
        raise NotFound(N_("There is no such draft. It may have been published or thrown away."))
    rules.draft_unchanged(row.written_at, order.read_at)
    return row
