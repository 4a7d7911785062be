"""A text that is put off, taken up again, or withdrawn."""

from dataclasses import dataclass

from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.understandings import policy, rules
from panel.understandings.acts.drafting import subject_of
from panel.understandings.facts import TextDeferred, TextResumed, TextWithdrawn
from panel.understandings.models import Understanding
from panel.understandings.queries import text_for_update


@dataclass(frozen=True, slots=True)
class DeferText:
    """Put the negotiation of a text off. Result: the number of the text."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResumeText:
    """Take up the negotiation of a deferred text. Result: the number of the text."""

    text: str


@dataclass(frozen=True, slots=True)
class WithdrawText:
    """Withdraw a text for good; it stays on record. Result: the number of the text."""

    text: str
    reason: str


@act(DeferText, may=policy.may_defer, on=text_for_update)
def defer_text(tx: Tx, order: DeferText, text: Understanding) -> Acting:
    text.standstill_reason = rules.standstill_reason(order.reason)
    text.state = rules.move(text.state, "deferred")
    yield TextDeferred(subject=subject_of(text), reason=Words(text.standstill_reason))
    return text.number


@act(ResumeText, may=policy.may_resume, on=text_for_update)
def resume_text(tx: Tx, order: ResumeText, text: Understanding) -> Acting:
    text.standstill_reason = ""
    text.state = rules.move(text.state, "under_negotiation")
    yield TextResumed(subject=subject_of(text))
    return text.number


@act(WithdrawText, may=policy.may_withdraw_text, on=text_for_update)
def withdraw_text(tx: Tx, order: WithdrawText, text: Understanding) -> Acting:
    text.standstill_reason = rules.standstill_reason(order.reason)
    text.state = rules.move(text.state, "withdrawn")
    yield TextWithdrawn(subject=subject_of(text), reason=Words(text.standstill_reason))
    return text.number
