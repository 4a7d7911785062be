"""The demonstration's clock, which its facilitators move forward so that visitors see a silence expire.

The act exists everywhere, its address only in a demonstration: no other clock reads the table that it writes.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from panel.db.clock import ClockOffset
from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Fact

MOST_HOURS: Final = 2400
"""How far the clock is moved at a time: a hundred days."""

FARTHEST: Final = timedelta(days=3650)
"""How far it may run ahead in all, so that neither a column nor a calendar ends before the demonstration does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockAdvanced(Fact):
    """The demonstration's clock was moved forward by `hours`. Subject: `clock:demonstration`."""

    hours: int


@dataclass(frozen=True, slots=True)
class AdvanceClock:
    """Move the demonstration's clock forward. Result: how far it now runs ahead, in seconds."""

    hours: int


@permission("clock.advance")
def may_advance_clock(actor: Actor, state: object) -> Decision:
    """The Chair, moderators and the secretariat move the clock of a demonstration, and of nothing else."""
    if actor.role in (Role.CHAIR, Role.MODERATOR, Role.SECRETARIAT):
        return allow()
    return deny(
        N_("Only the Chair, moderators and the secretariat move the demonstration's clock."),
        N_("Sign in as one of them: it is a demonstration."),
    )


@act(AdvanceClock, may=may_advance_clock)
def advance_clock(tx: Tx, order: AdvanceClock, _: None) -> Acting:
    if not 1 <= order.hours <= MOST_HOURS:
        raise Refusal(
            N_("Move the clock by 1 to %(most)s hours at a time."), {"most": MOST_HOURS}, field="hours"
        )
    offset = tx.session.get(ClockOffset, 1) or tx.add(ClockOffset(id=1, seconds=0))
    ahead = timedelta(seconds=offset.seconds, hours=order.hours)
    if ahead > FARTHEST:
        raise Refusal(N_("The clock runs ten years ahead already: that is as far as it goes."), field="hours")
    offset.seconds = int(ahead.total_seconds())
    yield ClockAdvanced(subject="clock:demonstration", hours=order.hours)
    return offset.seconds
