"""Silence: opening, extending and holding a round, and the positions given in it."""

from dataclasses import dataclass
from datetime import datetime

from panel.kernel.clock import stamp, utc
from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts.drafting import issued_revision, subject_of
from panel.understandings.acts.notices import answer_notices, give_notice
from panel.understandings.facts import (
    LateObjectionRecorded,
    PositionGiven,
    SilenceBroken,
    SilenceExtended,
    SilenceHeld,
    SilenceOpened,
)
from panel.understandings.models import Entitlement, Hold, Position, SilenceRound, Understanding
from panel.understandings.queries import text_for_update


@dataclass(frozen=True, slots=True)
class OpenSilence:
    """Put the final draft under silence until `expires`. Result: the number of the round."""

    text: str
    expires: datetime
    balance_reason: str = ""


@dataclass(frozen=True, slots=True)
class ExtendSilence:
    """Move the expiry later. Result: the number of the text."""

    text: str
    expires: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AskForTime:
    """Hold the open round: its clock stands still for `hours`. Result: the new expiry."""

    text: str
    hours: int
    reason: str


@dataclass(frozen=True, slots=True)
class GivePosition:
    """Give the delegation's position in the open round. Result: whether it is admissible.

    `wording` are words that an objection proposes for the one paragraph it names.
    """

    text: str
    position: str
    paragraphs: tuple[str, ...] = ()
    reason: str = ""
    remedy: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class ReconfirmPosition:
    """Give in the open round what the delegation gave in an earlier one, word for word. Result: its kind."""

    text: str


@act(OpenSilence, may=policy.may_open_silence, on=text_for_update)
def open_silence(tx: Tx, order: OpenSilence, text: Understanding) -> Acting:
    procedure = queries.procedure_in_force(tx.session)
    revision = issued_revision(tx, text)
    balance = queries.balance_of(tx.session, text.thread_id, procedure)
    reason = rules.may_open_despite(balance, order.balance_reason)
    expires = rules.expiry(tx.now, utc(order.expires), procedure)
    entitled = queries.entitled_delegations(tx.session, procedure)
    if not entitled:
        raise Refusal(N_("No delegation is entitled: silence would mean nothing."), rule="4, under silence")
    text.state = rules.move(text.state, "under_silence")
    number = tx.next_number(SilenceRound.number, SilenceRound.understanding_id == text.id)
    silence = tx.add(
        SilenceRound(
            understanding_id=text.id,
            number=number,
            revision_id=revision.id,
            rules_version=procedure.version,
            digest=revision.digest,
            opened_at=tx.now,
            expires_at=expires,
            unheard=list(balance.unheard),
            balance_reason=reason,
        )
    )
    for delegation in entitled:
        tx.session.add(
            Entitlement(
                round_id=silence.id,
                delegation_id=delegation.id,
                name=delegation.name,
                constituency_id=delegation.constituency_id,
            )
        )
    tx.session.flush()
    yield SilenceOpened(
        subject=subject_of(text),
        round=number,
        revision=revision.number,
        digest=silence.digest,
        expires=stamp(expires),
        rules=procedure.version,
        entitled=tuple(delegation.id for delegation in entitled),
        unheard=balance.unheard,
        balance_reason=Words(reason) if reason else None,
    )
    yield from give_notice(tx, text, silence, "opened")
    return number


@act(ExtendSilence, may=policy.may_extend_silence, on=text_for_update)
def extend_silence(tx: Tx, order: ExtendSilence, text: Understanding) -> Acting:
    silence = open_round_of(tx, text)
    reason = rules.extension_reason(order.reason)
    silence.expires_at = rules.extended_expiry(tx.now, silence.expires_at, utc(order.expires))
    silence.extension_reason = reason
    yield SilenceExtended(
        subject=subject_of(text),
        round=silence.number,
        expires=stamp(silence.expires_at),
        reason=Words(reason),
    )
    yield from give_notice(tx, text, silence, "extended")
    return text.number


@act(AskForTime, may=policy.may_ask_for_time, on=queries.text_under_silence)
def ask_for_time(tx: Tx, order: AskForTime, under: queries.TextUnderSilence) -> Acting:
    text, silence = under.text, open_round_of(tx, under.text)
    reason = rules.hold_reason(order.reason)
    procedure = queries.procedure_of(tx.session, silence.rules_version)
    held = rules.hold(tx.now, silence.expires_at, silence.held_until, order.hours, procedure)
    assert tx.actor.seat  # the policy lets nobody else ask
    delegation = tx.actor.seat.delegation
    if tx.session.get(Hold, (silence.id, delegation)):
        raise Conflict(
            N_("Your delegation has asked for time in this round already; it can do so once."),
            rule="4, on hold",
        )
    silence.held_until, silence.expires_at = held.until, held.expires
    tx.add(
        Hold(
            round_id=silence.id,
            delegation_id=delegation,
            seat_id=tx.actor.seat.id,
            reason=reason,
            asked_at=tx.now,
            until=held.until,
        )
    )
    yield SilenceHeld(
        subject=subject_of(text),
        round=silence.number,
        delegation=delegation,
        until=stamp(held.until),
        expires=stamp(held.expires),
        reason=Words(reason),
    )
    yield from give_notice(tx, text, silence, "held")
    answer_notices(tx, silence, delegation)
    return held.expires


