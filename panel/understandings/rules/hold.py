"""Holding a round: an entitled delegation asks for time, and the clock stands still (4, on_hold)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given
from panel.understandings.procedure import Procedure
from panel.understandings.rules.silence import REASON_LENGTH, has_expired

ON_HOLD = "4, on hold"


@dataclass(frozen=True, slots=True)
class Held:
    """The clock of a round standing still: until when, and the expiry, moved by as long as it stands."""

    until: datetime
    expires: datetime


def hold(
    now: datetime, expires: datetime, held_until: datetime | None, hours: int, procedure: Procedure
) -> Held:
    """Return the clock of a round that a delegation holds for `hours` from `now` on.

    `held_until` is where an earlier hold ends (None: there was none). Holds that overlap stop the clock once. Raises
    `Refusal` for more than the rules give, `Conflict` when silence has expired or the clock stands longer already.
    """
    if not procedure.hold_hours:
        raise Refusal(N_("The rules of procedure give no time to ask for."), field="hours", rule=ON_HOLD)
    if not 1 <= hours <= procedure.hold_hours:
        raise Refusal(
            N_("A delegation can ask for 1 to %(most)s hours."),
            {"most": procedure.hold_hours},
            field="hours",
            rule=ON_HOLD,
        )
    if has_expired(now, expires):
        raise Conflict(N_("The silence has expired; no more time can be asked for."), rule=ON_HOLD)
    stands = max(now, held_until or now)
    until = max(stands, now + timedelta(hours=hours))
    if until == stands:
        raise Conflict(
            N_("The clock stands still for at least as long already. Ask again later, if you need to."),
            rule=ON_HOLD,
        )
    return Held(until, expires + (until - stands))


def hold_reason(text: str) -> str:
    """Return why a delegation asks for time, which must be said: all are told (4, on_hold)."""
    return given(clean(text), REASON_LENGTH, "reason", N_("Say what your delegation needs the time for."))
