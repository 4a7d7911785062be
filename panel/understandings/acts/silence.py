"""Silence: opening and extending a round, and the positions given in it."""

from dataclasses import dataclass
from datetime import datetime

from panel.kernel.clock import stamp, utc
from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts.drafting import issued_revision, subject_of
from panel.understandings.facts import (
    LateObjectionRecorded,
    PositionGiven,
    SilenceBroken,
    SilenceExtended,
    SilenceOpened,
)
from panel.understandings.models import Entitlement, Position, SilenceRound, Understanding
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
class GivePosition:
    """Give the delegation's position in the open round. Result: whether it is admissible."""

    text: str
    position: str
    paragraphs: tuple[str, ...] = ()
    reason: str = ""
    remedy: str = ""


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
    return text.number


@act(GivePosition, may=policy.may_give_position, on=queries.text_under_silence)
def give_position(tx: Tx, order: GivePosition, under: queries.TextUnderSilence) -> Acting:
    text, silence = under.text, open_round_of(tx, under.text)
    keys = [row.key for row in queries.paragraphs_of(tx.session, silence.revision_id)]
    given = rules.position(order.position, order.paragraphs, order.reason, order.remedy, keys)
    is_admissible = rules.in_time(tx.now, silence.expires_at, given.kind)
    assert tx.actor.seat  # the policy lets nobody else give a position
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
            given_at=tx.now,
            is_admissible=is_admissible,
        )
    )
    if given.kind != "object":
        yield PositionGiven(
            subject=subject_of(text),
            round=silence.number,
            delegation=delegation,
            position=given.kind,
            paragraphs=given.paragraphs,
            reason=Words(given.reason),
        )
    elif is_admissible:
        text.state = rules.move(text.state, "silence_broken")
        silence.outcome = "broken"
        silence.ended_at = tx.now
        yield SilenceBroken(
            subject=subject_of(text),
            round=silence.number,
            paragraphs=given.paragraphs,
            objector=Words(delegation),
            reason=Words(given.reason),
            remedy=Words(given.remedy),
        )
    else:
        yield LateObjectionRecorded(
            subject=subject_of(text),
            round=silence.number,
            paragraphs=given.paragraphs,
            objector=Words(delegation),
            reason=Words(given.reason),
        )
    return is_admissible


def open_round_of(tx: Tx, text: Understanding) -> SilenceRound:
    """Return the round that is open on a text. Raises `Conflict`."""
    silence = queries.open_round(tx.session, text.id)
    if silence is None:
        raise Conflict(N_("The silence round has ended."))
    return silence
