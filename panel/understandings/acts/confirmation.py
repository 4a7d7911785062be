"""Confirmation of what was joined subject to it, or its refusal."""

from dataclasses import dataclass

from panel.kernel.refusal import Conflict
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, queries, rules
from panel.understandings.acts.drafting import subject_of
from panel.understandings.acts.notices import answer_notices
from panel.understandings.acts.silence import end_broken, late_objection, open_round_of, take_position
from panel.understandings.facts import ConfirmationRefused, PositionConfirmed
from panel.understandings.models import SilenceRound


@dataclass(frozen=True, slots=True)
class ConfirmPosition:
    """Confirm what the delegation joined subject to confirmation. Result: how many others are still awaited."""

    text: str


@dataclass(frozen=True, slots=True)
class RefuseConfirmation:
    """Say that the delegation cannot confirm, as an objection is said. Result: whether it is admissible."""

    text: str
    paragraphs: tuple[str, ...]
    reason: str
    remedy: str
    wording: str = ""


@act(ConfirmPosition, may=policy.may_confirm_position, on=queries.text_under_silence)
def confirm_position(tx: Tx, order: ConfirmPosition, under: queries.TextUnderSilence) -> Acting:
    text, silence = under.text, _awaiting(tx, under)
    assert silence.confirm_by  # set when the text was agreed ad referendum
    rules.may_be_confirmed(tx.now, silence.confirm_by)
    delegation = take_position(tx, text, silence, rules.PositionWords("join"))
    yield PositionConfirmed(subject=subject_of(text), round=silence.number, delegation=delegation)
    answer_notices(tx, silence, delegation)
    return len(under.awaited) - 1


@act(RefuseConfirmation, may=policy.may_confirm_position, on=queries.text_under_silence)
def refuse_confirmation(tx: Tx, order: RefuseConfirmation, under: queries.TextUnderSilence) -> Acting:
    text, silence = under.text, _awaiting(tx, under)
    assert silence.confirm_by  # set when the text was agreed ad referendum
    keys = [row.key for row in queries.paragraphs_of(tx.session, silence.revision_id)]
    given = rules.position("object", order.paragraphs, order.reason, order.remedy, keys, order.wording)
    is_admissible = not rules.has_expired(tx.now, silence.confirm_by)
    delegation = take_position(tx, text, silence, given, is_admissible)
    if is_admissible:
        yield ConfirmationRefused(
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


def _awaiting(tx: Tx, under: queries.TextUnderSilence) -> SilenceRound:
    """Return the open round in which the actor's delegation is awaited. Raises `Conflict`."""
    if tx.actor.delegation not in under.awaited:
        raise Conflict(N_("Your delegation has nothing to confirm on this text."))
    return open_round_of(tx, under.text)