@act(GivePosition, may=policy.may_give_position, on=queries.text_under_silence)
def give_position(tx: Tx, order: GivePosition, under: queries.TextUnderSilence) -> Acting:
    text, silence = under.text, open_round_of(tx, under.text)
    keys = [row.key for row in queries.paragraphs_of(tx.session, silence.revision_id)]
    given = rules.position(order.position, order.paragraphs, order.reason, order.remedy, keys, order.wording)
    is_admissible = rules.in_time(tx.now, silence.expires_at, given.kind)
    delegation = take_position(tx, text, silence, given, is_admissible)
    if given.kind != "object":
        yield _given(text, silence, delegation, given)
    elif is_admissible:
        yield SilenceBroken(
            subject=subject_of(text),
            round=silence.number,
            paragraphs=given.paragraphs,
            objector=Words(delegation),
            reason=Words(given.reason),
            remedy=Words(given.remedy),
            wording=Words(given.wording) if given.wording else None,
        )
        yield from end_broken(tx, text, silence)
    else:
        yield late_objection(text, silence, delegation, given)
    answer_notices(tx, silence, delegation)
    return is_admissible


@act(ReconfirmPosition, may=policy.may_give_position, on=queries.text_under_silence)
def reconfirm_position(tx: Tx, order: ReconfirmPosition, under: queries.TextUnderSilence) -> Acting:
    text, silence = under.text, open_round_of(tx, under.text)
    assert tx.actor.seat  # the policy lets nobody else give a position
    found = queries.earlier_position(tx.session, silence, tx.actor.seat.delegation)
    if found is None:
        raise Conflict(N_("Your delegation has no position from an earlier round to give again."))
    earlier, round_number = found
    keys = [row.key for row in queries.paragraphs_of(tx.session, silence.revision_id)]
    given = rules.position_again(earlier.kind, earlier.paragraphs, earlier.reason, keys)
    rules.in_time(tx.now, silence.expires_at, given.kind)
    delegation = take_position(tx, text, silence, given)
    yield _given(text, silence, delegation, given, round_number)
    answer_notices(tx, silence, delegation)
    return given.kind


def take_position(
    tx: Tx,
    text: Understanding,
    silence: SilenceRound,
    given: rules.PositionWords,
    is_admissible: bool = True,
) -> str:
    """Write a position of the actor's delegation, bound to round and language version; return the delegation."""
    assert tx.actor.seat  # the policies let nobody else give a position
    delegation = tx.actor.seat.delegation
    turn = tx.next_number(
        Position.turn, Position.round_id == silence.id, Position.delegation_id == delegation
    )
    tx.add(
        Position(
            round_id=silence.id,
            delegation_id=delegation,
            seat_id=tx.actor.seat.id,
            turn=turn,
            kind=given.kind,
            paragraphs=list(given.paragraphs),
            reason=given.reason,
            remedy=given.remedy,
            wording=given.wording,
            language=text.language,
            given_at=tx.now,
            is_admissible=is_admissible,
        )
    )
    return delegation


def end_broken(tx: Tx, text: Understanding, silence: SilenceRound) -> Acting:
    """End a round whose silence was broken, and tell every entitled delegation at once."""
    text.state = rules.move(text.state, "silence_broken")
    silence.outcome = "broken"
    silence.ended_at = tx.now
    yield from give_notice(tx, text, silence, "broken")


def late_objection(
    text: Understanding, silence: SilenceRound, delegation: str, given: rules.PositionWords
) -> LateObjectionRecorded:
    """Return the fact of an objection that came too late to have an effect."""
    return LateObjectionRecorded(
        subject=subject_of(text),
        round=silence.number,
        paragraphs=given.paragraphs,
        objector=Words(delegation),
        reason=Words(given.reason),
    )


def _given(
    text: Understanding,
    silence: SilenceRound,
    delegation: str,
    given: rules.PositionWords,
    again_from: int | None = None,
) -> PositionGiven:
    return PositionGiven(
        subject=subject_of(text),
        round=silence.number,
        delegation=delegation,
        position=given.kind,
        paragraphs=given.paragraphs,
        language=text.language,
        reason=Words(given.reason),
        again_from=again_from,
    )


def open_round_of(tx: Tx, text: Understanding) -> SilenceRound:
    """Return the round that is open on a text. Raises `Conflict`."""
    silence = queries.open_round(tx.session, text.id)
    if silence is None:
        raise Conflict(N_("The silence round has ended."))
    return silence
