"""What changes threads: proposal, opening, return, and the stages after."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, select

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms.acts import put_references
from panel.norms.models import Issue, Space
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.threads import policy, rules
from panel.threads.facts import ThreadMoved, ThreadOpened, ThreadProposed, ThreadResubmitted, ThreadReturned
from panel.threads.models import Thread, ThreadIssue, ThreadSpace
from panel.threads.queries import thread_for_update


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


@act(ProposeThread, may=policy.may_propose)
def propose_thread(tx: Tx, order: ProposeThread, _: None) -> Acting:
    assert tx.actor.seat  # the policy lets nobody else propose
    thread = Thread(
        number=tx.next_number(Thread.number),
        delegation_id=tx.actor.seat.delegation,
        seat_id=tx.actor.seat.id,
        person_id=tx.actor.person,
    )
    yield ThreadProposed(**_proposed(tx, thread, order))
    return thread.number


@act(ResubmitThread, may=policy.may_resubmit, on=thread_for_update)
def resubmit_thread(tx: Tx, order: ResubmitThread, thread: Thread) -> Acting:
    rules.next_stage(thread.stage, "proposed")
    tx.session.execute(delete(ThreadIssue).where(ThreadIssue.thread_id == thread.id))
    tx.session.execute(delete(ThreadSpace).where(ThreadSpace.thread_id == thread.id))
    assert tx.actor.seat
    thread.seat_id, thread.person_id = tx.actor.seat.id, tx.actor.person
    yield ThreadResubmitted(**_proposed(tx, thread, order.proposal))
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


def _proposed(tx: Tx, thread: Thread, order: ProposeThread) -> dict[str, Any]:
    """Write the proposal `order` into `thread` and return what the fact says of it."""
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
    return {
        "subject": f"thread:{thread.id}",
        "number": thread.number,
        "issue": order.issue,
        "also": also,
        "thread_kind": thread.kind,
        "delegation": thread.delegation_id,
        "language": thread.language,
        "norms": put_references(tx, "thread", thread.id, order.norms),
        "no_norm_known": "yes" if order.no_norm_known else "no",
        "spaces": tuple(space for space, _ in spaces),
        "title": Words(thread.title),
        "question": Words(thread.question),
        "missing": Words("\n".join(missing for _, missing in spaces)),
    }


def _enter(tx: Tx, thread: Thread, stage: str, reason: str = "") -> None:
    thread.stage = rules.next_stage(thread.stage, stage)
    thread.stage_reason, thread.stage_at = reason, tx.now


def _ids(tx: Tx, statement: Select[tuple[str]]) -> set[str]:
    return set(tx.session.scalars(statement))
