"""What puts statements to the delegations, and how they answer."""

from dataclasses import dataclass

from sqlalchemy import func, select

from panel.kernel.clock import stamp
from panel.kernel.refusal import Conflict
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.soundings import policy, rules
from panel.soundings.facts import (
    SoundingClosed,
    SoundingPositionGiven,
    SoundingPositionWithdrawn,
    SoundingProposed,
    SoundingRevised,
)
from panel.soundings.models import Sounding, SoundingPosition, SoundingVersion
from panel.soundings.queries import (
    counts_on,
    electorate_now,
    sounding_for_update,
    standing_row,
    words_of,
)
from panel.threads.models import Thread
from panel.threads.queries import thread_for_update
from panel.threads.rules import language


@dataclass(frozen=True, slots=True)
class ProposeSounding:
    """Put a statement to the delegations in a thread. Result: its number there."""

    thread: str
    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ReviseSounding:
    """Give a statement new words, on which nobody has a position yet. Result: its number."""

    sounding: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class GiveSoundingPosition:
    """Give the position of one's delegation on the `version` that it has read. Result: the statement's number."""

    sounding: str
    version: int
    position: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawSoundingPosition:
    """Take the position of one's delegation on the present version back. Result: the statement's number."""

    sounding: str


@dataclass(frozen=True, slots=True)
class CloseSounding:
    """Close a sounding: its result stands as it is now. Result: its number."""

    sounding: str
    reason: str


@act(ProposeSounding, may=policy.may_propose_sounding, on=thread_for_update)
def propose_sounding(tx: Tx, order: ProposeSounding, thread: Thread) -> Acting:
    text = rules.statement(order.text)
    in_thread = Sounding.thread_id == thread.id
    rules.room_for_more(tx.session.scalars(select(func.count(Sounding.id)).where(in_thread)).one())
    sounding = tx.add(
        Sounding(
            thread_id=thread.id,
            number=tx.next_number(Sounding.number, in_thread),
            language=language(order.language),
            delegation_id=tx.actor.delegation,
            person_id=tx.actor.person,
            proposed_at=tx.now,
        )
    )
    _word(tx, sounding, text)
    yield SoundingProposed(
        subject=f"sounding:{sounding.id}",
        thread=thread.number,
        number=sounding.number,
        delegation=sounding.delegation_id,
        language=sounding.language,
        text=Words(text),
    )
    return sounding.number


@act(ReviseSounding, may=policy.may_revise_sounding, on=sounding_for_update)
def revise_sounding(tx: Tx, order: ReviseSounding, sounding: Sounding) -> Acting:
    text = rules.new_words(order.text, words_of(tx.session, sounding))
    reason = rules.reason_for(
        order.reason, N_("Give the reason: every delegation that has answered must answer anew.")
    )
    sounding.version += 1
    _word(tx, sounding, text, reason)
    yield SoundingRevised(
        subject=f"sounding:{sounding.id}",
        thread=sounding.thread.number,
        number=sounding.number,
        version=sounding.version,
        text=Words(text),
        reason=Words(reason),
    )
    return sounding.number


@act(GiveSoundingPosition, may=policy.may_give_position, on=sounding_for_update)
def give_sounding_position(tx: Tx, order: GiveSoundingPosition, sounding: Sounding) -> Acting:
    rules.on_current_version(order.version, sounding.version)
    position, reason = rules.position(order.position, order.reason)
    assert tx.actor.seat  # the policy lets nobody else answer
    before = standing_row(tx.session, sounding, tx.actor.seat.delegation)
    rules.changed((before.position, before.reason) if before else None, (position, reason))
    _replace(tx, sounding, before, position, reason)
    yield SoundingPositionGiven(
        subject=f"sounding:{sounding.id}",
        thread=sounding.thread.number,
        number=sounding.number,
        version=sounding.version,
        position=Words(position),
        reason=Words(reason),
    )
    return sounding.number


@act(WithdrawSoundingPosition, may=policy.may_withdraw_position, on=sounding_for_update)
def withdraw_sounding_position(tx: Tx, order: WithdrawSoundingPosition, sounding: Sounding) -> Acting:
    assert tx.actor.seat
    before = standing_row(tx.session, sounding, tx.actor.seat.delegation)
    if before is None or before.position == rules.WITHDRAWN:
        raise Conflict(N_("Your delegation has no position on this version that it could withdraw."))
    _replace(tx, sounding, before, rules.WITHDRAWN)
    yield SoundingPositionWithdrawn(
        subject=f"sounding:{sounding.id}",
        thread=sounding.thread.number,
        number=sounding.number,
        version=sounding.version,
    )
    return sounding.number


@act(CloseSounding, may=policy.may_close_sounding, on=sounding_for_update)
def close_sounding(tx: Tx, order: CloseSounding, sounding: Sounding) -> Acting:
    reason = rules.reason_for(order.reason, N_("Give the reason: it stands beside the result."))
    eligible = dict(electorate_now(tx.session).eligible)
    published = rules.publish(eligible, counts_on(tx.session, sounding), stamp(tx.now))
    sounding.state = "closed"
    sounding.closed_at, sounding.closing_reason, sounding.eligible = tx.now, reason, eligible
    yield SoundingClosed(
        subject=f"sounding:{sounding.id}",
        thread=sounding.thread.number,
        number=sounding.number,
        version=sounding.version,
        rule_version=rules.RULE_VERSION,
        convergence=published.class_,
        digest=published.digest,
        reason=Words(reason),
    )
    return sounding.number


def _word(tx: Tx, sounding: Sounding, text: str, reason: str = "") -> None:
    tx.add(
        SoundingVersion(
            sounding_id=sounding.id,
            version=sounding.version,
            text=text,
            reason=reason,
            at=tx.now,
            person_id=tx.actor.person,
        )
    )


def _replace(
    tx: Tx, sounding: Sounding, before: SoundingPosition | None, position: str, reason: str = ""
) -> None:
    """Let `position` stand in the place of what stood `before`, which is kept."""
    assert tx.actor.seat
    if before is not None:
        before.replaced_at = tx.now
    tx.add(
        SoundingPosition(
            sounding_id=sounding.id,
            version=sounding.version,
            seq=tx.next_number(SoundingPosition.seq, SoundingPosition.sounding_id == sounding.id),
            delegation_id=tx.actor.seat.delegation,
            seat_id=tx.actor.seat.id,
            person_id=tx.actor.person,
            position=position,
            reason=reason,
            at=tx.now,
        )
    )
