"""What changes threads, contributions and syntheses."""

from dataclasses import dataclass

from sqlalchemy import Select, delete, func, select

from panel.documents.markup import to_html
from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms.acts import put_references
from panel.norms.models import Issue, Space
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
    SynthesisPublished,
    ThreadMoved,
    ThreadOpened,
    ThreadProposed,
    ThreadResubmitted,
    ThreadReturned,
)
from panel.threads.models import (
    Contribution,
    ContributionVersion,
    Synthesis,
    SynthesisBasis,
    SynthesisPoint,
    Thread,
    ThreadIssue,
    ThreadSpace,
)
from panel.threads.queries import contribution_for_update, draft_for_update, thread_for_update


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeThread:
    """Propose a thread. `spaces` are (space, what is missing there). Result: the thread's number."""

    title: str
    question: str
    kind: str
    issue: str
    also: tuple[str, ...] = ()
    spaces: tuple[tuple[str, str], ...]
    norms: tuple[str, ...] = ()
    no_norm_known: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ResubmitThread:
    """Propose a returned thread again, in this form. Result: its number."""

    thread: str
    proposal: ProposeThread


@dataclass(frozen=True, slots=True)
class OpenThread:
    """Open a proposed thread for contributions. Result: its number."""

    thread: str


@dataclass(frozen=True, slots=True)
class ReturnThread:
    """Return a proposed thread to its delegation. Result: its number."""

    thread: str
    reason: str


@dataclass(frozen=True, slots=True)
class MoveThread:
    """Move a thread to drafting, or end it as concluded or closed, which takes a reason. Result: its number."""

    thread: str
    stage: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDraft:
    """Save a draft for one's delegation: a new one, or `draft` again. Result: the draft's id."""

    thread: str
    draft: str | None = None
    kind: str
    body: str
    language: str = "en"
    place: str = ""
    reply_to: int | None = None
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """Throw a draft away. Result: the number of its thread."""

    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostContribution:
    """Post a contribution for one's delegation, and if it was a `draft`, be done with that. Result: its number."""

    thread: str
    draft: str | None = None
    kind: str
    body: str
    language: str = "en"
    place: str = ""
    reply_to: int | None = None
    norms: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class PublishSynthesis:
    """Publish the next version of the moderator's synthesis. Result: the version."""

    thread: str
    points: tuple[rules.Point, ...]


# Threads


@act(ProposeThread, may=policy.may_propose)
def propose_thread(tx: Tx, order: ProposeThread, _: None) -> Acting:
    assert tx.actor.seat  # the policy lets nobody else propose
    thread = Thread(
        number=next_thread_number(tx),
        delegation_id=tx.actor.seat.delegation,
        seat_id=tx.actor.seat.id,
        person_id=tx.actor.person,
    )
    yield _proposed(tx, ThreadProposed, thread, order)
    return thread.number


@act(ResubmitThread, may=policy.may_resubmit, on=thread_for_update)
def resubmit_thread(tx: Tx, order: ResubmitThread, thread: Thread) -> Acting:
    rules.next_stage(thread.stage, "proposed")
    tx.session.execute(delete(ThreadIssue).where(ThreadIssue.thread_id == thread.id))
    tx.session.execute(delete(ThreadSpace).where(ThreadSpace.thread_id == thread.id))
    assert tx.actor.seat
    thread.seat_id, thread.person_id = tx.actor.seat.id, tx.actor.person
    yield _proposed(tx, ThreadResubmitted, thread, order.proposal)
    return thread.number


@act(OpenThread, may=policy.may_decide, on=thread_for_update)
def open_thread(tx: Tx, order: OpenThread, thread: Thread) -> Acting:
    _enter(tx, thread, "open")
    thread.opened_at, thread.opened_by = tx.now, tx.actor.person
    yield ThreadOpened(subject=f"thread:{thread.id}", number=thread.number)
    return thread.number


@act(ReturnThread, may=policy.may_decide, on=thread_for_update)
def return_thread(tx: Tx, order: ReturnThread, thread: Thread) -> Acting:
    reason = rules.reason(
        order.reason, N_("Give the reason: the delegation can propose the thread again with it.")
    )
    _enter(tx, thread, "returned", reason)
    yield ThreadReturned(subject=f"thread:{thread.id}", number=thread.number, reason=Words(reason))
    return thread.number


@act(MoveThread, may=policy.may_decide, on=thread_for_update)
def move_thread(tx: Tx, order: MoveThread, thread: Thread) -> Acting:
    if order.stage not in ("drafting", "concluded", "closed"):
        raise Refusal(N_("Choose the stage to move to."), field="stage")
    reason = rules.reason(order.reason) if order.stage != "drafting" or order.reason else ""
    _enter(tx, thread, order.stage, reason)
    yield ThreadMoved(
        subject=f"thread:{thread.id}",
        number=thread.number,
        stage=thread.stage,
        reason=Words(reason) if reason else None,
    )
    return thread.number


# Contributions


@act(SaveDraft, may=policy.may_contribute, on=thread_for_update)
def save_draft(tx: Tx, order: SaveDraft, thread: Thread) -> Acting:
    assert tx.actor.seat
    draft = (
        _draft(tx, thread, order.draft) if order.draft else Contribution(thread_id=thread.id, state="draft")
    )
    draft.delegation_id = tx.actor.seat.delegation
    draft.seat_id, draft.person_id = tx.actor.seat.id, tx.actor.person
    draft.kind = rules.contribution_kind(order.kind, tx.actor.seat.constituency)
    draft.place = rules.place(order.place, draft.kind)
    draft.language = rules.language(order.language)
    draft.body = rules.draft_body(order.body)
    draft.html = to_html(draft.body)
    draft.norms = [str(norm) for norm in attachable(order.norms, catalogue(tx.session))]
    # A draft may wait for what it answers, and what it answers may be gone when it is posted: posting decides.
    draft.reply_to_id = _posted_in(tx, thread).get(order.reply_to or 0)
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
    posted = _posted_in(tx, thread)
    rules.reply(kind, order.reply_to, order.reply_to in posted)
    body = rules.body(order.body)
    contribution = _draft(tx, thread, order.draft) if order.draft else Contribution(thread_id=thread.id)
    contribution.number = _next_number(tx, thread)
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
    versions = select(func.count()).where(ContributionVersion.contribution_id == contribution.id)
    tx.add(
        ContributionVersion(
            contribution_id=contribution.id,
            version=tx.session.scalars(versions).one() + 1,
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


# Syntheses


@act(PublishSynthesis, may=policy.may_publish_synthesis, on=thread_for_update)
def publish_synthesis(tx: Tx, order: PublishSynthesis, thread: Thread) -> Acting:
    assert tx.actor.person
    posted = _posted_in(tx, thread)
    points = rules.points(order.points, posted)
    latest = select(func.max(Synthesis.version)).where(Synthesis.thread_id == thread.id)
    synthesis = tx.add(
        Synthesis(
            thread_id=thread.id,
            version=(tx.session.scalar(latest) or 0) + 1,
            at=tx.now,
            moderator_id=tx.actor.person,
        )
    )
    for position, point in enumerate(points, 1):
        row = tx.add(
            SynthesisPoint(synthesis_id=synthesis.id, position=position, kind=point.kind, text=point.text)
        )
        for number in point.contributions:
            tx.add(SynthesisBasis(point_id=row.id, contribution_id=posted[number]))
    yield SynthesisPublished(
        subject=f"thread:{thread.id}",
        synthesis=synthesis.id,
        version=synthesis.version,
        points=tuple({"kind": point.kind, "contributions": list(point.contributions)} for point in points),
        text=Words("\n".join(point.text for point in points)),
    )
    return synthesis.version


def next_thread_number(tx: Tx) -> int:
    """Return the number that the next thread gets."""
    return (tx.session.scalar(select(func.max(Thread.number))) or 0) + 1


def _next_number(tx: Tx, thread: Thread) -> int:
    latest = select(func.max(Contribution.number)).where(Contribution.thread_id == thread.id)
    return (tx.session.scalar(latest) or 0) + 1


def _proposed(
    tx: Tx, said: type[ThreadProposed] | type[ThreadResubmitted], thread: Thread, order: ProposeThread
) -> ThreadProposed | ThreadResubmitted:
    """Write the proposal `order` into `thread` and return the fact that says so."""
    thread.title = rules.title(order.title)
    thread.question = rules.question(order.question)
    thread.kind = rules.thread_kind(order.kind)
    thread.language = rules.language(order.language)
    also = rules.other_issues(order.issue, order.also, _ids(tx, select(Issue.id)))
    spaces = rules.discussed_today(order.spaces, _ids(tx, select(Space.id)))
    rules.norm_basis(order.norms, order.no_norm_known)
    thread.issue_id, thread.no_norm_known = order.issue, order.no_norm_known
    thread.stage, thread.stage_reason, thread.stage_at, thread.proposed_at = "proposed", "", tx.now, tx.now
    tx.add(thread)
    for issue in also:
        tx.add(ThreadIssue(thread_id=thread.id, issue_id=issue))
    for position, (space, missing) in enumerate(spaces, 1):
        tx.add(ThreadSpace(thread_id=thread.id, space_id=space, position=position, missing=missing))
    return said(
        subject=f"thread:{thread.id}",
        number=thread.number,
        issue=order.issue,
        also=also,
        thread_kind=thread.kind,
        delegation=thread.delegation_id,
        language=thread.language,
        norms=put_references(tx, "thread", thread.id, order.norms),
        no_norm_known="yes" if order.no_norm_known else "no",
        spaces=tuple(space for space, _ in spaces),
        title=Words(thread.title),
        question=Words(thread.question),
        missing=Words("\n".join(missing for _, missing in spaces)),
    )


def _enter(tx: Tx, thread: Thread, stage: str, reason: str = "") -> None:
    thread.stage = rules.next_stage(thread.stage, stage)
    thread.stage_reason, thread.stage_at = reason, tx.now


def _draft(tx: Tx, thread: Thread, draft: str) -> Contribution:
    """Return a draft of the actor's own delegation in `thread`: to others it does not exist."""
    row = draft_for_update(tx.session, DiscardDraft(draft))
    if row.thread_id != thread.id or not policy.may_read_draft(tx.actor, row):
        raise Refusal(N_("This draft was published or thrown away in the meantime."), status=409)
    return row


def _posted_in(tx: Tx, thread: Thread) -> dict[int, str]:
    """Return number -> id of the contributions that stand posted in `thread`."""
    rows = tx.session.execute(
        select(Contribution.number, Contribution.id).where(
            Contribution.thread_id == thread.id, Contribution.state == "posted"
        )
    )
    return {number: key for number, key in rows if number is not None}


def _ids(tx: Tx, statement: Select[tuple[str]]) -> set[str]:
    return set(tx.session.scalars(statement))
